/* Expressions: one kind against the same kind, child by child, with Semgrep's exceptions. */
#include "query/match.h"

static void match_children(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	match_list(m, pk_node_first(m->pt, p), pk_node_first(m->ct, c), in);
}

/* <... P ...>: P at any expression inside c or c itself. */
static void match_deep(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	uint32_t end = code_node(m, c)->end_node;

	for (uint32_t i = c; i < end && match_tick(m); i++)
		if (pk_node_is_expr(m->ct, i))
			match_expr(m, p + 1, i, in);
}

static bool type_fits(const struct match *m, uint32_t type, const struct pk_const *v)
{
	struct str name = intern_text(m->pt->symbols, pattern_node(m, type)->sym);

	if (!v || pattern_node(m, type)->kind != PKN_NAME)
		return false;
	switch (v->kind) {
	case PKC_BOOL:
		return str_is(name, "bool");
	case PKC_INT:
		return str_is(name, "int");
	case PKC_FLOAT:
		return str_is(name, "float");
	case PKC_STRING:
	case PKC_SOME_STRING:
		return str_is(name, v->is_bytes ? "bytes" : "str") || str_is(name, "string");
	default:
		return false;
	}
}

/* $X: T. The type is known of constants and of calls of T itself. */
static void match_typed(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	uint32_t def = pk_unit_consts(m->unit)->def[c];
	uint32_t start = m->out.n;

	if (type_fits(m, p + 1, pk_const_of(m->unit, c))) {
		match_bind_node(m, m->slots[p], c, in);
		return;
	}
	if (def && code_node(m, def)->kind == PKN_CALL) {
		match_expr(m, p + 1, def + 1, in);
		if (m->out.n == start)
			return;
		match_drop(m, start, m->out.n);
		match_bind_node(m, m->slots[p], c, in);
	}
}

static bool is_bit_op(enum pk_op op)
{
	return op == PKO_BITAND || op == PKO_BITOR || op == PKO_BITXOR;
}

/* Operands of a left- or right-nested chain of one operator, in textual order; at most `max`. */
static uint32_t operands(const struct pk_tree *t, uint32_t node, uint8_t kind, uint8_t op, uint32_t *v, uint32_t max)
{
	const struct pk_node *n = &t->nodes[node];
	uint32_t count;

	if (n->kind != kind || n->op != op || max < 2) {
		v[0] = node;
		return 1;
	}
	count = operands(t, node + 1, kind, op, v, max - 1);
	return count + operands(t, pk_node_child(t, node, 1), kind, op, v + count, max - count);
}

enum { OPERANDS_MAX = 32 };

struct operand_lists {
	uint32_t p[OPERANDS_MAX], c[OPERANDS_MAX];
	uint32_t np, nc;
};

/* Bit operators commute: each pattern operand takes another code operand, and some may be left over. */
static void match_commuting(struct match *m, const struct operand_lists *l, uint32_t i, uint32_t used, const struct pk_env *in)
{
	while (i < l->np && is_dots(m, l->p[i]))
		i++;
	if (i == l->np) {
		match_push(m, in);
		return;
	}
	for (uint32_t j = 0; j < l->nc && match_tick(m); j++) {
		uint32_t start = m->out.n, end;

		if (used >> j & 1)
			continue;
		match_expr(m, l->p[i], l->c[j], in);
		end = m->out.n;
		for (uint32_t e = start; e < end && m->out.n < end + OPERANDS_MAX; e++)
			match_commuting(m, l, i + 1, used | 1u << j, m->out.v[e]);
		match_drop(m, start, end);
	}
}

static void bind_operands(struct match *m, const struct operand_lists *l, uint32_t p, uint32_t from, uint32_t to, const struct pk_env *in)
{
	struct span span = { code_node(m, l->c[from])->start, code_node(m, l->c[to - 1])->end };

	if (to - from == 1)
		match_bind_node(m, m->slots[p], l->c[from], in);
	else
		match_bind(m, m->slots[p],
			   (struct pk_bind){ .kind = PKB_TEXT, .text = str_slice(m->ct->source, span.start, span.end), .span = span }, in);
}

