#!/bin/sh
# All tests: run.sh UNIT-TEST... ; environment: PICKET, the binary under test; UPDATE=1 accepts what cases print;
# KINDS="cases formats" runs only these kinds, which are functions below; LIMIT, how many seconds a case may take (60).
# Failures are shown with a diff; the last line is "N passed, N failed".
#
# A case is a folder tests/cases/<topic>/<name>/, see tests/README.md.
set -u
LC_ALL=C
export LC_ALL
root=$(pwd)
case $PICKET in
/*) ;;
*) PICKET=$root/$PICKET ;;
esac
export PICKET
scratch=$(dirname "$PICKET")/cases
passed=0 failed=0

# A sanitizer's report must not look like exit 1, "findings". It is kept (but for UBSan's, which goes to stderr), so that it counts
# whoever started the program and whatever became of its exit code.
kept=exitcode=99:log_path=$scratch/report
export ASAN_OPTIONS="$kept:${ASAN_OPTIONS:-}" UBSAN_OPTIONS="$kept:print_stacktrace=1:${UBSAN_OPTIONS:-}" \
	TSAN_OPTIONS="$kept:${TSAN_OPTIONS:-}"

# tally PASSED FAILED WHAT
tally() {
	passed=$((passed + $1))
	failed=$((failed + $2))
	echo "$3: $1 passed, $2 failed"
}

# ---- unit tests: one TAP line each; a program that dies is one failure more ----

unit() {
	good=0 bad=0
	for program; do
		CMOCKA_MESSAGE_OUTPUT=TAP "$program" >"$scratch/unit" 2>&1
		code=$?
		not_ok=$(grep -c '^not ok' "$scratch/unit")
		good=$((good + $(grep -c '^ok' "$scratch/unit")))
		[ "$code" -ne 0 ] && [ "$not_ok" -eq 0 ] && not_ok=1
		bad=$((bad + not_ok))
		[ "$not_ok" -eq 0 ] && continue
		echo "FAIL ${program##*/} (exit $code)"
		grep -v '^ok' "$scratch/unit"
	done
	tally "$good" "$bad" 'unit tests'
}

# ---- rules against their annotated twins ----

twins() {
	"$PICKET" test rules/ >"$scratch/twins" 2>&1
	code=$?
	good=$(sed -n '$s/^\([0-9]*\) passed, \([0-9]*\) failed.*/\1/p' "$scratch/twins")
	bad=$(sed -n '$s/^\([0-9]*\) passed, \([0-9]*\) failed.*/\2/p' "$scratch/twins")
	[ "$code" -gt 1 ] || [ -z "$bad" ] && bad=$((${bad:-0} + 1))
	[ "$bad" -eq 0 ] || cat "$scratch/twins"
	tally "${good:-0}" "$bad" 'rule twins'
}

# ---- cases: input and arguments in, standard output and exit code out ----

# run_case FOLDER WORK: leaves stdout, stderr, exit in WORK
run_case() {
	mkdir -p "$2/input"
	[ -d "$1/input" ] && cp -R "$1/input/." "$2/input"
	(
		cd "$2/input" || exit 98
		[ -f "$1/setup.sh" ] && { sh -eu "$1/setup.sh" >&2 || exit 98; }
		set --
		while IFS= read -r arg || [ -n "$arg" ]; do
			set -- "$@" "$arg"
		done <"$here/args"
		[ -f "$here/stdin" ] && exec <"$here/stdin" || exec </dev/null
		timeout "${LIMIT:-60}" "$PICKET" "$@"
	) >"$2/stdout" 2>"$2/stderr"
	echo $? >"$2/exit"
	if [ -f "$1/then.sh" ]; then
		(cd "$2/input" && sh -eu "$1/then.sh" || echo "then.sh failed") >>"$2/stdout" 2>&1
	fi
}

# same EXPECTED ACTUAL: with UPDATE, EXPECTED becomes ACTUAL
same() {
	cmp -s "$1" "$2" && return 0
	if [ -n "${UPDATE:-}" ]; then
		cp "$2" "$1"
		return 0
	fi
	diff -u "$1" "$2" | sed 's/^/    /'
	return 1
}

judge_case() {
	ok=0
	want=0
	[ -f "$1/exit" ] && want=$(cat "$1/exit")
	got=$(cat "$2/exit")
	if [ "$got" -lt 3 ] && [ -n "${UPDATE:-}" ] && [ "$got" != "$want" ]; then
		want=$got
		[ "$got" = 0 ] && rm -f "$1/exit" || echo "$got" >"$1/exit"
	fi
	[ "$got" = "$want" ] || { echo "    exit $got, not $want" && sed 's/^/    /' "$2/stderr" && ok=1; }
	grep -q 'runtime error:' "$2/stderr" && sed 's/^/    /' "$2/stderr" && ok=1
	same "$1/expected" "$2/stdout" || ok=1
	[ ! -f "$1/expected.err" ] || same "$1/expected.err" "$2/stderr" || ok=1
	return $ok
}

