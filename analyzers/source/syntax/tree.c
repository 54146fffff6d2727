#include "source/syntax/tree.h"

#include <stdlib.h>

#include "source/sieve/fragments.h"
#include "source/sieve/criterion.h"
#include "source/syntax/lower.h"
#include "source/syntax/pattern_text.h"
#include "util/buf.h"
#include "util/limits.h"

static struct pk_tree *finish(struct lower *l)
{
	struct pk_tree *t = arena_new(l->arena, struct pk_tree);

	pk_lower_module(l);
	*t = (struct pk_tree){ .nodes = l->nodes.v,
			       .n = l->nodes.n,
			       .texts = l->texts.v,
			       .n_texts = l->texts.n,
			       .outers = l->outers.v,
			       .n_outers = l->outers.n,
			       .source = l->source,
			       .symbols = l->symbols,
			       .n_errors = l->n_errors };
	return t;
}

struct parts VEC(struct span);

/* What the spans from *first on cover of a cell; an empty one stands for a block. */
static void cover(struct arena *a, struct span cell, const struct span *spans, uint32_t n, uint32_t *first, struct parts *parts)
{
	while (*first < n && spans[*first].end < cell.start)
		++*first;
	for (uint32_t i = *first; i < n && spans[i].start < cell.end; i++) {
		struct span part = { spans[i].start < cell.start ? cell.start : spans[i].start,
				     spans[i].end > cell.end ? cell.end : spans[i].end };

		if (part.end > part.start || (spans[i].start == spans[i].end && part.start == spans[i].start))
			vec_push(a, parts, part);
	}
}

/* Cells are parsed one by one, so that a broken one spoils no other: of each what the spans cover, or all of it. */
static const struct span *parts_of_cells(struct pk_unit *u, const struct span *spans, uint32_t n_spans, uint32_t *n)
{
	struct parts parts = { 0 };
	struct arena *a = &u->scratch->arena;
	uint32_t first = 0;

	for (uint32_t i = 0; i < u->map->n_cells; i++) {
		if (spans)
			cover(a, u->map->cells[i].span, spans, n_spans, &first, &parts);
		else
			vec_push(a, &parts, u->map->cells[i].span);
		vec_push(a, &parts, PK_APART);
	}
	*n = parts.n;
	return parts.v;
}

/* What is to be parsed; NULL for all of the text. */
static const struct span *parts_of(struct pk_unit *u, uint32_t *n)
{
	uint32_t n_spans = 0;
	const struct span *spans = u->scratch->parse_all ? NULL : pk_criterion_ranges(u, &n_spans);

	u->is_partial = spans != NULL;
	*n = n_spans;
	return u->map && u->map->n_cells ? parts_of_cells(u, spans, n_spans, n) : spans;
}

/* What the parser cannot do, it may do in fragments. False when there is nothing. */
static bool parse(struct pk_unit *u, struct cst *out)
{
	struct pk_scratch *s = u->scratch;
	uint32_t n = 0;
	const struct span *parts = parts_of(u, &n), *fragments;
	enum cst_result result = pk_cst_parse(s, &s->arena, u->text, parts, n, out);

	if (result == CST_OK)
		return true;
	fragments = u->criterion.asked ? pk_fragments(u, &n) : NULL;
	if (!fragments) {
		u->parse_note = result == CST_TIMEOUT ? "not parsed: it took too long" : "not parsed: too big";
		return false;
	}
	u->parse_note =
		result == CST_TIMEOUT ? "only partly parsed: too much for its time" : "only partly parsed: too big, or nested too deep";
	s->parse_by += (s->deadline - s->parse_by) / 2;
	(void)pk_cst_parse(s, &s->arena, u->text, fragments, n, out);
	return true;
}

const struct pk_tree *pk_unit_tree(struct pk_unit *u)
{
	struct lower l = { .arena = &u->scratch->arena, .symbols = &u->scratch->symbols, .source = u->text };

	if (u->tree_tried)
		return u->tree;
	u->tree_tried = true;
	if (!parse(u, &l.cst))
		return NULL;
	u->tree = finish(&l);
	if (u->parse_note)
		return u->tree;
	if (l.cst.n_errors)
		u->parse_note = "only partly parsed: syntax errors";
	else if (l.n_errors)
		u->parse_note = "only partly parsed: nested too deep";
	return u->tree;
}

void pk_unit_parse_again(struct pk_unit *u)
{
	u->tree_tried = u->is_partial = false;
	u->tree = NULL;
	u->names = NULL;
	u->consts = NULL;
	u->search[0] = u->search[1] = NULL;
}

