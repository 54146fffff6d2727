/* Statements, and the helpers all of lowering stands on. */
#include "source/syntax/lower.h"

#include "source/syntax/pattern_text.h"
#include "util/limits.h"

uint32_t cst_field(const struct lower *l, uint32_t c, enum cst_field field)
{
	for (uint32_t i = cst_first(l, c); i; i = cst_next(l, c, i))
		if (cst(l, i)->field == field)
			return i;
	return 0;
}

uint32_t lower_open_span(struct lower *l, enum pk_node_kind kind, uint32_t start, uint32_t end)
{
	struct pk_node n = { .kind = (uint8_t)kind, .parent = l->parent, .start = start, .end = end };
	uint32_t node = l->nodes.n;

	vec_push(l->arena, &l->nodes, n);
	l->parent = node;
	return node;
}

uint32_t lower_open(struct lower *l, enum pk_node_kind kind, uint32_t c)
{
	return lower_open_span(l, kind, cst(l, c)->start, cst(l, c)->end);
}

void lower_close(struct lower *l, uint32_t node)
{
	l->nodes.v[node].end_node = l->nodes.n;
	l->parent = l->nodes.v[node].parent;
}

uint32_t lower_leaf(struct lower *l, enum pk_node_kind kind, uint32_t c)
{
	uint32_t node = lower_open(l, kind, c);

	lower_close(l, node);
	return node;
}

void lower_absent(struct lower *l, uint32_t at)
{
	lower_close(l, lower_open_span(l, PKN_ABSENT, at, at));
}

uint32_t lower_text(struct lower *l, struct str text)
{
	vec_push(l->arena, &l->texts, text);
	return l->texts.n - 1;
}

static bool has_space(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == ' ' || s.p[i] == '\t' || s.p[i] == '\\' || s.p[i] == '\n' || s.p[i] == '\r' || s.p[i] == '#')
			return true;
	return false;
}

/* `a . b` is a.b: the identifiers below c, joined. */
static struct str joined(struct lower *l, uint32_t c)
{
	char *out = arena_alloc(l->arena, cst_text(l, c).n + 1);
	size_t n = 0;

	for (uint32_t i = c + 1; i < cst(l, c)->end_node; i++) {
		struct str part = cst_text(l, i);

		if (cst(l, i)->kind != CST_identifier && cst(l, i)->kind != CST_import_prefix)
			continue;
		if (n && cst(l, i)->kind == CST_identifier && out[n - 1] != '.')
			out[n++] = '.';
		for (size_t k = 0; k < part.n; k++)
			if (part.p[k] != ' ' && part.p[k] != '\t')
				out[n++] = part.p[k];
	}
	return (struct str){ out, n };
}

sym_t lower_sym(struct lower *l, uint32_t c)
{
	struct str text = cst_text(l, c);

	if (cst(l, c)->kind != CST_identifier && has_space(text))
		text = joined(l, c);
	if (l->pattern && str_find(text, STR(MARK), 0) != SIZE_MAX)
		text = pk_pattern_unmark(l->arena, text);
	return intern(l->symbols, text);
}

void lower_expr_or_absent(struct lower *l, uint32_t c)
{
	if (c)
		lower_expr(l, c);
	else
		lower_absent(l, l->nodes.v[l->parent].end);
}

static void lower_expr_stmt(struct lower *l, uint32_t c)
{
	uint32_t first = cst_first(l, c), node, tuple;

	if (first && (cst(l, first)->kind == CST_assignment || cst(l, first)->kind == CST_augmented_assignment)) {
		lower_stmt(l, first);
		return;
	}
	node = lower_open(l, PKN_EXPR_STMT, c);
	if (first && (cst_next(l, c, first) || cst(l, first)->end < cst(l, c)->end)) { /* with a comma */
		tuple = lower_open(l, PKN_TUPLE, c);
		lower_all(l, c);
		lower_close(l, tuple);
	} else {
		lower_expr_or_absent(l, first);
	}
	lower_close(l, node);
}

static void lower_value(struct lower *l, uint32_t c)
{
	if (c && (cst(l, c)->kind == CST_assignment || cst(l, c)->kind == CST_augmented_assignment))
		lower_stmt(l, c);
	else
		lower_expr_or_absent(l, c);
}

static void lower_assignment(struct lower *l, uint32_t c)
{
	uint32_t node = lower_open(l, PKN_ASSIGN, c);

	lower_expr_or_absent(l, cst_field(l, c, CSTF_left));
	lower_value(l, cst_field(l, c, CSTF_right));
	lower_expr_or_absent(l, cst_field(l, c, CSTF_type));
	lower_close(l, node);
}

static enum pk_op augmented_op(struct str text)
{
	static const struct {
		const char *text;
		enum pk_op op;
	} table[] = { { "+=", PKO_ADD },    { "-=", PKO_SUB },     { "*=", PKO_MUL },    { "/=", PKO_DIV },    { "//=", PKO_FLOORDIV },
		      { "%=", PKO_MOD },    { "**=", PKO_POW },    { "@=", PKO_MATMUL }, { "&=", PKO_BITAND }, { "|=", PKO_BITOR },
		      { "^=", PKO_BITXOR }, { "<<=", PKO_LSHIFT }, { ">>=", PKO_RSHIFT } };

	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++)
		if (str_is(text, table[i].text))
			return table[i].op;
	return PKO_NONE;
}

