run() { echo "-- $*" && "$PICKET" "$@" --no-builtin --config rule.yaml --format concise || :; }
run --no-gitignore
(cd src && echo '-- in src' && "$PICKET" --no-builtin --config ../rule.yaml --format concise || :)
run build venv/lib once.tmp.py
run --exclude 'a/b/' --exclude '*.tmp.py'
run --include 'src/' --include '/keep/*.py'
ln -s src link
ln -s once.tmp.py link.py
run link link.py
