for f in ../a.csv ../a.json ../a.sarif ../unknown.xyz; do
	printf '%s: ' $f
	head -c 30 $f | head -n 1
	echo
done
