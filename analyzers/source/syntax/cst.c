#include "source/syntax/cst.h"

#include <language.h> /* tree-sitter's own view of a tree: a cursor of its public interface costs four times as much */
#include <stdlib.h>
#include <subtree.h>
#include <tree_sitter/api.h>

#include "grammars/memory.h"
#include "util/err.h"
#include "util/limits.h"
#include "util/vec.h"

const TSLanguage *tree_sitter_python(void);

enum {
	MAX_SYMBOLS = 1024,
	MAX_FIELDS = 64,
	MAX_LEVELS = 1 << 16, /* of nodes in nodes */
};

/* One worker's parser with what the grammar's numbers mean to us. */
struct parser {
	TSParser *ts; /* lives in memory, for one text */
	struct memory_pool *memory;
	size_t most; /* bytes of it, for this text */
	const TSLanguage *language;
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
	p->memory = memory_pool_new();
	p->language = lang;
	learn_kinds(p, lang);
	learn_fields(p, lang);
	return p;
}

static void parser_free(void *parser)
{
	struct parser *p = parser;

	if (!p)
		return;
	memory_pool_free(p->memory);
	free(p);
}

static const char *read_all(void *payload, uint32_t at, TSPoint point, uint32_t *n)
{
	const struct str *text = payload;

	(void)point;
	*n = at < text->n ? (uint32_t)text->n - at : 0;
	return at < text->n ? text->p + at : "";
}

/* Out of time, or taking more memory than a text of any sense does. */
static bool give_up(TSParseState *state)
{
	const struct pk_scratch *s = state->payload;
	const struct parser *p = s->parser;

	return memory_used(p->memory) > p->most || pk_scratch_hurry(s);
}

/* A node whose children are being copied. */
struct level {
	const Subtree *children;
	const TSSymbol *aliases; /* by place among the children that are no extras; may be NULL */
	const TSFieldMapEntry *fields, *fields_end;
	uint32_t n, next; /* children, and the next one */
	uint32_t place;   /* of the next one, extras not counted */
	uint32_t at;      /* where the last one ended */
	uint32_t node;    /* the copy of the node, or of the one it is part of when it has none */
	bool hidden;      /* has no copy */
	uint8_t field;    /* of a hidden node: its children have it too */
};

/* Where a piece of the text that is parsed comes from. */
struct piece {
	uint32_t at, raw;
	bool empty; /* stands for what was left out: all of it is at raw */
};

/* A copy in the making: one preorder array, however many trees go into it. */
struct copy {
	struct pk_scratch *scratch;
	struct arena *arena;
	struct cst *out;
	const struct parser *parser;
	const char *text;
	uint32_t base; /* where the tree's text begins, unless it is made of pieces */
	const struct piece *pieces;
	uint32_t n_pieces, piece; /* the piece of the last node */
	struct nodes {
		struct cst_node *v;
		uint32_t n, cap;
	} nodes;
	struct levels {
		struct level *v;
		uint32_t n, cap;
	} levels;
};

/* One subtree with what its parent says about it. */
struct item {
	Subtree tree;
	TSSymbol symbol;
	uint8_t field;
	bool visible;
	uint32_t start; /* in the tree's text */
};

/* Do the letters before the quotes make it one? */
static bool opens_fstring(const char *text)
{
	for (; *text && *text != '"' && *text != '\''; text++)
		if ((*text | 32) == 'f' || (*text | 32) == 't')
			return true;
	return false;
}

static uint32_t raw_in(const struct piece *p, uint32_t at)
{
	return p->empty ? p->raw : p->raw + (at - p->at);
}

/* Where in the file a node begins. They come in order. */
static uint32_t place_of(struct copy *c, uint32_t at)
{
	if (!c->n_pieces)
		return c->base + at;
	while (c->piece + 1 < c->n_pieces && c->pieces[c->piece + 1].at <= at)
		c->piece++;
	return raw_in(&c->pieces[c->piece], at);
}

/* Where one ends that begins in the piece of the last node. */
static uint32_t end_of(const struct copy *c, uint32_t start, uint32_t size)
{
	uint32_t low = c->piece, high = c->n_pieces, last = start + size - (size > 0);

	if (!high)
		return c->base + start + size;
	while (high - low > 1) {
		uint32_t mid = low + (high - low) / 2;

		if (c->pieces[mid].at <= last)
			low = mid;
		else
			high = mid;
	}
	return raw_in(&c->pieces[low], last) + (size > 0 && !c->pieces[low].empty);
}

