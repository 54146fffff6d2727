/* Credentials in any text, as Python and as plain text: bounded, spans in range, and no finding shows what it found. */
#include <stdlib.h>

#include "analyzer.h"
#include "scan/ruleset.h"
#include "secrets/secrets.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

extern const struct pk_analyzer pk_analyzer_secrets;

static struct arena run_arena;
static struct intern symbols;
static struct pk_rules rules;
static void *plan;

static void check(int holds)
{
	if (!holds)
		abort();
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	struct pk_err err = { 0 };

	(void)argc;
	(void)argv;
	arena_init(&run_arena, 0);
	intern_init(&symbols, &run_arena, NULL);
	pk_rules_init(&rules, &run_arena, &symbols);
	check(pk_ruleset_load(&rules, &(struct pk_ruleset_options){ .no_builtin = false }, &err) == PK_OK);
	check(pk_analyzer_secrets.compile(&rules, &plan, &err) == PK_OK && plan);
	return 0;
}

static void check_unit(struct pk_unit *u)
{
	struct arena results;
	struct pk_sink sink;

	arena_init(&results, 0);
	pk_sink_init(&sink, &results);
	pk_analyzer_secrets.demand(plan, u);
	check(pk_analyzer_secrets.run(plan, u, &sink) == PK_OK);
	for (uint32_t i = 0; i < sink.findings.n; i++) {
		const struct pk_finding *f = sink.findings.v[i];

		check(f->key.n == 64 && f->at.start.offset <= f->at.end.offset && f->at.end.offset <= u->text.n);
		if (u->kind == PK_TEXT && f->at.end.offset - f->at.start.offset >= 16)
			check(str_find(f->at.lines, str_slice(u->text, f->at.start.offset, f->at.end.offset), 0) == SIZE_MAX);
	}
	arena_release(&results);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const enum pk_kind kinds[] = { PK_PYTHON, PK_TEXT };
	struct pk_scratch scratch;

	pk_scratch_init(&scratch, &symbols);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		struct pk_unit u = { .kind = kinds[i], .path = STR("fuzz") };
		char *text;

		pk_scratch_next(&scratch, 0);
		text = arena_zalloc(&scratch.arena, n + 64, 1);
		memcpy(text, data, n);
		u.text = u.raw = (struct str){ text, n };
		u.scratch = &scratch;
		check_unit(&u);
	}
	pk_scratch_release(&scratch);
	return 0;
}
