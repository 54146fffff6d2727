/*
 * prepared: what the build has worked out of the built-in rules, so that no start has to. The symbols are all those that reading and
 * compiling the rules makes, in that order; put into an empty table they get the numbers that the trees use.
 */
#ifndef PREPARED_H
#define PREPARED_H

#include "rule.h"
#include "source/tree.h"

struct pk_prepared_tree {
	uint64_t hash; /* of the pattern: str_hash */
	struct str pattern;
	struct pk_tree tree;
};

struct pk_prepared {
	const char *const *symbols; /* symbol 1 first */
	uint32_t n_symbols;
	const struct pk_prepared_tree *trees; /* sorted by hash */
	uint32_t n_trees;
	const struct pk_key *keys;
	const uint32_t *keys_end; /* by rule, in order of their ids: behind its last one */
	uint32_t n_rules;
};

/* Puts the symbols into an empty table. */
void pk_prepared_symbols(const struct pk_prepared *p, struct intern *symbols);
/* Gives each rule its keys. There are no rules but ours yet. */
void pk_prepared_keys(const struct pk_prepared *p, const struct pk_rules *rules);
/* The tree of a pattern written exactly so, or NULL. */
const struct pk_tree *pk_prepared_tree(const struct pk_prepared *p, struct str pattern);

#endif
