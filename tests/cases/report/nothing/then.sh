for f in concise json ndjson sarif markdown github gitlab junit csv; do
	echo "-- $f"
	"$PICKET" --no-builtin --config rules.yaml --exclude '*' --format $f
done
