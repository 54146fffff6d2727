#!/bin/sh
# Calls that cannot say how much they write, or cannot say that they failed.
set -u
calls='strcpy|strcat|sprintf|vsprintf|gets|atoi|atol|atoll|atof|strtok|scanf|sscanf|fscanf|alloca|system|tmpnam|mktemp'

# shellcheck disable=SC2086 # a list of paths
! grep -nE "(^|[^a-zA-Z0-9_.])($calls)[[:space:]]*\(" $SOURCES /dev/null