static void lower_augmented(struct lower *l, uint32_t c)
{
	uint32_t node = lower_open(l, PKN_AUG_ASSIGN, c), op = cst_field(l, c, CSTF_operator);

	l->nodes.v[node].op = (uint8_t)(op ? augmented_op(cst_text(l, op)) : PKO_NONE);
	lower_expr_or_absent(l, cst_field(l, c, CSTF_left));
	lower_value(l, cst_field(l, c, CSTF_right));
	lower_close(l, node);
}

static void lower_raise(struct lower *l, uint32_t c)
{
	uint32_t node = lower_open(l, PKN_RAISE, c), cause = cst_field(l, c, CSTF_cause), first = cst_first(l, c);

	lower_expr_or_absent(l, first == cause ? 0 : first);
	lower_expr_or_absent(l, cause);
	lower_close(l, node);
}

/* At most two expressions: return, assert. */
static void lower_optional(struct lower *l, enum pk_node_kind kind, uint32_t c, int parts)
{
	uint32_t node = lower_open(l, kind, c), child = cst_first(l, c);

	for (int i = 0; i < parts; i++) {
		lower_expr_or_absent(l, child);
		child = child ? cst_next(l, c, child) : 0;
	}
	lower_close(l, node);
}

static void lower_del(struct lower *l, uint32_t c)
{
	uint32_t node = lower_open(l, PKN_DEL, c), first = cst_first(l, c);

	lower_all(l, first && cst(l, first)->kind == CST_expression_list ? first : c);
	lower_close(l, node);
}

static void lower_global(struct lower *l, uint32_t c)
{
	uint32_t node = lower_open(l, PKN_GLOBAL, c);

	l->nodes.v[node].flags = cst(l, c)->kind == CST_nonlocal_statement ? PKF_NONLOCAL : 0;
	lower_all(l, c);
	lower_close(l, node);
}

static void lower_alias(struct lower *l, uint32_t c)
{
	uint32_t node = lower_open(l, PKN_ALIAS, c), name = c, alias = 0;

	if (cst(l, c)->kind == CST_aliased_import) {
		name = cst_field(l, c, CSTF_name);
		alias = cst_field(l, c, CSTF_alias);
	}
	l->nodes.v[node].sym = name ? lower_sym(l, name) : 0;
	l->nodes.v[node].aux = alias ? lower_sym(l, alias) : 0;
	lower_close(l, node);
}

static void lower_import(struct lower *l, uint32_t c, bool from)
{
	uint32_t node = lower_open(l, from ? PKN_IMPORT_FROM : PKN_IMPORT, c);
	uint32_t module = cst_field(l, c, CSTF_module_name);

	if (from)
		l->nodes.v[node].sym = module ? lower_sym(l, module) : intern(l->symbols, STR("__future__"));
	for (uint32_t i = cst_first(l, c); i; i = cst_next(l, c, i)) {
		if (cst(l, i)->field == CSTF_name)
			lower_alias(l, i);
		else if (cst(l, i)->kind == CST_wildcard_import)
			l->nodes.v[node].flags |= PKF_STAR;
	}
	lower_close(l, node);
}

/* What the grammar could not read: keep the statements and expressions found in it. */
void lower_error(struct lower *l, uint32_t c)
{
	uint32_t node = lower_open(l, PKN_ERROR, c);

	l->n_errors++;
	for (uint32_t i = cst_first(l, c); i; i = cst_next(l, c, i))
		if (cst(l, i)->kind != CST_operator)
			lower_stmt(l, i);
	lower_close(l, node);
}

static void lower_simple(struct lower *l, uint32_t c)
{
	switch (cst(l, c)->kind) {
	case CST_expression_statement:
		lower_expr_stmt(l, c);
		return;
	case CST_assignment:
		lower_assignment(l, c);
		return;
	case CST_augmented_assignment:
		lower_augmented(l, c);
		return;
	case CST_return_statement:
		lower_optional(l, PKN_RETURN, c, 1);
		return;
	case CST_assert_statement:
		lower_optional(l, PKN_ASSERT, c, 2);
		return;
	case CST_raise_statement:
		lower_raise(l, c);
		return;
	case CST_delete_statement:
		lower_del(l, c);
		return;
	case CST_global_statement:
	case CST_nonlocal_statement:
		lower_global(l, c);
		return;
	case CST_pass_statement:
		lower_leaf(l, PKN_PASS, c);
		return;
	case CST_break_statement:
		lower_leaf(l, PKN_BREAK, c);
		return;
	case CST_continue_statement:
		lower_leaf(l, PKN_CONTINUE, c);
		return;
	case CST_import_statement:
		lower_import(l, c, false);
		return;
	case CST_import_from_statement:
	case CST_future_import_statement:
		lower_import(l, c, true);
		return;
	case CST_type_alias_statement:
		(void)lower_with_all(l, PKN_TYPE_ALIAS, c);
		return;
	case CST_print_statement:
		(void)lower_with_all(l, PKN_PRINT, c);
		return;
	case CST_exec_statement:
		(void)lower_with_all(l, PKN_EXEC, c);
		return;
	default:
		lower_compound(l, c);
	}
}

void lower_stmt(struct lower *l, uint32_t c)
{
	if (++l->depth > PK_MAX_TREE_DEPTH)
		lower_flat(l, c, cst(l, c)->end_node);
	else
		lower_simple(l, c);
	l->depth--;
}

void pk_lower_module(struct lower *l)
{
	uint32_t node;

	vec_reserve(l->arena, &l->nodes, l->cst.n + l->cst.n / 8 + 16);
	node = lower_open_span(l, PKN_MODULE, 0, (uint32_t)l->source.n);
	for (uint32_t i = cst_first(l, 0); i; i = cst_next(l, 0, i))
		lower_stmt(l, i);
	l->nodes.v[node].end_node = l->nodes.n;
}
