#include "fix/diff.h"

#include "util/vec.h"

enum {
	CONTEXT = 3,
	LOOK_AHEAD = 400, /* lines searched for the place where the texts agree again */
};

struct lines VEC(struct str);

/* A run of old lines replaced by a run of new ones. */
struct change {
	uint32_t old_at, old_n, new_at, new_n;
};

struct changes VEC(struct change);

/* Lines with their line ends. */
static void split(struct arena *a, struct str text, struct lines *out)
{
	while (text.n) {
		const char *nl = memchr(text.p, '\n', text.n);
		size_t n = nl ? (size_t)(nl - text.p) + 1 : text.n;

		vec_push(a, out, str_slice(text, 0, n));
		text = str_slice(text, n, text.n);
	}
}

/* The nearest place behind (i, j) where a line stands in both. */
static void agree(const struct lines *old, const struct lines *new, uint32_t i, uint32_t j, struct change *c)
{
	for (uint32_t far = 1; far < LOOK_AHEAD; far++) {
		for (uint32_t k = 0; k <= far; k++) {
			uint32_t x = i + k, y = j + far - k;

			if (x < old->n && y < new->n &&str_eq(old->v[x], new->v[y])) {
				*c = (struct change){ i, k, j, far - k };
				return;
			}
		}
	}
	*c = (struct change){ i, old->n - i, j, new->n - j };
}

static void compare(struct arena *a, const struct lines *old, const struct lines *new, struct changes *out)
{
	uint32_t i = 0, j = 0;

	while (i < old->n || j < new->n) {
		struct change c;

		if (i < old->n && j < new->n &&str_eq(old->v[i], new->v[j])) {
			i++;
			j++;
			continue;
		}
		agree(old, new, i, j, &c);
		vec_push(a, out, c);
		i = c.old_at + c.old_n;
		j = c.new_at + c.new_n;
	}
}

static void add_lines(struct buf *out, char sign, const struct lines *l, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to && i < l->n; i++) {
		buf_addc(out, sign);
		buf_add(out, l->v[i]);
		if (l->v[i].p[l->v[i].n - 1] != '\n')
			buf_adds(out, "\n\\ No newline at end of file\n");
	}
}

/* Changes [from, to) are near enough to share their context. */
static void hunk(struct buf *out, const struct lines *old, const struct lines *new, const struct changes *c, uint32_t from, uint32_t to)
{
	const struct change *first = &c->v[from], *last = &c->v[to - 1];
	uint32_t lead = first->old_at < CONTEXT ? first->old_at : CONTEXT, behind = last->old_at + last->old_n, at = first->old_at - lead;
	uint32_t trail = old->n - behind < CONTEXT ? old->n - behind : CONTEXT;

	buf_printf(out, "@@ -%u,%u +%u,%u @@\n", at + 1, behind + trail - at, first->new_at - lead + 1,
		   last->new_at + last->new_n + trail - (first->new_at - lead));
	for (uint32_t k = from; k < to; k++) {
		add_lines(out, ' ', old, at, c->v[k].old_at);
		add_lines(out, '-', old, c->v[k].old_at, c->v[k].old_at + c->v[k].old_n);
		add_lines(out, '+', new, c->v[k].new_at, c->v[k].new_at + c->v[k].new_n);
		at = c->v[k].old_at + c->v[k].old_n;
	}
	add_lines(out, ' ', old, at, at + trail);
}

void pk_diff(struct buf *out, struct str name, struct str old, struct str new)
{
	struct lines a = { 0 }, b = { 0 };
	struct changes c = { 0 };
	struct arena arena;
	uint32_t to;

	arena_init(&arena, 0);
	split(&arena, old, &a);
	split(&arena, new, &b);
	compare(&arena, &a, &b, &c);
	while (name.n && name.p[0] == '/')
		name = str_slice(name, 1, name.n);
	if (c.n)
		buf_printf(out, "--- a/%.*s\n+++ b/%.*s\n", STR_ARG(name), STR_ARG(name));
	for (uint32_t from = 0; from < c.n; from = to) {
		to = from + 1;
		while (to < c.n && c.v[to].old_at - (c.v[to - 1].old_at + c.v[to - 1].old_n) <= 2 * CONTEXT)
			to++;
		hunk(out, &a, &b, &c, from, to);
	}
	arena_release(&arena);
}
