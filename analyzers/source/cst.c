#include "source/cst.h"

#include <stdlib.h>
#include <tree_sitter/api.h>

#include "source/parser.h"
#include "util/err.h"
#include "util/limits.h"
#include "util/vec.h"

const TSLanguage *tree_sitter_python(void);

enum {
	MAX_SYMBOLS = 1024,
	MAX_FIELDS = 64,
};

/* One worker's parser with what the grammar's numbers mean to us. */
struct parser {
	TSParser *ts;
	TSTreeCursor cursor;
	uint8_t kinds[MAX_SYMBOLS];
	uint8_t fields[MAX_FIELDS];
	bool named[MAX_SYMBOLS];
	bool dropped[MAX_SYMBOLS];
};

struct name_number {
	const char *name;
	uint8_t number;
};

/* By halving: the lists of cst.h are sorted. 0 when the name is not in the table. */
static uint8_t number_of(const struct name_number *table, size_t n, const char *name)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = strcmp(table[mid].name, name);

		if (order == 0)
			return table[mid].number;
		if (order < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return 0;
}

static void learn_kinds(struct parser *p, const TSLanguage *lang)
{
	static const struct name_number table[] = {
#define X(name) { #name, CST_##name },
		CST_KINDS(X)
#undef X
	};
	static const struct name_number dropped[] = {
		{ "comment", 1 }, { "line_continuation", 1 }, { "string_content", 1 }, { "string_end", 1 }, { "string_start", 1 }
	};
	uint32_t n = ts_language_symbol_count(lang);

	if (n > MAX_SYMBOLS)
		die_bug("the Python grammar has more symbols than cst.c expects");
	for (uint32_t i = 0; i < n; i++) {
		const char *name = ts_language_symbol_name(lang, (TSSymbol)i);

		p->named[i] = ts_language_symbol_type(lang, (TSSymbol)i) == TSSymbolTypeRegular;
		if (!p->named[i] || !name)
			continue;
		p->kinds[i] = number_of(table, sizeof(table) / sizeof(*table), name);
		p->dropped[i] = number_of(dropped, sizeof(dropped) / sizeof(*dropped), name) != 0;
	}
}

static void learn_fields(struct parser *p, const TSLanguage *lang)
{
	static const struct name_number table[] = {
#define X(name) { #name, CSTF_##name },
		CST_FIELDS(X)
#undef X
	};
	uint32_t n = ts_language_field_count(lang);

	if (n >= MAX_FIELDS)
		die_bug("the Python grammar has more fields than cst.c expects");
	for (uint32_t i = 1; i <= n; i++)
		p->fields[i] = number_of(table, sizeof(table) / sizeof(*table), ts_language_field_name_for_id(lang, (TSFieldId)i));
}

static struct parser *parser_new(void)
{
	const TSLanguage *lang = tree_sitter_python();
	struct parser *p = calloc(1, sizeof(*p));

	if (!p)
		die_oom(sizeof(*p));
	p->ts = ts_parser_new();
	if (!ts_parser_set_language(p->ts, lang))
		die_bug("the Python grammar does not fit the tree-sitter core");
	learn_kinds(p, lang);
	learn_fields(p, lang);
	return p;
}

void pk_parser_free(void *parser)
{
	struct parser *p = parser;

	if (!p)
		return;
	if (p->cursor.tree)
		ts_tree_cursor_delete(&p->cursor);
	ts_parser_delete(p->ts);
	free(p);
}

static const char *read_all(void *payload, uint32_t at, TSPoint point, uint32_t *n)
{
	const struct str *text = payload;

	(void)point;
	*n = at < text->n ? (uint32_t)text->n - at : 0;
	return at < text->n ? text->p + at : "";
}

static bool out_of_time(TSParseState *state)
{
	return pk_scratch_expired(state->payload);
}

/* A copy in the making: one preorder array, however many trees go into it. */
struct copy {
	struct pk_scratch *scratch;
	struct arena *arena;
	struct cst *out;
	const char *text;
	uint32_t base; /* where the tree's text begins */
	struct nodes {
		struct cst_node *v;
		uint32_t n, cap;
	} nodes;
	struct open_nodes {
		uint32_t *v;
		uint32_t n, cap;
	} open; /* whose subtree has not ended */
};

/* Do the letters before the quotes make it one? */
static bool opens_fstring(const char *text)
{
	for (; *text && *text != '"' && *text != '\''; text++)
		if ((*text | 32) == 'f' || (*text | 32) == 't')
			return true;
	return false;
}

