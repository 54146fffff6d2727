run() { echo "-- $*" && "$PICKET" -f concise -q "$@" 2>&1 | cut -d' ' -f1-3; }
run .
run app
run app/model
run app/model app/b.py
run app/b.py --force-exclude
run app lib
run app/model --settings app/picket.yaml
(cd app/model && run .. && run .)
(cd lib && run ../app)
run --files-from - <<end
app/b.py
end
echo '-- what is no file is no settings file'
mkdir -p odd/picket.yaml && mkfifo odd/pyproject.toml && cp lib/c.py odd
run odd
echo '-- it is named on demand'
"$PICKET" -v -q -f concise app/b.py 2>&1 | head -1
run - --stdin-filename app/b.py <app/b.py
