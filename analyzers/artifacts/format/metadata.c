/*
 * metadata: what a model says of itself, as text. No loader runs it, but programs keep their settings there, and pages show
 * it: so it is said when such a text is no description but something to be run, opened or called.
 */
#include "artifacts/probe/bytes.h"
#include "formats.h"

enum { MAX_TEXT = 64 << 10 }; /* bytes of one value that are read */

static bool is_word_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

static bool holds_any(struct str s, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t at = 0; (at = str_find(s, str_from(words[i]), at)) != SIZE_MAX; at++)
			if (at == 0 || !is_word_char(s.p[at - 1]))
				return true;
	return false;
}

#define HOLDS(s, words) holds_any(s, words, sizeof(words) / sizeof(*(words)))

/* "import a; ...", "import a as b", "from a import b". */
static bool is_import(struct str s)
{
	size_t at = str_starts(s, STR("import ")) ? 7 : 5;

	if (at == 5 && !str_starts(s, STR("from ")))
		return false;
	while (at < s.n && is_word_char(s.p[at]))
		at++;
	s = str_trim(str_slice(s, at, s.n));
	return !s.n || s.p[0] == ',' || str_starts(s, STR("as ")) || str_starts(s, STR("import "));
}

static bool imports(struct str s)
{
	struct str line, statement;

	while (str_cut(&s, '\n', &line))
		while (str_cut(&line, ';', &statement))
			if (is_import(str_trim(statement)))
				return true;
	return false;
}

/* Prose may name such a function; a program imports something and calls it, or does so in one go. */
static bool is_python(struct str s)
{
	static const char *const calls[] = { "os.system(", "os.popen(", "subprocess.", "exec(", "eval(", "pickle.loads(", "urlopen(" };
	static const char *const alone[] = { "__import__(", "exec(base64.", "exec(compile(", "eval(compile(" };

	return HOLDS(s, alone) || (imports(s) && HOLDS(s, calls));
}

/* Where a shell would look for a command. */
static bool is_command(struct str s)
{
	static const char *const commands[] = { "rm -r",   "rm -f",        "chmod +x ",   "chmod 7",   "bash -c ",
						"sh -c ",  "powershell -", "nc -",        "/bin/sh",   "/bin/bash",
						"bash -i", "python -c ",   "python3 -c ", "sudo rm -", "mkfifo " };
	static const char breaks[] = "\n;&|`(";
	bool start = true;

	for (size_t i = 0; i < s.n; i++) {
		for (size_t k = 0; start && k < sizeof(commands) / sizeof(*commands); k++)
			if (str_starts(str_slice(s, i, s.n), str_from(commands[k])))
				return true;
		start = memchr(breaks, s.p[i], sizeof(breaks) - 1) || (start && s.p[i] == ' ');
	}
	return false;
}

/* What a browser runs. */
static bool is_page_script(struct str s)
{
	static const char *const starts[] = { "<script", "<iframe", "=\"javascript:", "='javascript:", "(javascript:" };

	for (size_t at = 0; at < s.n; at++)
		for (size_t i = 0; memchr("<=(", s.p[at], 3) && i < sizeof(starts) / sizeof(*starts); i++)
			if (str_eq_fold(bytes_part(s, at, strlen(starts[i])), str_from(starts[i])))
				return true;
	return false;
}

/* An address under a key that says to call it, or to get something from it. */
static bool is_errand(struct str key, struct str s)
{
	static const char *const words[] = { "download", "callback", "webhook", "payload", "beacon" };
	bool called = false;

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		called = called || str_find(key, str_from(words[i]), 0) != SIZE_MAX;
	return called && (str_starts(s, STR("http://")) || str_starts(s, STR("https://")) || str_starts(s, STR("ftp://")));
}

void pk_check_metadata(struct pk_probe *p, const struct pk_blob *b, uint64_t at, struct str key, struct str text)
{
	struct str s = bytes_part(text, 0, MAX_TEXT), shown = pk_printable(p->arena, key);
	const char *what = is_page_script(s) ? "a script that a page would run" :
			   is_python(s)      ? "a program in Python" :
			   is_command(s)     ? "a command for a shell" :
			   is_errand(key, s) ? "an address to call, or to download from" :
					       NULL;

	if (what)
		pk_probe_say(p, PK_ISSUE_METADATA, b, at, "%s, under \"%.*s\"", what, STR_ARG(shown));
}
