/*
 * slice: the lines of a Python file that what is wanted in it depends on: those that hold a wanted word or another name of one, all that
 * may bind or change a name that they read, whatever leaves a block on the way, and the headers over them. In the tree of these lines
 * names and constants are what they are in the tree of all.
 */
#ifndef SOURCE_SLICE_H
#define SOURCE_SLICE_H

#include "source/unit/unit.h"

/* The spans of whole lines, in order; an empty span stands for a block of which nothing is left. NULL and *n == 0: all of the text. */
struct span *pk_slice(struct pk_unit *u, uint32_t *n);
/* By line of pk_unit_logical_lines: whether something wanted stands in it. NULL: any line may hold it. */
const bool *pk_slice_wanted(struct pk_unit *u);

#endif
