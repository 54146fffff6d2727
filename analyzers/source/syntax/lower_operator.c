/* Operators: arithmetic, comparisons and chains of them, and, or, not, and the | of annotations. */
#include "source/syntax/lower.h"

static enum pk_op operator_of(struct str text)
{
	static const struct {
		const char *text;
		enum pk_op op;
	} table[] = {
		{ "+", PKO_ADD },    { "-", PKO_SUB },     { "*", PKO_MUL },     { "/", PKO_DIV },    { "//", PKO_FLOORDIV },
		{ "%", PKO_MOD },    { "**", PKO_POW },    { "@", PKO_MATMUL },  { "&", PKO_BITAND }, { "|", PKO_BITOR },
		{ "^", PKO_BITXOR }, { "<<", PKO_LSHIFT }, { ">>", PKO_RSHIFT }, { "~", PKO_INVERT }, { "and", PKO_AND },
		{ "or", PKO_OR },    { "not", PKO_NOT },   { "==", PKO_EQ },     { "!=", PKO_NE },    { "<>", PKO_NE },
		{ "<", PKO_LT },     { "<=", PKO_LE },     { ">", PKO_GT },      { ">=", PKO_GE },    { "in", PKO_IN },
		{ "is", PKO_IS },
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++)
		if (str_is(text, table[i].text))
			return table[i].op;
	if (str_starts(text, STR("not")))
		return PKO_NOT_IN;
	return str_starts(text, STR("is")) ? PKO_IS_NOT : PKO_NONE;
}

static void lower_binary(struct lower *l, enum pk_node_kind kind, uint32_t c)
{
	uint32_t node = lower_open(l, kind, c), op = cst_field(l, c, CSTF_operator);

	l->nodes.v[node].op = (uint8_t)(op ? operator_of(cst_text(l, op)) : PKO_NONE);
	lower_expr_or_absent(l, cst_field(l, c, CSTF_left));
	lower_expr_or_absent(l, cst_field(l, c, CSTF_right));
	lower_close(l, node);
}

static void lower_comparison(struct lower *l, uint32_t c)
{
	uint32_t node = lower_open(l, PKN_COMPARE, c), n_ops = 0;

	for (uint32_t i = cst_first(l, c); i; i = cst_next(l, c, i)) {
		if (cst(l, i)->kind != CST_operator) {
			lower_expr(l, i);
			continue;
		}
		l->nodes.v[node].op = (uint8_t)operator_of(cst_text(l, i));
		n_ops++;
	}
	if (n_ops != 1) {
		l->nodes.v[node].kind = PKN_CHAIN;
		l->nodes.v[node].op = PKO_NONE;
	}
	lower_close(l, node);
}

/* int | str in an annotation. */
static void lower_union(struct lower *l, uint32_t c)
{
	uint32_t node = lower_with_all(l, PKN_BINARY, c);

	l->nodes.v[node].op = PKO_BITOR;
}

static void lower_unary(struct lower *l, uint32_t c, enum pk_op op)
{
	uint32_t node = lower_open(l, PKN_UNARY, c), token = cst_field(l, c, CSTF_operator);

	l->nodes.v[node].op = (uint8_t)(token ? operator_of(cst_text(l, token)) : op);
	lower_expr_or_absent(l, cst_field(l, c, CSTF_argument));
	lower_close(l, node);
}

void lower_operator(struct lower *l, uint32_t c)
{
	switch (cst(l, c)->kind) {
	case CST_binary_operator:
		lower_binary(l, PKN_BINARY, c);
		return;
	case CST_boolean_operator:
		lower_binary(l, PKN_BOOL, c);
		return;
	case CST_comparison_operator:
		lower_comparison(l, c);
		return;
	case CST_not_operator:
		lower_unary(l, c, PKO_NOT);
		return;
	case CST_unary_operator:
		lower_unary(l, c, PKO_NONE);
		return;
	default:
		lower_union(l, c);
	}
}
