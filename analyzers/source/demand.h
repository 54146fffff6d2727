/*
 * demand: how much of a unit must be parsed. Analyzers say before they run which words stand in everything they may find; definitions
 * at the top level that hold none of them, nor a name given to them by an import or assignment, are left out of the tree. All
 * other top-level statements are always in it, so that imports and globals are known.
 */
#ifndef SOURCE_DEMAND_H
#define SOURCE_DEMAND_H

#include "source/unit.h"

void pk_demand_all(struct pk_unit *u);
/* Classes that are needed are needed with all their methods. */
void pk_demand_classes(struct pk_unit *u);
/* bare: only where it is no attribute. */
void pk_demand_word(struct pk_unit *u, sym_t sym, bool bare);
/* The ranges to parse, in order; NULL and *n == 0 for the whole text. */
struct span *pk_demand_ranges(struct pk_unit *u, uint32_t *n);

#endif
