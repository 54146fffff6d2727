/* Expressions, arguments and parameters. */
#include "source/syntax/lower.h"

#include "util/limits.h"

void lower_all(struct lower *l, uint32_t c)
{
	for (uint32_t i = cst_first(l, c); i; i = cst_next(l, c, i))
		if (cst(l, i)->kind != CST_operator)
			lower_expr(l, i);
}

uint32_t lower_with_all(struct lower *l, enum pk_node_kind kind, uint32_t c)
{
	uint32_t node = lower_open(l, kind, c);

	lower_all(l, c);
	lower_close(l, node);
	return node;
}

/* An identifier, or what a pattern's marker stands for. */
void lower_name(struct lower *l, uint32_t c)
{
	struct str text = cst_text(l, c);
	enum pk_node_kind kind = PKN_NAME;
	uint32_t node;

	if (l->pattern && str_starts(text, STR(MARK))) {
		if (str_is(text, MARK_DOTS)) {
			lower_leaf(l, PKN_DOTS, c);
			return;
		}
		kind = str_starts(text, STR(MARK_ARGS)) ? PKN_MV_ARGS : PKN_METAVAR;
	}
	node = lower_leaf(l, kind, c);
	l->nodes.v[node].sym = lower_sym(l, c);
}

static struct str without_underscores(struct lower *l, struct str text)
{
	char *out = arena_alloc(l->arena, text.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] != '_')
			out[n++] = text.p[i];
	out[n] = '\0';
	return (struct str){ out, n };
}

static void lower_number(struct lower *l, enum pk_node_kind kind, uint32_t c)
{
	struct str text = without_underscores(l, cst_text(l, c));
	bool imaginary = text.n && (text.p[text.n - 1] | 32) == 'j';
	uint32_t node = lower_leaf(l, imaginary ? PKN_FLOAT : kind, c);

	l->nodes.v[node].aux = lower_text(l, text);
}

static void lower_attribute(struct lower *l, uint32_t c)
{
	uint32_t name = cst_field(l, c, CSTF_attribute);
	bool chain = l->pattern && name && str_is(cst_text(l, name), MARK_CHAIN);
	uint32_t node = lower_open(l, chain ? PKN_ATTR_DOTS : PKN_ATTR, c);

	if (!chain && name) {
		l->nodes.v[node].sym = lower_sym(l, name);
		l->nodes.v[node].aux = cst(l, name)->start;
	}
	lower_expr_or_absent(l, cst_field(l, c, CSTF_object));
	lower_close(l, node);
}

/* How many, not counting those in comments. */
static uint32_t colons(struct str s)
{
	bool comment = false;
	uint32_t n = 0;

	for (size_t i = 0; i < s.n; i++) {
		comment = s.p[i] == '#' || (comment && s.p[i] != '\n');
		n += !comment && s.p[i] == ':';
	}
	return n;
}

/* Which of low, high, step a child is: the colons before it count. */
static void lower_slice(struct lower *l, uint32_t c)
{
	uint32_t node = lower_open(l, PKN_SLICE, c), parts[3] = { 0 };
	uint32_t at = cst(l, c)->start, part = 0;

	for (uint32_t i = cst_first(l, c); i; i = cst_next(l, c, i)) {
		part += colons(str_slice(l->source, at, cst(l, i)->start));
		if (part < 3)
			parts[part] = i;
		at = cst(l, i)->end;
	}
	for (part = 0; part < 3; part++)
		lower_expr_or_absent(l, parts[part]);
	lower_close(l, node);
}

/* The children of c from `first` on as one expression: a tuple when there are several. */
static void lower_as_one(struct lower *l, uint32_t c, uint32_t first)
{
	uint32_t tuple = 0, last = first;

	if (!first) {
		lower_absent(l, cst(l, c)->end);
		return;
	}
	if (cst_next(l, c, first))
		tuple = lower_open_span(l, PKN_TUPLE, cst(l, first)->start, cst(l, first)->end);
	for (uint32_t i = first; i; i = cst_next(l, c, i)) {
		lower_expr(l, i);
		last = i;
	}
	if (tuple) {
		l->nodes.v[tuple].end = cst(l, last)->end;
		lower_close(l, tuple);
	}
}

static void lower_subscript(struct lower *l, uint32_t c)
{
	uint32_t node = lower_open(l, PKN_SUBSCRIPT, c);

	lower_expr_or_absent(l, cst_field(l, c, CSTF_value));
	lower_as_one(l, c, cst_field(l, c, CSTF_subscript));
	lower_close(l, node);
}

