/*
 * fragments: what can still be parsed of a text that is too much for the parser: the lines that import, and the calls in which a wanted word
 * stands, each cut out of its statement. What flows into them is not known, but that they are there is.
 */
#ifndef SOURCE_FRAGMENTS_H
#define SOURCE_FRAGMENTS_H

#include "source/unit/unit.h"

/* Behind the parts of one text. */
#define PK_APART ((struct span){ UINT32_MAX, UINT32_MAX })

/* Texts of their own, as pk_cst_parse takes them, the parts of each in order; *n is 0 when nothing is wanted. */
struct span *pk_fragments(struct pk_unit *u, uint32_t *n);

#endif
