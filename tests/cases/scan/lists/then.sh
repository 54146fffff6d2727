run() { echo "-- $*" && "$PICKET" --no-builtin --config rule.yaml --format concise "$@" || echo exit $?; }
printf 'with space.py\r\n\nsub\nnot there.py\n' >../list
run --files-from ../list --verbose
printf 'c.py\0with space.py\0c.py\0' | run --files-from0 -
printf '' | run --files-from -
echo "-- the same files by many names"
"$PICKET" --no-builtin --config rule.yaml --format concise ./sub// sub/b.py "$PWD/sub" . || echo exit $?
run --output ../report.json --output ../report.txt
sed 's/.*"check_id":"\([^"]*\)".*"version.*/json \1/' ../report.json | head -c 9
head -1 ../report.txt
printf 'text' | run -
printf 'x = "\000"' | run - --verbose