cases() {
	good=0 bad=0
	for args in tests/cases/*/*/args; do
		[ -f "$args" ] || continue
		here=$root/${args%/args}
		work=$scratch/${args#tests/cases/}
		work=${work%/args}
		rm -rf "$work"
		run_case "$here" "$work"
		if judge_case "$here" "$work" >"$work/verdict"; then
			good=$((good + 1))
		else
			bad=$((bad + 1))
			echo "FAIL ${args%/args}"
			cat "$work/verdict"
		fi
	done
	tally "$good" "$bad" cases
}

# ---- model files, made on the spot ----

artifacts() {
	sh tests/artifacts/run.sh >"$scratch/artifacts"
	good=$(sed -n '$s/^\([0-9]*\) passed, \([0-9]*\) failed.*/\1/p' "$scratch/artifacts")
	bad=$(sed -n '$s/^\([0-9]*\) passed, \([0-9]*\) failed.*/\2/p' "$scratch/artifacts")
	[ -n "$bad" ] || bad=1
	[ "$bad" -eq 0 ] || cat "$scratch/artifacts"
	tally "${good:-0}" "$bad" 'model files'
}

# ---- scripts that count themselves: their last line is "N passed, N failed" ----

# counted SCRIPT WHAT
counted() {
	python3 "$1" "$PICKET" >"$scratch/counted" 2>&1
	good=$(sed -n '$s/^\([0-9]*\) passed, \([0-9]*\) failed$/\1/p' "$scratch/counted")
	bad=$(sed -n '$s/^\([0-9]*\) passed, \([0-9]*\) failed$/\2/p' "$scratch/counted")
	[ "${bad:-1}" -eq 0 ] || tail -n 50 "$scratch/counted"
	tally "${good:-0}" "${bad:-1}" "$2"
}

# ---- SARIF, held against a validator of it ----

sarif() {
	sh tests/sarif/run.sh "$scratch" >"$scratch/sarif" 2>&1
	good=$(sed -n '$s/^\([0-9]*\) passed, \([0-9]*\) failed$/\1/p' "$scratch/sarif")
	bad=$(sed -n '$s/^\([0-9]*\) passed, \([0-9]*\) failed$/\2/p' "$scratch/sarif")
	[ "${bad:-1}" -eq 0 ] || tail -n 50 "$scratch/sarif"
	tally "${good:-0}" "${bad:-1}" 'SARIF reports'
}

# ---- all formats at once, read again by parsers that know nothing of picket ----

formats() {
	python3 tests/formats.py "$PICKET" "$scratch/formats.out" >"$scratch/formats" 2>&1
	good=$(sed -n '$s/^\([0-9]*\) passed, \([0-9]*\) failed$/\1/p' "$scratch/formats")
	bad=$(sed -n '$s/^\([0-9]*\) passed, \([0-9]*\) failed$/\2/p' "$scratch/formats")
	[ "${bad:-1}" -eq 0 ] || tail -n 50 "$scratch/formats"
	tally "${good:-0}" "${bad:-1}" formats
}

# ---- the catalogue of rules: no more and no less than the rules say ----

catalogue() {
	"$PICKET" rules markdown --isolated >"$scratch/rules.md" && cmp -s "$scratch/rules.md" docs/rules.md && tally 1 0 docs/rules.md && return
	echo 'docs/rules.md is not what the rules say: make docs'
	tally 0 1 docs/rules.md
}

# ---- scripts ----

# every sample of the rules, in every place where people leave them
credentials() {
	counted tests/secrets/matrix.py 'credentials in places'
}

# one service on this machine stands for all of them
# the same as a hub of models
hub() {
	counted tests/hub/check.py 'a hub'
}

services() {
	counted tests/verify/check.py 'asking services'
}

sieve() {
	if sh tests/sieve.sh; then tally 1 0 sieve; else tally 0 1 sieve; fi
}

readme() {
	if sh tests/readme.sh; then tally 1 0 README.md; else tally 0 1 README.md; fi
}

# ---- what a sanitizer said meanwhile ----

reports() {
	for report in "$scratch"/report.*; do
		[ -f "$report" ] || continue
		cat "$report"
		tally 0 1 'a report of a sanitizer'
	done
}

mkdir -p "$scratch"
rm -f "$scratch"/report.*
for kind in ${KINDS:-unit artifacts twins credentials services hub cases sarif formats catalogue sieve readme}; do
	"$kind" "$@"
done
reports
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
