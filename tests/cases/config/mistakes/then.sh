try() {
	echo "-- $1"
	printf '%b' "$2" >"$1"
	"$PICKET" . -q 2>&1 || echo "exit $?"
	rm "$1"
}
echo 'x = 1' >a.py
try picket.yaml 'severity: low\n\nselct: [injection]\n'
try picket.yaml 'nothing-like-it: 1\n'
try picket.yaml 'format: text\nseverity: awful\n'
try picket.yaml 'all: perhaps\n'
try picket.yaml 'ignore:\n  - pickle-load\n  - pickle-laod\n'
try picket.yaml 'select: {a: b}\n'
try picket.yaml 'jobs: many\n'
try picket.yaml 'timeout: [1]\n'
try picket.yaml 'output: x.json\n'
try picket.yaml 'severities:\n  pickle-load: awful\n'
try picket.yaml 'severities:\n  no-such: low\n'
try picket.yaml 'severities: low\n'
try picket.yaml 'per-path:\n  src: [no-such]\n'
try picket.yaml 'zones:\n  test: [a]\n'
try picket.yaml 'zones: 7\n'
try picket.yaml 'policy:\n  blok: [a]\n'
try picket.yaml 'policy:\n  internal: [a]\n'
try picket.yaml 'policy:\n  block:\n    a: [b]\n'
try picket.yaml 'rules: nosuch\n'
try picket.yaml 'baseline: nosuch.json\n'
try picket.yaml '- severity\n'
try picket.yaml 'a: [\n'
try picket.yaml 'all: true\nall: false\n'
try picket.yaml 'all: *x\n'
try pyproject.toml '[tool.picket]\nseverity = "low"\n\n[tool.picket]\nseverty = 1\n'
try pyproject.toml '[tool.picket]\nseverity = low\n'
try pyproject.toml '[tool.picket]\nall = true\nall = true\n'
try pyproject.toml 'tool = 1\n[tool.picket]\nall = true\n'
try pyproject.toml '[project]\nname = picket\n'
echo '-- what is not for picket is no concern of it'
try pyproject.toml '[project]\nname = broken\n'
echo '-- the options'
"$PICKET" --settings nosuch.yaml . 2>&1 || echo "exit $?"
echo '[tool.other]' >other.toml
"$PICKET" --settings other.toml . 2>&1 || echo "exit $?"
mkdir folder
"$PICKET" --settings folder . 2>&1 || echo "exit $?"