/* and, or keep their order: a metavariable takes one operand or several, `...` any number. */
static void match_in_order(struct match *m, const struct operand_lists *l, uint32_t i, uint32_t j, const struct pk_env *in)
{
	bool dots = i < l->np && is_dots(m, l->p[i]), run = i < l->np && pattern_node(m, l->p[i])->kind == PKN_METAVAR;
	uint32_t start, end;

	if (i == l->np) {
		if (j == l->nc)
			match_push(m, in);
		return;
	}
	for (uint32_t to = dots ? j : j + 1; to <= l->nc && match_tick(m); to++) {
		start = m->out.n;
		if (dots)
			match_push(m, in);
		else if (run)
			bind_operands(m, l, l->p[i], j, to, in);
		else
			match_expr(m, l->p[i], l->c[j], in);
		end = m->out.n;
		for (uint32_t e = start; e < end; e++)
			match_in_order(m, l, i + 1, to, m->out.v[e]);
		match_drop(m, start, end);
		if (!dots && !run)
			return;
	}
}

static void match_operator(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	const struct pk_node *pn = pattern_node(m, p), *cn = code_node(m, c);
	struct operand_lists l;
	uint32_t start = m->out.n;
	uint32_t right = pk_node_child(m->pt, p, 1);

	if (pn->op != cn->op)
		return;
	if (pn->kind == PKN_BOOL || is_bit_op(pn->op)) {
		l.np = operands(m->pt, p, pn->kind, pn->op, l.p, OPERANDS_MAX);
		l.nc = operands(m->ct, c, cn->kind, cn->op, l.c, OPERANDS_MAX);
		if (pn->kind == PKN_BOOL)
			match_in_order(m, &l, 0, 0, in);
		else
			match_commuting(m, &l, 0, 0, in);
		return;
	}
	match_children(m, p, c, in);
	if (m->out.n == start && is_dots(m, right) && code_node(m, c + 1)->kind == cn->kind)
		match_operator(m, p, c + 1, in); /* "a" + ... digs into "a" + b + c */
}

/* Entries in any order; each pattern entry takes a different code entry. */
static void match_unordered(struct match *m, uint32_t p, uint32_t c, uint64_t used, const struct pk_env *in)
{
	uint32_t entry = pk_node_first(m->ct, c), k = 0;

	while (p && is_dots(m, p))
		p = pk_node_next(m->pt, p);
	if (!p) {
		match_push(m, in);
		return;
	}
	for (; entry && k < 64 && match_tick(m); entry = pk_node_next(m->ct, entry), k++) {
		uint32_t start = m->out.n, end;

		if (used >> k & 1)
			continue;
		match_expr(m, p, entry, in);
		end = m->out.n;
		for (uint32_t e = start; e < end; e++)
			match_unordered(m, pk_node_next(m->pt, p), c, used | (uint64_t)1 << k, m->out.v[e]);
		match_drop(m, start, end);
	}
}

static void match_collection(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	uint32_t entries = 0;
	bool dots = false;

	for (uint32_t e = pk_node_first(m->pt, p); e; e = pk_node_next(m->pt, e)) {
		dots |= is_dots(m, e);
		entries += !is_dots(m, e);
	}
	if (dots ? pk_node_count(m->ct, c) >= entries : pk_node_count(m->ct, c) == entries)
		match_unordered(m, pk_node_first(m->pt, p), c, 0, in);
}

static bool is_open_collection(const struct match *m, uint32_t p)
{
	uint32_t first = pk_node_first(m->pt, p);

	return first && is_dots(m, first) && !pk_node_next(m->pt, first);
}

