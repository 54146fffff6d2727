#include "source/notebook/calls.h"

#include "source/lex/lexical.h"
#include "source/text/decode.h"

static const struct method {
	const char *name;
	enum pk_call_kind kind;
	uint32_t least, most; /* arguments */
} methods[] = {
	{ "system", PK_CALL_SHELL, 1, 1 },        { "system_raw", PK_CALL_SHELL, 1, 1 }, { "system_piped", PK_CALL_SHELL, 1, 1 },
	{ "getoutput", PK_CALL_SHELL, 1, 1 },     { "magic", PK_CALL_LINE, 1, 1 },       { "run_line_magic", PK_CALL_LINE, 1, 2 },
	{ "run_cell_magic", PK_CALL_CELL, 3, 3 }, { "run_cell", PK_CALL_CODE, 1, 1 },    { "ex", PK_CALL_CODE, 1, 1 },
	{ "run_code", PK_CALL_CODE, 1, 1 },
};

static uint32_t skip_blanks(struct str text, uint32_t at)
{
	while (at < text.n && (text.p[at] == ' ' || text.p[at] == '\t' || text.p[at] == '\n' || text.p[at] == '\r'))
		at++;
	return at;
}

/* Behind the sign, with blanks round it; 0 when it is not there. */
static uint32_t behind(struct str text, uint32_t at, char sign)
{
	at = skip_blanks(text, at);
	return at < text.n && text.p[at] == sign ? skip_blanks(text, at + 1) : 0;
}

static struct str word_at(struct str text, uint32_t at)
{
	uint32_t end = at;

	while (end < text.n && pk_is_word_byte(text.p[end]))
		end++;
	return str_slice(text, at, end);
}

/* A string with its prefix; false when none begins here. */
static bool string_at(struct str text, uint32_t at, struct span *out)
{
	struct str prefix = word_at(text, at);
	uint32_t quote = at + (uint32_t)prefix.n;
	const char *end;

	if (prefix.n > 2 || quote >= text.n || (text.p[quote] != '"' && text.p[quote] != '\''))
		return false;
	end = pk_string_end(text.p + quote, text.p + text.n, false);
	if (!end)
		return false;
	*out = (struct span){ at, (uint32_t)(end - text.p) };
	return true;
}

static const struct method *method_named(struct str name)
{
	for (size_t i = 0; i < sizeof(methods) / sizeof(*methods); i++)
		if (str_is(name, methods[i].name))
			return &methods[i];
	return NULL;
}

/* Strings up to the closing bracket; 0 when there is anything else, or another number of them. */
static uint32_t read_args(struct str text, uint32_t at, const struct method *m, struct pk_ipython_call *out)
{
	while (out->n < m->most && string_at(text, at, &out->args[out->n])) {
		uint32_t next;

		at = skip_blanks(text, out->args[out->n++].end);
		next = behind(text, at, ',');
		if (!next)
			break;
		at = next;
	}
	return out->n >= m->least && at < text.n && text.p[at] == ')' ? at + 1 : 0;
}

bool pk_ipython_call(struct str text, uint32_t at, struct pk_ipython_call *out)
{
	const struct method *m;
	struct str name;
	uint32_t end;

	*out = (struct pk_ipython_call){ .n = 0 };
	end = behind(text, at + (uint32_t)word_at(text, at).n, '(');
	end = end ? behind(text, end, ')') : 0;
	end = end ? behind(text, end, '.') : 0;
	if (!end)
		return false;
	name = word_at(text, end);
	m = method_named(name);
	end = m ? behind(text, end + (uint32_t)name.n, '(') : 0;
	end = end ? read_args(text, end, m, out) : 0;
	if (!end)
		return false;
	out->kind = m->kind;
	out->span = (struct span){ at, end };
	return true;
}

/* ---- what a string says ---- */

struct span pk_ipython_inside(struct str text, struct span string)
{
	uint32_t quote = string.start + (uint32_t)word_at(text, string.start).n;
	bool triple = string.end - quote >= 6 && text.p[quote + 1] == text.p[quote] && text.p[quote + 2] == text.p[quote];

	return (struct span){ quote + (triple ? 3 : 1), string.end - (triple ? 3 : 1) };
}

static void fill(struct pk_builder *into, uint32_t c, uint32_t raw)
{
	char utf8[4];
	size_t n = pk_utf8_put(c > 0x10ffff || (c >= 0xd800 && c < 0xe000) ? 0xfffd : c, utf8);

	for (size_t i = 0; i < n; i++)
		pk_builder_fill(into, utf8[i], raw);
}

/* A number of up to `most` digits of a base; *at moves behind them. */
static uint32_t number(struct str s, size_t *at, uint32_t base, size_t most)
{
	uint32_t v = 0;

	for (size_t end = *at + most; *at < end && *at < s.n; ++*at) {
		char c = s.p[*at];
		uint32_t digit = c >= '0' && c <= '9'               ? (uint32_t)(c - '0') :
				 (c | 32) >= 'a' && (c | 32) <= 'f' ? (uint32_t)((c | 32) - 'a' + 10) :
								      16;

		if (digit >= base)
			break;
		v = v * base + digit;
	}
	return v;
}

/* The escape at *at, a backslash, which moves behind it. */
static void undo(struct pk_builder *into, struct str s, size_t *at)
{
	static const char from[] = "\\'\"abfnrtv", to[] = "\\'\"\a\b\f\n\r\t\v";
	uint32_t raw = (uint32_t)*at;
	char c = *at + 1 < s.n ? s.p[*at + 1] : 0;
	const char *known = c ? strchr(from, c) : NULL;

	*at += 2;
	if (c == '\n')
		return;
	if (known) {
		fill(into, (unsigned char)to[known - from], raw);
	} else if (c == 'x' || c == 'u' || c == 'U') {
		fill(into, number(s, at, 16, c == 'x' ? 2 : c == 'u' ? 4 : 8), raw);
	} else if (c >= '0' && c <= '7') {
		--*at;
		fill(into, number(s, at, 8, 3), raw);
	} else {
		fill(into, '\\', raw);
		--*at;
	}
}

void pk_ipython_append(struct pk_builder *into, struct span string)
{
	struct span inside = pk_ipython_inside(into->raw, string);
	struct str prefix = word_at(into->raw, string.start), s = str_slice(into->raw, 0, inside.end);
	bool raw = prefix.n && (memchr(prefix.p, 'r', prefix.n) || memchr(prefix.p, 'R', prefix.n));
	size_t at = inside.start;

	while (at < s.n) {
		const char *backslash = raw ? NULL : memchr(s.p + at, '\\', s.n - at);
		size_t end = backslash ? (size_t)(backslash - s.p) : s.n;

		pk_builder_quoted(into, (struct span){ (uint32_t)at, (uint32_t)end });
		at = end;
		if (at < s.n)
			undo(into, s, &at);
	}
}
