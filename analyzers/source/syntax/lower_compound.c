/* Compound statements: blocks, their heads and clauses. */
#include "source/syntax/lower.h"

#include "util/limits.h"

/* The statements of a block node; an absent block (broken code) is an empty one. */
static void lower_block(struct lower *l, uint32_t c)
{
	uint32_t node, at = l->nodes.v[l->parent].end;

	node = c ? lower_open(l, PKN_BLOCK, c) : lower_open_span(l, PKN_BLOCK, at, at);
	for (uint32_t i = c ? cst_first(l, c) : 0; i; i = cst_next(l, c, i))
		lower_stmt(l, i);
	lower_close(l, node);
}

static void lower_block_of(struct lower *l, uint32_t clause)
{
	uint32_t body = 0;

	if (!clause) {
		lower_absent(l, l->nodes.v[l->parent].end);
		return;
	}
	for (uint32_t i = cst_first(l, clause); i && !body; i = cst_next(l, clause, i))
		if (cst(l, i)->kind == CST_block)
			body = i;
	lower_block(l, body);
}

static uint32_t child_of_kind(const struct lower *l, uint32_t c, enum cst_kind kind)
{
	for (uint32_t i = cst_first(l, c); i; i = cst_next(l, c, i))
		if (cst(l, i)->kind == kind)
			return i;
	return 0;
}

static bool starts_with_word(const struct lower *l, uint32_t c, struct str word)
{
	return str_starts(cst_text(l, c), word);
}

/* An if from one of its alternatives (elif) on; `c` is the if or elif, `next` the alternative behind it. */
static void lower_if(struct lower *l, uint32_t statement, uint32_t c, uint32_t next)
{
	uint32_t node = lower_open_span(l, PKN_IF, cst(l, c)->start, cst(l, statement)->end), block;

	l->nodes.v[node].flags = c == statement ? 0 : PKF_ELIF;
	lower_expr_or_absent(l, cst_field(l, c, CSTF_condition));
	lower_block(l, cst_field(l, c, CSTF_consequence));
	while (next && cst(l, next)->kind != CST_elif_clause && cst(l, next)->kind != CST_else_clause)
		next = cst_next(l, statement, next);
	if (!next) {
		lower_absent(l, cst(l, statement)->end);
	} else if (cst(l, next)->kind == CST_else_clause) {
		lower_block_of(l, next);
	} else {
		block = lower_open_span(l, PKN_BLOCK, cst(l, next)->start, cst(l, statement)->end);
		if (++l->depth > PK_MAX_TREE_DEPTH)
			lower_flat(l, next, cst(l, statement)->end_node);
		else
			lower_if(l, statement, next, cst_next(l, statement, next));
		l->depth--;
		lower_close(l, block);
	}
	lower_close(l, node);
}

static void lower_loop(struct lower *l, uint32_t c, bool is_for)
{
	uint32_t node = lower_open(l, is_for ? PKN_FOR : PKN_WHILE, c);

	if (is_for) {
		l->nodes.v[node].flags = starts_with_word(l, c, STR("async")) ? PKF_ASYNC : 0;
		lower_expr_or_absent(l, cst_field(l, c, CSTF_left));
		lower_expr_or_absent(l, cst_field(l, c, CSTF_right));
	} else {
		lower_expr_or_absent(l, cst_field(l, c, CSTF_condition));
	}
	lower_block(l, cst_field(l, c, CSTF_body));
	lower_block_of(l, cst_field(l, c, CSTF_alternative));
	lower_close(l, node);
}

static void lower_handler(struct lower *l, uint32_t c)
{
	uint32_t node = lower_open(l, PKN_HANDLER, c), type = cst_field(l, c, CSTF_value);
	uint32_t alias = cst_field(l, c, CSTF_alias);
	uint32_t second = type ? cst_next(l, c, type) : 0;

	if (!alias && second && cst(l, second)->field == CSTF_value)
		alias = second; /* Python 2: except A, e */
	if (type && cst(l, type)->kind == CST_as_pattern) {
		lower_expr_or_absent(l, cst_first(l, type));
		alias = cst_field(l, type, CSTF_alias);
	} else {
		lower_expr_or_absent(l, type);
	}
	lower_expr_or_absent(l, alias);
	lower_block(l, child_of_kind(l, c, CST_block));
	lower_close(l, node);
}

