#!/bin/sh
# All checks of the house: run.sh BUILD, where BUILD holds objects compiled with -fno-pie; environment: STD, INC, WARN.
# Each check prints what is wrong, one line each, and fails when there is anything.
set -u
build=$1
LC_ALL=C
SOURCES=$(find cmd analyzers tests -name '*.[ch]' | sort)
export LC_ALL SOURCES STD INC WARN

failed=
for check in layers length headers symbols banned words rules format cppcheck; do
	sh "tests/lint/$check.sh" "$build" || failed="$failed $check"
done
[ -z "$failed" ] && exit 0
echo "lint: see$failed"
exit 1
