run() { "$PICKET" --no-builtin --config rule.yaml --format concise "$@" 2>&1 || echo exit $?; }
echo '-- a full disk'
"$PICKET" --no-builtin --config rule.yaml 2>&1 >/dev/full || echo exit $?
"$PICKET" rules >/dev/full || echo exit $?
echo '-- a reader that has seen enough'
"$PICKET" rules | head -c 0
echo '-- no colour in a pipe, colour on demand'
run --format text -q | grep -c "$(printf '\033')" || :
run --format text -q --color always | grep -q "$(printf '\033')" && echo colour
