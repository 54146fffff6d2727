/*
 * rules: build-time tool. Reads the rule files, compiles them all, and writes what that took time for as C tables (scan/embedded.h):
 * rules OUTPUT ROOT FILE... ; a FILE is named in the table relative to ROOT. A rule that is wrong in any way fails the build.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "example.h"
#include "literal.h"
#include "scan/embedded.h"
#include "scan/engine.h"
#include "util/io.h"
#include "util/limits.h"
#include "util/vec.h"

/* The program that is built here starts without rules of its own. */
const struct pk_embedded pk_embedded_rules[] = { { 0 } };
const size_t pk_embedded_count = 0;
const struct pk_prepared pk_embedded_prepared = { 0 };

struct table {
	FILE *out;
	const char *root;
	struct arena arena;
	struct intern symbols;
	struct pk_rules rules;
	struct pk_engine engine;
	struct files VEC(const struct yaml *) files;
};

static void fail(const char *what, const char *why)
{
	(void)fprintf(stderr, "rules: %s: %s\n", what, why);
	exit(1);
}

static const char *name_of(const struct table *t, const char *path)
{
	size_t skip = strlen(t->root);

	return strncmp(path, t->root, skip) == 0 ? path + skip : path;
}

/* ---- reading ---- */

static void read_rule(struct table *t, const char *path)
{
	const char *name = name_of(t, path), *slash = strchr(name, '/');
	const char *threat = arena_strdup(&t->arena, str_slice(str_from(name), 0, slash ? (size_t)(slash - name) : 0));
	struct io_buffer buffer = { 0 };
	struct pk_err err = { 0 };
	const struct yaml *root;

	if (io_read_file(path, &buffer, PK_MAX_RULE_FILE_BYTES, &err))
		fail(path, err.msg);
	root = yaml_parse(&t->arena, io_text(&buffer), path, &err);
	if (!root || pk_rules_add_yaml(&t->rules, root, path, threat, true, &err))
		fail(path, err.msg);
	vec_push(&t->arena, &t->files, root);
	io_buffer_release(&buffer);
}

static void compile(struct table *t)
{
	struct pk_err err = { 0 };

	pk_rules_freeze(&t->rules);
	if (pk_engine_init(&t->engine, &t->rules, &t->rules, &err))
		fail("not compiled", err.msg);
	if (t->rules.notes.n)
		fail(t->rules.notes.v->id.p, t->rules.notes.v->text.p);
}

/* ---- writing ---- */

static void write_str(const struct table *t, struct str s)
{
	(void)fputs("{ \"", t->out);
	for (size_t i = 0; i < s.n; i++)
		literal_byte((unsigned char)s.p[i], t->out);
	(void)fprintf(t->out, "\", %zu }", s.n);
}

/* The NUL that ends the block's last text. */
static const char *end_of(const struct yaml *root)
{
	const struct str last = yaml_scalar(root + root->size - 1);

	return last.p + last.n;
}

static void write_yaml(const struct table *t, const struct yaml *root, uint32_t i)
{
	const char *texts = (const char *)(root + root->size), *end = end_of(root);

	(void)fprintf(t->out, "static const struct {\n\tstruct yaml nodes[%u];\n\tchar texts[%zu];\n} y%u = { {\n", root->size,
		      (size_t)(end - texts) + 1, i);
	for (const struct yaml *y = root; y < root + root->size; y++)
		(void)fprintf(t->out, "\t{ %u, %d, %d, %u, %u, %u, { %u, %u }, { %u, %u } },\n", y->kind, y->quoted, y->last, y->line, y->n,
			      y->size, y->key.at, y->key.n, y->scalar.at, y->scalar.n);
	(void)fputs("}, \"", t->out);
	for (; texts < end; texts++)
		literal_byte((unsigned char)*texts, t->out);
	(void)fputs("\" };\n", t->out);
}

static void write_files(const struct table *t, char **paths)
{
	for (uint32_t i = 0; i < t->files.n; i++)
		write_yaml(t, t->files.v[i], i);
	(void)fputs("const struct pk_embedded pk_embedded_rules[] = {\n", t->out);
	for (uint32_t i = 0; i < t->files.n; i++) {
		(void)fprintf(t->out, "\t{ \"%s\", y%u.nodes, ", name_of(t, paths[i]), i);
		example_write(paths[i], t->out);
		(void)fputs(" },\n", t->out);
	}
	(void)fprintf(t->out, "\t{ 0 },\n};\nconst size_t pk_embedded_count = %u;\n", t->files.n);
}

static void write_symbols(const struct table *t)
{
	(void)fputs("static const char *const S[] = {\n", t->out);
	for (uint32_t i = 0; i < t->symbols.entries.n; i++) {
		(void)fputs("\t\"", t->out);
		for (const char *c = t->symbols.entries.v[i].text.p; *c; c++)
			literal_byte((unsigned char)*c, t->out);
		(void)fputs("\",\n", t->out);
	}
	(void)fputs("};\n", t->out);
}

