echo "-- what it prints says the same"
"$PICKET" config >"$PICKET.again.yaml"
mv "$PICKET.again.yaml" again.yaml
"$PICKET" config --settings again.yaml | sed 's/ *# .*//' >b
sed 's/ *# .*//' again.yaml >a
cmp a b
rm a b again.yaml
run() { echo "-- $*" && "$PICKET" "$@" -f concise 2>&1 | cut -d' ' -f1-4; }
run .
run . --show-suppressed
run . --isolated
run . --severity critical --ignore house-print
run . --select injection
run . --no-builtin
"$PICKET" config --severity high --ignore archives | grep -E 'severity|ignore'
echo '-- picket rules knows them too'
"$PICKET" rules list --select house-print,eval-dynamic | grep -oE 'house-print|eval-dynamic'
"$PICKET" rules explain house-print | head -2
"$PICKET" rules explain house-print --isolated 2>&1 || echo "exit $?"
