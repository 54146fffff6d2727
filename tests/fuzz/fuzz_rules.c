/*
 * A rule file and a Python text in one input, cut at the first line "----": every rule that compiles searches the text, as ours and as
 * another's rule, in search and in taint mode. Ranges must lie in the text.
 */
#include <stdlib.h>

#include "analyzer.h"
#include "source/sieve/criterion.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static struct str padded(struct arena *a, struct str text)
{
	char *p = arena_zalloc(a, text.n + 64, 1);

	if (text.n)
		memcpy(p, text.p, text.n);
	return (struct str){ p, text.n };
}

static void check(const struct pk_sink *sink, size_t n)
{
	for (uint32_t i = 0; i < sink->findings.n; i++) {
		const struct pk_finding *f = sink->findings.v[i];

		if (f->at.start.offset > f->at.end.offset || f->at.end.offset > n)
			abort();
	}
}

static bool is_tested(const struct pk_analyzer *a)
{
	return strcmp(a->name, "pattern") == 0 || strcmp(a->name, "flow") == 0;
}

static void run(const struct pk_analyzer *a, void *plan, const struct pk_rules *rules, struct str code)
{
	struct pk_unit unit = { .kind = PK_PYTHON, .path = STR("x.py") };
	struct pk_scratch scratch;
	struct pk_sink sink;
	struct arena results;

	pk_scratch_init(&scratch, rules->symbols);
	pk_scratch_next(&scratch, 2000);
	arena_init(&results, 0);
	pk_sink_init(&sink, &results);
	unit.scratch = &scratch;
	unit.text = unit.raw = padded(&scratch.arena, code);
	a->criterion(plan, &unit);
	(void)a->run(plan, &unit, &sink);
	check(&sink, code.n);
	pk_scratch_release(&scratch);
	arena_release(&results);
}

/* All are compiled before any runs: the rules' symbols are frozen from then on. */
static void search(struct pk_rules *rules, struct str code)
{
	void *plans[16] = { NULL };
	struct pk_err err;

	for (int i = 0; pk_analyzers[i] && i < 16; i++)
		if (is_tested(pk_analyzers[i]) && pk_analyzers[i]->compile(rules, &plans[i], &err) != PK_OK)
			plans[i] = NULL;
	for (int i = 0; pk_analyzers[i] && i < 16; i++)
		if (plans[i])
			run(pk_analyzers[i], plans[i], rules, code);
	for (int i = 0; pk_analyzers[i] && i < 16; i++)
		if (plans[i] && pk_analyzers[i]->release)
			pk_analyzers[i]->release(plans[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str input = { (const char *)data, n };
	size_t cut = str_find(input, STR("\n----\n"), 0);
	struct str yaml = str_slice(input, 0, cut == SIZE_MAX ? n : cut);
	struct str code = cut == SIZE_MAX ? STR("") : str_slice(input, cut + 6, n);

	for (int ours = 0; ours < 2; ours++) {
		struct intern symbols;
		struct pk_rules rules;
		struct arena arena;
		struct pk_err err;

		arena_init(&arena, 0);
		intern_init(&symbols, &arena, NULL);
		pk_rules_init(&rules, &arena, &symbols);
		if (pk_rules_add(&rules, padded(&arena, yaml), "x.yaml", STR(""), ours, &err) == PK_OK) {
			pk_rules_freeze(&rules);
			search(&rules, code);
		}
		pk_rules_release(&rules);
		arena_release(&arena);
	}
	return 0;
}