/* List[int] in an annotation: the parameters are types. */
static void lower_generic(struct lower *l, uint32_t c)
{
	uint32_t node = lower_open(l, PKN_SUBSCRIPT, c), name = cst_first(l, c), params = name ? cst_next(l, c, name) : 0;

	lower_expr_or_absent(l, name);
	lower_as_one(l, params ? params : c, params ? cst_first(l, params) : 0);
	lower_close(l, node);
}

static void lower_comp_for(struct lower *l, uint32_t c)
{
	uint32_t node = lower_open(l, PKN_COMP_FOR, c);

	l->nodes.v[node].flags = str_starts(cst_text(l, c), STR("async")) ? PKF_ASYNC : 0;
	lower_expr_or_absent(l, cst_field(l, c, CSTF_left));
	lower_as_one(l, c, cst_field(l, c, CSTF_right));
	lower_close(l, node);
}

static void lower_comprehension(struct lower *l, enum pk_node_kind kind, uint32_t c)
{
	uint32_t node = lower_open(l, kind, c), body = cst_field(l, c, CSTF_body);

	lower_expr_or_absent(l, body);
	for (uint32_t i = cst_first(l, c); i; i = cst_next(l, c, i)) {
		if (cst(l, i)->kind == CST_for_in_clause)
			lower_comp_for(l, i);
		else if (cst(l, i)->kind == CST_if_clause)
			lower_with_all(l, PKN_COMP_IF, i);
	}
	lower_close(l, node);
}

static void lower_lambda(struct lower *l, uint32_t c)
{
	uint32_t node = lower_open(l, PKN_LAMBDA, c);

	lower_params(l, cst_field(l, c, CSTF_parameters), cst(l, c)->start);
	lower_expr_or_absent(l, cst_field(l, c, CSTF_body));
	lower_close(l, node);
}

static void lower_yield(struct lower *l, uint32_t c)
{
	uint32_t node = lower_open(l, PKN_YIELD, c), value = cst_first(l, c);
	struct str head = value ? str_slice(l->source, cst(l, c)->start, cst(l, value)->start) : STR("");

	l->nodes.v[node].flags = str_find(head, STR("from"), 0) != SIZE_MAX ? PKF_STAR : 0;
	lower_expr_or_absent(l, value);
	lower_close(l, node);
}

static void lower_two(struct lower *l, enum pk_node_kind kind, uint32_t c, enum cst_field a, enum cst_field b)
{
	uint32_t node = lower_open(l, kind, c);

	lower_expr_or_absent(l, cst_field(l, c, a));
	lower_expr_or_absent(l, cst_field(l, c, b));
	lower_close(l, node);
}

/* `**...` of a pattern's dict is its `...`. */
static void lower_dict_splat(struct lower *l, uint32_t c)
{
	uint32_t first = cst_first(l, c);

	if (l->pattern && first && str_is(cst_text(l, first), MARK_DOTS))
		lower_leaf(l, PKN_DOTS, c);
	else
		lower_with_all(l, PKN_DSTAR, c);
}

static void lower_parenthesized(struct lower *l, uint32_t c)
{
	uint32_t inner = cst_first(l, c), node = l->nodes.n;
	struct pk_outer outer = { node, { cst(l, c)->start, cst(l, c)->end } };

	if (!inner) {
		lower_leaf(l, PKN_OTHER, c);
		return;
	}
	if (!l->outers.n || l->outers.v[l->outers.n - 1].node != node)
		vec_push(l->arena, &l->outers, outer);
	lower_expr(l, inner);
	if (node < l->nodes.n)
		l->nodes.v[node].flags |= PKF_PAREN;
}

/* (a) as a target is a, (a,) a tuple. */
static void lower_tuple_pattern(struct lower *l, uint32_t c)
{
	uint32_t first = cst_first(l, c);

	if (first && !cst_next(l, c, first) && str_find(str_slice(l->source, cst(l, first)->end, cst(l, c)->end), STR(","), 0) == SIZE_MAX)
		lower_parenthesized(l, c);
	else
		lower_with_all(l, PKN_TUPLE, c);
}

/* The grammar reads the `*a.b` of `return *a.b, c` as `(*a).b`: the star goes outside again. */
static bool lower_star_inside(struct lower *l, uint32_t c)
{
	uint32_t star = c, node, start;

	if (l->source.p[cst(l, c)->start] != '*')
		return false;
	while (star && cst(l, star)->kind != CST_list_splat)
		star = cst_first(l, star);
	if (!star || !cst_first(l, star))
		return false;
	start = cst(l, cst_first(l, star))->start;
	node = lower_open(l, PKN_STAR, c);
	for (uint32_t i = c; i <= star; i++)
		l->cst.nodes[i].start = start;
	l->cst.nodes[star].kind = CST_type; /* a node that is only what it holds */
	lower_expr(l, c);
	lower_close(l, node);
	return true;
}

