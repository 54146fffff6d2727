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
