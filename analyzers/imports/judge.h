/*
 * judge: what is said of one name that is imported or installed. Readers of Python, of dependency files and of shell text find the
 * names; here is decided which rule, if any, speaks of each.
 */
#ifndef IMPORTS_JUDGE_H
#define IMPORTS_JUDGE_H

#include "finding.h"
#include "imports/lookalike.h"

enum pk_imports_rule {
	PK_RULE_MISSPELT_IMPORT,
	PK_RULE_LOOKALIKE_IMPORT,
	PK_RULE_HOMOGLYPH_IMPORT,
	PK_RULE_DISTRIBUTION_IMPORTED,
	PK_RULE_MISSPELT_PACKAGE,
	PK_RULE_LOOKALIKE_PACKAGE,
	PK_RULE_HOMOGLYPH_PACKAGE,
	PK_RULE_MODULE_INSTALLED,
	PK_RULE_MALICIOUS_PACKAGE,
	PK_RULE_INVENTED_PACKAGE,
	PK_RULE_REQUIREMENTS_AS_PACKAGE,
	PK_RULE_OTHER_INDEX,
	PK_RULE_INSECURE_INDEX,
	PK_RULE_UNPINNED_SOURCE,
	PK_RULE_UNPINNED_PACKAGE,
	PK_RULE_PACKAGE_WITHOUT_HASH,
	PK_IMPORTS_RULES,
};

struct pk_imports_plan {
	const struct pk_rule *rules[PK_IMPORTS_RULES]; /* NULL where it does not run */
};

struct pk_judge {
	const struct pk_imports_plan *plan;
	struct pk_unit *unit;
	struct pk_sink *out;
};

/* The first part of an imported module's name. `optional`: the program does without it. */
void pk_judge_import(struct pk_judge *j, struct span name, bool optional);
/* False when nothing would be said of the import in any place: the cheap question. */
bool pk_judge_doubts(struct str name);
/* A distribution's name where it is installed or declared. */
void pk_judge_package(struct pk_judge *j, struct span name);
/* One finding; $NAME in the message is the text of the span, $RIGHT is `right`. NULL when the rule does not run here. */
struct pk_finding *pk_judge_say(struct pk_judge *j, enum pk_imports_rule rule, struct span at, struct str right);

#endif