/* Says where a pattern stops being Python, in its author's words. */
static void explain(const struct lower *l, struct pk_err *err)
{
	struct span at = l->cst.first_error;
	struct str head = str_slice(l->source, 0, at.start), near = str_trim(str_slice(l->source, at.start, at.end));
	uint32_t line = 1;

	for (size_t i = 0; i < head.n; i++)
		line += head.p[i] == '\n';
	near = str_slice(near, 0, str_find(near, STR("\n"), 0) == SIZE_MAX ? near.n : str_find(near, STR("\n"), 0));
	near = pk_pattern_unmark(l->arena, near);
	if (near.n)
		err_set(err, PK_ERULE, NULL, 0, "line %u of the pattern is not Python near `%.*s`", line, near.n > 60 ? 60 : (int)near.n,
			near.p);
	else
		err_set(err, PK_ERULE, NULL, 0, "something is missing in line %u of the pattern", line);
}

const struct pk_tree *pk_tree_pattern(struct pk_scratch *s, struct arena *arena, struct intern *symbols, struct str text,
				      struct pk_err *err)
{
	struct lower l = { .arena = arena, .symbols = symbols, .pattern = true };
	struct pk_tree *t = NULL;

	if (text.n > PK_MAX_PATTERN_BYTES) {
		err_set(err, PK_ERULE, NULL, 0, "the pattern is longer than %d bytes", PK_MAX_PATTERN_BYTES);
		return NULL;
	}
	l.source = pk_pattern_text(arena, text);
	if (pk_cst_parse(s, &s->arena, l.source, NULL, 0, &l.cst) != CST_OK)
		err_set(err, PK_ERULE, NULL, 0, "the pattern cannot be parsed");
	else if (l.cst.n_errors)
		explain(&l, err);
	else
		t = finish(&l);
	return t;
}

uint32_t pk_node_child(const struct pk_tree *t, uint32_t node, uint32_t k)
{
	uint32_t child = pk_node_first(t, node);

	while (child && k--)
		child = pk_node_next(t, child);
	return child;
}

uint32_t pk_node_count(const struct pk_tree *t, uint32_t node)
{
	uint32_t n = 0;

	for (uint32_t child = pk_node_first(t, node); child; child = pk_node_next(t, child))
		n++;
	return n;
}

struct str pk_node_source(const struct pk_tree *t, uint32_t node)
{
	return str_slice(t->source, t->nodes[node].start, t->nodes[node].end);
}

struct span pk_node_outer(const struct pk_tree *t, uint32_t node)
{
	uint32_t low = 0, high = t->n_outers;

	if (t->nodes[node].flags & PKF_PAREN) {
		while (low < high) {
			uint32_t mid = low + (high - low) / 2;

			if (t->outers[mid].node < node)
				low = mid + 1;
			else
				high = mid;
		}
		if (low < t->n_outers && t->outers[low].node == node)
			return t->outers[low].span;
	}
	return (struct span){ t->nodes[node].start, t->nodes[node].end };
}

bool pk_node_int(const struct pk_tree *t, uint32_t node, int64_t *out)
{
	const char *p = pk_node_text(t, node).p;
	int base = 10;
	char *end;
	unsigned long long v;

	if (p[0] == '0' && p[1]) {
		char c = p[1] | 32;

		base = c == 'x' ? 16 : c == 'o' ? 8 : c == 'b' ? 2 : 8;
		p += c == 'x' || c == 'o' || c == 'b' ? 2 : 1;
	}
	v = strtoull(p, &end, base);
	if (end == p || (*end && *end != 'l' && *end != 'L') || v > INT64_MAX)
		return false;
	*out = (int64_t)v;
	return true;
}

bool pk_node_is_stmt(const struct pk_tree *t, uint32_t node)
{
	enum pk_node_kind k = t->nodes[node].kind;

	if (k == PKN_ALIAS || k == PKN_HANDLER || k == PKN_WITH_ITEM || k == PKN_DECORATOR || k == PKN_CASE)
		return false;
	return k >= PKN_EXPR_STMT && k <= PKN_EXEC;
}

bool pk_node_is_expr(const struct pk_tree *t, uint32_t node)
{
	return t->nodes[node].kind >= PKN_NAME;
}

