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

		if (c == '"' || c == '\'') {
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

static bool is_definition(const struct scanner *s, size_t at)
{
	return s->text.p[at] == '@' || is_word(s, at, "def") || is_word(s, at, "class") || is_word(s, at, "async");
}

struct pk_blocks pk_blocks_of(struct arena *a, struct str text)
{
	struct scanner s = { .arena = a, .text = text };
	bool decorated = false;

	while (s.at < text.n && !s.broken) {
		size_t start = s.at;
		char c = text.p[start];
		bool top = c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != '#' && c != '\f';
		bool new_block = top && !decorated && !is_continuation(&s, start);

		if (new_block || !s.blocks.n)
			vec_push(a, &s.blocks, (struct pk_block){ { (uint32_t)start, 0 }, top && is_definition(&s, start) });
		decorated = top ? c == '@' : decorated;
		skip_line(&s);
		s.blocks.v[s.blocks.n - 1].span.end = (uint32_t)(s.at < text.n ? s.at : text.n);
	}
	return (struct pk_blocks){ .v = s.blocks.v, .n = s.blocks.n, .broken = s.broken || s.depth };
}