/* Adds the node under the cursor; false when it is of no interest (its children are not either). */
static bool take(struct copy *c, uint32_t depth)
{
	struct parser *p = c->scratch->parser;
	TSNode node = ts_tree_cursor_current_node(&p->cursor);
	TSSymbol symbol = ts_node_symbol(node);
	uint8_t field = p->fields[ts_tree_cursor_current_field_id(&p->cursor)];
	struct cst_node n = { .field = field, .depth = depth > UINT16_MAX ? UINT16_MAX : (uint16_t)depth };

	n.start = c->base + ts_node_start_byte(node);
	n.end = c->base + ts_node_end_byte(node);
	if (symbol >= MAX_SYMBOLS)
		n.kind = CST_ERROR;
	else if (p->named[symbol])
		n.kind = p->kinds[symbol];
	else if (field == CSTF_operator || field == CSTF_operators)
		n.kind = CST_operator;
	if (n.kind == CST_ERROR || ts_node_is_missing(node)) {
		if (!c->out->n_errors++)
			c->out->first_error = (struct span){ n.start, n.end };
	}
	if (n.kind == CST_other && (symbol >= MAX_SYMBOLS || !p->named[symbol] || p->dropped[symbol]))
		return false;
	vec_push(c->arena, &c->nodes, n);
	if (n.kind == CST_string)
		return opens_fstring(c->text + n.start) || ts_node_has_error(node);
	return n.kind != CST_operator && n.kind != CST_identifier;
}

/* Compound statements end with their last part, not with the comments behind it. */
static bool ends_with_last_part(enum cst_kind kind)
{
	switch (kind) {
	case CST_block:
	case CST_case_clause:
	case CST_class_definition:
	case CST_decorated_definition:
	case CST_elif_clause:
	case CST_else_clause:
	case CST_except_clause:
	case CST_finally_clause:
	case CST_for_statement:
	case CST_function_definition:
	case CST_if_statement:
	case CST_match_statement:
	case CST_try_statement:
	case CST_while_statement:
	case CST_with_statement:
		return true;
	default:
		return false;
	}
}

/* Ends the subtrees of all open nodes from this depth on. */
static void close_open(struct copy *c, uint32_t depth)
{
	while (c->open.n && c->nodes.v[c->open.v[c->open.n - 1]].depth >= depth) {
		struct cst_node *n = &c->nodes.v[c->open.v[--c->open.n]];
		struct cst_node *parent = c->open.n ? &c->nodes.v[c->open.v[c->open.n - 1]] : NULL;

		n->end_node = c->nodes.n;
		if (parent && ends_with_last_part(parent->kind))
			parent->end = n->end;
	}
}

/* One walk over the whole tree, without recursion. The root is left out (its statements go into the one module) unless the grammar
 * could make nothing of the text. */
static enum cst_result copy(struct copy *c, TSTree *tree)
{
	struct parser *p = c->scratch->parser;
	bool skip = !ts_node_is_error(ts_tree_root_node(tree));
	uint32_t depth = 1;

	if (p->cursor.tree)
		ts_tree_cursor_reset(&p->cursor, ts_tree_root_node(tree));
	else
		p->cursor = ts_tree_cursor_new(ts_tree_root_node(tree));
	for (;;) {
		uint32_t before = c->nodes.n;
		bool down = true;

		if (before > PK_MAX_TREE_NODES)
			return CST_TOO_BIG;
		if (depth > 1 || !skip) {
			close_open(c, depth);
			down = take(c, depth);
		}
		if (c->nodes.n > before)
			vec_push(c->arena, &c->open, before);
		if (down && depth < UINT16_MAX && ts_tree_cursor_goto_first_child(&p->cursor)) {
			depth++;
			continue;
		}
		while (!ts_tree_cursor_goto_next_sibling(&p->cursor)) {
			if (!ts_tree_cursor_goto_parent(&p->cursor)) {
				close_open(c, 1);
				return CST_OK;
			}
			depth--;
		}
	}
}

/* Parses a part of the text and adds it. */
static enum cst_result parse_part(struct copy *c, struct str part)
{
	TSInput input = { .payload = &part, .read = read_all, .encoding = TSInputEncodingUTF8 };
	TSParseOptions options = { .payload = c->scratch, .progress_callback = out_of_time };
	struct parser *p = c->scratch->parser;
	TSTree *tree = ts_parser_parse_with_options(p->ts, NULL, input, options);
	enum cst_result result;

	if (!tree) {
		ts_parser_reset(p->ts);
		return CST_TIMEOUT;
	}
	result = copy(c, tree);
	ts_tree_delete(tree);
	return result;
}

enum cst_result pk_cst_parse(struct pk_scratch *s, struct arena *arena, struct str text, const struct span *parts, uint32_t n,
			     struct cst *out)
{
	struct copy c = { .scratch = s, .arena = arena, .out = out, .text = text.p };
	enum cst_result result = CST_OK;
	struct span whole = { 0, (uint32_t)text.n };

	*out = (struct cst){ 0 };
	if (text.n > PK_MAX_PARSE_BYTES)
		return CST_TOO_BIG;
	if (!s->parser)
		s->parser = parser_new();
	vec_reserve(arena, &c.nodes, (uint32_t)(text.n / 5) + 16);
	vec_push(arena, &c.nodes, (struct cst_node){ .kind = CST_module, .end = (uint32_t)text.n });
	vec_push(arena, &c.open, 0);
	if (!n) {
		parts = &whole;
		n = 1;
	}
	for (uint32_t i = 0; i < n && result == CST_OK; i++) {
		struct span at = parts[i];

		c.base = at.start;
		result = i % 64 == 63 && pk_scratch_expired(s) ? CST_TIMEOUT : parse_part(&c, str_slice(text, at.start, at.end));
	}
	if (result != CST_OK)
		return result;
	close_open(&c, 0);
	out->nodes = c.nodes.v;
	out->n = c.nodes.n;
	return CST_OK;
}
