/* Statements one against one. What a pattern leaves out (decorators, annotations, async, else of if) does not matter. */
#include "query/match.h"

static uint32_t code_child(const struct match *m, uint32_t c, uint32_t k)
{
	return pk_node_child(m->ct, c, k);
}

static uint32_t pattern_child(const struct match *m, uint32_t p, uint32_t k)
{
	return pk_node_child(m->pt, p, k);
}

static bool said(const struct match *m, uint32_t p)
{
	return pattern_node(m, p)->kind != PKN_ABSENT;
}

/* The parts of a statement's expression in which a call is implied to be searched. */
static void match_implied(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	uint32_t start = m->out.n;

	match_expr(m, p, c, in);
	if (m->out.n > start || !match_tick(m))
		return;
	switch (code_node(m, c)->kind) {
	case PKN_ASSIGN:
		match_implied(m, p, code_child(m, c, 1), in);
		return;
	case PKN_ATTR:
	case PKN_CALL:
	case PKN_ARGS:
	case PKN_KWARG:
	case PKN_STAR:
	case PKN_DSTAR:
	case PKN_LIST:
	case PKN_TUPLE:
	case PKN_SET:
	case PKN_DICT:
	case PKN_PAIR:
	case PKN_AWAIT:
	case PKN_YIELD:
	case PKN_WALRUS:
	case PKN_BINARY:
		for (uint32_t i = pk_node_first(m->ct, c); i; i = pk_node_next(m->ct, i))
			match_implied(m, p, i, in);
		return;
	default:
		return;
	}
}

void match_deep_stmt(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	switch (code_node(m, c)->kind) {
	case PKN_EXPR_STMT:
	case PKN_RETURN:
		match_implied(m, p, c + 1, in);
		return;
	case PKN_ASSIGN:
	case PKN_AUG_ASSIGN:
		match_implied(m, p, code_child(m, c, 1), in);
		return;
	default:
		return;
	}
}

/* Any pattern part in any code part, in any order; code parts left over are fine. */
static void match_subset(struct match *m, uint32_t p, uint32_t c, match_step *step, const struct pk_env *in)
{
	uint32_t next = pk_node_next(m->pt, p);

	if (is_dots(m, p)) {
		if (next)
			match_subset(m, next, c, step, in);
		else
			match_push(m, in);
		return;
	}
	for (; c && match_tick(m); c = pk_node_next(m->ct, c)) {
		uint32_t start = m->out.n, end;

		step(m, p, c, in);
		end = m->out.n;
		if (!next || start == end)
			continue;
		for (uint32_t e = start; e < end; e++)
			match_subset(m, next, pk_node_first(m->ct, code_node(m, c)->parent), step, m->out.v[e]);
		match_drop(m, start, end);
	}
}

/* A decorator that the pattern does not call may be called without arguments. */
static void match_decorator(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	bool called = code_node(m, c + 1)->kind == PKN_CALL;

	if (pattern_node(m, p)->kind != PKN_DECORATOR || code_node(m, c)->kind != PKN_DECORATOR)
		return;
	if (pattern_node(m, p + 1)->kind == PKN_CALL || !called)
		match_expr(m, p + 1, c + 1, in);
	else if (!pk_node_count(m->ct, code_child(m, c + 1, 1)))
		match_expr(m, p + 1, c + 2, in);
}

/* Decorators stand behind the fixed children of DEF and CLASS. */
static void match_decorators(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	if (!p)
		match_push(m, in);
	else if (c)
		match_subset(m, p, c, match_decorator, in);
}

static void match_def(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	const struct pk_node *cn = code_node(m, c);
	uint32_t start = m->out.n;
	uint32_t returns = pattern_child(m, p, 1);

	if ((pattern_node(m, p)->flags & PKF_ASYNC) && !(cn->flags & PKF_ASYNC))
		return;
	match_symbol(m, p, cn->sym, (struct span){ cn->aux, cn->aux + (uint32_t)intern_text(m->ct->symbols, cn->sym).n }, in);
	match_then(m, start, match_params, p + 1, c + 1);
	if (said(m, returns))
		match_then(m, start, match_expr, returns, code_child(m, c, 1));
	match_then(m, start, match_decorators, pattern_child(m, p, 3), code_child(m, c, 3));
	match_then(m, start, match_body, pattern_child(m, p, 2), code_child(m, c, 2));
}

