# Secrets in a repository that is made here; the parts keep them out of this file.
GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null HOME=/nonexistent TZ=UTC
GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x@example.org GIT_COMMITTER_NAME=x GIT_COMMITTER_EMAIL=x@example.org
export GIT_CONFIG_GLOBAL GIT_CONFIG_SYSTEM HOME TZ GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL
command -v git >/dev/null || { sed 1d "$(dirname "$0")/expected" && exit; }
deleted=hf_$(printf 'uKvRzTqLbNxWpYdM%s' 'cGhJfSeAoPiZlEwVtB')
merged=hf_$(printf 'MtQzWxLrNvBkPdYs%s' 'hCgJoTfUeRaViKwXnD')
renamed=hf_$(printf 'bXsWqLzKvTnRpMyD%s' 'gCfJhUeOaZiPlQwEtV')
branch=hf_$(printf 'nDxKwRaVtJgCoTfU%s' 'eYsBkPzLrMqWhXvNtQ')
day=0
commit() {
	day=$((day + 1))
	git add -A
	GIT_AUTHOR_DATE="2024-05-0${day}T12:00:00Z" GIT_COMMITTER_DATE="2024-05-0${day}T12:00:00Z" git commit -qm "$1"
}
run() {
	echo "-- history $*"
	"$PICKET" history --isolated "$@" 2>&1 | sed 's/ with [0-9]* rules, [0-9.]* s//' || true
}
brief() { run -f concise "$@" | cut -d ' ' -f 1-12; }

git -c init.defaultBranch=main init -q tree
cd tree
printf '# a\ntoken = "%s"\n' "$deleted" >a.py
mkdir sub
printf 'x = 1\ny = "%s"\n' "$renamed" >sub/old.py
ln -s a.py link.py
commit one
git mv sub/old.py sub/new.py
printf '# a\n' >a.py
commit two
printf '# grown\n' >>sub/new.py
commit three
git checkout -q -b side HEAD~1
printf 'HF_TOKEN=%s\n' "$branch" >.env
commit side
git checkout -q main
GIT_AUTHOR_DATE=2024-05-08T12:00:00Z GIT_COMMITTER_DATE=2024-05-08T12:00:00Z git merge -q --no-commit --no-ff side >/dev/null 2>&1
printf 'login("%s")\n' "$merged" >only_in_merge.py
day=7
commit merge
git rm -q .env only_in_merge.py
commit gone
echo '# every secret once, with its first commit: deleted, renamed, of a branch, only in the merge'
run
brief -v
echo '# the same for any number of workers, and in a bare repository, a further working tree, and below the top'
"$PICKET" history --isolated -f ndjson -j 1 >../one || true
"$PICKET" history --isolated -f ndjson -j 3 >../three || true
cmp ../one ../three && echo same
git clone -q --bare . ../bare.git
(cd ../bare.git && "$PICKET" history --isolated -f ndjson || true) | cmp - ../one && echo same
git worktree add -q ../second HEAD
(cd ../second/sub && "$PICKET" history --isolated -f ndjson || true) | cmp - ../one && echo same
echo '# parts of it'
brief main~3
brief side
brief HEAD --since HEAD~1
brief --since main~2
brief main~2..main
brief main~2..
brief --exclude sub/
brief --include '*.env'
git branch -D -q side
git checkout -q --detach
git branch -f main HEAD~4
brief main
brief
git branch -f main HEAD
git checkout -q main
echo '# a secret of a file that is edited or moved is not new'
git tag before main~3
brief --since main~3
brief --since main~4 --show-suppressed
echo '# a baseline, and other rules'
"$PICKET" history --isolated --write-baseline ../known.json -q
grep -c -e "$deleted" -e "$merged" ../known.json || true
brief --baseline ../known.json
printf 'import pickle\npickle.load(open(input(), "rb"))\neval(input())\n' >run.py
commit code
brief -s deserialization
echo '# in the formats of machines'
"$PICKET" history --isolated -f json | python3 -c '
import json, sys
for r in json.load(sys.stdin)["results"]:
    print(r["path"], r["extra"]["secret"]["places"], r["extra"]["history"])'
"$PICKET" history --isolated -f csv | cut -d , -f 5,16,17 | tr -d '\r'
"$PICKET" history --isolated -f markdown | sed -n 's/, [0-9]* rules.*//p; /^| a.py/p' | cut -c 1-120
"$PICKET" history --isolated -f sarif | grep -o 'In commit [^"]*'
for format in text json sarif html; do
	"$PICKET" history --isolated -f $format | grep -c -e "$deleted" -e "$merged" -e "$renamed" -e "$branch" -e example.org || true
done
"$PICKET" history --isolated -f json --show-secrets | grep -c "$deleted"
echo '# mistakes'
brief nosuch
brief --staged main
(cd / && brief)
