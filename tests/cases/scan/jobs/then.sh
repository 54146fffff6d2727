for n in 2 3 8 0; do
	"$PICKET" --no-builtin --config rule.yaml --jobs $n --output ../many.json || :
	cmp ../one.json ../many.json && echo "$n jobs: the same"
done
