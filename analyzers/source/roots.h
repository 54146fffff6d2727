/*
 * roots: whether a dotted name can mean what a rule asks for, told from its lines alone. `json.load` is never torch.load where the file
 * says `import json` and gives the name to nothing else. A guess errs on the side of more.
 */
#ifndef SOURCE_ROOTS_H
#define SOURCE_ROOTS_H

#include "source/statements.h"

struct pk_roots;

/* What the lines say of the text's names; in the arena. */
const struct pk_roots *pk_roots_new(struct arena *a, struct pk_unit *u, const struct pk_lines_of *lines);
/* Whether the word at this offset, in the line that begins at `line`, may end a dotted name of several parts, the first one `first`. */
bool pk_roots_may_mean(const struct pk_roots *r, uint32_t line, uint32_t at, struct str word, struct str first);

#endif