/* The same kind on both sides, or one that may stand for the other. */
static void match_shape(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	const struct pk_node *pn = pattern_node(m, p), *cn = code_node(m, c);
	uint32_t start = m->out.n;

	if (pn->kind == PKN_FSTRING) {
		match_fstring(m, p, c, in);
		return;
	}
	if ((pn->kind == PKN_LIST && cn->kind == PKN_LIST_COMP) || (pn->kind == PKN_DICT && cn->kind == PKN_SET)) {
		if (is_open_collection(m, p))
			match_push(m, in);
		return;
	}
	if (pn->kind != cn->kind || (pn->flags & (PKF_STAR | PKF_DSTAR)) != (cn->flags & (PKF_STAR | PKF_DSTAR)))
		return;
	switch (pn->kind) {
	case PKN_CALL:
		match_expr(m, p + 1, c + 1, in);
		match_then(m, start, match_args, pk_node_child(m->pt, p, 1), pk_node_child(m->ct, c, 1));
		return;
	case PKN_SET:
	case PKN_DICT:
		match_collection(m, p, c, in);
		return;
	case PKN_BINARY:
	case PKN_BOOL:
		match_operator(m, p, c, in);
		return;
	case PKN_LAMBDA:
		match_params(m, p + 1, c + 1, in);
		match_then(m, start, match_expr, pk_node_child(m->pt, p, 1), pk_node_child(m->ct, c, 1));
		return;
	default:
		if (pn->op == cn->op && pn->sym == cn->sym)
			match_children(m, p, c, in);
	}
}

/* A variable stands for the one expression that defines it (options: symbolic_propagation). */
static void match_definition(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	uint32_t def = m->symbolic && c != m->root ? pk_unit_consts(m->unit)->def[c] : 0;

	if (def && def != c && match_tick(m))
		match_expr(m, p, def, in);
}

static void match_metavar(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	enum pk_node_kind kind = code_node(m, c)->kind;
	uint32_t def = m->symbolic && kind == PKN_NAME ? pk_unit_consts(m->unit)->def[c] : 0;

	if (kind == PKN_DSTAR || kind == PKN_KWARG || kind == PKN_ABSENT)
		return;
	match_bind_node(m, m->slots[p], c, in);
	if (def && code_node(m, def)->kind == PKN_NAME)
		match_bind_node(m, m->slots[p], def, in);
}

/* @f is @f() to a pattern that calls. */
static bool is_bare_decorator(const struct match *m, uint32_t c)
{
	enum pk_node_kind kind = code_node(m, c)->kind;

	return (kind == PKN_NAME || kind == PKN_ATTR) && code_node(m, code_node(m, c)->parent)->kind == PKN_DECORATOR;
}

static void match_bare_decorator(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	uint32_t start = m->out.n, args = pk_node_first(m->pt, pk_node_child(m->pt, p, 1));

	match_expr(m, p + 1, c, in);
	match_then(m, start, match_list, args, 0);
}

void match_expr(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	const struct pk_node *pn = pattern_node(m, p);
	uint32_t start = m->out.n;

	if (!match_tick(m))
		return;
	switch (pn->kind) {
	case PKN_METAVAR:
		match_metavar(m, p, c, in);
		return;
	case PKN_DOTS:
		match_push(m, in);
		return;
	case PKN_ABSENT:
		if (code_node(m, c)->kind == PKN_ABSENT)
			match_push(m, in);
		return;
	case PKN_DEEP:
		match_deep(m, p, c, in);
		return;
	case PKN_TYPED:
		match_typed(m, p, c, in);
		return;
	case PKN_STRING:
	case PKN_STRING_ANY:
	case PKN_STRING_MV:
	case PKN_STRING_REGEX:
	case PKN_INT:
	case PKN_FLOAT:
	case PKN_TRUE:
	case PKN_FALSE:
	case PKN_NONE:
		match_literal(m, p, c, in);
		return;
	case PKN_NAME:
	case PKN_ATTR:
	case PKN_ATTR_DOTS:
		match_name(m, p, c, in);
		break;
	default:
		if (pn->kind == PKN_CALL && is_bare_decorator(m, c))
			match_bare_decorator(m, p, c, in);
		else
			match_shape(m, p, c, in);
		break;
	}
	if (m->out.n == start && code_node(m, c)->kind == PKN_NAME)
		match_definition(m, p, c, in);
}
