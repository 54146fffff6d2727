# What comes out of the cache is what a scan says, in every format that shows all there is; what has changed is looked at anew.
cp -R "$(dirname "$0")/../../../sample" tree
cp "$(dirname "$0")"/../../report/json/input/* tree 2>/dev/null || true
cd tree
printf 'import os\nos.system(input())\nx = 1  # picket: ignore[eval-dynamic] no use\n' >new.py
printf 'requests==2.0\nnumpyy\n' >requirements.txt
both() {
	"$PICKET" "$@" >../plain || true
	"$PICKET" "$@" --cache ../kept >../cold || true
	"$PICKET" "$@" --cache ../kept >../warm || true
	cmp ../plain ../cold && cmp ../plain ../warm && echo "same: $*"
}
entries() { find ../kept -type f | wc -l | tr -d ' '; }
both -f ndjson --all
both -f sarif
both -f csv --show-secrets --no-sieve
both -f json --diff 2>/dev/null
both -f json --show-suppressed -j 1
echo '-- another file makes all new, another content one'
rm -r ../kept
run() { "$PICKET" -q -f concise --cache ../kept "$@" >../out || true; }
run
n=$(entries)
echo '# a line' >>new.py
run
echo $(($(entries) - n)) more
echo 'eval(input())' >>new.py
run
grep -c new.py ../out
touch other.py
run
[ $(entries) -gt $((2 * n)) ] && echo all
echo '-- broken entries are no entries'
for entry in ../kept/*/*; do
	echo nonsense >"$entry"
done
cp ../out ../before
run
cmp ../before ../out && echo same
for entry in ../kept/*/*; do
	: >"$entry"
done
run -j 1
cmp ../before ../out && echo same
echo '-- in the tree that is linted'
"$PICKET" -q --cache kept >/dev/null || true
n=$(find kept -type f | wc -l)
"$PICKET" -q --cache kept >/dev/null || true
[ $(find kept -type f | wc -l) -eq $n ] && echo nothing new
rm -r kept
echo '-- other rules'
printf 'rules:\n- {id: house, languages: [python], severity: LOW, message: "%s", pattern: import os}\n' one >../rule.yaml
run --no-builtin -c ../rule.yaml
cut -d' ' -f2- ../out
sed -i 's/one/two/' ../rule.yaml
run --no-builtin -c ../rule.yaml
cut -d' ' -f2- ../out
echo '-- a folder that cannot be'
"$PICKET" --cache new.py/x 2>&1 || echo "exit $?"
rm -r ../kept