/* Adds a visible node; false when its children are of no interest, or itself is not. */
static bool take(struct copy *c, const struct item *item)
{
	const struct parser *p = c->parser;
	bool known = item->symbol < MAX_SYMBOLS, named = known && p->named[item->symbol];
	struct cst_node n = { .field = item->field };

	n.start = place_of(c, item->start);
	n.end = end_of(c, item->start, ts_subtree_size(item->tree).bytes);
	if (!known)
		n.kind = CST_ERROR;
	else if (named)
		n.kind = p->kinds[item->symbol];
	else if (n.field == CSTF_operator || n.field == CSTF_operators)
		n.kind = CST_operator;
	if (n.kind == CST_ERROR || ts_subtree_missing(item->tree)) {
		if (!c->out->n_errors++)
			c->out->first_error = (struct span){ n.start, n.end };
	}
	if (n.kind == CST_other && (!named || p->dropped[item->symbol]))
		return false;
	vec_push(c->arena, &c->nodes, n);
	if (n.kind == CST_string)
		return opens_fstring(c->text + n.start) || ts_subtree_error_cost(item->tree);
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

/* The subtree of a node is complete. */
static void close_node(struct copy *c, uint32_t node, uint32_t parent)
{
	struct cst_node *n = &c->nodes.v[node], *above = &c->nodes.v[parent];

	n->end_node = c->nodes.n;
	if (ends_with_last_part(above->kind))
		above->end = n->end;
}

static void open_level(struct copy *c, const struct item *item, uint32_t node, bool hidden)
{
	struct level l = { .children = ts_subtree_children(item->tree),
			   .n = ts_subtree_child_count(item->tree),
			   .at = item->start,
			   .node = node,
			   .hidden = hidden,
			   .field = item->field };
	uint16_t production = ts_subtree_production_id(item->tree);

	l.aliases = ts_language_alias_sequence(c->parser->language, production);
	ts_language_field_map(c->parser->language, production, &l.fields, &l.fields_end);
	vec_push(c->arena, &c->levels, l);
}

static uint8_t field_at(const struct copy *c, const struct level *l)
{
	for (const TSFieldMapEntry *e = l->fields; e < l->fields_end; e++)
		if (!e->inherited && e->child_index == l->place)
			return c->parser->fields[e->field_id];
	return l->hidden ? l->field : 0;
}

static struct item next_child(const struct copy *c, struct level *l)
{
	struct item item = { .tree = l->children[l->next] };

	item.start = l->next++ ? l->at + ts_subtree_padding(item.tree).bytes : l->at;
	item.symbol = ts_subtree_symbol(item.tree);
	item.visible = ts_subtree_visible(item.tree);
	l->at = item.start + ts_subtree_size(item.tree).bytes;
	if (ts_subtree_extra(item.tree))
		return item;
	item.field = field_at(c, l);
	if (l->aliases && l->aliases[l->place]) {
		item.symbol = l->aliases[l->place];
		item.visible = true;
	}
	l->place++;
	return item;
}

/* Copies one node, and makes ready for its children. `parent`: the copy it stands in. */
static void visit(struct copy *c, const struct item *item, uint32_t parent)
{
	uint32_t node = c->nodes.n;
	bool down = item->visible ? take(c, item) : ts_subtree_visible_child_count(item->tree) > 0;

	if (down && ts_subtree_child_count(item->tree))
		open_level(c, item, item->visible ? node : parent, !item->visible);
	else if (c->nodes.n > node)
		close_node(c, node, parent);
}

/* One walk over the whole tree, without recursion. The root is left out (its statements go into the one module) unless the grammar
 * could make nothing of the text. */
static enum cst_result copy(struct copy *c, TSTree *tree)
{
	TSNode root = ts_tree_root_node(tree);
	struct item item = { .tree = *(const Subtree *)root.id, .start = ts_node_start_byte(root), .visible = ts_node_is_error(root) };

	item.symbol = ts_subtree_symbol(item.tree);
	visit(c, &item, 0);
	while (c->levels.n) {
		struct level *l = &c->levels.v[c->levels.n - 1];

		if (l->next < l->n) {
			item = next_child(c, l);
			visit(c, &item, l->node);
		} else {
			if (!l->hidden)
				close_node(c, l->node, c->levels.n > 1 ? l[-1].node : 0);
			c->levels.n--;
		}
		if (c->nodes.n > PK_MAX_TREE_NODES || c->levels.n > MAX_LEVELS)
			return CST_TOO_BIG;
	}
	return CST_OK;
}

/* Parses a part of the text and adds it. */
static enum cst_result parse_part(struct copy *c, struct str part)
{
	TSInput input = { .payload = &part, .read = read_all, .encoding = TSInputEncodingUTF8 };
	TSParseOptions options = { .payload = c->scratch, .progress_callback = give_up };
	struct parser *p = c->scratch->parser;
	TSTree *tree = ts_parser_parse_with_options(p->ts, NULL, input, options);

	if (!tree) {
		enum cst_result why = memory_used(p->memory) > p->most ? CST_TOO_BIG : CST_TIMEOUT;

		ts_parser_reset(p->ts); /* the grammar's scanner does not live in the pool */
		return why;
	}
	return copy(c, tree);
}

/* A parser and its trees live in the pool until the text is copied: nothing of theirs is freed one by one. */
static void parser_begin(struct parser *p, size_t n)
{
	p->most = PK_MAX_PARSE_MEMORY + PK_MAX_PARSE_TIMES * n;
	memory_begin(p->memory);
	p->ts = ts_parser_new();
	if (!ts_parser_set_language(p->ts, p->language))
		die_bug("the Python grammar does not fit the tree-sitter core");
}

/* The parts as one text. */
static struct str join(struct copy *c, struct str text, const struct span *parts, uint32_t n)
{
	const struct str omitted = STR(" ...\n"); /* a body for a header that has lost its own */
	struct piece *pieces = arena_alloc(c->arena, n * sizeof(*pieces));
	size_t most = 0;
	char *joined, *p;

	for (uint32_t i = 0; i < n; i++)
		most += parts[i].end - parts[i].start + omitted.n;
	p = joined = arena_alloc(c->arena, most);
	for (uint32_t i = 0; i < n; i++) {
		struct str part = str_slice(text, parts[i].start, parts[i].end);

		pieces[i] = (struct piece){ (uint32_t)(p - joined), parts[i].start, part.n == 0 };
		if (part.n == 0)
			part = omitted;
		memcpy(p, part.p, part.n);
		p += part.n;
	}
	c->pieces = pieces;
	c->n_pieces = n;
	c->piece = 0;
	return (struct str){ joined, (size_t)(p - joined) };
}

/* All of it is added, or nothing. */
static enum cst_result parse_text(struct copy *c, struct str text, const struct span *parts, uint32_t n)
{
	uint32_t before = c->nodes.n;
	enum cst_result result;

	if (n == 1) {
		c->base = parts->start;
		c->n_pieces = 0;
		result = parse_part(c, str_slice(text, parts->start, parts->end));
	} else {
		result = parse_part(c, join(c, text, parts, n));
	}
	if (result != CST_OK)
		c->nodes.n = before;
	return result;
}

static uint32_t text_end(const struct span *parts, uint32_t i, uint32_t n)
{
	while (i < n && parts[i].start != UINT32_MAX)
		i++;
	return i;
}

static enum cst_result parse_texts(struct copy *c, struct str text, const struct span *parts, uint32_t n)
{
	enum cst_result result = CST_OK;

	parser_begin(c->scratch->parser, text.n);
	for (uint32_t i = 0, count = 0; i < n && result == CST_OK; count++) {
		uint32_t end = text_end(parts, i, n);

		if (count % 64 == 63 && pk_scratch_hurry(c->scratch))
			result = CST_TIMEOUT;
		else if (end > i)
			result = parse_text(c, text, parts + i, end - i);
		i = end + 1;
	}
	memory_end();
	return result;
}

enum cst_result pk_cst_parse(struct pk_scratch *s, struct arena *arena, struct str text, const struct span *parts, uint32_t n,
			     struct cst *out)
{
	struct copy c = { .scratch = s, .arena = arena, .out = out, .text = text.p };
	enum cst_result result;
	struct span whole = { 0, (uint32_t)text.n };

	*out = (struct cst){ 0 };
	if (!n && text.n > PK_MAX_PARSE_BYTES)
		return CST_TOO_BIG;
	if (!s->parser) {
		s->parser = parser_new();
		pk_scratch_keep(s, s->parser, parser_free);
	}
	c.parser = s->parser;
	vec_reserve(arena, &c.nodes, (uint32_t)(text.n / 5) + 16);
	vec_push(arena, &c.nodes, (struct cst_node){ .kind = CST_module, .end = (uint32_t)text.n });
	result = parse_texts(&c, text, n ? parts : &whole, n ? n : 1);
	c.nodes.v[0].end_node = c.nodes.n;
	out->nodes = c.nodes.v;
	out->n = c.nodes.n;
	return result;
}
