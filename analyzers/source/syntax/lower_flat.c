/* What is nested too deep to be lowered as it stands: its shallow parts, one beside the other. */
#include "source/syntax/lower.h"

#include "util/limits.h"

/* From the last node to the first: children stand behind their parents. */
static const uint8_t *measure(const struct lower *l)
{
	uint8_t *heights = arena_zalloc(l->arena, l->cst.n, sizeof(*heights));

	for (uint32_t c = l->cst.n; c-- > 0;)
		for (uint32_t i = cst_first(l, c); i; i = cst_next(l, c, i))
			if (heights[c] <= heights[i])
				heights[c] = heights[i] < PK_MAX_FLAT_DEPTH ? (uint8_t)(heights[i] + 1) : PK_MAX_FLAT_DEPTH + 1;
	return heights;
}

static bool is_shallow(const struct lower *l, uint32_t c)
{
	return l->heights[c] <= PK_MAX_FLAT_DEPTH;
}

/* Does it mean the same wherever it stands? A name does not: it may be one of an attribute or argument. */
static bool stands_alone(enum cst_kind kind)
{
	switch (kind) {
	case CST_assert_statement:
	case CST_assignment:
	case CST_attribute:
	case CST_augmented_assignment:
	case CST_call:
	case CST_class_definition:
	case CST_concatenated_string:
	case CST_decorated_definition:
	case CST_delete_statement:
	case CST_exec_statement:
	case CST_expression_statement:
	case CST_for_statement:
	case CST_function_definition:
	case CST_future_import_statement:
	case CST_if_statement:
	case CST_import_from_statement:
	case CST_import_statement:
	case CST_match_statement:
	case CST_print_statement:
	case CST_raise_statement:
	case CST_return_statement:
	case CST_string:
	case CST_subscript:
	case CST_try_statement:
	case CST_while_statement:
	case CST_with_statement:
		return true;
	default:
		return false;
	}
}

/* A call of which only the callee is shallow; its arguments, which are to be looked at next. 0: it is no such call. */
static uint32_t lower_callee(struct lower *l, uint32_t c)
{
	uint32_t callee = cst_field(l, c, CSTF_function), arguments = cst_field(l, c, CSTF_arguments), node, list;

	if (cst(l, c)->kind != CST_call || !callee || !arguments || !is_shallow(l, callee))
		return 0;
	node = lower_open(l, PKN_CALL, c);
	lower_expr(l, callee);
	list = lower_open(l, PKN_ARGS, arguments);
	lower_leaf(l, PKN_ERROR, arguments);
	lower_close(l, list);
	lower_close(l, node);
	return arguments;
}

void lower_flat(struct lower *l, uint32_t c, uint32_t end)
{
	uint32_t node = lower_open_span(l, PKN_ERROR, cst(l, c)->start, cst(l, c)->end), depth = l->depth, arguments;

	l->n_errors++;
	l->depth = PK_MAX_TREE_DEPTH - 3 * PK_MAX_FLAT_DEPTH; /* a node in a node is at most three further down here */
	if (!l->heights)
		l->heights = measure(l);
	while (c < end) {
		if (is_shallow(l, c) && stands_alone(cst(l, c)->kind)) {
			lower_stmt(l, c);
			c = cst(l, c)->end_node;
		} else {
			arguments = lower_callee(l, c);
			c = arguments ? arguments : c + 1;
		}
	}
	l->depth = depth;
	lower_close(l, node);
}
