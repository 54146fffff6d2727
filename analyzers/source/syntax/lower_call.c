/* Calls with their arguments, and parameters. */
#include "source/syntax/lower.h"

#include "util/limits.h"

/* __pk_deep(P) and __pk_typed($X, T) of a pattern. */
static bool lower_marker_call(struct lower *l, uint32_t c, uint32_t callee, uint32_t args)
{
	struct str name = cst_text(l, callee);
	uint32_t node, first;

	if (!l->pattern || !args || !str_starts(name, STR(MARK)))
		return false;
	first = cst_first(l, args);
	if (!first)
		return false;
	if (str_is(name, MARK_DEEP)) {
		node = lower_open(l, PKN_DEEP, c);
		lower_expr(l, first);
	} else if (str_is(name, MARK_TYPED)) {
		node = lower_open(l, PKN_TYPED, c);
		l->nodes.v[node].sym = lower_sym(l, first);
		lower_expr_or_absent(l, cst_next(l, args, first));
	} else {
		return false;
	}
	lower_close(l, node);
	return true;
}

void lower_keyword(struct lower *l, uint32_t c)
{
	uint32_t node = lower_open(l, PKN_KWARG, c), name = cst_field(l, c, CSTF_name);

	l->nodes.v[node].sym = name ? lower_sym(l, name) : 0;
	lower_expr_or_absent(l, cst_field(l, c, CSTF_value));
	lower_close(l, node);
}

void lower_args(struct lower *l, uint32_t c, uint32_t at)
{
	uint32_t node = c ? lower_open(l, PKN_ARGS, c) : lower_open_span(l, PKN_ARGS, at, at);

	if (c && cst(l, c)->kind == CST_generator_expression)
		lower_expr(l, c);
	else if (c)
		lower_all(l, c);
	lower_close(l, node);
}

void lower_call(struct lower *l, uint32_t c)
{
	uint32_t callee = cst_field(l, c, CSTF_function), args = cst_field(l, c, CSTF_arguments), node;

	if (callee && lower_marker_call(l, c, callee, args))
		return;
	node = lower_open(l, PKN_CALL, c);
	lower_expr_or_absent(l, callee);
	lower_args(l, args, cst(l, c)->end);
	lower_close(l, node);
}

static uint32_t param_name(const struct lower *l, uint32_t c)
{
	uint32_t name = cst_field(l, c, CSTF_name);

	return name ? name : cst_first(l, c);
}

static void lower_param(struct lower *l, uint32_t c)
{
	uint32_t node, name = c, type = 0, value = 0;
	struct str text = cst_text(l, c);

	if (l->pattern && (str_is(text, MARK_DOTS) || str_starts(text, STR(MARK_ARGS)))) {
		lower_name(l, c);
		return;
	}
	if (cst(l, c)->kind == CST_tuple_pattern && l->depth < PK_MAX_TREE_DEPTH) { /* Python 2: def f(a, (b, c)) */
		l->depth++;
		for (uint32_t i = cst_first(l, c); i; i = cst_next(l, c, i))
			lower_param(l, i);
		l->depth--;
		return;
	}
	node = lower_open(l, PKN_PARAM, c);
	if (cst(l, c)->kind == CST_default_parameter || cst(l, c)->kind == CST_typed_default_parameter ||
	    cst(l, c)->kind == CST_typed_parameter) {
		name = param_name(l, c);
		type = cst_field(l, c, CSTF_type);
		value = cst_field(l, c, CSTF_value);
	}
	if (name && (cst(l, name)->kind == CST_list_splat_pattern || cst(l, name)->kind == CST_dictionary_splat_pattern)) {
		l->nodes.v[node].flags = cst(l, name)->kind == CST_list_splat_pattern ? PKF_STAR : PKF_DSTAR;
		name = cst_first(l, name);
	}
	if (cst(l, c)->kind == CST_keyword_separator)
		l->nodes.v[node].flags = PKF_STAR;
	if (name && cst(l, name)->kind == CST_identifier)
		l->nodes.v[node].sym = lower_sym(l, name);
	lower_expr_or_absent(l, type);
	lower_expr_or_absent(l, value);
	lower_close(l, node);
}

void lower_params(struct lower *l, uint32_t c, uint32_t at)
{
	uint32_t node = c ? lower_open(l, PKN_PARAMS, c) : lower_open_span(l, PKN_PARAMS, at, at);

	for (uint32_t i = c ? cst_first(l, c) : 0; i; i = cst_next(l, c, i))
		lower_param(l, i);
	lower_close(l, node);
}
