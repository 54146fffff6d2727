/* Literals against what the code is known to be: constants fold before they are compared. */
#include "query/match.h"
#include "query/plan.h"
#include "source/text/regex.h"

#include <stdlib.h>

static const struct pk_const *value_of(struct match *m, uint32_t c)
{
	enum pk_node_kind kind = code_node(m, c)->kind;
	const struct pk_const *v;

	if (!pk_node_is_expr(m->ct, c) || (!m->constants && (kind == PKN_NAME || kind == PKN_ATTR)))
		return NULL;
	v = pk_const_of(m->unit, c);
	return v && v->is_loose && !m->strict ? NULL : v;
}

static bool int_eq(struct match *m, uint32_t p, const struct pk_const *v, uint32_t c)
{
	int64_t want;

	if (v && v->kind == PKC_INT)
		return pk_node_int(m->pt, p, &want) && want == v->i;
	return code_node(m, c)->kind == PKN_INT && str_eq(pk_node_text(m->pt, p), pk_node_text(m->ct, c));
}

static bool float_eq(struct match *m, uint32_t p, const struct pk_const *v)
{
	return v && v->kind == PKC_FLOAT && strtod(pk_node_text(m->pt, p).p, NULL) == strtod(v->s.p, NULL);
}

static void bind_contents(struct match *m, uint32_t p, uint32_t c, struct str text, const struct pk_env *in)
{
	const struct pk_node *n = code_node(m, c);
	struct pk_bind b = { .kind = PKB_TEXT, .node = c, .text = text, .span = { n->start, n->end } };

	match_bind(m, m->slots[p], b, in);
}

static bool regex_hit(struct match *m, uint32_t p, struct str text)
{
	return pk_regex_run(m->pattern->regexes[p], m->regex, text, 0) == 1;
}

void match_literal(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	const struct pk_const *v = value_of(m, c);
	bool string = v && v->kind == PKC_STRING;
	bool hit = false;

	switch (pattern_node(m, p)->kind) {
	case PKN_STRING:
		hit = string && str_eq(pk_node_text(m->pt, p), v->s);
		break;
	case PKN_STRING_ANY:
		if (pattern_node(m, p)->flags & PKF_CONCAT)
			hit = code_node(m, c)->flags & PKF_CONCAT;
		else
			hit = string || (v && v->kind == PKC_SOME_STRING);
		break;
	case PKN_STRING_REGEX:
		hit = string && regex_hit(m, p, v->s);
		break;
	case PKN_STRING_MV:
		if (string)
			bind_contents(m, p, c, v->s, in);
		return;
	case PKN_INT:
		hit = int_eq(m, p, v, c);
		break;
	case PKN_FLOAT:
		hit = float_eq(m, p, v);
		break;
	case PKN_TRUE:
	case PKN_FALSE:
		hit = v && v->kind == PKC_BOOL && v->i == (pattern_node(m, p)->kind == PKN_TRUE);
		break;
	case PKN_NONE:
		hit = v && v->kind == PKC_NONE;
		break;
	default:
		break;
	}
	if (hit)
		match_push(m, in);
}

/* One piece of an f-string: a STRING piece or an INTERP. */
static void match_piece(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	const struct pk_node *pn = pattern_node(m, p), *cn = code_node(m, c);

	if (pn->kind == PKN_STRING_MV && cn->kind == PKN_STRING)
		bind_contents(m, p, c, pk_node_text(m->ct, c), in);
	else if (pn->kind == PKN_STRING_MV && cn->kind == PKN_INTERP)
		match_bind_node(m, m->slots[p], c + 1, in);
	else if (pn->kind == PKN_INTERP && cn->kind == PKN_INTERP)
		match_expr(m, p + 1, c + 1, in);
	else if (pn->kind == PKN_STRING_REGEX && cn->kind == PKN_STRING && regex_hit(m, p, pk_node_text(m->ct, c)))
		match_push(m, in);
	else if (pn->kind == PKN_STRING && cn->kind == PKN_STRING && str_eq(pk_node_text(m->pt, p), pk_node_text(m->ct, c)))
		match_push(m, in);
}

static void match_pieces(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	uint32_t start = m->out.n;

	if (!p) {
		if (!c)
			match_push(m, in);
		return;
	}
	if (!match_tick(m))
		return;
	if (pattern_node(m, p)->kind == PKN_STRING_ANY) {
		for (;; c = pk_node_next(m->ct, c)) {
			match_pieces(m, pk_node_next(m->pt, p), c, in);
			if (!c)
				return;
		}
	}
	if (!c)
		return;
	match_piece(m, p, c, in);
	match_then(m, start, match_pieces, pk_node_next(m->pt, p), pk_node_next(m->ct, c));
}

/* An f-string without interpolations: only f"..." and f"" fit. */
static void match_bare(struct match *m, uint32_t p, const struct pk_env *in)
{
	uint32_t first = pk_node_first(m->pt, p);

	if (first && pattern_node(m, first)->kind == PKN_STRING_ANY && !pk_node_next(m->pt, first))
		match_push(m, in);
}

void match_fstring(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	bool same = (pattern_node(m, p)->flags & PKF_CONCAT) == (code_node(m, c)->flags & PKF_CONCAT);

	if (code_node(m, c)->kind == PKN_STRING && (code_node(m, c)->flags & PKF_FORMAT))
		match_bare(m, p, in);
	else if (code_node(m, c)->kind == PKN_FSTRING && (same || m->strict))
		match_pieces(m, pk_node_first(m->pt, p), pk_node_first(m->ct, c), in);
}
