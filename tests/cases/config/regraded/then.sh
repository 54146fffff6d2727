run() { echo "-- $*" && "$PICKET" --no-builtin -c rule.yaml -f concise -q "$@" || true; }
echo '# the severity that versions come to is the one that counts'
run
run --severity high
run --severity critical
run --severity critical --select old-load
sed -i s/1.0/2.1/ requirements.txt
run --severity medium
run --severity low
echo '# a severity that was set stays'
sed -i s/2.1/1.0/ requirements.txt
echo 'severities: {old-load: medium}' >picket.yaml
run
run --severity high
