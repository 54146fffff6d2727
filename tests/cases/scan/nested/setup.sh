# What is nested too deep, each with a call in it that must be found.
again() {
	head -c "$1" /dev/zero | sed "s/\x00/$2/g"
}
nest() {
	printf 'x = '
	again "$1" "$2"
	printf '%s' "$4"
	again "$1" "$3"
	echo
}
nest 3000 '[' ']' 'eval(f(1))' >lists.py
nest 100000 '[' ']' 'eval(f(2))' >deeper-lists.py
nest 3000 'f(' ')' 'eval(f(3))' >calls.py
nest 1500 '[' ']' "eval($(nest 1500 '[' ']' 4 | tail -c +5))" >arguments.py
nest 3000 'a + ' ' + a' 'eval(f(5))' >sums.py
nest 3000 'a.b(c).' '' 'b(eval(f(6)))' >links.py
nest 3000 'lambda: ' '' 'eval(f(7))' >lambdas.py
{
	echo 'if a: pass'
	yes 'elif b: pass' | head -n 3000
	echo 'elif eval(f(9)): pass'
	echo 'else: eval(f(10))'
} >elifs.py
# In a string within 511 blocks and more the grammar's scanner has to leave something out.
i=0
while [ $i -lt 700 ]; do
	printf '%*sif a:\n' $i ''
	i=$((i + 1))
done >blocks.py
printf '%*seval(f("11"))\n' $i '' >>blocks.py
