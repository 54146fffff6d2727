#!/bin/sh
# No unfinished words, blanks at the end of a line, machine paths or package hosts in what is committed.
set -u
bad=0
say() {
	sed "s/^/$1: /" | grep . && bad=1
}
git grep -nIwE 'TODO|FIXME|XXX|HACK' -- '*.c' '*.h' '*.sh' Makefile ':!tests/lint/words.sh' | say unfinished
git grep -nIE '[[:blank:]]+$' -- '*.c' '*.h' '*.sh' '*.yaml' '*.md' Makefile | say 'blank at the end'
git grep -nIE '(/tmp/wt|/work/|/home/[a-z]+/|registry\.npmjs|files\.pythonhosted)' -- ':!tests/lint/words.sh' ':!tests/cases' |
	say 'not of this tree'
exit $bad
