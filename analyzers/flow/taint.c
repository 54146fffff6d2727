#include "flow/taint.h"

enum {
	MAX_TAINTS = 25,   /* in one set */
	MAX_LVALUES = 256, /* in one state */
	MAX_STEPS = 16,    /* of one way */
};

static uint32_t count(const struct taint *set)
{
	uint32_t n = 0;

	for (; set; set = set->next)
		n++;
	return n;
}

static bool has(const struct taint *set, uint32_t label, uint32_t source)
{
	for (; set; set = set->next)
		if (set->label == label && set->source == source)
			return true;
	return false;
}

const struct taint *taint_add(struct arena *a, const struct taint *set, uint32_t label, uint32_t source, const struct taint_step *way)
{
	struct taint *t;

	if (has(set, label, source) || count(set) >= MAX_TAINTS)
		return set;
	t = arena_alloc(a, sizeof(*t));
	*t = (struct taint){ .label = label, .source = source, .way = way, .next = set };
	return t;
}

const struct taint *taint_union(struct arena *a, const struct taint *x, const struct taint *y)
{
	if (!x)
		return y;
	for (; y; y = y->next)
		x = taint_add(a, x, y->label, y->source, y->way);
	return x;
}

static uint32_t length(const struct taint_step *way)
{
	uint32_t n = 0;

	for (; way; way = way->before)
		n++;
	return n;
}

const struct taint *taint_through(struct arena *a, const struct taint *set, uint32_t node)
{
	const struct taint *out = NULL;

	for (; set; set = set->next) {
		struct taint_step *step;

		if (set->way && (set->way->node == node || length(set->way) >= MAX_STEPS)) {
			out = taint_add(a, out, set->label, set->source, set->way);
			continue;
		}
		step = arena_alloc(a, sizeof(*step));
		*step = (struct taint_step){ .node = node, .before = set->way };
		out = taint_add(a, out, set->label, set->source, step);
	}
	return out;
}

/* b is a or lies below it: "a.b" below "a". */
static bool is_below(const struct intern *symbols, sym_t a, sym_t b)
{
	if (!a)
		return true;
	for (; b; b = intern_parent(symbols, b))
		if (a == b)
			return true;
	return false;
}

const struct taint *taint_of(const struct taint_state *s, const struct intern *symbols, struct lvalue at)
{
	for (uint32_t i = 0; i < s->n; i++)
		if (s->v[i].at.variable == at.variable && is_below(symbols, s->v[i].at.path, at.path))
			return s->v[i].taint;
	return NULL;
}

void taint_more(struct arena *a, struct taint_state *s, struct lvalue at, const struct taint *taint)
{
	if (!at.variable || !taint)
		return;
	for (uint32_t i = 0; i < s->n; i++) {
		if (s->v[i].at.variable != at.variable || s->v[i].at.path != at.path)
			continue;
		s->v[i].taint = taint_union(a, s->v[i].taint, taint);
		return;
	}
	if (s->n < MAX_LVALUES)
		vec_push(a, s, (struct tainted){ at, taint });
}

void taint_set(struct arena *a, struct taint_state *s, const struct intern *symbols, struct lvalue at, const struct taint *taint)
{
	uint32_t kept = 0;

	if (!at.variable)
		return;
	for (uint32_t i = 0; i < s->n; i++)
		if (s->v[i].at.variable != at.variable || !is_below(symbols, at.path, s->v[i].at.path))
			s->v[kept++] = s->v[i];
	s->n = kept;
	taint_more(a, s, at, taint);
}

struct taint_state taint_copy(struct arena *a, const struct taint_state *s)
{
	struct taint_state c = { 0 };

	vec_reserve(a, &c, s->n + 1);
	if (s->n)
		memcpy(c.v, s->v, s->n * sizeof(*c.v));
	c.n = s->n;
	return c;
}

bool taint_join(struct arena *a, struct taint_state *s, const struct taint_state *other)
{
	bool grew = false;

	for (uint32_t i = 0; i < other->n; i++) {
		uint32_t n = s->n, before = 0, after = 0;

		for (uint32_t k = 0; k < s->n; k++)
			before += count(s->v[k].taint);
		taint_more(a, s, other->v[i].at, other->v[i].taint);
		for (uint32_t k = 0; k < s->n; k++)
			after += count(s->v[k].taint);
		grew |= s->n > n || after > before;
	}
	return grew;
}
