# Repositories that are shallow, broken or hostile. The parts keep the secrets out of this file.
GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null HOME=/nonexistent TZ=UTC
GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x@example.org GIT_COMMITTER_NAME=x GIT_COMMITTER_EMAIL=x@example.org
GIT_AUTHOR_DATE=2024-05-01T12:00:00Z GIT_COMMITTER_DATE=2024-05-01T12:00:00Z
export GIT_CONFIG_GLOBAL GIT_CONFIG_SYSTEM HOME TZ GIT_AUTHOR_NAME GIT_AUTHOR_EMAIL GIT_COMMITTER_NAME GIT_COMMITTER_EMAIL
export GIT_AUTHOR_DATE GIT_COMMITTER_DATE
command -v git >/dev/null || { sed 1d "$(dirname "$0")/expected" && exit; }
one=hf_$(printf 'uKvRzTqLbNxWpYdM%s' 'cGhJfSeAoPiZlEwVtB')
two=hf_$(printf 'MtQzWxLrNvBkPdYs%s' 'hCgJoTfUeRaViKwXnD')
# libgit2 1.5 does not free what it matches its configuration with.
run() {
	ASAN_OPTIONS=detect_leaks=0 "$PICKET" history --isolated -f concise -v "$@" 2>&1 | cut -d ' ' -f 1-14 || true
}
git -c init.defaultBranch=main init -q tree
cd tree
echo '# no commit yet'
run
printf 'a = "%s"\n' "$one" >a.py
git add . && git commit -qm one
echo 'a = 1' >a.py
git commit -qam two
echo '# what is no text, too large, a link, another repository; a comment takes back'
{ printf 'b = "%s"\n' "$two" && printf '\0\1\2' && head -c 3000 /dev/zero; } >b.bin
{ cat b.bin && echo; } >odd.py
{ printf 'b = "%s"\n' "$two" && head -c 20000 /dev/zero | tr '\0' '\n'; } >large.txt
ln -s "$two" link
git init -q module && git -C module commit -q --allow-empty -m m
printf 'c = "%s"  # picket: ignore[secrets] of the tests\n' "$two" >c.py
git -c advice.addEmbeddedRepo=false add . 2>/dev/null
git commit -qm three
run --max-file-size 10K
echo '# tags, stashes, commits that no branch has'
printf 'd = "%s"\n' "$two" >d.py
git add d.py
git stash -q
run | grep d.py | cut -d ' ' -f 1-3
git stash drop -q
git checkout -q --detach
git add d.py 2>/dev/null || printf 'd = "%s"\n' "$two" >d.py
git add d.py && git commit -qm tagged && git tag -a -m t v1
git checkout -q main
git tag blob HEAD:a.py
run | grep d.py | cut -d ' ' -f 1-3
echo '# nothing of the repository is run'
ran=$PWD/ran
printf '#!/bin/sh\ntouch %s\n' "$ran" >.git/hooks/post-index-change
chmod +x .git/hooks/post-index-change
git config core.fsmonitor "touch $ran"
git config filter.x.clean "touch $ran"
git config filter.x.smudge "touch $ran"
git config diff.x.textconv "touch $ran"
echo '*.py filter=x diff=x' >.git/info/attributes
run >/dev/null
run --staged >/dev/null
ls ran 2>/dev/null || echo 'nothing ran'
git config --unset core.fsmonitor
rm .git/info/attributes .git/hooks/post-index-change
echo '# shallow'
git clone -q --depth 1 "file://$PWD" ../shallow
(cd ../shallow && run)
echo '# a clock that went wrong'
git checkout -q -b clock
printf 'g = "%s"\n' "$one" >g.py
git add g.py
GIT_COMMITTER_DATE=2030-01-01T12:00:00Z git commit -qm late
echo '# later' >>g.py
GIT_COMMITTER_DATE=2020-01-01T12:00:00Z git commit -qm early g.py
run | grep g.py
git checkout -q main
git branch -q -D clock
echo '# taken back later, and the taking back taken back'
printf 'h = "%s"\n' "$one" >h.py
printf 'i = "%s"  # picket: ignore[secrets] for now\n' "$one" >i.py
git add h.py i.py && git commit -qm open
printf 'h = "%s"  # picket: ignore[secrets] revoked\n' "$one" >h.py
printf 'i = "%s"\n' "$one" >i.py
git commit -qam turned
run --show-suppressed | grep -e h.py -e i.py
git reset -q --hard HEAD~2
echo '# kept in other ways'
git config core.repositoryformatversion 1
git config extensions.partialClone origin
git config extensions.worktreeConfig true
run -q | cut -d ' ' -f 1-3
echo '# objects that are missing or broken'
lose() { rm -f ".git/objects/$(git rev-parse "$1" | sed 's:^..:&/:')"; }
spoil() { object=.git/objects/$(git rev-parse "$1" | sed 's:^..:&/:') && chmod u+w "$object" && echo broken >"$object"; }
cp -R . ../whole
lose HEAD~2:a.py
spoil HEAD:c.py
run | grep -e a.py -e c.py
rm -rf ../tree/.git && cp -R ../whole/.git .
lose HEAD~1^{tree}
run | grep -e tree -e finding
rm -rf .git && cp -R ../whole/.git .
lose HEAD~1
run | grep -e missing -e finding
rm -rf .git && cp -R ../whole/.git .
spoil HEAD~1
run | grep -e broken -e finding
echo '# a tree that is ten times ten … times ten others'
cd ..
git -c init.defaultBranch=main init -q bomb
cd bomb
object=$(printf 'e = "%s"\n' "$one" | git hash-object -w --stdin)
mode='100644 blob'
for level in 1 2 3 4 5 6 7 8 9 10; do
	object=$(for i in 0 1 2 3 4 5 6 7 8 9; do printf '%s %s\t%s\n' "$mode" "$object" $i.py; done | git mktree)
	mode='040000 tree'
done
git update-ref refs/heads/main "$(git commit-tree -m bomb "$object")"
run -q | wc -l
