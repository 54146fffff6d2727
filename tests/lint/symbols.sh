#!/bin/sh
# symbols.sh BUILD: no writable data under analyzers/ (a plan is shared by all workers, so all state is passed). Above
# util/ a name is pk_<module>_<verb>, or, when only its folder uses it, <header>_<verb> after the header that declares it.
set -u

headers=$(find analyzers -name '*.h')
# shellcheck disable=SC2086 # a list of paths
find "$1/analyzers" -name '*.o' | sort | xargs nm -A | awk -v build="$1/" -v headers="$headers" '
BEGIN { k = split(headers, h, "\n"); for (i = 1; i <= k; i++) known[h[i]] = 1 }
{
	split($1, at, ":"); object = at[1]; type = $(NF - 1); name = $NF
	header = substr(object, length(build) + 1); sub(/[^\/]*$/, "", header)
	word = name; sub(/_.*/, "", word); header = header word ".h"
}
type ~ /^[bBdDC]$/ { print object ": writable: " name; n++ }
type ~ /^[A-Z]$/ && type != "U" && name !~ /^pk_/ && !(header in known) && object !~ /\/util\// {
	print object ": neither pk_ nor named after a header here: " name; n++
}
END { exit n > 0 }'
