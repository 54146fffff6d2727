/*
 * engine: the rules that run, compiled: every analyzer that has some, with its plan. Read-only after init and shared by
 * all workers.
 */
#ifndef RULESET_ENGINE_H
#define RULESET_ENGINE_H

#include "analyzer.h"

struct pk_engine {
	const struct pk_rules *rules; /* those that run */
	const struct pk_rules *known; /* those and the ones that were deselected: what a suppression may name */
	const struct pk_rule *unused; /* the rule for suppressions that suppress nothing; NULL when it does not run */
	uint32_t accepts;             /* set of enum pk_kind that anything looks at */
	struct pk_engine_parts {
		struct pk_engine_part {
			const struct pk_analyzer *analyzer;
			void *plan;
		} * v;
		uint32_t n, cap;
	} parts; /* in the order of analyzers.def */
};

/* rules must be frozen and outlive the engine. */
int pk_engine_init(struct pk_engine *e, struct pk_rules *rules, const struct pk_rules *known, struct pk_err *err);
void pk_engine_release(struct pk_engine *e);

#endif