/* Bases in order, others may stand between and behind them. */
static void match_bases(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	if (!p) {
		match_push(m, in);
		return;
	}
	if (is_dots(m, p)) {
		match_bases(m, pk_node_next(m->pt, p), c, in);
		return;
	}
	for (; c && match_tick(m); c = pk_node_next(m->ct, c)) {
		uint32_t start = m->out.n;

		if (pattern_node(m, p)->kind == PKN_KWARG && code_node(m, c)->kind == PKN_KWARG)
			match_symbol(m, p, code_node(m, c)->sym, (struct span){ code_node(m, c)->start, code_node(m, c)->end }, in);
		else
			match_expr(m, p, c, in);
		if (pattern_node(m, p)->kind == PKN_KWARG)
			match_then(m, start, match_expr, p + 1, c + 1);
		match_then(m, start, match_bases, pk_node_next(m->pt, p), pk_node_next(m->ct, c));
	}
}

static void match_member(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	match_stmt(m, p, c, in);
}

static void match_class_body(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	uint32_t first = pk_node_first(m->pt, p);

	if (first && !pk_node_next(m->pt, first) && pattern_node(m, first)->kind == PKN_EXPR_STMT)
		match_body(m, p, c, in);
	else if (first)
		match_subset(m, first, pk_node_first(m->ct, c), match_member, in);
}

static void match_class(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	const struct pk_node *cn = code_node(m, c);
	uint32_t start = m->out.n;

	match_symbol(m, p, cn->sym, (struct span){ cn->aux, cn->aux + (uint32_t)intern_text(m->ct->symbols, cn->sym).n }, in);
	match_then(m, start, match_bases, pk_node_first(m->pt, p + 1), pk_node_first(m->ct, c + 1));
	match_then(m, start, match_decorators, pattern_child(m, p, 2), code_child(m, c, 2));
	match_then(m, start, match_class_body, pattern_child(m, p, 1), code_child(m, c, 1));
}

/* a, b = c, d is also a = c and b = d. */
static void match_pairwise(struct match *m, uint32_t p, uint32_t target, uint32_t value, const struct pk_env *in)
{
	uint32_t t = pk_node_first(m->ct, target), v = pk_node_first(m->ct, value);

	if (pk_node_count(m->ct, target) != pk_node_count(m->ct, value))
		return;
	for (; t && v; t = pk_node_next(m->ct, t), v = pk_node_next(m->ct, v)) {
		uint32_t start = m->out.n;

		match_expr(m, p + 1, t, in);
		match_then(m, start, match_expr, pattern_child(m, p, 1), v);
	}
}

static void match_assign(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	uint32_t start = m->out.n;
	uint32_t target = c + 1, value = code_child(m, c, 1), annotation = pattern_child(m, p, 2);

	if (code_node(m, value)->kind == PKN_ABSENT && said(m, pattern_child(m, p, 1)))
		return;
	match_expr(m, p + 1, target, in);
	match_then(m, start, match_expr, pattern_child(m, p, 1), value);
	if (said(m, annotation) && code_node(m, c)->kind == PKN_ASSIGN)
		match_then(m, start, match_expr, annotation, code_child(m, c, 2));
	if (m->out.n == start && code_node(m, target)->kind == PKN_TUPLE && code_node(m, value)->kind == PKN_TUPLE)
		match_pairwise(m, p, target, value, in);
	if (m->out.n == start && code_node(m, value)->kind == PKN_ASSIGN)
		match_assign(m, p, value, in);
}

/* One imported name of the pattern: module and, for `from`, member, are joined and compared as dotted names. */
static bool covers(struct match *m, sym_t wanted, sym_t have)
{
	for (; have; have = intern_parent(m->ct->symbols, have))
		if (have == wanted)
			return true;
	return false;
}

static sym_t alias_full(struct match *m, const struct pk_tree *t, uint32_t alias, uint32_t statement)
{
	const struct pk_node *s = &t->nodes[statement];

	if (s->kind != PKN_IMPORT_FROM)
		return t->nodes[alias].sym;
	return intern_join(m->ct->symbols, s->sym, t->nodes[alias].sym);
}

