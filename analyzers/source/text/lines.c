#include "source/text/lines.h"

#include "source/text/decode.h"
#include "util/vec.h"

enum { MARK_BYTES = 4096 }; /* a longer line is a long one */

/* What is known of one place of a line. */
struct pk_lines_mark {
	uint32_t at, chars; /* of the line, before it */
};

struct starts VEC(uint32_t);

static size_t next_of(struct str text, size_t at, char c)
{
	const char *p = at < text.n ? memchr(text.p + at, c, text.n - at) : NULL;

	return p ? (size_t)(p - text.p) : text.n;
}

/* The first place in each MARK_BYTES but those in which the line begins, where another line may end. */
static void mark_line(struct str text, uint32_t start, uint32_t end, struct pk_lines_mark *marks)
{
	uint32_t chars = 0, marked = start / MARK_BYTES;

	for (size_t at = start; at < end; chars++) {
		if (at / MARK_BYTES > marked) {
			marked++;
			marks[marked] = (struct pk_lines_mark){ (uint32_t)at, chars };
		}
		(void)pk_utf8_next(text, &at);
	}
}

static const struct pk_lines_mark *mark_long_lines(struct arena *a, const struct pk_lines *l)
{
	struct pk_lines_mark *marks = NULL;

	for (uint32_t i = 0; i < l->n; i++) {
		uint32_t end = i + 1 < l->n ? l->starts[i + 1] : (uint32_t)l->text.n;

		if (end - l->starts[i] <= MARK_BYTES)
			continue;
		if (!marks)
			marks = arena_zalloc(a, l->text.n / MARK_BYTES + 1, sizeof(*marks));
		mark_line(l->text, l->starts[i], end, marks);
	}
	return marks;
}

/* cr: the first one that ends a line. */
static struct pk_lines *lines_new(struct arena *a, struct str text, size_t cr)
{
	struct pk_lines *l = arena_new(a, struct pk_lines);
	size_t nl = next_of(text, 0, '\n');
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
	l->marks = mark_long_lines(a, l);
	return l;
}

struct pk_lines *pk_lines_new(struct arena *a, struct str text)
{
	return lines_new(a, text, next_of(text, 0, '\r'));
}

struct pk_lines *pk_lines_new_lf(struct arena *a, struct str text)
{
	return lines_new(a, text, text.n);
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
	uint32_t end = offset < l->text.n ? offset : (uint32_t)l->text.n;
	struct pk_lines_mark from = { l->starts[pk_lines_of(l, offset) - 1], 0 };
	struct str head = str_slice(l->text, 0, end);

	if (l->marks && l->marks[end / MARK_BYTES].at > from.at && l->marks[end / MARK_BYTES].at <= end)
		from = l->marks[end / MARK_BYTES];
	for (size_t i = from.at; i < head.n; from.chars++)
		(void)pk_utf8_next(head, &i);
	return from.chars + 1;
}

struct str pk_lines_text(const struct pk_lines *l, uint32_t line)
{
	uint32_t start = l->starts[line - 1];
	struct str s = str_slice(l->text, start, line < l->n ? l->starts[line] : l->text.n);

	while (s.n && (s.p[s.n - 1] == '\n' || s.p[s.n - 1] == '\r'))
		s.n--;
	return s;
}
