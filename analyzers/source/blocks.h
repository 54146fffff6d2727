/*
 * blocks: the top-level statements of a Python text, and those of its classes, found without parsing it: strings, comments,
 * brackets and continuation lines are understood, nothing else. A decorated definition is one block; so are if/elif/else and
 * try/except.
 */
#ifndef SOURCE_BLOCKS_H
#define SOURCE_BLOCKS_H

#include "source/unit.h"

struct pk_block {
	struct span span;   /* whole lines */
	bool is_definition; /* def, class, decorators before one; or a text that stands alone */
	bool is_class;
};

struct pk_blocks {
	const struct pk_block *v;
	uint32_t n;
	bool broken; /* a string or bracket stays open: the blocks mean nothing */
};

struct pk_blocks pk_blocks_of(struct arena *a, struct str text);
/* What a class is made of: its header with all that comes before the first statement of its body that stands on a line of its own,
 * which is no definition, then those statements. */
struct pk_blocks pk_blocks_of_class(struct arena *a, struct str text, struct span span);

#endif
