#include "source/text/newlines.h"

enum { PADDING = 64 };

/* The first lone CR from `at` on; n when there is none. */
static size_t lone_cr(const char *text, size_t at, size_t n)
{
	const char *cr;

	while (at < n && (cr = memchr(text + at, '\r', n - at))) {
		at = (size_t)(cr - text);
		if (at + 1 == n || text[at + 1] != '\n')
			return at;
		at += 2;
	}
	return n;
}

static size_t nul(const char *text, size_t at, size_t n)
{
	const char *p = at < n ? memchr(text + at, 0, n - at) : NULL;

	return p ? (size_t)(p - text) : n;
}

void pk_newlines_mend(char *text, size_t n)
{
	for (size_t at = lone_cr(text, 0, n); at < n; at = lone_cr(text, at + 1, n))
		text[at] = '\n';
	for (size_t at = nul(text, 0, n); at < n; at = nul(text, at + 1, n))
		text[at] = ' ';
}

struct str pk_newlines_mended(struct arena *a, struct str text)
{
	char *copy;

	if (!text.n || (lone_cr(text.p, 0, text.n) == text.n && nul(text.p, 0, text.n) == text.n))
		return text;
	copy = arena_alloc(a, text.n + PADDING);
	memcpy(copy, text.p, text.n);
	memset(copy + text.n, 0, PADDING);
	pk_newlines_mend(copy, text.n);
	return (struct str){ copy, text.n };
}
