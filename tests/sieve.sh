#!/bin/sh
# The sieve must lose nothing: the rule twins, what is in sieve/, and the trees given, are scanned with and without it and must give the same
# findings. PICKET is the binary; sieve.sh [TREE...]
set -u
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
code=0
for tree in rules tests/sieve "$@"; do
	for sieve in '' --no-sieve; do
		# shellcheck disable=SC2086 # an empty word is no argument
		"$PICKET" scan --all --timeout 0 --format concise -q $sieve "$tree" >"$scratch/found$sieve"
		[ $? -le 1 ] || code=1
	done
	if [ ! -s "$scratch/found" ] || ! cmp -s "$scratch/found" "$scratch/found--no-sieve"; then
		echo "FAIL sieve: $tree differs without it"
		diff "$scratch/found" "$scratch/found--no-sieve" | head -20
		code=1
	fi
done
exit $code