static void match_alias(struct match *m, uint32_t p, uint32_t ps, uint32_t c, uint32_t cs, const struct pk_env *in)
{
	const struct pk_node *pa = pattern_node(m, p), *ca = code_node(m, c);
	struct span span = { ca->start, ca->end };
	bool from = pattern_node(m, ps)->kind == PKN_IMPORT_FROM;
	uint32_t start = m->out.n;

	if (pa->aux && !ca->aux)
		return;
	if (pa->aux && !pk_is_metavar(intern_text(m->pt->symbols, pa->aux)) && pa->aux != ca->aux)
		return;
	if (from && code_node(m, cs)->kind == PKN_IMPORT_FROM) {
		match_symbol(m, ps, code_node(m, cs)->sym, span, in);
		uint32_t end = m->out.n;

		for (uint32_t e = start; e < end; e++)
			match_symbol(m, p, ca->sym, span, m->out.v[e]);
		match_drop(m, start, end);
	} else if (m->slots[p] != PK_SLOT_NONE) {
		sym_t full = alias_full(m, m->ct, c, cs);
		bool part = intern_parent(m->pt->symbols, pa->sym) != 0; /* import a.$X */

		if (!from && (!part || intern_parent(m->pt->symbols, pa->sym) == intern_parent(m->ct->symbols, full)))
			match_symbol(m, p, part ? intern_last(m->ct->symbols, full) : full, span, in);
	} else if (covers(m, alias_full(m, m->pt, p, ps), alias_full(m, m->ct, c, cs))) {
		match_push(m, in);
	}
}

/* The pattern's names from p on, each somewhere among the code's. */
static void match_import(struct match *m, uint32_t p, uint32_t ps, uint32_t cs, const struct pk_env *in)
{
	const struct pk_node *cn = code_node(m, cs);
	uint32_t start, end;

	if (!p) {
		match_push(m, in);
		return;
	}
	if ((cn->flags & PKF_STAR) && pattern_node(m, ps)->kind == PKN_IMPORT && covers(m, pattern_node(m, p)->sym, cn->sym)) {
		match_push(m, in);
		return;
	}
	for (uint32_t c = pk_node_first(m->ct, cs); c; c = pk_node_next(m->ct, c)) {
		start = m->out.n;
		match_alias(m, p, ps, c, cs, in);
		end = m->out.n;
		for (uint32_t e = start; e < end; e++)
			match_import(m, pk_node_next(m->pt, p), ps, cs, m->out.v[e]);
		match_drop(m, start, end);
	}
}

static void match_import_stmt(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	const struct pk_node *pn = pattern_node(m, p), *cn = code_node(m, c);

	if (cn->kind != PKN_IMPORT && cn->kind != PKN_IMPORT_FROM)
		return;
	if (pn->flags & PKF_STAR) {
		if (cn->flags & PKF_STAR)
			match_symbol(m, p, cn->sym, (struct span){ cn->start, cn->end }, in);
		return;
	}
	match_import(m, pk_node_first(m->pt, p), p, c, in);
}

/* except A is except (A,): the one element that is not `...`. */
static void match_only(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	uint32_t one = 0;

	for (; p; p = pk_node_next(m->pt, p)) {
		if (is_dots(m, p))
			continue;
		if (one)
			return;
		one = p;
	}
	if (one)
		match_expr(m, one, c, in);
}

static void match_handler(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	uint32_t start = m->out.n;

	if (pattern_node(m, p)->kind != PKN_HANDLER || code_node(m, c)->kind != PKN_HANDLER)
		return;
	if (pattern_node(m, p + 1)->kind == PKN_DOTS || (!said(m, p + 1) && code_node(m, c + 1)->kind == PKN_ABSENT))
		match_push(m, in);
	else if (pattern_node(m, p + 1)->kind == PKN_TUPLE && code_node(m, c + 1)->kind != PKN_TUPLE)
		match_only(m, pk_node_first(m->pt, p + 1), c + 1, in);
	else if (said(m, p + 1) && code_node(m, c + 1)->kind != PKN_ABSENT)
		match_expr(m, p + 1, c + 1, in);
	if (said(m, pattern_child(m, p, 1)))
		match_then(m, start, match_expr, pattern_child(m, p, 1), code_child(m, c, 1));
	match_then(m, start, match_body, pattern_child(m, p, 2), code_child(m, c, 2));
}

static void match_handlers(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	if (!p)
		match_push(m, in);
	else if (c)
		match_subset(m, p, c, match_handler, in);
}

