/*
 * analyzer: one way of looking at a unit. It never prints, exits, opens files, reads configuration or looks at other files;
 * its only way out is the sink (pk_emit, pk_fact, pk_note). A plan is shared by all workers and immutable after compile, but for rules that
 * are compiled when a file first asks for them (lazy.h).
 */
#ifndef ANALYZER_H
#define ANALYZER_H

#include "finding.h"

struct pk_analyzer {
	const char *name, *about; /* "secrets"; one line for `picket rules` */
	uint32_t accepts;         /* set of enum pk_kind */
	bool packed;              /* looks at texts that are packed in archives, too */
	/* *plan_out NULL when no rule concerns it: the analyzer is then left out. Plans live in rules->arena or are freed by release. */
	int (*compile)(struct pk_rules *rules, void **plan_out, struct pk_err *err);
	/* Before any analyzer runs on the unit: what of it must be parsed (criterion.h). NULL: the tree is not asked for. */
	void (*criterion)(const void *plan, struct pk_unit *unit);
	int (*run)(const void *plan, struct pk_unit *unit, struct pk_sink *out);
	/* After the last file, with all facts in order; NULL for most. */
	int (*finish)(const void *plan, struct pk_sink *all);
	void (*release)(void *plan); /* NULL when there is nothing outside the rules' arena and regexes */
};

/* Whether the analyzer of that name looks at packed texts. */
bool pk_analyzer_is_for_packed(struct str name);

/* All analyzers, in the order of analyzers.def, NULL at the end. */
extern const struct pk_analyzer *const pk_analyzers[];

#endif
