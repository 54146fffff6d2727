#!/bin/sh
# Rooms: a file has at most 500 lines, a function at most 80. Prints the middle and the 90th percentile.
set -u

# shellcheck disable=SC2086 # a list of paths
awk '
FNR == 1 { if (name) files[++f] = last; name = FILENAME }
{ last = FNR }
FNR == 501 { printf "%s: more than 500 lines\n", FILENAME; n++ }
/^[a-zA-Z].*[^;,]$/ { head = FNR; title = $0 }
/^{/ { open = FNR }
/^}/ && open {
	functions[++k] = FNR - head + 1
	if (FNR - head + 1 > 80) { printf "%s:%d: %d lines: %s\n", FILENAME, head, FNR - head + 1, title; n++ }
	open = 0
}
function sorted(a, m,   i, j, t) {
	for (i = 2; i <= m; i++) { t = a[i]; for (j = i - 1; j > 0 && a[j] > t; j--) a[j + 1] = a[j]; a[j + 1] = t }
}
END {
	files[++f] = last
	sorted(files, f); sorted(functions, k)
	printf "lines of %d files: half up to %d, 90%% up to %d; of %d functions: %d, %d\n", f, files[int((f + 1) / 2)],
		files[int(f * .9)], k, functions[int((k + 1) / 2)], functions[int(k * .9)]
	exit n > 0
}' $(printf '%s\n' $SOURCES | grep -v '^tests/')
bad=$?
# shellcheck disable=SC2086
wc -l $(printf '%s\n' $SOURCES | grep '^tests/') | awk '$2 != "total" && $1 > 500 { print $2 ": more than 500 lines"; n++ } END { exit n > 0 }' &&
	exit $bad
