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
run - --stdin-filename app/b.py <app/b.py
