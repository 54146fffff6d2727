/*
 * Chat templates are Jinja, run by whoever loads the tokenizer. Written honestly they know messages and roles; names with
 * two underscores, and strings that are put together to become such names, are the way out of the sandbox.
 */
#include "bytes.h"
#include "formats.h"

/* Inside {{ }} and {% %} only: prose may say anything. */
static const char *const doors[] = {
	"__class__", "__mro__",    "__base__",         "__bases__",   "__subclasses__", "__globals__", "__builtins__", "__import__",
	"__init__",  "__dict__",   "__getattribute__", "__getitem__", "__code__",       "__self__",    "__loader__",   "func_globals",
	"f_globals", "gi_frame",   "cr_frame",         "tb_frame",    "|attr",          "| attr",      "os.popen",     "os.system",
	"popen(",    "subprocess", "cycler.",          "joiner.",     "lipsum.",        "self._",      "request.",     "get_flashed",
	"url_for",   "\\x5f",      "\\u005f",          "\\137",
};

/* The next stretch of code from *at on. */
static bool next_code(struct str s, size_t *at, struct str *code)
{
	for (size_t i = *at; i + 1 < s.n; i++) {
		struct str end;
		size_t close;

		if (s.p[i] != '{' || (s.p[i + 1] != '{' && s.p[i + 1] != '%'))
			continue;
		end = s.p[i + 1] == '{' ? STR("}}") : STR("%}");
		close = str_find(s, end, i + 2);
		if (close == SIZE_MAX)
			close = s.n;
		*code = str_slice(s, i + 2, close);
		*at = close;
		return true;
	}
	return false;
}

void pk_check_template(struct pk_probe *p, const struct pk_blob *b, uint64_t offset, struct str text)
{
	struct str code;
	size_t at = 0;

	while (next_code(text, &at, &code))
		for (size_t i = 0; i < sizeof(doors) / sizeof(*doors); i++)
			if (str_find(code, str_from(doors[i]), 0) != SIZE_MAX)
				pk_probe_say(p, PK_ISSUE_TEMPLATE, b, offset, "%s", doors[i]);
}

static struct str base_name(struct str path)
{
	return str_slice(path, str_rfind(path, '/') + 1, path.n);
}

bool pk_template_is(const struct pk_blob *b)
{
	return str_ends(b->name, STR(".jinja")) && str_find(base_name(b->name), STR("chat_template"), 0) != SIZE_MAX;
}

bool pk_look_template(struct pk_probe *p, const struct pk_blob *b)
{
	pk_check_template(p, b, 0, b->bytes);
	return true;
}
