#include "walk/shebang.h"

/* The next word of a line. */
static bool next_word(struct str *line, struct str *word)
{
	do {
		if (!line->n || !str_cut(line, ' ', word))
			return false;
		*word = str_trim(*word);
	} while (!word->n);
	return true;
}

static struct str base_name(struct str path)
{
	return str_slice(path, str_rfind(path, '/') + 1, path.n);
}

static bool is_python(struct str name)
{
	static const char runs_python[] =
		"ipython ipython3 sage xonsh marimo streamlit torchrun accelerate deepspeed spark-submit uwsgi bpython";

	return str_starts(name, STR("python")) || str_starts(name, STR("pypy")) || str_starts(name, STR("jython")) ||
	       str_among(name, runs_python);
}

static bool is_shell(struct str name)
{
	return name.n >= 2 && str_ends(name, STR("sh")) && !str_is(name, "xonsh");
}

/* Options that the tools below take a value with. */
#define WITH_VALUE                                                                                                              \
	"-p --python --with --with-requirements --with-editable --project --directory --index --index-url --default-index "     \
	"--extra-index-url -n --name --prefix -e --environment --manifest-path --spec -c --channel --env-file --extra --group " \
	"--only-group --from --python-version -m --module"

/* Behind a tool that runs something: what that is. Without the name of an interpreter it is the script, and Python. */
static struct str run_by_tool(struct str rest)
{
	struct str word, last;

	while (next_word(&rest, &word)) {
		if (word.p[0] == '-') {
			if (str_among(word, WITH_VALUE))
				(void)next_word(&rest, &word);
			continue;
		}
		last = base_name(word);
		last = str_slice(last, str_rfind(last, ':') + 1, last.n); /* hatch run ENVIRONMENT:python */
		if (is_python(last) || is_shell(last) || str_among(last, "perl ruby node Rscript"))
			return last;
	}
	return STR("python");
}

/* The interpreter of a `#!` line, also behind env: "python3", "bash"; "" for none. */
static struct str interpreter(struct str line)
{
	struct str word, name = STR("");

	while (next_word(&line, &word)) {
		if (word.p[0] == '-' || memchr(word.p, '=', word.n))
			continue;
		name = base_name(word);
		if (!str_is(name, "env"))
			break;
	}
	if (str_among(name, "uv uvx pixi pipx hatch pdm poetry rye conda mamba micromamba pipenv"))
		return run_by_tool(line);
	return name;
}

/* Lines that sh runs and Python reads as a string: #!/bin/sh, then '\''exec' python "$0" "$@". Of nix-shell: -i python3. */
static bool hands_on_to_python(struct str second)
{
	size_t at;

	second = str_trim(second);
	if (str_starts(second, STR("#!"))) {
		at = str_find(second, STR(" -i "), 0);
		return str_find(second, STR("nix"), 0) != SIZE_MAX && at != SIZE_MAX &&
		       is_python(str_trim(str_slice(second, at + 4, second.n)));
	}
	if (!str_starts(second, STR("\"")) && !str_starts(second, STR("'")))
		return false;
	return str_find(second, STR("exec"), 0) != SIZE_MAX && str_find(second, STR("python"), 0) != SIZE_MAX;
}

enum pk_kind pk_kind_of_script(struct str head)
{
	struct str line = STR(""), name, rest = head;

	if (!str_starts(head, STR("#!")) || !str_cut(&rest, '\n', &line))
		return PK_TEXT;
	name = interpreter(str_trim(str_slice(line, 2, line.n)));
	if (is_python(name))
		return PK_PYTHON;
	if ((is_shell(name) || str_among(name, "nix-shell nix")) && str_cut(&rest, '\n', &line) && hands_on_to_python(line))
		return PK_PYTHON;
	return is_shell(name) ? PK_SHELL : PK_TEXT;
}
