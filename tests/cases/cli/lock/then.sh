lint() { "$PICKET" -q -f concise --select 'artifact-*' "$@" || echo "exit $?"; }
mkdir -p ../away && rm -rf ../away/*
echo '-- the same hashes, sizes and order as other programs see'
"$PICKET" lock -q
sed -n 's/.*"path": "\(w[^"]*\)", "sha256": "\([0-9a-f]*\)".*/\2  \1/p' picket.lock | sha256sum -c --quiet && echo 'sums agree'
for jobs in 1 5; do
	"$PICKET" lock -q -o - -j $jobs | cmp - picket.lock
done
echo '-- nothing has changed'
lint
lint --max-file-size 1
"$PICKET" lock -q -o - | cmp - picket.lock
"$PICKET" -q -f concise --max-file-size 1 --select artifacts | cut -d' ' -f1-3 || true
lint --no-gitignore --exclude data
echo '-- everything has'
cp weights/evil.bin weights/clean.pkl
printf x >>weights/net.safetensors
rm weights/library.joblib
printf 'plain text\n' >weights/evil.bin
mv "$(ls -d odd*)" other
lint
lint -j 1 >../one
lint -j 6 | cmp - ../one && echo 'same for any number of workers'
lint --cache ../kept >../two
cmp ../one ../two && lint --cache ../kept | cmp - ../one && echo 'same out of a cache'
rm -r ../kept
"$PICKET" -q -f ndjson --select artifact-changed weights --lock picket.lock | sed -n 's/.*\("path":"weights[^}]*\).*"related":\[\({[^}]*}\).*/\1 \2/p'
echo '-- where the scan does not go nothing is missing'
lint data --lock picket.lock
lint weights/clean.pkl --lock picket.lock
(cd weights && lint --lock ../picket.lock)
echo '-- a manifest that lies elsewhere'
mv other 'odd "names"'
"$PICKET" lock weights -q -o ../away/weights.lock
sed -n '/root/p;/path/s/,.*//p' ../away/weights.lock
lint . --lock ../away/weights.lock && echo 'nothing found'
"$PICKET" lock -q --include 'weights/' -o - | grep -c path
echo '-- what stands in the place of a file'
"$PICKET" lock -q
rm weights/net.safetensors weights/clean.pkl
mkdir weights/net.safetensors
ln -s ../.gitignore weights/clean.pkl
lint
rm picket.lock
lint
echo '-- no manifests'
bad() {
	printf "$1" >picket.lock
	"$PICKET" -q 2>&1 || echo "exit $?"
}
good='"sha256": "'$(printf '%064d' 7)'", "size": 1'
bad ''
bad '[]'
bad '{"version": 1}'
bad '{"version": 2, "artifacts": []}'
bad '{"version": 1, "artifacts": {}}'
bad '{"version": 1,\n"artifacts": [\n7]}'
bad '{"version": 1,\n"artifacts": [\n{"path": "a", "sha256": "00", "size": 1}]}'
bad '{"version": 1,\n"artifacts": [\n{"path": 1}]}'
bad "{\"version\": 1, \"artifacts\": [{$good}]}"
bad "{\"version\": 1, \"artifacts\": [{\"path\": \"../a\", $good}]}"
bad "{\"version\": 1, \"artifacts\": [{\"path\": \"/a\", $good}]}"
bad "{\"version\": 1, \"artifacts\": [{\"path\": \"a\\\\u0000b\", $good}]}"
bad "{\"version\": 1, \"root\": \"../x\", \"artifacts\": [{\"path\": \"a\", $good}]}"
bad "{\"version\": 1, \"artifacts\": [{\"path\": \"a\", $good}\n"
bad '{"version": 1, "artifacts": []} 1'
bad '{"version": 1, "artifacts": []}' && echo 'an empty one is good'
"$PICKET" -q --lock nowhere.lock 2>&1 || echo "exit $?"
"$PICKET" lock data/readme.txt 2>&1 || echo "exit $?"
"$PICKET" lock a b 2>&1 || echo "exit $?"
"$PICKET" lock nowhere 2>&1 || echo "exit $?"
"$PICKET" lock -o nowhere/picket.lock 2>&1 || echo "exit $?"
rm -r ../away ../one ../two
