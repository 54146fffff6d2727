/*
 * Chat templates are Jinja, run by whoever loads the tokenizer. Written honestly they know messages and roles; names with
 * two underscores, and strings that are put together to become such names, are the way out of the sandbox.
 */
#include "artifacts/probe/bytes.h"
#include "formats.h"

/* Inside {{ }} and {% %} only: prose may say anything. The first are on the way to Python's objects in any template; the others
 * are what templates of web pages may well use, and a chat template has no reason to. */
static const char *const doors[] = {
	"__class__", "__mro__",  "__base__",    "__bases__", "__subclasses__",   "__globals__", "__builtins__", "__import__",
	"__init__",  "__dict__", "__code__",    "__self__",  "__getattribute__", "__loader__",  "func_globals", "f_globals",
	"gi_frame",  "cr_frame", "tb_frame",    "os.popen",  "os.system",        "popen(",      "subprocess",   "\\x5f",
	"\\u005f",   "\\137",    "__getitem__", "|attr",     "| attr",           "cycler.",     "joiner.",      "lipsum.",
	"self._",    "request.", "get_flashed", "url_for",
};

enum { DOORS = sizeof(doors) / sizeof(*doors), DOORS_OF_PAGES = 26 };

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

static void check(struct pk_probe *p, const struct pk_blob *b, uint64_t offset, struct str text, size_t n)
{
	struct str code;
	size_t at = 0;

	while (next_code(text, &at, &code))
		for (size_t i = 0; i < n; i++)
			if (str_find(code, str_from(doors[i]), 0) != SIZE_MAX)
				pk_probe_say(p, PK_ISSUE_TEMPLATE, b, offset, "%s", doors[i]);
}

void pk_check_template(struct pk_probe *p, const struct pk_blob *b, uint64_t offset, struct str text)
{
	check(p, b, offset, text, DOORS);
}

bool pk_template_is(const struct pk_blob *b)
{
	static const char *const ends[] = { ".jinja", ".jinja2", ".j2", ".template" };

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (str_ends(b->name, str_from(ends[i])))
			return true;
	return false;
}

bool pk_look_template(struct pk_probe *p, const struct pk_blob *b)
{
	struct str name = str_slice(b->name, str_rfind(b->name, '/') + 1, b->name.n);
	bool chat = str_find(name, STR("chat_template"), 0) != SIZE_MAX;

	check(p, b, 0, b->bytes, chat ? DOORS : DOORS_OF_PAGES);
	return true;
}
