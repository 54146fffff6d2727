mkdir -p .git/info build src/build src/gen venv/lib env/lib a/b/c keep
printf '/build/\n*.tmp.py\nsrc/**/skip.py\nkeep/*\n!keep/this.py\n' >.gitignore
printf 'excluded.py\n' >.git/info/exclude
printf '!again.tmp.py\n' >src/.gitignore
printf 'quiet.py\n' >a/.picketignore
: >env/pyvenv.cfg
for f in build/a.py src/build/b.py src/gen/skip.py src/skip.py src/again.tmp.py once.tmp.py excluded.py venv/lib/c.py env/lib/d.py \
	a/quiet.py a/b/quiet.py a/b/c/loud.py keep/this.py keep/that.py .git/hook.py; do
	echo 'eval(1)' >$f
done