static const char *const kind_names[] = {
	[PKN_ABSENT] = "absent",
	[PKN_ERROR] = "error",
	[PKN_MODULE] = "module",
	[PKN_BLOCK] = "block",
	[PKN_EXPR_STMT] = "expr",
	[PKN_ASSIGN] = "assign",
	[PKN_AUG_ASSIGN] = "augassign",
	[PKN_RETURN] = "return",
	[PKN_RAISE] = "raise",
	[PKN_ASSERT] = "assert",
	[PKN_DEL] = "del",
	[PKN_GLOBAL] = "global",
	[PKN_PASS] = "pass",
	[PKN_BREAK] = "break",
	[PKN_CONTINUE] = "continue",
	[PKN_IMPORT] = "import",
	[PKN_IMPORT_FROM] = "from",
	[PKN_ALIAS] = "alias",
	[PKN_IF] = "if",
	[PKN_FOR] = "for",
	[PKN_WHILE] = "while",
	[PKN_TRY] = "try",
	[PKN_HANDLER] = "except",
	[PKN_WITH] = "with",
	[PKN_WITH_ITEM] = "item",
	[PKN_DEF] = "def",
	[PKN_CLASS] = "class",
	[PKN_DECORATOR] = "decorator",
	[PKN_MATCH] = "match",
	[PKN_CASE] = "case",
	[PKN_TYPE_ALIAS] = "type",
	[PKN_PRINT] = "print",
	[PKN_EXEC] = "exec",
	[PKN_PARAMS] = "params",
	[PKN_PARAM] = "param",
	[PKN_ARGS] = "args",
	[PKN_KWARG] = "kwarg",
	[PKN_STAR] = "star",
	[PKN_DSTAR] = "dstar",
	[PKN_PAIR] = "pair",
	[PKN_COMP_FOR] = "comp_for",
	[PKN_COMP_IF] = "comp_if",
	[PKN_NAME] = "name",
	[PKN_ATTR] = "attr",
	[PKN_CALL] = "call",
	[PKN_SUBSCRIPT] = "subscript",
	[PKN_SLICE] = "slice",
	[PKN_STRING] = "string",
	[PKN_FSTRING] = "fstring",
	[PKN_INTERP] = "interp",
	[PKN_INT] = "int",
	[PKN_FLOAT] = "float",
	[PKN_TRUE] = "true",
	[PKN_FALSE] = "false",
	[PKN_NONE] = "none",
	[PKN_ELLIPSIS] = "ellipsis",
	[PKN_LIST] = "list",
	[PKN_TUPLE] = "tuple",
	[PKN_SET] = "set",
	[PKN_DICT] = "dict",
	[PKN_LIST_COMP] = "listcomp",
	[PKN_SET_COMP] = "setcomp",
	[PKN_DICT_COMP] = "dictcomp",
	[PKN_GENEXP] = "genexp",
	[PKN_BINARY] = "binary",
	[PKN_BOOL] = "bool",
	[PKN_UNARY] = "unary",
	[PKN_COMPARE] = "compare",
	[PKN_CHAIN] = "chain",
	[PKN_COND] = "cond",
	[PKN_LAMBDA] = "lambda",
	[PKN_AWAIT] = "await",
	[PKN_YIELD] = "yield",
	[PKN_WALRUS] = "walrus",
	[PKN_OTHER] = "other",
	[PKN_METAVAR] = "metavar",
	[PKN_MV_ARGS] = "metavar_run",
	[PKN_DOTS] = "dots",
	[PKN_DEEP] = "deep",
	[PKN_TYPED] = "typed",
	[PKN_ATTR_DOTS] = "attr_dots",
	[PKN_STRING_ANY] = "any_string",
	[PKN_STRING_MV] = "string_metavar",
	[PKN_STRING_REGEX] = "string_regex",
};

const char *pk_node_kind_name(enum pk_node_kind kind)
{
	return kind < PKN_KIND_COUNT && kind_names[kind] ? kind_names[kind] : "?";
}

static const char *op_name(enum pk_op op)
{
	static const char *const names[] = { "",  "+",   "-",  "*",   "/",  "//", "%", "**", "@", "&",  "|",  "^",      "<<", ">>",
					     "~", "and", "or", "not", "==", "!=", "<", "<=", ">", ">=", "in", "not in", "is", "is not" };

	return op < sizeof(names) / sizeof(*names) ? names[op] : "?";
}

static bool has_text(enum pk_node_kind k)
{
	return k == PKN_STRING || k == PKN_INT || k == PKN_FLOAT || k == PKN_STRING_REGEX;
}

static void print_flags(uint16_t flags, struct buf *out)
{
	static const char *const names[] = { "async", "star",  "dstar",  "bytes",  "raw",   "nonlocal",
					     "elif",  "paren", "concat", "triple", "format" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (flags & 1u << i)
			buf_printf(out, " +%s", names[i]);
}

static void print_node(const struct pk_tree *t, uint32_t i, struct buf *out)
{
	const struct pk_node *n = &t->nodes[i];

	buf_adds(out, pk_node_kind_name(n->kind));
	if (n->sym)
		buf_printf(out, " %s", intern_text(t->symbols, n->sym).p);
	if (n->kind == PKN_ALIAS && n->aux)
		buf_printf(out, " as %s", intern_text(t->symbols, n->aux).p);
	if (has_text(n->kind))
		buf_printf(out, " '%.*s'", STR_ARG(pk_node_text(t, i)));
	if (n->op && n->kind != PKN_STRING_REGEX)
		buf_printf(out, " %s", op_name(n->op));
	print_flags(n->flags, out);
}

void pk_tree_print(const struct pk_tree *t, struct buf *out)
{
	for (uint32_t i = 0; i < t->n; i++) {
		size_t depth = 0;

		for (uint32_t p = i; p; p = t->nodes[p].parent)
			depth++;
		buf_pad(out, ' ', depth * 2);
		print_node(t, i, out);
		buf_addc(out, '\n');
	}
}
