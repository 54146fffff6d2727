run() { echo "-- $*" && "$PICKET" test "$@" 2>&1 || echo exit $?; }
run good/g.yaml
run bad
run bad/alone.yaml -v
run nowhere
