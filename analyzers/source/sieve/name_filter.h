/*
 * name_filter: whether a dotted name can mean what a rule asks for, told from its lines alone. `json.load` is never torch.load where the file
 * says `import json` and gives the name to nothing else. A guess errs on the side of more.
 */
#ifndef SOURCE_NAME_FILTER_H
#define SOURCE_NAME_FILTER_H

#include "source/lex/logical_lines.h"

struct pk_name_filter;

/* What the lines say of the text's names; in the arena. */
const struct pk_name_filter *pk_name_filter_new(struct arena *a, struct pk_unit *u, const struct pk_logical_lines *lines);
/* Whether the word at this offset, in the line that begins at `line`, may end a dotted name of several parts, the first one `first`. */
bool pk_name_filter_passes(const struct pk_name_filter *r, uint32_t line, uint32_t at, struct str word, struct str first);

#endif
