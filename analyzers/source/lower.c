/* Statements, and the helpers all of lowering stands on. */
#include "source/lower.h"

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
	struct str text = cst_text(l, c), head;
	size_t mark;
	bool run;

	if (has_space(text) && cst(l, c)->kind != CST_identifier)
		text = joined(l, c);
	mark = l->pattern ? str_find(text, STR(MARK), 0) : SIZE_MAX;
	if (mark == SIZE_MAX)
		return intern(l->symbols, text);
	head = str_slice(text, 0, mark);
	text = str_slice(text, mark, text.n);
	run = str_starts(text, STR(MARK_ARGS));
	text = str_slice(text, run ? sizeof(MARK_ARGS) - 1 : sizeof(MARK_METAVAR) - 1, text.n);
	return intern(l->symbols, arena_printf(l->arena, "%.*s%s%.*s", STR_ARG(head), run ? "$..." : "$", STR_ARG(text)));
}

void lower_expr_or_absent(struct lower *l, uint32_t c)
{
	if (c)
		lower_expr(l, c);
	else
		lower_absent(l, l->nodes.v[l->parent].end);
}

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

static void lower_children(struct lower *l, uint32_t c)
{
	for (uint32_t i = cst_first(l, c); i; i = cst_next(l, c, i))
		if (cst(l, i)->kind != CST_operator)
			lower_expr(l, i);
}

/* A statement whose parts are all its children, in order. */
static void lower_plain(struct lower *l, enum pk_node_kind kind, uint32_t c)
{
	uint32_t node = lower_open(l, kind, c);

	lower_children(l, c);
	lower_close(l, node);
}

static void lower_expr_stmt(struct lower *l, uint32_t c)
{
	uint32_t first = cst_first(l, c), node, tuple;

	if (first && (cst(l, first)->kind == CST_assignment || cst(l, first)->kind == CST_augmented_assignment)) {
		lower_stmt(l, first);
		return;
	}
	node = lower_open(l, PKN_EXPR_STMT, c);
	if (first && cst_next(l, c, first)) {
		tuple = lower_open(l, PKN_TUPLE, c);
		lower_children(l, c);
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
	} table[] = { { "+=", PKO_ADD },   { "-=", PKO_SUB },	 { "*=", PKO_MUL },    { "/=", PKO_DIV },     { "//=", PKO_FLOORDIV },
		      { "%=", PKO_MOD },   { "**=", PKO_POW },	 { "@=", PKO_MATMUL }, { "&=", PKO_BITAND },  { "|=", PKO_BITOR },
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

	lower_children(l, first && cst(l, first)->kind == CST_expression_list ? first : c);
	lower_close(l, node);
}

static void lower_global(struct lower *l, uint32_t c)
{
	uint32_t node = lower_open(l, PKN_GLOBAL, c);

	l->nodes.v[node].flags = cst(l, c)->kind == CST_nonlocal_statement ? PKF_NONLOCAL : 0;
	lower_children(l, c);
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
		if (++l->depth < PK_MAX_TREE_DEPTH)
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

static void lower_with_item(struct lower *l, uint32_t c)
{
	uint32_t node = lower_open(l, PKN_WITH_ITEM, c), value = cst_field(l, c, CSTF_value);

	if (value && cst(l, value)->kind == CST_as_pattern) {
		lower_expr_or_absent(l, cst_first(l, value));
		lower_expr_or_absent(l, cst_field(l, value, CSTF_alias));
	} else {
		lower_expr_or_absent(l, value);
		lower_absent(l, cst(l, c)->end);
	}
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
	if (l->pattern && cst(l, def)->kind == CST_function_definition &&
	    str_is(cst_text(l, cst_field(l, def, CSTF_name)), MARK_ANY_DEF))
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
	uint32_t node = lower_open(l, PKN_MATCH, c), body = cst_field(l, c, CSTF_body);

	lower_expr_or_absent(l, cst_field(l, c, CSTF_subject));
	for (uint32_t i = body ? cst_first(l, body) : 0; i; i = cst_next(l, body, i))
		if (cst(l, i)->kind == CST_case_clause)
			lower_case(l, i);
	lower_close(l, node);
}

/* What the grammar could not read: keep the statements and expressions found in it. */
static void lower_error(struct lower *l, uint32_t c)
{
	uint32_t node = lower_open(l, PKN_ERROR, c);

	l->n_errors++;
	for (uint32_t i = cst_first(l, c); i; i = cst_next(l, c, i))
		if (cst(l, i)->kind != CST_operator)
			lower_stmt(l, i);
	lower_close(l, node);
}

static void lower_compound(struct lower *l, uint32_t c)
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
		lower_plain(l, PKN_TYPE_ALIAS, c);
		return;
	case CST_print_statement:
		lower_plain(l, PKN_PRINT, c);
		return;
	case CST_exec_statement:
		lower_plain(l, PKN_EXEC, c);
		return;
	default:
		lower_compound(l, c);
	}
}

void lower_stmt(struct lower *l, uint32_t c)
{
	if (++l->depth > PK_MAX_TREE_DEPTH) {
		l->n_errors++;
		lower_leaf(l, PKN_ERROR, c);
	} else {
		lower_simple(l, c);
	}
	l->depth--;
}

void pk_lower_module(struct lower *l)
{
	uint32_t node;

	vec_reserve(l->arena, &l->nodes, l->cst.n + l->cst.n / 8 + 16);
	node = lower_open_span(l, PKN_MODULE, 0, (uint32_t)l->source.n);
	if (l->cst.n && cst(l, 0)->kind == CST_ERROR)
		lower_error(l, 0);
	else
		for (uint32_t i = l->cst.n ? cst_first(l, 0) : 0; i; i = cst_next(l, 0, i))
			lower_stmt(l, i);
	l->nodes.v[node].end_node = l->nodes.n;
}
