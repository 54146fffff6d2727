#!/bin/sh
# The floors, as tests/lint/floors lists them: an #include goes down or stays in its folder; siblings on a floor never see each other;
# headers make no cycle.
set -u

# shellcheck disable=SC2086 # a list of paths
awk '
function folder(path) { sub(/\/[^\/]*$/, "", path); return path }
function floor(path,   f) {
	for (f = 1; f <= floors; f++)
		if (path ~ pattern[f]) return place[f]
	return level + 1
}
function bad(what) { printf "%s:%d: %s\n", FILENAME, FNR, what; n++ }
FILENAME ~ /floors$/ {
	if (NF && $1 !~ /^#/) level++
	for (k = 1; k <= NF && $1 !~ /^#/; k++) {
		pattern[++floors] = "^" $k "/[^/]*$"
		gsub(/\*/, "[^/]*", pattern[floors])
		place[floors] = level
	}
	next
}
FNR == 1 { known[FILENAME] = 1 }
/^#include "/ {
	split($0, part, "\"")
	from[++includes] = FILENAME; line[includes] = FNR; to[includes] = part[2]
}
# depth first over headers; state 1 is "on the way"
function visit(m, way,   i, list, k) {
	state[m] = 1
	k = split(edges[m], list, " ")
	for (i = 1; i <= k; i++) {
		if (state[list[i]] == 1) { printf "cycle: %s %s %s\n", way, m, list[i]; n++ }
		else if (!state[list[i]]) visit(list[i], way " " m)
	}
	state[m] = 2
}
END {
	split("analyzers/ cmd/ tests/unit/ ", root, " ")
	for (i = 1; i <= includes; i++) {
		path = folder(from[i]) "/" to[i]
		for (r = 1; !(path in known) && r <= 4; r++) path = root[r] to[i]
		if (!(path in known)) continue # generated, third-party or a .def list
		FILENAME = from[i]; FNR = line[i]
		if (folder(path) != folder(from[i])) {
			if (floor(path) > floor(from[i])) bad("climbs to " path)
			if (floor(path) == floor(from[i])) bad("looks at its sibling " path)
		}
		if (from[i] ~ /h$/) edges[from[i]] = edges[from[i]] " " path
	}
	for (m in edges) if (!state[m]) visit(m, "")
	exit n > 0
}' tests/lint/floors $SOURCES
