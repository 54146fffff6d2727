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
	PK_RULE_MISSPELT_PACKAGE,
	PK_RULE_LOOKALIKE_PACKAGE,
	PK_RULE_HOMOGLYPH_PACKAGE,
	PK_RULE_MODULE_INSTALLED,
	PK_RULE_MALICIOUS_PACKAGE,
	PK_RULE_INVENTED_PACKAGE,
	PK_RULE_REQUIREMENTS_AS_PACKAGE,
	PK_RULE_OTHER_INDEX,
	PK_RULE_CLEARTEXT_SOURCE,
	PK_RULE_UNPINNED_SOURCE,
	PK_RULE_UNPINNED_PACKAGE,
	PK_RULE_PACKAGE_WITHOUT_HASH,
	PK_RULE_BLOCKED_IMPORT,
	PK_RULE_BLOCKED_PACKAGE,
	PK_RULE_INTERNAL_PACKAGE,
	PK_IMPORTS_RULES,
};

struct pk_policy;

/* Packages whose versions some rule wants to know; `rule` is the one that speaks of those versions themselves, or NULL. */
struct pk_asked {
	struct pk_asked_one {
		struct str package;
		const struct pk_rule *rule;
		const struct version_range *versions;
	} * v;
	uint32_t n, cap;
};

enum { PK_RUNNERS = 5 };

struct pk_imports_plan {
	struct pk_asked asked;
	const struct pk_policy *policy;                /* NULL when there is none, or it says nothing */
	const struct pk_rule *rules[PK_IMPORTS_RULES]; /* NULL where it does not run */
	sym_t import, import_module, import_call;      /* the words beside which an import's name stands */
	sym_t install, pip, runners[PK_RUNNERS];       /* in commands that install something, and in calls that run commands */
};

struct pk_verdict {
	enum pk_imports_rule rule; /* PK_RULE_NONE: nothing is said */
	struct str right;          /* the name that was meant; of a malicious one the id under which it was reported */
	struct str fix;            /* what to put in the name's place; "" when that is not certain */
};

/* So that a text full of names ends in time: the clock is read at every PK_JUDGED_AT_ONCE-th of them. */
enum { PK_JUDGED_AT_ONCE = 256 };

struct pk_hurry {
	uint32_t judged, said[PK_IMPORTS_RULES]; /* names, findings of each rule */
	bool late;                               /* the file's time is nearly over: no more names are judged */
};

static inline bool pk_hurry_late(struct pk_hurry *h, const struct pk_scratch *s)
{
	if (!h->late && ++h->judged % PK_JUDGED_AT_ONCE == 0)
		h->late = pk_scratch_hurry(s);
	return h->late;
}

/* Of the first part of an imported module's name, as written. `right` lives in the arena or for ever. */
struct pk_verdict pk_judge_import(struct arena *a, struct str text);
/* Of a distribution's name, as written where it is installed or declared; conda's channels have names of their own. */
struct pk_verdict pk_judge_package(struct arena *a, struct str text, bool is_conda);
/* True when a file of the scan or a folder on the way to one has the module's name. */
bool pk_judge_is_local(const struct pk_sink *out, struct str path, struct str module);
/* One finding; $NAME in the message is the text of the span, $RIGHT is the verdict's. NULL when the rule does not run here. */
struct pk_finding *pk_judge_say(const struct pk_imports_plan *plan, struct pk_unit *u, struct pk_sink *out, struct span at,
				struct pk_verdict verdict);
/* Makes `right` in place of the span the finding's fix, where the file allows it. */
void pk_judge_fix(struct pk_unit *u, struct arena *a, struct span at, struct str right, struct pk_finding *f);

#endif
