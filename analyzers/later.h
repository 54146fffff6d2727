/*
 * later: what rules compile to, made when a file first asks for it. A file wakes a handful of our rules, and to compile them all is most of
 * what a start costs. Rules of others are compiled at once: what is wrong with them must be said before anything is scanned.
 */
#ifndef LATER_H
#define LATER_H

#include "rule.h"

/* Compiles one rule into the rules' arena. */
typedef int (*pk_rule_compiler)(struct pk_rules *rules, const struct pk_rule *rule, void **out, struct pk_err *err);

/* Immutable to its readers; what is made is shared by all workers. */
struct pk_later {
	struct pk_rules *rules;
	pk_rule_compiler compile;
	struct pk_later_list {
		struct pk_later_rule {
			const struct pk_rule *rule;
			void *_Atomic *made; /* points to NULL before the first use */
		} * v;
		uint32_t n, cap;
	} list;
};

/*
 * Adds a rule: one of ours whose keys are known waits, any other is compiled, and *made is what came of it (NULL for one that waits). A rule
 * that asks for something unsupported is left out and said so; anything else that is wrong with a rule is an error.
 */
int pk_later_add(struct pk_later *l, const struct pk_rule *rule, const void **made, struct pk_err *err);
/* What the i-th rule compiles to. */
const void *pk_later_get(const struct pk_later *l, uint32_t i);

#endif
