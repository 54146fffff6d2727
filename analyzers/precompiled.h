/*
 * precompiled: what the build has worked out of the built-in rules, so that no start has to. The symbols are all those that reading and
 * compiling the rules makes, in that order; with them as its first, a table gives the numbers that the trees use.
 */
#ifndef PRECOMPILED_H
#define PRECOMPILED_H

#include "rule.h"
#include "source/syntax/tree.h"

struct pk_precompiled_run {
	uint32_t at, n; /* of what it is a run, is said where it is used */
};

/* The tree of a pattern, as runs of the tables below. */
struct pk_precompiled_tree {
	uint64_t hash;                     /* of the pattern: str_hash */
	struct pk_precompiled_run pattern; /* bytes */
	struct pk_precompiled_run source;  /* bytes */
	struct pk_precompiled_run nodes, texts, outers;
};

/* Constant data. Only these few are pointers: what holds one would have to be written to when the program is loaded. */
struct pk_precompiled {
	struct intern_table symbols;
	const struct pk_precompiled_tree *trees; /* sorted by hash */
	uint32_t n_trees;
	struct pk_node *nodes;
	const struct pk_precompiled_run *texts; /* bytes */
	struct pk_outer *outers;
	const char *bytes; /* each run ends in NUL */
	const struct pk_key *keys;
	const uint32_t *keys_end; /* by rule, in order of their ids: behind its last one */
	uint32_t n_rules;
};

/* Gives each rule its keys. There are no rules but ours yet. */
void pk_precompiled_keys(const struct pk_precompiled *p, const struct pk_rules *rules);
/* The tree of a pattern written exactly so, in the arena and with these symbols; or NULL. */
const struct pk_tree *pk_precompiled_tree(const struct pk_precompiled *p, struct str pattern, struct arena *a, struct intern *symbols);

#endif
