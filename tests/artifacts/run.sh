#!/bin/sh
# Model files are made by gen.py, looked at by picket, and never loaded. Environment: PICKET. The last line is
# "N passed, N failed".
set -u
here=$(dirname "$0")
here=$(cd "$here" && pwd)
work=$(dirname "$PICKET")/artifacts
export PYTHONDONTWRITEBYTECODE=1
rm -rf "$work" && mkdir -p "$work" || exit 1
python3 "$here/gen.py" "$work" || exit 1
cd "$work" || exit 1
"$PICKET" scan --select artifacts --timeout 0 --json . >"$work.json"
[ $? -eq 1 ] || { echo "picket did not end with findings" && exit 1; }
python3 "$here/check.py" expected.tsv <"$work.json"
