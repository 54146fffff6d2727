#!/bin/sh
# The example of README.md is what the program prints: runs the command behind its first "$ build/picket" and compares,
# but for the number of rules and the seconds. UPDATE=1 writes it anew.
set -u
scratch=$(dirname "$PICKET")/cases
settled='s/with [0-9]* rules, .*/with N rules/'

args=$(sed -n '/^\$ build\/picket /{s///p;q}' README.md)
# shellcheck disable=SC2086 # a list of arguments
NO_COLOR=1 "$PICKET" $args >"$scratch/readme.now" 2>&1
awk '/^```$/ && on { exit } on { print } /^\$ build\/picket / { on = 1 }' README.md >"$scratch/readme.then"
sed "$settled" "$scratch/readme.then" >"$scratch/readme.a"
sed "$settled" "$scratch/readme.now" >"$scratch/readme.b"
cmp -s "$scratch/readme.a" "$scratch/readme.b" && exit 0
if [ -n "${UPDATE:-}" ]; then
	awk -v text="$scratch/readme.now" '
	/^```$/ { on = 0 }
	!on { print }
	/^\$ build\/picket / { on = 1; while ((getline line < text) > 0) print line }' README.md >"$scratch/readme.new"
	cp "$scratch/readme.new" README.md
	exit 0
fi
echo 'FAIL README.md: the example is not what the program prints'
diff -u "$scratch/readme.a" "$scratch/readme.b" | sed 's/^/    /'
exit 1
