# A tree that is out to hang, crash or exhaust whoever reads it.
truncate -s 300M zeros.py zeros.txt
head -c 4096 /dev/zero >nuls.py
{ echo 'eval(f(6))'; head -c 100000 /dev/zero | tr '\0' '('; } >open.py
{ printf 'eval(f(7)); '; head -c 100000 /dev/zero | tr '\0' '('; printf 1; head -c 100000 /dev/zero | tr '\0' ')'; echo; } >brackets.py
{ printf 'eval(f(8)); x = '; yes 'not' | head -n 100000 | tr '\n' ' '; echo 1; } >nots.py
{ printf 'eval("'; head -c 2000000 /dev/zero | tr '\0' a; echo '")'; } >long_line.py
{ yes '$?`' | head -n 250000; echo 'eval(9)'; } >garbage.py
yes 'x = 1' | head -c 70000000 >large.py
printf 'eval(1)\n' >"$(printf 'bytes\377.py')"
printf 'eval(2)\n' >"$(printf 'escape\033[31m.py')"
printf 'eval(3)\n' >"$(printf 'line\nend.py')"
ln -s . loop
ln -s loop/loop/loop round
ln -s nowhere dangling.py
ln -s ../input/ok.py link.py
mkfifo fifo.py
printf 'eval(4)\n' >ok.py
i=0
path=deep
while [ $i -lt 300 ]; do
	path=$path/d
	i=$((i + 1))
done
mkdir -p $path
printf 'eval(5)\n' >$path/lost.py
