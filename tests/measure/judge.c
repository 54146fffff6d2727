/* judge [package]: for each name on standard input, what is said of importing (or installing) it: the name, yes, maybe or no, and
 * the name that was meant. */
#include <stdio.h>

#include "imports/judge.h"

static const char *certainty(enum pk_imports_rule rule)
{
	if (rule == PK_RULE_NONE)
		return "no";
	return rule == PK_RULE_LOOKALIKE_IMPORT || rule == PK_RULE_LOOKALIKE_PACKAGE ? "maybe" : "yes";
}

int main(int argc, char **argv)
{
	struct arena arena;
	char line[256];

	(void)argv;
	arena_init(&arena, 0);
	while (fgets(line, sizeof(line), stdin)) {
		struct pk_verdict v;

		line[strcspn(line, "\r\n")] = 0;
		v = argc > 1 ? pk_judge_package(&arena, str_from(line), false) : pk_judge_import(&arena, str_from(line));
		(void)printf("%s\t%s\t%.*s\n", line, certainty(v.rule), STR_ARG(v.right));
	}
	arena_release(&arena);
	return 0;
}
