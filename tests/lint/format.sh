#!/bin/sh
# .clang-format is obeyed; `make format` makes it so.
set -u
# shellcheck disable=SC2086 # a list of paths
clang-format-14 --dry-run -Werror $SOURCES 2>&1 | grep 'error:' | sed 's/: error:.*//' | awk -F: '
{ n[$1]++ }
END { for (f in n) { print f ": " n[f] " places to format"; bad = 1 } exit bad }'
