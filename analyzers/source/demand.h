/*
 * demand: how much of a unit must be parsed. Analyzers say before they run which words stand in every statement that what they find is
 * made of; lines that hold none of them, and that what is wanted does not depend on (slice.h), are left out of the tree.
 */
#ifndef SOURCE_DEMAND_H
#define SOURCE_DEMAND_H

#include "source/words.h"

enum pk_wanted {
	PK_WANTED_WHOLE = 1,  /* a string that is the word */
	PK_WANTED_LABEL = 2,  /* the name of an argument or parameter */
	PK_WANTED_NAME = 4,   /* a name */
	PK_WANTED_BARE = 8,   /* a name that is no attribute */
	PK_WANTED_BOUND = 16, /* the same, and nothing of it is meant: it may be what a statement binds */
	PK_WANTED_PART = 32,  /* the last part of a dotted name whose first one is known */
};

/* From now on nothing is wanted but what is asked for. */
void pk_demand_begin(struct pk_unit *u);
void pk_demand_all(struct pk_unit *u);
void pk_demand_word(struct pk_unit *u, sym_t sym, enum pk_wanted how);
/* PK_WANTED_PART: of first.word. */
void pk_demand_part(struct pk_unit *u, sym_t sym, struct str first);
/* The line at this offset, and all that is made of what it binds. */
void pk_demand_place(struct pk_unit *u, uint32_t at);
/* In what ways the word is wanted where it stands, whatever the names before it mean: set of enum pk_wanted. */
unsigned pk_demand_wants(const struct pk_unit *u, const struct pk_word *hit);
/* The ranges to parse, in order; NULL and *n == 0 for the whole text. */
struct span *pk_demand_ranges(struct pk_unit *u, uint32_t *n);

#endif