static void lower_try(struct lower *l, uint32_t c)
{
	uint32_t node = lower_open(l, PKN_TRY, c);

	lower_block(l, cst_field(l, c, CSTF_body));
	lower_block_of(l, child_of_kind(l, c, CST_else_clause));
	lower_block_of(l, child_of_kind(l, c, CST_finally_clause));
	for (uint32_t i = cst_first(l, c); i; i = cst_next(l, c, i))
		if (cst(l, i)->kind == CST_except_clause)
			lower_handler(l, i);
	lower_close(l, node);
}

/* The target of `value as target`. The grammar reads `a if b else c as d` as `a if b else (c as d)`: the target is taken out. */
static uint32_t take_target(struct lower *l, uint32_t value)
{
	uint32_t last = value, end;

	while (cst(l, last)->kind == CST_conditional_expression || cst(l, last)->kind == CST_boolean_operator)
		for (uint32_t i = cst_first(l, last), parent = last; i; i = cst_next(l, parent, i))
			last = i;
	if (cst(l, last)->kind != CST_as_pattern || !cst_first(l, last))
		return 0;
	end = cst(l, cst_first(l, last))->end;
	for (uint32_t i = value; i <= last; i++)
		if (cst(l, i)->end > end)
			l->cst.nodes[i].end = end;
	l->cst.nodes[last].kind = CST_type; /* a node that is only what it holds */
	return cst_field(l, last, CSTF_alias);
}

static void lower_with_item(struct lower *l, uint32_t c)
{
	uint32_t node = lower_open(l, PKN_WITH_ITEM, c), value = cst_field(l, c, CSTF_value);
	uint32_t target = value ? take_target(l, value) : 0;

	lower_expr_or_absent(l, value);
	lower_expr_or_absent(l, target);
	lower_close(l, node);
}

static void lower_with(struct lower *l, uint32_t c)
{
	uint32_t node = lower_open(l, PKN_WITH, c), clause = child_of_kind(l, c, CST_with_clause);

	l->nodes.v[node].flags = starts_with_word(l, c, STR("async")) ? PKF_ASYNC : 0;
	lower_block(l, cst_field(l, c, CSTF_body));
	for (uint32_t i = clause ? cst_first(l, clause) : 0; i; i = cst_next(l, clause, i))
		if (cst(l, i)->kind == CST_with_item)
			lower_with_item(l, i);
	lower_close(l, node);
}

static void lower_decorators(struct lower *l, uint32_t decorated)
{
	for (uint32_t i = decorated ? cst_first(l, decorated) : 0; i; i = cst_next(l, decorated, i)) {
		uint32_t node;

		if (cst(l, i)->kind != CST_decorator)
			continue;
		node = lower_open(l, PKN_DECORATOR, i);
		lower_expr_or_absent(l, cst_first(l, i));
		lower_close(l, node);
	}
}

/* decorated: the node with the decorators, or 0. */
static void lower_def(struct lower *l, uint32_t c, uint32_t decorated)
{
	uint32_t node = lower_open(l, PKN_DEF, decorated ? decorated : c);
	uint32_t name = cst_field(l, c, CSTF_name), params = cst_field(l, c, CSTF_parameters);

	l->nodes.v[node].flags = starts_with_word(l, c, STR("async")) ? PKF_ASYNC : 0;
	l->nodes.v[node].sym = name ? lower_sym(l, name) : 0;
	l->nodes.v[node].aux = name ? cst(l, name)->start : cst(l, c)->start;
	lower_params(l, params, l->nodes.v[node].aux);
	lower_expr_or_absent(l, cst_field(l, c, CSTF_return_type));
	lower_block(l, cst_field(l, c, CSTF_body));
	lower_decorators(l, decorated);
	lower_close(l, node);
}

