run() { echo "-- $*" && "$PICKET" "$@" 2>&1 || echo exit $?; }
run --selct x
run -Z
run --jobs many
run --jobs
run --severity awful
run --json=1
run --format jsn
run --select no-such-rule
run --config broken.yaml
run --config pattern.yaml
run --config nosuchfile.yaml
run --baseline nosuchfile.json a.py
run --output /nonexistent/x.json --no-builtin a.py
run --stdin-filename x.py a.py
run - a.py
run test --baseline x
run rules explan
run rules explain
run rules explain eval-dynamc
run help scn
run --files-from nosuchlist
run --files-from0 nosuchlist
run --write-baseline /nonexistent/known.json a.py
run --baseline . a.py
run --baseline-commit HEAD /
run --diff -
run --timeout soon
run --max-file-size big
run --confidence none
run --config a.py
run --config nokeys.yaml
run --config list.yaml
run --config alias.yaml
run --config severity.yaml
run --color sometimes
run --include
run --help=x
run -j
run -q5
run test nosuchdir
run convert nosuch.ipynb
run convert a.py
run convert
run config --settings nosuch.yaml
run completions
run --no-builtin --select pickle-load
