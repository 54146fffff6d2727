#!/bin/sh
# run.sh BUILD NAME SECONDS: runs the fuzz targets that fit NAME, each for that long, over tests/fuzz/seeds/<name> and what
# earlier runs found in BUILD/corpus. What a target says is in BUILD/<name>.log; a crash leaves its input in BUILD.
set -eu
build=$1 name=$2 seconds=$3

# Our rules with their twins, as fuzz_rules.c wants them.
rule_seeds() {
	for yaml in rules/*/*.yaml; do
		[ -f "${yaml%.yaml}.py" ] && { cat "$yaml"; echo ----; cat "${yaml%.yaml}.py"; } >"$1/$(basename "$yaml")"
	done
	return 0
}

# The files of rules and tests that end so.
own_files() {
	find rules tests -name "*.$2" -type f -size -64k | while IFS= read -r file; do
		cp "$file" "$1/$(echo "$file" | tr / -)"
	done
}

# What the tests of model files are made of, without the large ones.
model_files() {
	[ -d "$1" ] || PYTHONDONTWRITEBYTECODE=1 python3 tests/artifacts/gen.py "$1"
	find "$1" -type f -size +64k -delete
}

# Dependency files of the cases, behind the byte that fuzz_imports.c takes for their name.
dependency_files() {
	i=0
	for file in requirements.txt pyproject.toml Pipfile Pipfile.lock poetry.lock uv.lock pylock.toml setup.cfg pip.conf pixi.toml \
		environment.yml install.sh setup.py inst.py; do
		seed=tests/cases/imports/dependencies/input/$file
		# shellcheck disable=SC2059 # the format is the byte
		[ -f "$seed" ] && { printf "\\$(printf %o $i)" && cat "$seed"; } >"$1/$file"
		i=$((i + 1))
	done
	return 0
}

# The twins of the rules for credentials, joined.
secret_seeds() {
	for twin in rules/secrets/*.txt; do
		sed 's/{{}}//g' "$twin" >"$1/$(basename "$twin")"
	done
}

# The same, in archives.
packed_texts() {
	[ -f "$1/0.zip" ] && return
	secret_seeds "$1"
	PYTHONDONTWRITEBYTECODE=1 python3 - "$1" <<-'PY'
		import io, pathlib, sys, tarfile, zipfile
		folder = pathlib.Path(sys.argv[1])
		for i, text in enumerate(sorted(folder.glob("*.txt"))[::8]):
		    with zipfile.ZipFile(folder / f"{i}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
		        archive.write(text, "a/.env")
		    with tarfile.open(folder / f"{i}.tar.gz", "w:gz") as archive:
		        archive.add(text, "b.py")
	PY
	rm -f "$1"/*.txt
}

found=0
for target in "$build"/tests/fuzz/fuzz_$name; do
	[ -x "$target" ] || continue
	found=1
	name=${target##*/fuzz_}
	log=$build/$name.log
	mkdir -p "$build/corpus/$name"
	set -- "$build/corpus/$name"
	[ -d "tests/fuzz/seeds/$name" ] && set -- "$@" "tests/fuzz/seeds/$name"
	case $name in
	rules) rule_seeds "$build/corpus/$name" ;;
	imports) dependency_files "$build/corpus/$name" ;;
	secrets) secret_seeds "$build/corpus/$name" ;;
	notebook) own_files "$build/corpus/$name" ipynb ;;
	script)
		own_files "$build/corpus/$name" py
		own_files "$build/corpus/$name" md
		own_files "$build/corpus/$name" qmd
		;;
	names) own_files "$build/corpus/$name" py ;;
	toml) own_files "$build/corpus/$name" toml ;;
	packed) packed_texts "$build/corpus/$name" ;;
	pickle | zip | h5 | onnx | safetensors | gguf)
		model_files "$build/model-files"
		set -- "$@" "$build/model-files"
		;;
	esac
	"$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 -artifact_prefix="$build/$name-" "$@" \
		2>"$log" || { tail -40 "$log" && exit 1; }
	awk -v name="$name" '/^stat::/ { n[$1] = $2 } $2 == "INITED" { seeds = substr($1, 2) }
	END {
		made = n["stat::number_of_executed_units:"] - seeds
		print "fuzz " name ": " seeds " seeds, " (made ? made " more inputs" : "no time for more") ", nothing found, " n["stat::peak_rss_mb:"] " MiB"
	}' "$log"
done
[ $found -eq 1 ] || { echo "no fuzz target is called $name" && exit 1; }
