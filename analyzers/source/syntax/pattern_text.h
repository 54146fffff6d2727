/*
 * pattern_text: a pattern as its author wrote it ($X, ..., <... P ...>, $X: T) to text the Python grammar reads, with the
 * marker identifiers of lower.h in place of what is not Python.
 */
#ifndef SOURCE_PATTERN_TEXT_H
#define SOURCE_PATTERN_TEXT_H

#include "util/arena.h"

/* The rewritten text, in the arena; patterns longer than the cap of limits.h come back cut and do not parse. */
struct str pk_pattern_text(struct arena *a, struct str pattern);

/* A part of the rewritten text as its author wrote it: markers become $X, $...X, `...` again. */
struct str pk_pattern_unmark(struct arena *a, struct str rewritten);

#endif
