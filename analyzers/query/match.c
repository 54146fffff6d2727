#include "query/match.h"

#include "util/limits.h"

bool match_tick(struct match *m)
{
	if (!m->steps)
		return false;
	m->steps--;
	return true;
}

void match_push(struct match *m, const struct pk_env *env)
{
	vec_push(&m->unit->scratch->arena, &m->out, env);
}

void match_drop(struct match *m, uint32_t start, uint32_t end)
{
	if (start == end)
		return;
	memmove(m->out.v + start, m->out.v + end, (m->out.n - end) * sizeof(*m->out.v));
	m->out.n -= end - start;
}

void match_then(struct match *m, uint32_t start, match_step *step, uint32_t p, uint32_t c)
{
	uint32_t end = m->out.n;

	for (uint32_t i = start; i < end; i++)
		step(m, p, c, m->out.v[i]);
	match_drop(m, start, end);
}

void match_bind(struct match *m, uint32_t slot, struct pk_bind bind, const struct pk_env *in)
{
	const struct pk_bind *old;

	if (slot == PK_SLOT_ANY) {
		match_push(m, in);
		return;
	}
	old = pk_env_get(in, slot);
	if (!old)
		match_push(m, pk_env_add(&m->unit->scratch->arena, in, slot, bind));
	else if (pk_bind_eq(m->unit, old, &bind))
		match_push(m, in);
}

void match_bind_node(struct match *m, uint32_t slot, uint32_t c, const struct pk_env *in)
{
	const struct pk_node *n = code_node(m, c);

	match_bind(m, slot, (struct pk_bind){ .kind = PKB_NODE, .node = c, .span = { n->start, n->end } }, in);
}

void match_bind_run(struct match *m, uint32_t slot, uint32_t first, uint32_t last, uint32_t at, const struct pk_env *in)
{
	struct pk_bind b = { .kind = PKB_RUN, .node = first, .last = last, .span = { at, at } };

	if (first)
		b.span = (struct span){ code_node(m, first)->start, code_node(m, last)->end };
	match_bind(m, slot, b, in);
}

void match_symbol(struct match *m, uint32_t p, sym_t sym, struct span span, const struct pk_env *in)
{
	uint32_t slot = m->slots[p];

	if (slot != PK_SLOT_NONE)
		match_bind(m, slot, (struct pk_bind){ .kind = PKB_NAME, .name = sym, .span = span }, in);
	else if (pattern_node(m, p)->sym == sym)
		match_push(m, in);
}

/* $...X takes any number of siblings from c on, then the rest must match. */
static void list_run(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	uint32_t rest = pk_node_next(m->pt, p);
	uint32_t last = 0, next = c, start;
	uint32_t at = c ? code_node(m, c)->start : 0;

	for (;; next = pk_node_next(m->ct, next)) {
		start = m->out.n;
		match_bind_run(m, m->slots[p], last ? c : 0, last, at, in);
		match_then(m, start, match_list, rest, next);
		if (!next || !match_tick(m))
			return;
		last = next;
	}
}

void match_list(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	uint32_t start = m->out.n;

	if (!p) {
		if (!c)
			match_push(m, in);
		return;
	}
	if (!match_tick(m))
		return;
	if (is_args_metavar(m, p)) {
		list_run(m, p, c, in);
		return;
	}
	if (is_dots(m, p)) {
		uint32_t rest = pk_node_next(m->pt, p);

		if (!rest) {
			match_push(m, in);
			return;
		}
		for (;; c = pk_node_next(m->ct, c)) {
			match_list(m, rest, c, in);
			if (!c)
				return;
		}
	}
	if (!c)
		return;
	match_expr(m, p, c, in);
	match_then(m, start, match_list, pk_node_next(m->pt, p), pk_node_next(m->ct, c));
}
