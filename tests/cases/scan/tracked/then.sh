# A file that git tracks is read although .gitignore names it or its folder; .picketignore leaves out tracked ones too.
GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null HOME=/nonexistent
export GIT_CONFIG_GLOBAL GIT_CONFIG_SYSTEM HOME
run() { echo "-- $*" && "$PICKET" -f concise -q "$@" | cut -d: -f1; }
if command -v git >/dev/null; then
	git init -q tree
	cd tree
	mkdir -p build/deep/er src out
	for f in build/deep/er/tracked build/deep/not src/tracked src/not out/tracked out/not own; do
		echo 'eval(input())' >$f.py
	done
	git add -f build/deep/er/tracked.py src/tracked.py out/tracked.py own.py
	printf 'build/\nsrc/*.py\nout\n' >.gitignore
	printf 'own.py\n' >.picketignore
	run .
	run build
	run . --no-gitignore
	run . --exclude build
	echo broken >.git/index
	run .
else
	cat "$(dirname "$0")/expected" | sed 1d
fi
