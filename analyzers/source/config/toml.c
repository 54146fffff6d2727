#include "source/config/toml.h"

#include <tree_sitter/api.h>

#include "source/text/decode.h"
#include "util/buf.h"
#include "util/limits.h"
#include "util/vec.h"
#include "util/yaml_draft.h"

const TSLanguage *tree_sitter_toml(void);

struct reader {
	struct arena *arena;
	struct str text;
	const char *path;
	struct pk_err *err;
	uint32_t nodes;
};

static struct str text_of(const struct reader *r, TSNode node)
{
	return str_slice(r->text, ts_node_start_byte(node), ts_node_end_byte(node));
}

static uint32_t line_of(TSNode node)
{
	return ts_node_start_point(node).row + 1;
}

static bool is(TSNode node, const char *type)
{
	return strcmp(ts_node_type(node), type) == 0;
}

static int fail(struct reader *r, uint32_t line, const char *what, struct str which)
{
	return err_set(r->err, PK_ECONFIG, r->path, line, "%s%.*s", what, (int)(which.n < 60 ? which.n : 60), which.p);
}

/* ---- strings and keys ---- */

static uint32_t hex(struct str digits)
{
	uint32_t n = 0;

	for (size_t i = 0; i < digits.n; i++) {
		char c = digits.p[i];

		n = n * 16 + (uint32_t)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
	}
	return n;
}

/* Adds what the escape at the start of s stands for; returns its length. */
static size_t add_escape(struct buf *out, struct str s)
{
	static const char names[] = "btnfr\"\\", values[] = "\b\t\n\f\r\"\\";
	const char *name = s.n > 1 ? memchr(names, s.p[1], sizeof(names) - 1) : NULL;
	size_t digits = s.n > 1 && s.p[1] == 'u' ? 4 : 8;
	char utf8[4];
	size_t n = 1;

	if (name) {
		buf_addc(out, values[name - names]);
		return 2;
	}
	if (s.n >= 2 + digits && (s.p[1] == 'u' || s.p[1] == 'U')) {
		buf_add(out, (struct str){ utf8, pk_utf8_put(hex(str_slice(s, 2, 2 + digits)), utf8) });
		return 2 + digits;
	}
	/* a line end that is taken back, and the white space behind it */
	while (n < s.n && memchr(" \t\r\n", s.p[n], 4))
		n++;
	return n;
}

/* What stands between the quotes of a string or a key. */
static struct str unquote(struct reader *r, struct str s)
{
	char quote = s.n ? s.p[0] : '\0';
	bool multiline = s.n >= 6 && s.p[1] == quote && s.p[2] == quote;
	size_t width = multiline ? 3 : 1, i = 0;
	struct buf out;
	struct str text;

	if ((quote != '"' && quote != '\'') || s.n < 2)
		return arena_str(r->arena, s);
	s = str_slice(s, width, s.n - width);
	if (multiline && s.n && s.p[0] == '\r')
		s = str_slice(s, 1, s.n);
	if (multiline && s.n && s.p[0] == '\n')
		s = str_slice(s, 1, s.n);
	if (quote == '\'')
		return arena_str(r->arena, s);
	buf_init(&out, s.n + 8);
	while (i < s.n) {
		if (s.p[i] == '\\')
			i += add_escape(&out, str_slice(s, i, s.n));
		else
			buf_addc(&out, s.p[i++]);
	}
	text = arena_str(r->arena, buf_str(&out));
	buf_release(&out);
	return text;
}

struct keys VEC(struct str);

/* The parts of a key, outermost first. A dotted key holds the one in front of it: unrolled without recursion. */
static void split_key(struct reader *r, TSNode key, struct keys *out)
{
	struct keys reversed = { 0 };

	while (is(key, "dotted_key")) {
		vec_push(r->arena, &reversed, unquote(r, text_of(r, ts_node_named_child(key, ts_node_named_child_count(key) - 1))));
		key = ts_node_named_child(key, 0);
	}
	vec_push(r->arena, out, unquote(r, text_of(r, key)));
	while (reversed.n)
		vec_push(r->arena, out, reversed.v[--reversed.n]);
}

/* ---- the tree ---- */

static struct yaml_draft *add(struct reader *r, struct yaml_draft *parent, struct str key, enum yaml_kind kind, uint32_t line)
{
	struct yaml_draft *y = arena_new(r->arena, struct yaml_draft), **tail = &parent->child;

	while (*tail)
		tail = &(*tail)->next;
	*y = (struct yaml_draft){ .kind = kind, .key = key, .line = line };
	*tail = y;
	parent->n++;
	r->nodes++;
	return y;
}

static bool is_full(const struct reader *r, const struct yaml_draft *parent, int depth)
{
	return r->nodes > PK_MAX_YAML_NODES || depth > PK_MAX_YAML_DEPTH || parent->n >= PK_MAX_TOML_KEYS;
}

static struct yaml_draft *find(const struct yaml_draft *map, struct str key)
{
	for (struct yaml_draft *y = map->child; y; y = y->next)
		if (str_eq(y->key, key))
			return y;
	return NULL;
}

static struct yaml_draft *last(const struct yaml_draft *list)
{
	struct yaml_draft *y = list->child;

	while (y && y->next)
		y = y->next;
	return y;
}

