/*
 * demand: how much of a unit must be parsed. Analyzers say before they run which words stand in everything they may find; definitions
 * at the top level that hold none of them, nor a name given to them by an import or assignment, are left out of the tree. All
 * other top-level statements are always in it, so that imports and globals are known.
 */
#ifndef SOURCE_DEMAND_H
#define SOURCE_DEMAND_H

#include "source/unit.h"

enum pk_wanted {
	PK_WANTED_TEXT = 1, /* a word, wherever it stands, in a string too */
	PK_WANTED_NAME = 2, /* the same, but no text of several lines stands for it */
	PK_WANTED_BARE = 4, /* a name that is no attribute */
};

void pk_demand_all(struct pk_unit *u);
/* Classes that are needed are needed with all their methods. */
void pk_demand_classes(struct pk_unit *u);
void pk_demand_word(struct pk_unit *u, sym_t sym, enum pk_wanted how);
/* The ranges to parse, in order; NULL and *n == 0 for the whole text. */
struct span *pk_demand_ranges(struct pk_unit *u, uint32_t *n);

#endif
