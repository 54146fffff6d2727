a=hf_$(printf 'uKvRzTqLbNxWpYdM%s' 'cGhJfSeAoPiZlEwVtB')
run() { "$PICKET" --isolated "$@" | sed "s/ with [0-9]* rules, [0-9.]* s//" || true; }
echo '-- all places with -v'
run -v | grep -e also -e places
echo '-- one line a place'
run -f concise | cut -c 1-100
echo '-- a row with its places'
run -f markdown | sed -n '/m1.py/p' | cut -c 1-400
echo '-- machines get every place, and what joins them'
run --json -s secrets | python3 -c '
import json, sys
results = json.load(sys.stdin)["results"]
for sha in sorted({r["extra"]["secret"]["sha256"] for r in results}):
    mine = [r for r in results if r["extra"]["secret"]["sha256"] == sha]
    print(len(mine), "places of", {r["extra"]["secret"]["places"] for r in mine}, "first", [r["path"] for r in mine if r["extra"]["secret"]["first"]])'
run -f sarif -s secrets | python3 -c '
import collections, json, sys
results = json.load(sys.stdin)["runs"][0]["results"]
print(sorted(collections.Counter(r["partialFingerprints"]["secret/v1"] for r in results).values()), "results by secret")
print(len({r["partialFingerprints"]["primaryLocationLineHash"] + r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in results}), "alerts")
import re
print(re.sub(r"\[[^]]*/", "[", results[0]["message"]["text"]))
print([place["physicalLocation"]["artifactLocation"]["uri"].split("/")[-1] for place in results[0]["relatedLocations"]])'
run -f ndjson -s secrets | tail -n 1 | python3 -c '
import json, sys
s = json.load(sys.stdin)
print({k: s[k] for k in ("findings", "secrets", "places", "suppressed")})'
echo '-- how often'
run -s secrets --statistics | tail -n 4
echo '-- a baseline holds no secret; a new place of a known one is new'
run --write-baseline ../known.json -q
grep -c "$a" ../known.json || true
run --baseline ../known.json -s secrets
cp m1.py m8.py
run --baseline ../known.json -s secrets -f concise
rm m8.py
echo '-- in full only in what stays here'
for format in text json ndjson sarif html markdown github gitlab junit csv; do
	echo "$format: $("$PICKET" --isolated -f $format --show-secrets | grep -c "$a")"
done
echo '-- a fix that holds one is made, but not shown'
b=hf_$(printf 'MtQzWxLrNvBkPdYs%s' 'hCgJoTfUeRaViKwXnD')
for format in json ndjson sarif; do
	"$PICKET" --isolated -f $format call.py | grep -c -e "$b" -e '"fix":"requests' -e '"fixes":' || true
done
"$PICKET" --isolated --unsafe-fixes -q call.py >/dev/null || true
grep -c "$b.*verify=True" call.py
