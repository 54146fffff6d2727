#!/bin/sh
# What cppcheck warns of.
set -u
# shellcheck disable=SC2086 # a list of arguments
cppcheck -q -j2 --enable=warning,performance,portability --inline-suppr --error-exitcode=1 --std=c11 -D_GNU_SOURCE -DPK_VERSION='""' \
	--library=tests/lint/cppcheck.cfg --template='{file}:{line}: {message} [{id}]' \
	$(printf '%s\n' $INC | grep '^-I') cmd analyzers 2>&1
