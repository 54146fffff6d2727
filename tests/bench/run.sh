#!/bin/sh
# run.sh BUILD ROUNDS TREE...: CPU time of a scan beside a bare tree-sitter parse of the same tree's Python, in turns, so
# that a busy machine is busy for both. Medians; "parsed" is the percentage of Python's bytes that the scan gave to the parser.
# PICKET_ARGS are added to the scan.
set -eu
build=$1 rounds=$2
shift 2

median() {
	sort -n "$1" | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

scratch=$build/bench
mkdir -p "$scratch"
printf '%-28s %8s %8s %8s %8s %8s %8s %8s %8s\n' tree files MB parsed parse/s scan/s ratio wall/s MiB
for tree; do
	rm -f "$scratch"/parse* "$scratch"/scan*
	i=0
	while [ $i -lt "$rounds" ]; do
		"$build/tests/bench/cpu" "$build/tests/bench/parse" "$tree" >>"$scratch/parse"
		# shellcheck disable=SC2086 # a list of arguments
		"$build/tests/bench/cpu" "$build/picket" scan ${PICKET_ARGS:-} "$tree" >>"$scratch/scan"
		i=$((i + 1))
	done
	paste -d' ' "$scratch/parse" "$scratch/scan" | awk '{ print $4 / $1 }' >"$scratch/scan.ratio"
	awk '{ print $2 }' "$scratch/scan" >"$scratch/scan.wall"
	awk '{ print $3 }' "$scratch/scan" >"$scratch/scan.mem"
	# shellcheck disable=SC2086
	parsed=$("$build/tests/bench/parsed" scan --exit-zero ${PICKET_ARGS:-} "$tree" 2>&1 >/dev/null | sed -n 's/^parsed [0-9]* //p')
	"$build/tests/bench/parse" "$tree" | {
		read -r files bytes
		printf '%-28s %8d %8.1f %7.1f%% %8.3f %8.3f %8.3f %8.3f %8.1f\n' "$(basename "$tree")" "$files" \
			"$(echo "$bytes" | awk '{ print $1 / 1e6 }')" \
			"$(echo "$parsed $bytes" | awk '{ print 100 * $1 / $2 }')" "$(median "$scratch/parse")" "$(median "$scratch/scan")" \
			"$(median "$scratch/scan.ratio")" "$(median "$scratch/scan.wall")" "$(median "$scratch/scan.mem")"
	}
done