/* The map that the first n keys lead to, made where it is not there; NULL with err. */
static struct yaml_draft *descend(struct reader *r, struct yaml_draft *map, const struct keys *keys, uint32_t n, uint32_t line)
{
	for (uint32_t i = 0; i < n; i++) {
		struct yaml_draft *next = find(map, keys->v[i]);

		if (!next && is_full(r, map, (int)i)) {
			(void)fail(r, line, "nested too deeply or too long", STR(""));
			return NULL;
		}
		if (!next)
			next = add(r, map, keys->v[i], YAML_MAP, line);
		if (next->kind == YAML_LIST && next->child)
			next = last(next);
		if (next->kind != YAML_MAP) {
			(void)fail(r, line, "not a table: ", keys->v[i]);
			return NULL;
		}
		map = next;
	}
	return map;
}

static int read_value(struct reader *r, TSNode node, struct yaml_draft *y, int depth);

static int read_pair(struct reader *r, TSNode pair, struct yaml_draft *map, int depth)
{
	uint32_t line = line_of(pair);
	struct keys keys = { 0 };

	if (is_full(r, map, depth))
		return fail(r, line, "nested too deeply or too long", STR(""));
	split_key(r, ts_node_named_child(pair, 0), &keys);
	map = descend(r, map, &keys, keys.n - 1, line);
	if (!map)
		return PK_ECONFIG;
	if (find(map, keys.v[keys.n - 1]))
		return fail(r, line, "the same key twice: ", keys.v[keys.n - 1]);
	return read_value(r, ts_node_named_child(pair, 1), add(r, map, keys.v[keys.n - 1], YAML_SCALAR, line), depth);
}

static int read_children(struct reader *r, TSNode node, struct yaml_draft *y, int depth)
{
	uint32_t n = ts_node_named_child_count(node);
	int rc = PK_OK;

	for (uint32_t i = 0; rc == PK_OK && i < n; i++) {
		TSNode child = ts_node_named_child(node, i);

		if (is(child, "comment"))
			continue;
		if (is_full(r, y, depth))
			return fail(r, line_of(child), "nested too deeply or too long", STR(""));
		if (is(child, "pair"))
			rc = read_pair(r, child, y, depth + 1);
		else if (y->kind == YAML_LIST)
			rc = read_value(r, child, add(r, y, STR(""), YAML_SCALAR, line_of(child)), depth + 1);
	}
	return rc;
}

static int read_value(struct reader *r, TSNode node, struct yaml_draft *y, int depth)
{
	bool list = is(node, "array");

	y->kind = list ? YAML_LIST : is(node, "inline_table") ? YAML_MAP : YAML_SCALAR;
	if (y->kind != YAML_SCALAR)
		return read_children(r, node, y, depth);
	y->quoted = is(node, "string");
	y->text = y->quoted ? unquote(r, text_of(r, node)) : arena_str(r->arena, text_of(r, node));
	return PK_OK;
}

/* [a.b] and [[a.b]] */
static int read_table(struct reader *r, TSNode table, struct yaml_draft *root)
{
	uint32_t line = line_of(table);
	struct keys keys = { 0 };
	struct yaml_draft *map;

	split_key(r, ts_node_named_child(table, 0), &keys);
	if (is(table, "table")) {
		map = descend(r, root, &keys, keys.n, line);
	} else {
		struct yaml_draft *list;

		map = descend(r, root, &keys, keys.n - 1, line);
		list = map ? find(map, keys.v[keys.n - 1]) : NULL;
		if (list && list->kind != YAML_LIST)
			return fail(r, line, "not a list of tables: ", keys.v[keys.n - 1]);
		if (list && is_full(r, list, 0))
			return fail(r, line, "nested too deeply or too long", STR(""));
		if (map && !list)
			list = add(r, map, keys.v[keys.n - 1], YAML_LIST, line);
		map = list ? add(r, list, STR(""), YAML_MAP, line) : NULL;
	}
	return map ? read_children(r, table, map, 1) : PK_ECONFIG;
}

static uint32_t first_error_line(TSNode node)
{
	for (;;) {
		uint32_t n = ts_node_child_count(node), i = 0;

		while (i < n && !ts_node_has_error(ts_node_child(node, i)) && !ts_node_is_missing(ts_node_child(node, i)))
			i++;
		if (ts_node_is_error(node) || i == n)
			return line_of(node);
		node = ts_node_child(node, i);
	}
}

static int read_document(struct reader *r, TSNode document, struct yaml_draft *root)
{
	uint32_t n = ts_node_named_child_count(document);
	int rc = PK_OK;

	if (ts_node_has_error(document))
		return fail(r, first_error_line(document), "not valid TOML", STR(""));
	for (uint32_t i = 0; rc == PK_OK && i < n; i++) {
		TSNode child = ts_node_named_child(document, i);

		if (is(child, "pair"))
			rc = read_pair(r, child, root, 1);
		else if (!is(child, "comment"))
			rc = read_table(r, child, root);
	}
	return rc;
}

const struct yaml *pk_toml_parse(struct arena *a, struct str text, const char *path, struct pk_err *err)
{
	struct yaml_draft root = { .kind = YAML_MAP, .line = 1 };
	struct arena draft;
	struct reader r = { .arena = &draft, .text = text, .path = path, .err = err };
	TSParser *parser = ts_parser_new();
	const struct yaml *out;
	TSTree *tree;
	int rc;

	if (!ts_parser_set_language(parser, tree_sitter_toml()))
		die_bug("the TOML grammar does not fit the tree-sitter core");
	arena_init(&draft, 0);
	tree = ts_parser_parse_string(parser, NULL, text.p, (uint32_t)text.n);
	rc = tree ? read_document(&r, ts_tree_root_node(tree), &root) : fail(&r, 1, "not valid TOML", STR(""));
	ts_tree_delete(tree);
	ts_parser_delete(parser);
	out = rc == PK_OK ? yaml_freeze(a, &root) : NULL;
	arena_release(&draft);
	return out;
}
