#include "source/blocks.h"

#include "util/vec.h"

struct scanner {
	struct arena *arena;
	struct str text;
	size_t at;
	int depth; /* open brackets */
	bool broken;
	struct {
		struct pk_block *v;
		uint32_t n, cap;
	} blocks;
};

static bool is_quote(char c)
{
	return c == '"' || c == '\'';
}

static bool starts(const struct scanner *s, size_t at, struct str what)
{
	return s->text.n - at >= what.n && memcmp(s->text.p + at, what.p, what.n) == 0;
}

/* A string from its quote on. */
static void skip_string(struct scanner *s)
{
	char q = s->text.p[s->at];
	bool triple = s->at + 2 < s->text.n && s->text.p[s->at + 1] == q && s->text.p[s->at + 2] == q;
	struct str end = { (char[]){ q, q, q }, 3 };

	s->at += triple ? 3 : 1;
	while (s->at < s->text.n) {
		char c = s->text.p[s->at];

		if (c == '\\') {
			s->at += 2;
		} else if (triple ? starts(s, s->at, end) : c == q) {
			s->at += triple ? 3 : 1;
			return;
		} else if (!triple && (c == '\n' || c == '\r')) {
			s->broken = true;
			return;
		} else {
			s->at++;
		}
	}
	s->broken = true;
}

/* To the end of the logical line, its line end taken. */
static void skip_line(struct scanner *s)
{
	while (s->at < s->text.n) {
		char c = s->text.p[s->at];

		if (is_quote(c)) {
			skip_string(s);
			continue;
		}
		s->at++;
		if (c == '#') {
			const char *nl = memchr(s->text.p + s->at, '\n', s->text.n - s->at);

			s->at = nl ? (size_t)(nl - s->text.p) : s->text.n;
		} else if (c == '(' || c == '[' || c == '{') {
			s->depth++;
		} else if (c == ')' || c == ']' || c == '}') {
			if (s->depth-- == 0)
				s->broken = true;
		} else if (c == '\\' && s->at < s->text.n) {
			s->at += starts(s, s->at, STR("\r\n")) ? 2 : 1;
		} else if (c == '\n' && s->depth == 0) {
			return;
		}
	}
}

static bool is_word(const struct scanner *s, size_t at, const char *word)
{
	size_t n = strlen(word);
	char next;

	if (!starts(s, at, (struct str){ word, n }))
		return false;
	next = at + n < s->text.n ? s->text.p[at + n] : '\n';
	return !((next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || (next >= '0' && next <= '9') || next == '_' ||
		 (next & 0x80));
}

/* Carries the block before it on. */
static bool is_continuation(const struct scanner *s, size_t at)
{
	return is_word(s, at, "else") || is_word(s, at, "elif") || is_word(s, at, "except") || is_word(s, at, "finally");
}

/* A string, with at most two letters before its quote. */
static bool is_string(const struct scanner *s, size_t at)
{
	for (size_t end = at + 3; at < end && at < s->text.n && !is_quote(s->text.p[at]); at++)
		if (!strchr("rRbBuUfF", s->text.p[at]))
			return false;
	return at < s->text.n && is_quote(s->text.p[at]);
}

static bool is_definition(const struct scanner *s, size_t at)
{
	return s->text.p[at] == '@' || is_string(s, at) || is_word(s, at, "def") || is_word(s, at, "class") || is_word(s, at, "async");
}

static size_t indent_at(const struct scanner *s, size_t at)
{
	size_t i = at;

	while (i < s->text.n && (s->text.p[i] == ' ' || s->text.p[i] == '\t'))
		i++;
	return i - at;
}

/* A line that holds no statement, or nothing but the rest of one. */
static bool is_idle(const struct scanner *s, size_t at)
{
	char c = at < s->text.n ? s->text.p[at] : '\n';

	return c == '\n' || c == '\r' || c == '#' || c == '\f';
}

/* The statements that are indented by `indent`, to the end of the text. */
static void scan(struct scanner *s, size_t indent)
{
	bool decorated = false;

	while (s->at < s->text.n && !s->broken) {
		size_t line = s->at, start = line + indent_at(s, line);
		bool first = start - line == indent && !is_idle(s, start), at = first && s->text.p[start] == '@';

		if ((first && !decorated && !is_continuation(s, start)) || !s->blocks.n)
			vec_push(s->arena, &s->blocks, (struct pk_block){ .span = { (uint32_t)line, 0 } });
		if (first && !is_continuation(s, start)) {
			struct pk_block *b = &s->blocks.v[s->blocks.n - 1];

			b->is_definition = is_definition(s, start);
			b->is_class = is_word(s, start, "class");
		}
		decorated = first ? at : decorated;
		skip_line(s);
		s->blocks.v[s->blocks.n - 1].span.end = (uint32_t)(s->at < s->text.n ? s->at : s->text.n);
	}
}

static struct pk_blocks taken(const struct scanner *s)
{
	return (struct pk_blocks){ .v = s->blocks.v, .n = s->blocks.n, .broken = s->broken || s->depth };
}

struct pk_blocks pk_blocks_of(struct arena *a, struct str text)
{
	struct scanner s = { .arena = a, .text = text };

	scan(&s, 0);
	return taken(&s);
}

/* Behind the line that begins with `class`. */
static void skip_header(struct scanner *s)
{
	bool done = false;

	while (!done && s->at < s->text.n && !s->broken) {
		done = is_word(s, s->at, "class");
		skip_line(s);
	}
}

struct pk_blocks pk_blocks_of_class(struct arena *a, struct str text, struct span span)
{
	struct scanner s = { .arena = a, .text = str_slice(text, 0, span.end), .at = span.start };
	size_t line;

	skip_header(&s);
	vec_push(a, &s.blocks, (struct pk_block){ .span = { span.start, (uint32_t)s.at } });
	for (line = s.at; line < s.text.n && !s.broken; line = s.at) {
		if (!is_idle(&s, line + indent_at(&s, line)))
			break;
		skip_line(&s);
		s.blocks.v[0].span.end = (uint32_t)s.at;
	}
	scan(&s, indent_at(&s, line));
	return taken(&s);
}
