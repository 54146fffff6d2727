/*
 * The first byte says under which name the rest is read: every kind of dependency file, a shell script, setup.py or a module. All
 * rules of imports run; ranges must lie in the text.
 */
#include <stdlib.h>

#include "analyzer.h"
#include "ruleset/ruleset.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const struct {
	const char *path;
	enum pk_kind kind;
} files[] = {
	{ "requirements.txt", PK_DEPS }, { "pyproject.toml", PK_DEPS }, { "Pipfile", PK_DEPS },         { "Pipfile.lock", PK_DEPS },
	{ "poetry.lock", PK_DEPS },      { "uv.lock", PK_DEPS },        { "pylock.toml", PK_DEPS },     { "setup.cfg", PK_DEPS },
	{ "pip.conf", PK_DEPS },         { "pixi.toml", PK_DEPS },      { "environment.yml", PK_DEPS }, { "install.sh", PK_SHELL },
	{ "setup.py", PK_PYTHON },       { "main.py", PK_PYTHON },
};

struct world {
	struct arena arena;
	struct intern symbols;
	struct pk_rules rules;
	const struct pk_analyzer *analyzer;
	void *plan;
};

static struct world *world_new(void)
{
	struct world *w = calloc(1, sizeof(*w));
	const struct pk_ruleset_options options = { .all = true };
	struct pk_err err;

	if (!w)
		abort();
	arena_init(&w->arena, 0);
	intern_init(&w->symbols, &w->arena, NULL);
	pk_rules_init(&w->rules, &w->arena, &w->symbols);
	if (pk_ruleset_load(&w->rules, &options, &err) != PK_OK)
		abort();
	for (int i = 0; pk_analyzers[i]; i++)
		if (strcmp(pk_analyzers[i]->name, "imports") == 0)
			w->analyzer = pk_analyzers[i];
	if (!w->analyzer || w->analyzer->compile(&w->rules, &w->plan, &err) != PK_OK || !w->plan)
		abort();
	return w;
}

static void run(const struct world *w, const char *path, enum pk_kind kind, struct str text)
{
	struct pk_unit unit = { .kind = kind, .path = str_from(path) };
	struct pk_scratch scratch;
	struct pk_sink sink;
	struct arena results;
	char *padded;

	pk_scratch_init(&scratch, &w->symbols);
	pk_scratch_next(&scratch, 2000);
	arena_init(&results, 0);
	pk_sink_init(&sink, &results);
	padded = arena_zalloc(&scratch.arena, text.n + 64, 1);
	if (text.n)
		memcpy(padded, text.p, text.n);
	unit.scratch = &scratch;
	unit.text = unit.raw = (struct str){ padded, text.n };
	w->analyzer->criterion(w->plan, &unit);
	(void)w->analyzer->run(w->plan, &unit, &sink);
	for (uint32_t i = 0; i < sink.findings.n; i++) {
		const struct pk_finding *f = sink.findings.v[i];

		if (f->at.start.offset > f->at.end.offset || f->at.end.offset > text.n)
			abort();
		for (uint32_t e = 0; e < f->n_edits; e++)
			if (f->edits[e].raw.start > f->edits[e].raw.end || f->edits[e].raw.end > text.n)
				abort();
	}
	pk_scratch_release(&scratch);
	arena_release(&results);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct world *world;
	size_t which = n ? data[0] % (sizeof(files) / sizeof(*files)) : 0;

	if (!world)
		world = world_new();
	if (n)
		run(world, files[which].path, files[which].kind, (struct str){ (const char *)data + 1, n - 1 });
	return 0;
}
