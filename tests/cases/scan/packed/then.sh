# with all rules the same, whoever works; and from the cache
scan() {
	"$PICKET" . --format concise --exit-zero "$@" | grep huggingface-token
}
scan --select secrets -j 1 >../one
scan -j 3 | cmp - ../one && echo 'all rules: the same'
scan --select secrets --cache ../kept >../first
scan --select secrets --cache ../kept | cmp - ../one && echo 'from the cache: the same'
# a baseline knows them by secret and archive
"$PICKET" backup.zip old.tar --select secrets --write-baseline known.json -q --exit-zero
"$PICKET" backup.zip old.tar --select secrets --baseline known.json --format concise
"$PICKET" backup.zip --select secrets --exit-zero | sed -n 1,5p