/* else and finally must be there in both or in neither. */
static void match_try(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	uint32_t start = m->out.n;

	match_body(m, p + 1, c + 1, in);
	match_then(m, start, match_handlers, pattern_child(m, p, 3), code_child(m, c, 3));
	for (uint32_t k = 1; k <= 2; k++) {
		uint32_t pb = pattern_child(m, p, k), cb = code_child(m, c, k);

		if (said(m, pb) != (code_node(m, cb)->kind != PKN_ABSENT))
			match_drop(m, start, m->out.n);
		else if (said(m, pb))
			match_then(m, start, match_body, pb, cb);
	}
}

/* One item of the code's with is enough: `with a, b:` is `with a:` round `with b:`. */
static void match_with(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	uint32_t start = m->out.n;
	uint32_t pi = pattern_child(m, p, 1);

	for (uint32_t ci = code_child(m, c, 1); ci; ci = pk_node_next(m->ct, ci)) {
		uint32_t here = m->out.n;

		match_expr(m, pi + 1, ci + 1, in);
		if (said(m, pattern_child(m, pi, 1)) && code_node(m, code_child(m, ci, 1))->kind == PKN_ABSENT)
			match_drop(m, here, m->out.n);
		else if (said(m, pattern_child(m, pi, 1)))
			match_then(m, here, match_expr, pattern_child(m, pi, 1), code_child(m, ci, 1));
	}
	match_then(m, start, match_body, p + 1, c + 1);
}

/* Head expressions, then bodies; a body the pattern does not have (else) does not matter. */
static void match_compound(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	uint32_t start = m->out.n;
	uint32_t pk = pk_node_first(m->pt, p), ck = pk_node_first(m->ct, c);

	match_push(m, in);
	for (; pk && ck; pk = pk_node_next(m->pt, pk), ck = pk_node_next(m->ct, ck)) {
		if (pattern_node(m, pk)->kind == PKN_BLOCK) {
			if (code_node(m, ck)->kind == PKN_BLOCK)
				match_then(m, start, match_body, pk, ck);
			else
				match_drop(m, start, m->out.n);
		} else if (said(m, pk)) {
			match_then(m, start, match_expr, pk, ck);
		}
	}
}

/* return, raise, assert: `...` also stands for nothing. */
static void match_simple(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	const struct pk_node *pn = pattern_node(m, p), *cn = code_node(m, c);

	uint32_t first = pk_node_first(m->pt, p);

	if (pn->op != cn->op || pn->sym != cn->sym)
		return;
	if (first && is_dots(m, first) && pn->kind != PKN_AUG_ASSIGN && pn->kind != PKN_DEL)
		match_push(m, in);
	else
		match_list(m, first, pk_node_first(m->ct, c), in);
}

void match_stmt(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	const struct pk_node *pn = pattern_node(m, p), *cn = code_node(m, c);

	if (!match_tick(m))
		return;
	if (pn->kind == PKN_EXPR_STMT) {
		if (pattern_node(m, p + 1)->kind == PKN_METAVAR)
			match_bind_node(m, m->slots[p + 1], c, in);
		else if (pattern_node(m, p + 1)->kind == PKN_DEEP && (m->strict || cn->kind != PKN_WITH))
			match_expr(m, p + 1, c, in);
		else
			match_deep_stmt(m, p + 1, c, in);
		return;
	}
	if (pn->kind == PKN_IMPORT || pn->kind == PKN_IMPORT_FROM) {
		match_import_stmt(m, p, c, in);
		return;
	}
	if (pn->kind == PKN_ASSIGN && cn->kind == PKN_WALRUS) {
		match_assign(m, p, c, in);
		return;
	}
	if (pn->kind != cn->kind)
		return;
	switch (pn->kind) {
	case PKN_ASSIGN:
		match_assign(m, p, c, in);
		return;
	case PKN_DEF:
		match_def(m, p, c, in);
		return;
	case PKN_CLASS:
		match_class(m, p, c, in);
		return;
	case PKN_TRY:
		match_try(m, p, c, in);
		return;
	case PKN_WITH:
		match_with(m, p, c, in);
		return;
	case PKN_IF:
	case PKN_FOR:
	case PKN_WHILE:
		match_compound(m, p, c, in);
		return;
	case PKN_DECORATOR:
		match_decorator(m, p, c, in);
		return;
	default:
		match_simple(m, p, c, in);
	}
}
