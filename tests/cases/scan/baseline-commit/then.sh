GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null HOME=/nonexistent
export GIT_CONFIG_GLOBAL GIT_CONFIG_SYSTEM HOME
rule=$PWD/rule.yaml
command -v git >/dev/null || { cat "$(dirname "$0")/expected" | sed 1d && exit; }
git() { command git -c user.name=x -c user.email=x@example.org "$@"; }
run() {
	echo "-- $*"
	"$PICKET" --no-builtin --config "$rule" --format concise --baseline-commit "$@" 2>&1 || echo "exit $?"
}
git init -q tree
cd tree
mkdir sub
printf 'eval(a)\neval(a)\n' >same.py
printf 'eval(a)\n' >longer.py
printf 'eval(b)\n' >sub/moved.py
printf 'eval(c) # picket: ignore[eval-call] for now\n' >excused.py
git add . && git commit -qm one
git tag start
echo '# nothing new'
run start
echo '# lines shift; a known line is written again; a file moves and grows; an excuse is taken away'
printf '# above\neval(a)\n\neval(a)\n' >longer.py
git mv sub/moved.py sub/elsewhere.py
echo 'eval(d)' >>sub/elsewhere.py
echo 'eval(c)' >excused.py
echo 'eval(e)' >untracked.py
run start
run HEAD sub
(cd sub && run start .)
echo '# a copy beside what it was copied from is new'
git add . && git commit -qm two
cp same.py copy.py
run HEAD
run HEAD~1 copy.py
echo '# nothing of the repository is run'
printf '#!/bin/sh\ntouch %s/ran\n' "$PWD" >.git/hooks/post-index-change
chmod +x .git/hooks/post-index-change
git config core.fsmonitor "touch $PWD/ran"
git config filter.x.smudge "touch $PWD/ran"
echo '*.py filter=x' >.gitattributes
run HEAD same.py
ls ran 2>/dev/null || echo 'nothing ran'
echo '# mistakes'
run nosuch
echo 'eval(x)' | run HEAD -
printf 'broken' >.git/HEAD
run HEAD 2>&1 | sed "s:$PWD:TREE:"
cd ..
mv tree/.git elsewhere
printf 'gitdir: /nonexistent\n' >tree/.git
cd tree
run HEAD 2>&1 | sed "s:$PWD:TREE:"