static void write_tree(const struct table *t, const struct pk_tree *tree, uint32_t i)
{
	(void)fprintf(t->out, "static struct pk_node n%u[] = {", i);
	for (const struct pk_node *n = tree->nodes; n < tree->nodes + tree->n; n++)
		(void)fprintf(t->out, " { %u, %u, %u, %u, %u, %u, %u, %u, %u },", n->kind, n->op, n->flags, n->end_node, n->parent,
			      n->start, n->end, n->sym, n->aux);
	(void)fputs(" };\n", t->out);
	if (tree->n_texts) {
		(void)fprintf(t->out, "static struct str t%u[] = {", i);
		for (uint32_t k = 0; k < tree->n_texts; k++) {
			write_str(t, tree->texts[k]);
			(void)fputs(", ", t->out);
		}
		(void)fputs("};\n", t->out);
	}
	if (tree->n_outers) {
		(void)fprintf(t->out, "static struct pk_outer o%u[] = {", i);
		for (const struct pk_outer *o = tree->outers; o < tree->outers + tree->n_outers; o++)
			(void)fprintf(t->out, " { %u, { %u, %u } },", o->node, o->span.start, o->span.end);
		(void)fputs(" };\n", t->out);
	}
}

/* The i-th table of its kind. */
static void write_table(const struct table *t, char kind, uint32_t i, uint32_t n)
{
	if (n)
		(void)fprintf(t->out, "%c%u, %u, ", kind, i, n);
	else
		(void)fputs("NULL, 0, ", t->out);
}

static void write_tree_row(const struct table *t, const struct pk_prepared_tree *p, uint32_t i)
{
	const struct pk_tree *tree = &p->tree;

	(void)fprintf(t->out, "\t{ UINT64_C(%llu), ", (unsigned long long)p->hash);
	write_str(t, p->pattern);
	(void)fputs(", { ", t->out);
	write_table(t, 'n', i, tree->n);
	write_table(t, 't', i, tree->n_texts);
	write_table(t, 'o', i, tree->n_outers);
	write_str(t, tree->source);
	(void)fputs(", 0, 0 } },\n", t->out);
}

static void write_keys(const struct table *t)
{
	struct pk_rule **r;
	uint32_t end = 0;

	(void)fputs("static const struct pk_key K[] = {\n", t->out);
	vec_each(r, &t->rules.list)
		for (uint32_t i = 0; i < (*r)->keys.n; i++)
			(void)fprintf(t->out, "\t{ %u, %u },\n", (*r)->keys.v[i].word, (*r)->keys.v[i].places);
	(void)fputs("};\nstatic const uint32_t E[] = {", t->out);
	vec_each(r, &t->rules.list)
		(void)fprintf(t->out, " %u,", end += (*r)->keys.n);
	(void)fputs(" };\n", t->out);
}

static int by_hash(const void *a, const void *b)
{
	const struct pk_prepared_tree *x = a, *y = b;

	return (x->hash > y->hash) - (x->hash < y->hash);
}

static void write_trees(struct table *t)
{
	struct prepared VEC(struct pk_prepared_tree) list = { 0 };
	struct pk_pattern_tree *seen;

	vec_each(seen, &t->rules.trees)
		vec_push(&t->arena, &list, (struct pk_prepared_tree){ str_hash(seen->pattern), seen->pattern, *seen->tree });
	if (list.n)
		qsort(list.v, list.n, sizeof(*list.v), by_hash);
	for (uint32_t i = 0; i < list.n; i++)
		write_tree(t, &list.v[i].tree, i);
	(void)fputs("static const struct pk_prepared_tree T[] = {\n", t->out);
	for (uint32_t i = 0; i < list.n; i++)
		write_tree_row(t, &list.v[i], i);
	(void)fprintf(t->out, "};\nconst struct pk_prepared pk_embedded_prepared = { S, %u, T, %u, K, E, %u };\n", t->symbols.entries.n,
		      list.n, t->rules.list.n);
}

int main(int argc, char **argv)
{
	struct table t = { 0 };

	if (argc < 4)
		fail("usage", "rules OUTPUT ROOT FILE...");
	t.root = argv[2];
	arena_init(&t.arena, 0);
	intern_init(&t.symbols, &t.arena, NULL);
	pk_rules_init(&t.rules, &t.arena, &t.symbols);
	t.rules.verify = true;
	for (int i = 3; i < argc; i++)
		read_rule(&t, argv[i]);
	compile(&t);
	t.out = fopen(argv[1], "w");
	if (!t.out)
		fail(argv[1], "cannot be written");
	(void)fputs("#include \"scan/embedded.h\"\n\n", t.out);
	write_files(&t, argv + 3);
	write_symbols(&t);
	write_keys(&t);
	write_trees(&t);
	if (fclose(t.out) != 0)
		fail(argv[1], "cannot be written");
	pk_engine_release(&t.engine);
	pk_rules_release(&t.rules);
	arena_release(&t.arena);
	return 0;
}
