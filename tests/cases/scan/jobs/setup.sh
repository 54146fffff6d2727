i=0
while [ $i -lt 200 ]; do
	i=$((i + 1))
	mkdir -p d$((i % 7))
	awk -v n=$((i * 37 % 50)) 'BEGIN { while (n-- > 0) print "eval(a" n % 3 ")" }' >d$((i % 7))/f$i.py
done
