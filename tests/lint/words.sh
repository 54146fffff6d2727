#!/bin/sh
# No unfinished words, blanks at the end of a line, paths of this machine or package hosts in what is committed.
set -u
found=$(
	git grep -nIwE 'TOD[O]|FIXM[E]|XX[X]|HAC[K]' -- '*.c' '*.h' '*.sh' Makefile | sed 's/^/unfinished: /'
	git grep -nIE '[[:blank:]]+$' -- '*.c' '*.h' '*.sh' '*.yaml' '*.md' Makefile ':!tests/cases' | sed 's/^/blank at the end: /'
	git grep -nIE '/tmp/w[t]|/wor[k]/|registry\.npm[j]s|files\.pythonhoste[d]' -- ':!rules' |
		sed 's/^/not of this tree: /'
)
[ -z "$found" ] || { echo "$found" && exit 1; }
