#!/bin/sh
# Every rule is proven: by an annotated twin beside it, or, where a twin cannot hold annotations (model files), by a case
# or unit test that names it.
set -u
bad=0
for twice in $(basename -a -s .yaml rules/*/*.yaml | sort | uniq -d); do
	echo "$twice: two rules of one name"
	bad=1
done
for rule in rules/*/*.yaml; do
	id=$(basename "$rule" .yaml)
	[ -e "$rule" ] || continue
	for twin in "${rule%.yaml}".*; do
		[ "$twin" = "$rule" ] || continue 2
	done
	grep -rqw -e "$id" tests/cases tests/unit tests/artifacts && continue
	echo "$rule: neither a twin nor a test"
	bad=1
done
exit $bad
