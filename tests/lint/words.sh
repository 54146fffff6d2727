#!/bin/sh
# No unfinished words, blanks at the end of a line, paths of this machine or package hosts in what is committed.
set -u
found=$(
	git grep -nIwE 'TODO|FIXME|XXX|HACK' -- '*.c' '*.h' '*.sh' Makefile ':!tests/lint/words.sh' | sed 's/^/unfinished: /'
	git grep -nIE '[[:blank:]]+$' -- '*.c' '*.h' '*.sh' '*.yaml' '*.md' Makefile ':!tests/cases' | sed 's/^/blank at the end: /'
	git grep -nIE '/tmp/wt|/work/|registry\.npmjs|files\.pythonhosted' -- ':!tests/lint/words.sh' ':!tests/cases' ':!rules' |
		sed 's/^/not of this tree: /'
)
[ -z "$found" ] || { echo "$found" && exit 1; }
