#!/bin/sh
# SARIF reports of the input of every case, of the twins of all rules, of the sample and of 30,000 findings, held against check.py and
# (all but the last) against Microsoft's sarif-multitool with GitHub's rules switched on. PICKET is the program; run.sh CASES,
# the folder where the cases have run. Prints what is wrong and, last, "N passed, N failed".
set -u
top=$(pwd)
cases=$1
scratch=$cases/sarif.out
tool=build/sarif/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool
passed=0 failed=0
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
rm -rf "$scratch"
mkdir -p "$scratch/again" build/sarif

verdict() {
	if [ "$1" -eq 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)) && echo "FAIL $2"; fi
}

# ---- the validator, fetched once by npm ----

if ! cmp -s tests/sarif/package-lock.json build/sarif/package-lock.json || [ ! -f "$tool" ]; then
	cp tests/sarif/package.json tests/sarif/package-lock.json tests/sarif/.npmrc build/sarif
	(cd build/sarif && npm ci --ignore-scripts --loglevel=error >/dev/null) || { echo '0 passed, 1 failed' && exit 1; }
fi
chmod +x "$tool"

# GitHub's rules are off unless a configuration says otherwise; GH1004 knows outdated limits.
configuration() {
	printf '<?xml version="1.0" encoding="utf-8"?>\n<Properties>\n'
	for rule in GH1001.ProvideRequiredLocationProperties GH1002.InlineThreadFlowLocations GH1003.ProvideRequiredRegionProperties \
		GH1005.LocationsMustBeRelativeUrisOrFilePaths GH1006.ProvideCheckoutPath GH1007.ProvideFullyFormattedMessageStrings \
		GH1011.GhasReferenceFinalSchema GH1013.GhProvideRequiredSarifLogProperties GH1014.GhasProvideRequiredRunProperties \
		GH1015.GhasProvideRequiredResultProperties GH1016.GhasProvideRequiredLocationProperties \
		GH1017.GhasProvideRequiredPhysicalLocationProperties GH1018.GhasProvideToolDriver; do
		printf '<Properties Key="%s.Options"><Property Key="RuleEnabled" Value="Error" Type="Driver.RuleEnabledState"/></Properties>\n' $rule
	done
	printf '</Properties>\n'
}
configuration >"$scratch/rules.xml"

# validate FILE...: its exit code says nothing, its report does
validate() {
	"$tool" validate "$@" --config "$scratch/rules.xml" --rule-kind 'Sarif;Ghas' --level Error --log ForceOverwrite \
		--output "$scratch/verdict.json" >"$scratch/log" 2>&1 || { cat "$scratch/log" && return 1; }
	python3 - "$scratch/verdict.json" <<-'end'
		import json, sys
		results = [result for run in json.load(open(sys.argv[1], encoding="utf-8-sig"))["runs"] for result in run.get("results", [])]
		for result in results:
		    print(result["ruleId"], result["locations"][0]["physicalLocation"], result["message"])
		sys.exit(bool(results))
	end
}

# ---- reports; the same findings must give the same bytes for any number of workers ----

# top_of FOLDER: the top of its repository, where paths start
top_of() {
	(cd "$1" && until [ -e .git ] || [ "$(pwd)" = / ]; do cd ..; done && pwd)
}

# report NAME FOLDER OPTION...
report() {
	name=$1 folder=$2
	shift 2
	(cd "$folder" && "$PICKET" scan --exit-zero --isolated --all --timeout 0 "$@" -o "$scratch/$name.sarif" --jobs 1 . &&
		"$PICKET" scan --exit-zero --isolated --all --timeout 0 "$@" -o "$scratch/again/now.sarif" --jobs 4 .) 2>>"$scratch/remarks"
	cmp "$scratch/$name.sarif" "$scratch/again/now.sarif" && python3 "$top/tests/sarif/check.py" "$(top_of "$folder")" "$scratch/$name.sarif"
	verdict $? "$name"
}

for args in tests/cases/*/*/args; do
	case=${args#tests/cases/}
	case=${case%/args}
	input=$cases/$case/input
	set --
	[ -f "$input/rules.yaml" ] && set -- --config rules.yaml
	[ -d "$input" ] && report "$(echo "$case" | tr / -)" "$input" "$@"
done
report twins rules
report sample tests/sample

if [ "$(uname -m)" = x86_64 ]; then # there is no validator for others
	# shellcheck disable=SC2046 # our own names; the validator needs minutes for large files, and their form is that of the others
	validate $(find "$scratch" -maxdepth 1 -name '*.sarif' -size -2000k)
	verdict $? 'sarif-multitool'
	printf '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"x"}},"results":[{"message":{"text":"y"}}]}]}' >"$scratch/bad.json"
	! validate "$scratch/bad.json" >/dev/null
	verdict $? 'sarif-multitool sees what is wrong'
fi

# More than code scanning takes. The validator needs a minute for it, check.py a second; the form is that of the others.
mkdir -p "$scratch/many/.git"
for i in $(seq 100); do
	awk -v i="$i" 'BEGIN { print "import pickle"; for (k = 0; k < 300; k++) printf "v%d = pickle.load(open(\"%d\", \"rb\"))\n", k, i }' >"$scratch/many/$i.py"
done
printf 'import os, sys\nos.system(sys.argv[1])\n' >"$scratch/many/zz.py" # the worst comes last, and must be kept
report many "$scratch/many"
grep -q 'holds the worst .* of 3.... findings' "$scratch/remarks"
verdict $? 'what was cut is said'

echo "$passed passed, $failed failed"
