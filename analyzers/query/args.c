/* Arguments: positionals in order, keywords by name wherever they stand. Parameters likewise, without the reordering. */
#include "query/match.h"

struct args {
	uint32_t *v;
	uint32_t n;
};

static struct args args_of(struct match *m, const struct pk_tree *t, uint32_t node)
{
	struct args a = { .v = arena_alloc(&m->unit->scratch->arena, pk_node_count(t, node) * sizeof(uint32_t)) };

	for (uint32_t i = pk_node_first(t, node); i; i = pk_node_next(t, i))
		a.v[a.n++] = i;
	return a;
}

static struct args without(struct match *m, struct args a, uint32_t k)
{
	struct args b = { .v = arena_alloc(&m->unit->scratch->arena, a.n * sizeof(uint32_t)) };

	for (uint32_t i = 0; i < a.n; i++)
		if (i != k)
			b.v[b.n++] = a.v[i];
	return b;
}

static void bind_args(struct match *m, uint32_t p, struct args code, uint32_t from, uint32_t to, const struct pk_env *in)
{
	uint32_t at = from < code.n ? code_node(m, code.v[from])->start : 0;

	if (from == to)
		match_bind_run(m, m->slots[p], 0, 0, at, in);
	else
		match_bind_run(m, m->slots[p], code.v[from], code.v[to - 1], at, in);
}

/* Pattern arguments from i on (keywords are dealt with already) against the code's from j on. */
static void match_positional(struct match *m, struct args pat, uint32_t i, struct args code, uint32_t j, const struct pk_env *in)
{
	uint32_t start = m->out.n, end;

	while (i < pat.n && pattern_node(m, pat.v[i])->kind == PKN_KWARG)
		i++;
	if (i == pat.n) {
		if (j == code.n)
			match_push(m, in);
		return;
	}
	if (!match_tick(m))
		return;
	if (is_dots(m, pat.v[i])) {
		for (uint32_t to = i + 1 == pat.n ? code.n : j; to <= code.n; to++)
			match_positional(m, pat, i + 1, code, to, in);
		return;
	}
	if (is_args_metavar(m, pat.v[i])) {
		for (uint32_t to = j; to <= code.n; to++) {
			start = m->out.n;
			bind_args(m, pat.v[i], code, j, to, in);
			end = m->out.n;
			for (uint32_t e = start; e < end; e++)
				match_positional(m, pat, i + 1, code, to, m->out.v[e]);
			match_drop(m, start, end);
		}
		return;
	}
	if (j == code.n)
		return;
	match_expr(m, pat.v[i], code.v[j], in);
	end = m->out.n;
	for (uint32_t e = start; e < end; e++)
		match_positional(m, pat, i + 1, code, j + 1, m->out.v[e]);
	match_drop(m, start, end);
}

static void match_keywords(struct match *m, struct args pat, uint32_t i, struct args code, const struct pk_env *in);

/* The keyword stands in a dict that the call spreads: f(**{"k": v}), kw = {"k": v}; f(**kw). */
static void match_spread(struct match *m, struct args pat, uint32_t i, struct args code, const struct pk_env *in)
{
	struct str name = intern_text(m->pt->symbols, pattern_node(m, pat.v[i])->sym);

	for (uint32_t j = 0; j < code.n; j++) {
		uint32_t dict, pair;

		if (code_node(m, code.v[j])->kind != PKN_DSTAR)
			continue;
		dict = pk_const_dict(m->unit, code.v[j] + 1);
		if (!dict || code_node(m, dict)->kind != PKN_DICT)
			continue;
		for (pair = pk_node_first(m->ct, dict); pair; pair = pk_node_next(m->ct, pair)) {
			const struct pk_const *key;
			uint32_t start = m->out.n, end;

			if (code_node(m, pair)->kind != PKN_PAIR)
				continue;
			key = pk_const_of(m->unit, pair + 1);
			if (!key || key->kind != PKC_STRING || !str_eq(key->s, name))
				continue;
			match_expr(m, pat.v[i] + 1, pk_node_child(m->ct, pair, 1), in);
			end = m->out.n;
			for (uint32_t e = start; e < end; e++)
				match_keywords(m, pat, i + 1, code, m->out.v[e]);
			match_drop(m, start, end);
		}
	}
}

static void match_keywords(struct match *m, struct args pat, uint32_t i, struct args code, const struct pk_env *in)
{
	bool found = false;

	while (i < pat.n && pattern_node(m, pat.v[i])->kind != PKN_KWARG)
		i++;
	if (i == pat.n) {
		match_positional(m, pat, 0, code, 0, in);
		return;
	}
	for (uint32_t j = 0; j < code.n && match_tick(m); j++) {
		const struct pk_node *arg = code_node(m, code.v[j]);
		uint32_t start = m->out.n, end;
		struct args rest;

		if (arg->kind != PKN_KWARG)
			continue;
		match_symbol(m, pat.v[i], arg->sym, (struct span){ arg->start, arg->start }, in);
		found |= m->out.n > start && m->slots[pat.v[i]] == PK_SLOT_NONE;
		match_then(m, start, match_expr, pat.v[i] + 1, code.v[j] + 1);
		end = m->out.n;
		if (start == end)
			continue;
		rest = without(m, code, j);
		for (uint32_t e = start; e < end; e++)
			match_keywords(m, pat, i + 1, rest, m->out.v[e]);
		match_drop(m, start, end);
	}
	if (!found && m->slots[pat.v[i]] == PK_SLOT_NONE)
		match_spread(m, pat, i, code, in);
}

void match_args(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	uint32_t first = pk_node_first(m->pt, p);

	if (first && is_dots(m, first) && !pk_node_next(m->pt, first))
		match_push(m, in);
	else
		match_keywords(m, args_of(m, m->pt, p), 0, args_of(m, m->ct, c), in);
}

/* One parameter: what the pattern does not say does not matter. */
static void match_param(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	const struct pk_node *pn = pattern_node(m, p), *cn = code_node(m, c);
	uint32_t start = m->out.n;
	uint32_t stars = PKF_STAR | PKF_DSTAR;

	if (pn->kind == PKN_METAVAR && cn->sym) {
		match_symbol(m, p, cn->sym, (struct span){ cn->start, cn->end }, in);
		return;
	}
	if (pn->kind != PKN_PARAM || (pn->flags & stars) != (cn->flags & stars) || (!cn->sym != !pn->sym))
		return;
	match_symbol(m, p, cn->sym, (struct span){ cn->start, cn->end }, in);
	for (uint32_t k = 0; k < 2; k++) {
		uint32_t part = pk_node_child(m->pt, p, k);

		if (pattern_node(m, part)->kind != PKN_ABSENT)
			match_then(m, start, match_expr, part, pk_node_child(m->ct, c, k));
	}
}

static void match_param_list(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	uint32_t start = m->out.n;

	if (!p) {
		if (!c)
			match_push(m, in);
		return;
	}
	if (!match_tick(m))
		return;
	if (is_dots(m, p) || is_args_metavar(m, p)) {
		if (!pk_node_next(m->pt, p)) {
			match_push(m, in);
			return;
		}
		for (;; c = pk_node_next(m->ct, c)) {
			match_param_list(m, pk_node_next(m->pt, p), c, in);
			if (!c)
				return;
		}
	}
	if (!c)
		return;
	match_param(m, p, c, in);
	match_then(m, start, match_param_list, pk_node_next(m->pt, p), pk_node_next(m->ct, c));
}

void match_params(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	match_param_list(m, pk_node_first(m->pt, p), pk_node_first(m->ct, c), in);
}
