/*
 * imports: names of packages and modules that are not what they seem. A plan is the rule of each check and the words behind
 * which names stand.
 */
#include "analyzer.h"
#include "code.h"

static const char *const ids[PK_IMPORTS_RULES] = {
	[PK_RULE_MISSPELT_IMPORT] = "misspelt-import",
	[PK_RULE_LOOKALIKE_IMPORT] = "lookalike-import",
	[PK_RULE_HOMOGLYPH_IMPORT] = "homoglyph-import",
	[PK_RULE_DISTRIBUTION_IMPORTED] = "distribution-imported",
};

static int compile(struct pk_rules *rules, void **plan_out, struct pk_err *err)
{
	struct pk_imports_plan *plan = arena_new(rules->arena, struct pk_imports_plan);
	uint32_t n = 0;

	(void)err;
	for (int i = PK_RULE_NONE + 1; i < PK_IMPORTS_RULES; i++) {
		plan->rules[i] = pk_rules_find(rules, str_from(ids[i]));
		n += plan->rules[i] != NULL;
	}
	plan->import = intern(rules->symbols, STR("import"));
	plan->import_module = intern(rules->symbols, STR("import_module"));
	plan->import_call = intern(rules->symbols, STR("__import__"));
	*plan_out = n ? plan : NULL;
	return PK_OK;
}

static void demand(const void *plan, struct pk_unit *u)
{
	if (u->kind == PK_PYTHON)
		pk_code_suspect(plan, u);
}

static int run(const void *plan, struct pk_unit *u, struct pk_sink *out)
{
	if (u->kind == PK_PYTHON)
		pk_code_imports(plan, u, out);
	return PK_OK;
}

const struct pk_analyzer pk_analyzer_imports = {
	.name = "imports",
	.about =
		"names of modules and packages that are misspelt, look like others, or are known to be malicious; where packages come from",
	.accepts = PK_PYTHON,
	.compile = compile,
	.demand = demand,
	.run = run,
};
