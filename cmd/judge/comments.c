#include "judge/comments.h"

static size_t line_end(struct str text, size_t at)
{
	const char *end = at < text.n ? memchr(text.p + at, '\n', text.n - at) : NULL;
	size_t n = end ? (size_t)(end - text.p) : text.n;

	return n > at && text.p[n - 1] == '\r' ? n - 1 : n;
}

/* Behind the string whose first quote is at s[at]; one in single quotes ends with its line. */
static size_t skip_string(struct str s, size_t at)
{
	char quote = s.p[at];
	bool triple = at + 2 < s.n && s.p[at + 1] == quote && s.p[at + 2] == quote;

	for (at += triple ? 3 : 1; at < s.n; at++) {
		if (s.p[at] == '\\')
			at++;
		else if (s.p[at] == '\n' && !triple)
			return at;
		else if (s.p[at] == quote && !triple)
			return at + 1;
		else if (s.p[at] == quote && at + 2 < s.n && s.p[at + 1] == quote && s.p[at + 2] == quote)
			return at + 3;
	}
	return s.n;
}

static size_t find_python(struct str s, size_t at)
{
	while (at < s.n && s.p[at] != '#') {
		if (s.p[at] == '"' || s.p[at] == '\'')
			at = skip_string(s, at);
		else
			at++;
	}
	return at;
}

static size_t find_any(struct str s, size_t at)
{
	for (; at < s.n; at++) {
		struct str rest = str_slice(s, at, s.n);

		if (s.p[at] == '#' || str_starts(rest, STR("//")) || str_starts(rest, STR("<!--")))
			break;
	}
	return at;
}

static bool is_alone(struct str s, size_t at)
{
	while (at > 0 && (s.p[at - 1] == ' ' || s.p[at - 1] == '\t'))
		at--;
	return at == 0 || s.p[at - 1] == '\n' || s.p[at - 1] == '\r';
}

bool pk_comments_next(struct pk_comments *it, struct pk_comment *out)
{
	size_t at = it->python ? find_python(it->text, it->at) : find_any(it->text, it->at);

	if (at >= it->text.n) {
		it->at = it->text.n;
		return false;
	}
	it->at = line_end(it->text, at);
	out->span = (struct span){ (uint32_t)at, (uint32_t)it->at };
	out->alone = is_alone(it->text, at);
	return true;
}
