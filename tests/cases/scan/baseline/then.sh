run() { echo "-- $*" && "$PICKET" --no-builtin --config rule.yaml --format concise --baseline ../known.json "$@" || echo exit $?; }
cat ../known.json
echo '-- lines shift, one file moves, one finding is new'
sed -i '1i # a line more' stays.py
mv sub/moved.py sub/elsewhere.py
echo 'eval(c)' >>stays.py
run
echo '-- a copy of what is known elsewhere is new'
cp stays.py copy.py
run
run sub
echo '{}' >../known.json
run 2>&1
echo nothing >../known.json
run 2>&1
