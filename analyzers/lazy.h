/*
 * lazy: what rules compile to, made when a file first asks for it. A file wakes a handful of our rules, and to compile them all is most of
 * what a start costs. Rules of others are compiled at once: what is wrong with them must be said before anything is scanned.
 */
#ifndef LAZY_H
#define LAZY_H

#include "rule.h"

/* One way of compiling rules, into the rules' arena. */
struct pk_lazy_kind {
	bool (*takes)(const struct pk_rule *rule);
	int (*compile)(struct pk_rules *rules, const struct pk_rule *rule, void **out, struct pk_err *err);
	struct pk_keys (*keys)(struct arena *a, const void *made); /* see pk_rule */
};

/* Immutable to its readers; what is made is shared by all workers. */
struct pk_lazy {
	struct pk_rules *rules;
	const struct pk_lazy_kind *kind;
	struct pk_lazy_list {
		struct pk_lazy_rule {
			const struct pk_rule *rule;
			struct pk_keys keys; /* the rule's */
			void *_Atomic *made; /* points to NULL before the first use */
		} * v;
		uint32_t n, cap;
	} list;
};

/*
 * Takes the rules that are of the kind: those of ours whose keys are known wait, others are compiled, and told their keys. A rule that asks
 * for something unsupported is left out and said so; anything else that is wrong with a rule is an error.
 */
int pk_lazy_begin(struct pk_lazy *l, struct pk_rules *rules, const struct pk_lazy_kind *kind, struct pk_err *err);
/* What the i-th rule compiles to. */
const void *pk_lazy_get(const struct pk_lazy *l, uint32_t i);

#endif
