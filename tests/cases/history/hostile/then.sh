# no crash, no hang, and what can be read is read; libgit2 1.5 does not free what it matches its configuration with
HOME=/nonexistent TZ=UTC
export HOME TZ
away=$(mktemp -d) # where no other repository is above
trap 'rm -rf "$away"' EXIT
mv ./* "$away"
cd "$away"
for folder in *; do
	[ -d "$folder/" ] || continue
	echo "# $folder"
	for options in '' --staged; do
		# shellcheck disable=SC2086 # no option is none
		(cd "$folder" && ASAN_OPTIONS=detect_leaks=0 timeout 20 "$PICKET" history --isolated -f concise -v $options 2>&1) >out && code=0 || code=$?
		[ $code -le 2 ] || echo "$folder $options: exit $code"
		[ -n "$options" ] || sed "s:$away/::" out | cut -c 1-120 | sed -n 1,24p
	done
done
