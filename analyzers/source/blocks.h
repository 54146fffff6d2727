/*
 * blocks: the top-level statements of a Python text, found without parsing it: strings, comments, brackets and
 * continuation lines are understood, nothing else. A decorated definition is one block; so are if/elif/else and try/except.
 */
#ifndef SOURCE_BLOCKS_H
#define SOURCE_BLOCKS_H

#include "source/unit.h"

struct pk_block {
	struct span span;   /* whole lines */
	bool is_definition; /* def, class, or decorators before one */
};

struct pk_blocks {
	const struct pk_block *v;
	uint32_t n;
	bool broken; /* a string or bracket stays open: the blocks mean nothing */
};

struct pk_blocks pk_blocks_of(struct arena *a, struct str text);

#endif