static void lower_rare(struct lower *l, uint32_t c)
{
	uint32_t first = cst_first(l, c);

	switch (cst(l, c)->kind) {
	case CST_lambda:
		lower_lambda(l, c);
		return;
	case CST_await:
		lower_with_all(l, PKN_AWAIT, c);
		return;
	case CST_yield:
		lower_yield(l, c);
		return;
	case CST_named_expression:
		lower_two(l, PKN_WALRUS, c, CSTF_name, CSTF_value);
		return;
	case CST_list_comprehension:
		lower_comprehension(l, PKN_LIST_COMP, c);
		return;
	case CST_set_comprehension:
		lower_comprehension(l, PKN_SET_COMP, c);
		return;
	case CST_dictionary_comprehension:
		lower_comprehension(l, PKN_DICT_COMP, c);
		return;
	case CST_generator_expression:
		lower_comprehension(l, PKN_GENEXP, c);
		return;
	case CST_slice:
		lower_slice(l, c);
		return;
	case CST_union_type:
		lower_operator(l, c);
		return;
	case CST_splat_type:
		lower_with_all(l, PKN_STAR, c);
		return;
	case CST_generic_type:
		lower_generic(l, c);
		return;
	case CST_type:
	case CST_as_pattern_target:
	case CST_parenthesized_list_splat:
	case CST_chevron:
		lower_expr_or_absent(l, first);
		return;
	case CST_ellipsis:
		lower_leaf(l, l->pattern ? PKN_DOTS : PKN_ELLIPSIS, c);
		return;
	case CST_ERROR:
	case CST_block:
	case CST_expression_statement:
	case CST_assignment:
	case CST_augmented_assignment:
	case CST_function_definition:
	case CST_class_definition:
		lower_stmt(l, c);
		return;
	default:
		lower_with_all(l, PKN_OTHER, c);
	}
}

static void lower_operation(struct lower *l, uint32_t c)
{
	switch (cst(l, c)->kind) {
	case CST_attribute:
		lower_attribute(l, c);
		return;
	case CST_call:
		lower_call(l, c);
		return;
	case CST_subscript:
		lower_subscript(l, c);
		return;
	case CST_conditional_expression:
		lower_with_all(l, PKN_COND, c);
		return;
	default:
		lower_operator(l, c);
	}
}

static void lower_common(struct lower *l, uint32_t c)
{
	switch (cst(l, c)->kind) {
	case CST_identifier:
		lower_name(l, c);
		return;
	case CST_attribute:
	case CST_call:
	case CST_subscript:
	case CST_binary_operator:
	case CST_boolean_operator:
	case CST_comparison_operator:
	case CST_conditional_expression:
		if (!lower_star_inside(l, c))
			lower_operation(l, c);
		return;
	case CST_keyword_argument:
		lower_keyword(l, c);
		return;
	case CST_string:
	case CST_concatenated_string:
		lower_string(l, c);
		return;
	case CST_integer:
		lower_number(l, PKN_INT, c);
		return;
	case CST_float:
		lower_number(l, PKN_FLOAT, c);
		return;
	case CST_true:
		lower_leaf(l, PKN_TRUE, c);
		return;
	case CST_false:
		lower_leaf(l, PKN_FALSE, c);
		return;
	case CST_none:
		lower_leaf(l, PKN_NONE, c);
		return;
	case CST_list:
	case CST_list_pattern:
		lower_with_all(l, PKN_LIST, c);
		return;
	case CST_tuple_pattern:
		lower_tuple_pattern(l, c);
		return;
	case CST_tuple:
	case CST_expression_list:
	case CST_pattern_list:
		lower_with_all(l, PKN_TUPLE, c);
		return;
	case CST_set:
		lower_with_all(l, PKN_SET, c);
		return;
	case CST_dictionary:
		lower_with_all(l, PKN_DICT, c);
		return;
	case CST_pair:
		lower_two(l, PKN_PAIR, c, CSTF_key, CSTF_value);
		return;
	case CST_list_splat:
	case CST_list_splat_pattern:
		lower_with_all(l, PKN_STAR, c);
		return;
	case CST_dictionary_splat:
	case CST_dictionary_splat_pattern:
		lower_dict_splat(l, c);
		return;
	case CST_not_operator:
	case CST_unary_operator:
		lower_operator(l, c);
		return;
	case CST_parenthesized_expression:
		lower_parenthesized(l, c);
		return;
	default:
		lower_rare(l, c);
	}
}

void lower_expr(struct lower *l, uint32_t c)
{
	if (++l->depth > PK_MAX_TREE_DEPTH)
		lower_flat(l, c, cst(l, c)->end_node);
	else
		lower_common(l, c);
	l->depth--;
}
