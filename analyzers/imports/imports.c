/*
 * imports: names of packages and modules that are not what they seem. A plan is the rule of each check and the words behind
 * which names stand.
 */
#include "analyzer.h"
#include "calls.h"
#include "code.h"
#include "decide.h"
#include "manifest.h"
#include "pip.h"
#include "release.h"
#include "source/sieve/criterion.h"

static const char *const ids[PK_IMPORTS_RULES] = {
	[PK_RULE_MISSPELT_IMPORT] = "misspelt-import",
	[PK_RULE_LOOKALIKE_IMPORT] = "lookalike-import",
	[PK_RULE_HOMOGLYPH_IMPORT] = "homoglyph-import",
	[PK_RULE_DISTRIBUTION_IMPORTED] = "distribution-imported",
	[PK_RULE_MISSPELT_PACKAGE] = "misspelt-package",
	[PK_RULE_LOOKALIKE_PACKAGE] = "lookalike-package",
	[PK_RULE_HOMOGLYPH_PACKAGE] = "homoglyph-package",
	[PK_RULE_MODULE_INSTALLED] = "module-installed",
	[PK_RULE_MALICIOUS_PACKAGE] = "malicious-package",
	[PK_RULE_INVENTED_PACKAGE] = "invented-package",
	[PK_RULE_REQUIREMENTS_AS_PACKAGE] = "requirements-as-package",
	[PK_RULE_OTHER_INDEX] = "second-index",
	[PK_RULE_CLEARTEXT_SOURCE] = "package-over-http",
	[PK_RULE_UNPINNED_SOURCE] = "unpinned-source",
	[PK_RULE_UNPINNED_PACKAGE] = "unpinned-package",
	[PK_RULE_PACKAGE_WITHOUT_HASH] = "package-without-hash",
	[PK_RULE_BLOCKED_IMPORT] = "blocked-import",
	[PK_RULE_BLOCKED_PACKAGE] = "blocked-package",
	[PK_RULE_INTERNAL_PACKAGE] = "internal-package",
};

static const char *const runners[PK_RUNNERS] = { "subprocess", "system", "popen", "create_subprocess_exec", "create_subprocess_shell" };

static int compile(struct pk_rules *rules, void **plan_out, struct pk_err *err)
{
	struct pk_imports_plan *plan = arena_new(rules->arena, struct pk_imports_plan);
	uint32_t n = 0;

	(void)err;
	for (int i = PK_RULE_NONE + 1; i < PK_IMPORTS_RULES; i++) {
		plan->rules[i] = pk_rules_find(rules, str_from(ids[i]));
		n += plan->rules[i] != NULL;
	}
	if (rules->policy && rules->policy->allow.n + rules->policy->block.n + rules->policy->internal.n)
		plan->policy = rules->policy;
	plan->import = intern(rules->symbols, STR("import"));
	plan->import_module = intern(rules->symbols, STR("import_module"));
	plan->import_call = intern(rules->symbols, STR("__import__"));
	plan->install = intern(rules->symbols, STR("install"));
	plan->pip = intern(rules->symbols, STR("pip"));
	for (size_t i = 0; i < PK_RUNNERS; i++)
		plan->runners[i] = intern(rules->symbols, str_from(runners[i]));
	pk_release_compile(rules, plan);
	*plan_out = n + plan->asked.n ? plan : NULL;
	return PK_OK;
}

static void criterion(const void *plan, struct pk_unit *u)
{
	const struct pk_imports_plan *p = plan;

	if (u->kind != PK_PYTHON)
		return;
	if (p->policy)
		pk_criterion_all(u);
	pk_code_suspect(plan, u);
	pk_calls_suspect(plan, u);
}

static int run(const void *plan, struct pk_unit *u, struct pk_sink *out)
{
	struct pk_hurry hurry = { .judged = 0 };
	struct pk_place_of_packages in = { .plan = plan, .unit = u, .out = out, .hurry = &hurry };

	if (u->kind == PK_PYTHON) {
		pk_code_imports(plan, u, out);
		if (in.plan->policy)
			pk_decide_imports(plan, u, out);
		pk_calls_packages(in);
	} else if (u->kind == PK_SHELL) {
		pk_pip_shell(&in, (struct span){ 0, (uint32_t)u->text.n });
	} else {
		pk_manifest_read(in);
	}
	if (hurry.late)
		pk_note(out, u->path, "timeout", 0, "names too many packages for its time: not all were looked at");
	return PK_OK;
}

const struct pk_analyzer pk_analyzer_imports = {
	.name = "imports",
	.about =
		"names of modules and packages that are misspelt, look like others, or are known to be malicious; where packages come from",
	.accepts = PK_PYTHON | PK_SHELL | PK_DEPS,
	.compile = compile,
	.criterion = criterion,
	.run = run,
};
