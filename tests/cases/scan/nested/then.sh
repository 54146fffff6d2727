# The sieve changes nothing.
for sieve in --isolated --no-sieve; do
	"$PICKET" scan --no-builtin --config rule.yaml --timeout 60s --include "*.py" --format concise -q --exit-zero $sieve >"found$sieve"
done
cmp found--isolated found--no-sieve && echo the same without the sieve