static void lower_class(struct lower *l, uint32_t c, uint32_t decorated)
{
	uint32_t node = lower_open(l, PKN_CLASS, decorated ? decorated : c), name = cst_field(l, c, CSTF_name);

	l->nodes.v[node].sym = name ? lower_sym(l, name) : 0;
	l->nodes.v[node].aux = name ? cst(l, name)->start : cst(l, c)->start;
	lower_args(l, cst_field(l, c, CSTF_superclasses), l->nodes.v[node].aux);
	lower_block(l, cst_field(l, c, CSTF_body));
	lower_decorators(l, decorated);
	lower_close(l, node);
}

static void lower_decorated(struct lower *l, uint32_t c)
{
	uint32_t def = cst_field(l, c, CSTF_definition);

	if (!def)
		return;
	if (l->pattern && cst(l, def)->kind == CST_function_definition && str_is(cst_text(l, cst_field(l, def, CSTF_name)), MARK_ANY_DEF))
		lower_decorators(l, c);
	else if (cst(l, def)->kind == CST_class_definition)
		lower_class(l, def, c);
	else
		lower_def(l, def, c);
}

static void lower_case(struct lower *l, uint32_t c)
{
	uint32_t node = lower_open(l, PKN_CASE, c), guard = cst_field(l, c, CSTF_guard);
	uint32_t pattern = child_of_kind(l, c, CST_case_pattern);

	if (pattern)
		lower_leaf(l, PKN_OTHER, pattern);
	else
		lower_absent(l, cst(l, c)->start);
	lower_expr_or_absent(l, guard ? cst_first(l, guard) : 0);
	lower_block(l, cst_field(l, c, CSTF_consequence));
	lower_close(l, node);
}

static void lower_match(struct lower *l, uint32_t c)
{
	uint32_t node = lower_open(l, PKN_MATCH, c), body = cst_field(l, c, CSTF_body), tuple = 0;
	uint32_t subject = cst_field(l, c, CSTF_subject), next = subject ? cst_next(l, c, subject) : 0;

	if (next && cst(l, next)->field == CSTF_subject)
		tuple = lower_open_span(l, PKN_TUPLE, cst(l, subject)->start, cst(l, next)->end);
	lower_expr_or_absent(l, subject);
	for (; tuple && next && cst(l, next)->field == CSTF_subject; next = cst_next(l, c, next)) {
		lower_expr(l, next);
		l->nodes.v[tuple].end = cst(l, next)->end;
	}
	if (tuple)
		lower_close(l, tuple);
	for (uint32_t i = body ? cst_first(l, body) : 0; i; i = cst_next(l, body, i))
		if (cst(l, i)->kind == CST_case_clause)
			lower_case(l, i);
	lower_close(l, node);
}

void lower_compound(struct lower *l, uint32_t c)
{
	switch (cst(l, c)->kind) {
	case CST_if_statement:
		lower_if(l, c, c, cst_field(l, c, CSTF_alternative));
		return;
	case CST_for_statement:
		lower_loop(l, c, true);
		return;
	case CST_while_statement:
		lower_loop(l, c, false);
		return;
	case CST_try_statement:
		lower_try(l, c);
		return;
	case CST_with_statement:
		lower_with(l, c);
		return;
	case CST_function_definition:
		lower_def(l, c, 0);
		return;
	case CST_class_definition:
		lower_class(l, c, 0);
		return;
	case CST_decorated_definition:
		lower_decorated(l, c);
		return;
	case CST_match_statement:
		lower_match(l, c);
		return;
	case CST_block:
		lower_block(l, c);
		return;
	case CST_ERROR:
		lower_error(l, c);
		return;
	default:
		lower_expr(l, c);
	}
}
