/* secrets: the analyzer for credentials with all rules of ours, made once for all inputs of a target. */
#ifndef FUZZ_SECRETS_H
#define FUZZ_SECRETS_H

#include <stdlib.h>

#include "analyzer.h"
#include "ruleset/ruleset.h"

extern const struct pk_analyzer pk_analyzer_secrets;

static struct intern symbols;
static void *plan;

int LLVMFuzzerInitialize(int *argc, char ***argv);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	static struct arena arena;
	static struct pk_rules rules;
	struct pk_err err = { 0 };

	(void)argc;
	(void)argv;
	arena_init(&arena, 0);
	intern_init(&symbols, &arena, NULL);
	pk_rules_init(&rules, &arena, &symbols);
	if (pk_ruleset_load(&rules, &(struct pk_ruleset_options){ .no_builtin = false }, &err) != PK_OK ||
	    pk_analyzer_secrets.compile(&rules, &plan, &err) != PK_OK || !plan)
		abort();
	return 0;
}

#endif
