#include "source/lines.h"

#include "source/decode.h"
#include "util/vec.h"

struct starts VEC(uint32_t);

static size_t next_of(struct str text, size_t at, char c)
{
	const char *p = at < text.n ? memchr(text.p + at, c, text.n - at) : NULL;

	return p ? (size_t)(p - text.p) : text.n;
}

struct pk_lines *pk_lines_new(struct arena *a, struct str text)
{
	struct pk_lines *l = arena_new(a, struct pk_lines);
	size_t nl = next_of(text, 0, '\n'), cr = next_of(text, 0, '\r');
	struct starts s = { 0 };

	vec_reserve(a, &s, (uint32_t)(text.n / 32) + 8);
	vec_push(a, &s, 0);
	while (nl < text.n || cr < text.n) {
		size_t next = nl < cr || nl == cr + 1 ? nl + 1 : cr + 1;

		vec_push(a, &s, (uint32_t)next);
		if (nl < next)
			nl = next_of(text, next, '\n');
		if (cr < next)
			cr = next_of(text, next, '\r');
	}
	*l = (struct pk_lines){ .text = text, .starts = s.v, .n = s.n };
	return l;
}

uint32_t pk_lines_of(const struct pk_lines *l, uint32_t offset)
{
	uint32_t low = 0, high = l->n;

	while (high - low > 1) {
		uint32_t mid = low + (high - low) / 2;

		if (l->starts[mid] <= offset)
			low = mid;
		else
			high = mid;
	}
	return low + 1;
}

uint32_t pk_lines_col(const struct pk_lines *l, uint32_t offset)
{
	uint32_t start = l->starts[pk_lines_of(l, offset) - 1], col = 1;
	struct str head = str_slice(l->text, start, offset < l->text.n ? offset : l->text.n);

	for (size_t i = 0; i < head.n; col++)
		(void)pk_utf8_next(head, &i);
	return col;
}

struct str pk_lines_text(const struct pk_lines *l, uint32_t line)
{
	uint32_t start = l->starts[line - 1];
	struct str s = str_slice(l->text, start, line < l->n ? l->starts[line] : l->text.n);

	while (s.n && (s.p[s.n - 1] == '\n' || s.p[s.n - 1] == '\r'))
		s.n--;
	return s;
}
