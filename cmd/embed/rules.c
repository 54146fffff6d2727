/*
 * rules: build-time tool. Reads the rule files, compiles them all, and writes what that took time for as C tables (ruleset/embedded.h):
 * rules OUTPUT ROOT FILE... ; a FILE is named in the table relative to ROOT. A rule that is wrong in any way fails the build.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "example.h"
#include "literal.h"
#include "ruleset/embedded.h"
#include "ruleset/engine.h"
#include "util/io.h"
#include "util/limits.h"
#include "util/vec.h"

/* The program that is built here starts without rules of its own. */
const struct pk_embedded pk_embedded_rules[] = { { 0 } };
const size_t pk_embedded_count = 0;
const struct pk_precompiled pk_embedded_prepared = { 0 };

struct table {
	FILE *out;
	const char *root;
	struct arena arena;
	struct intern symbols;
	struct pk_rules rules;
	struct pk_engine engine;
	struct files VEC(const struct yaml *) files;
	struct bytes VEC(char) bytes;
	uint32_t n_slots; /* of the table of symbols */
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
	struct str threat = str_slice(str_from(name), 0, slash ? (size_t)(slash - name) : 0);
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

/* Puts a text and a NUL behind the others. */
static struct pk_precompiled_run add_bytes(struct table *t, struct str text)
{
	struct pk_precompiled_run run = { t->bytes.n, (uint32_t)text.n };

	vec_reserve(&t->arena, &t->bytes, t->bytes.n + run.n + 1);
	memcpy(t->bytes.v + run.at, text.p, text.n);
	t->bytes.v[run.at + run.n] = 0;
	t->bytes.n += run.n + 1;
	return run;
}

static void write_bytes(const struct table *t)
{
	(void)fputs("static const char B[] = \"", t->out);
	for (uint32_t i = 0; i < t->bytes.n; i++)
		literal_byte((unsigned char)t->bytes.v[i], t->out);
	(void)fputs("\";\n", t->out);
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

/* Places for the symbols, half of them or more free. */
static void write_slots(struct table *t)
{
	const struct intern_entries *all = &t->symbols.entries;
	uint16_t *slots;

	for (t->n_slots = 1; t->n_slots < all->n * 2;)
		t->n_slots *= 2;
	slots = arena_zalloc(&t->arena, t->n_slots, sizeof(*slots));
	for (uint32_t i = 0; i < all->n; i++) {
		uint32_t at = (uint32_t)str_hash(all->v[i].text) & (t->n_slots - 1);

		while (slots[at])
			at = (at + 1) & (t->n_slots - 1);
		slots[at] = (uint16_t)(i + 1);
	}
	(void)fputs("static const uint16_t H[] = {", t->out);
	for (uint32_t i = 0; i < t->n_slots; i++)
		(void)fprintf(t->out, " %u,", slots[i]);
	(void)fputs(" };\n", t->out);
}

static void write_symbols(struct table *t)
{
	const struct intern_entry *e;

	if (t->symbols.entries.n > UINT16_MAX)
		fail("symbols", "more than their table can number");
	(void)fputs("static const struct intern_row S[] = {\n", t->out);
	vec_each(e, &t->symbols.entries)
		(void)fprintf(t->out, "\t{ %u, %zu, %u, %u },\n", add_bytes(t, e->text).at, e->text.n, e->parent, e->last);
	(void)fputs("};\n", t->out);
	write_slots(t);
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
	uint64_t x = str_hash(((const struct pk_pattern_tree *)a)->pattern), y = str_hash(((const struct pk_pattern_tree *)b)->pattern);

	return (x > y) - (x < y);
}

static void write_outer(const struct table *t, const struct pk_outer *o)
{
	(void)fprintf(t->out, "\t{ %u, { %u, %u } },\n", o->node, o->span.start, o->span.end);
}

static void write_nodes(const struct table *t)
{
	const struct pk_pattern_tree *p;

	(void)fputs("static struct pk_node N[] = {\n", t->out);
	vec_each(p, &t->rules.trees)
		for (const struct pk_node *n = p->tree->nodes; n < p->tree->nodes + p->tree->n; n++)
			(void)fprintf(t->out, "\t{ %u, %u, %u, %u, %u, %u, %u, %u, %u },\n", n->kind, n->op, n->flags, n->end_node,
				      n->parent, n->start, n->end, n->sym, n->aux);
	(void)fputs("};\nstatic struct pk_outer O[] = {\n", t->out);
	vec_each(p, &t->rules.trees)
		for (uint32_t i = 0; i < p->tree->n_outers; i++)
			write_outer(t, &p->tree->outers[i]);
	(void)fputs("};\n", t->out);
}

static void write_run(const struct table *t, struct pk_precompiled_run run)
{
	(void)fprintf(t->out, "{ %u, %u }, ", run.at, run.n);
}

static void write_texts(struct table *t)
{
	const struct pk_pattern_tree *p;

	(void)fputs("static const struct pk_precompiled_run X[] = { ", t->out);
	vec_each(p, &t->rules.trees)
		for (uint32_t i = 0; i < p->tree->n_texts; i++)
			write_run(t, add_bytes(t, p->tree->texts[i]));
	(void)fputs("};\n", t->out);
}

static void write_trees(struct table *t)
{
	const struct pk_pattern_tree *p;
	uint32_t nodes = 0, texts = 0, outers = 0;

	if (t->rules.trees.n)
		qsort(t->rules.trees.v, t->rules.trees.n, sizeof(*t->rules.trees.v), by_hash);
	write_nodes(t);
	write_texts(t);
	(void)fputs("static const struct pk_precompiled_tree T[] = {\n", t->out);
	vec_each(p, &t->rules.trees) {
		(void)fprintf(t->out, "\t{ UINT64_C(%llu), ", (unsigned long long)str_hash(p->pattern));
		write_run(t, add_bytes(t, p->pattern));
		write_run(t, add_bytes(t, p->tree->source));
		write_run(t, (struct pk_precompiled_run){ nodes, p->tree->n });
		write_run(t, (struct pk_precompiled_run){ texts, p->tree->n_texts });
		write_run(t, (struct pk_precompiled_run){ outers, p->tree->n_outers });
		(void)fputs("},\n", t->out);
		nodes += p->tree->n;
		texts += p->tree->n_texts;
		outers += p->tree->n_outers;
	}
	(void)fputs("};\n", t->out);
}

static void write_prepared(const struct table *t)
{
	write_bytes(t);
	(void)fprintf(t->out,
		      "const struct pk_precompiled pk_embedded_prepared = {\n\t{ S, B, H, %u, %u }, T, %u, N, X, O, B, K, E, %u\n};\n",
		      t->symbols.entries.n, t->n_slots, t->rules.trees.n, t->rules.list.n);
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
	(void)fputs("#include \"ruleset/embedded.h\"\n\n", t.out);
	write_files(&t, argv + 3);
	write_symbols(&t);
	write_keys(&t);
	write_trees(&t);
	write_prepared(&t);
	if (fclose(t.out) != 0)
		fail(argv[1], "cannot be written");
	pk_engine_release(&t.engine);
	pk_rules_release(&t.rules);
	arena_release(&t.arena);
	return 0;
}
