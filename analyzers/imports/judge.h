/*
 * judge: what is to be said of one name that is imported or installed. Readers of Python, of dependency files and of shell text
 * find the names; here is decided which rule, if any, speaks of each.
 */
#ifndef IMPORTS_JUDGE_H
#define IMPORTS_JUDGE_H

#include "finding.h"

enum pk_imports_rule {
	PK_RULE_NONE,
	PK_RULE_MISSPELT_IMPORT,
	PK_RULE_LOOKALIKE_IMPORT,
	PK_RULE_HOMOGLYPH_IMPORT,
	PK_RULE_DISTRIBUTION_IMPORTED,
	PK_IMPORTS_RULES,
};

struct pk_imports_plan {
	const struct pk_rule *rules[PK_IMPORTS_RULES]; /* NULL where it does not run */
	sym_t import, import_module, import_call;      /* the words behind or before which an import's name stands */
};

struct pk_verdict {
	enum pk_imports_rule rule; /* PK_RULE_NONE: nothing is said */
	struct str right;          /* the name that was meant */
	bool certain;              /* enough to put it in place of the other */
};

/* Of the first part of an imported module's name, as written. `right` lives in the arena or for ever. */
struct pk_verdict pk_judge_import(struct arena *a, struct str text);
/* True when a file of the scan or a folder on the way to one has the module's name. */
bool pk_judge_is_local(const struct pk_sink *out, struct str path, struct str module);
/* One finding; $NAME in the message is the text of the span, $RIGHT is the verdict's. NULL when the rule does not run here. */
struct pk_finding *pk_judge_say(const struct pk_imports_plan *plan, struct pk_unit *u, struct pk_sink *out, struct span at,
				struct pk_verdict verdict);

#endif
