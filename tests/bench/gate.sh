#!/bin/sh
# gate.sh BUILD: instructions of a scan of a fixed tree, as a share of those of a bare parse of it, may not grow by more than 2 %:
# as people run it, and with all rules on all of the text. The shares stand in tests/bench/gate; UPDATE=1 writes them anew. Needs
# valgrind.
set -eu
build=$1 scratch=$1/bench/gate
mkdir -p "$scratch"
python3 tests/bench/tree.py "$scratch/tree"

# instructions COMMAND...: of the user's side, as callgrind counts them
instructions() {
	valgrind --tool=callgrind --callgrind-out-file="$scratch/out" "$@" >/dev/null 2>"$scratch/log" || [ $? -eq 1 ]
	sed -n 's/.*Collected *: *\([0-9]*\).*/\1/p' "$scratch/log"
}

parse=$(instructions "$build/tests/bench/parse" "$scratch/tree")
rm -f "$scratch/shares"
for options in '' '--all --no-sieve'; do
	# shellcheck disable=SC2086 # a list of arguments
	scan=$(instructions "$build/picket" scan --isolated -j 1 $options "$scratch/tree")
	echo "$scan $parse" | awk '{ printf "%.4f\n", $1 / $2 }' >>"$scratch/shares"
done
[ "${UPDATE:-}" != 1 ] || cp "$scratch/shares" tests/bench/gate
paste -d' ' "$scratch/shares" tests/bench/gate | awk '
	{ printf "bench-gate: %s of a bare parse, was %s\n", $1, $2; slower = slower || $1 > $2 * 1.02 }
	END { if (slower) print "bench-gate: more than 2 % slower"; exit slower }'
