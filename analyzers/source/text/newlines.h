/*
 * newlines: where Python's lines end. Python takes a lone CR for a line end, also behind a comment and a backslash; the grammar and all
 * readers here know LF and CR LF. Turning the one into the other moves nothing.
 */
#ifndef SOURCE_NEWLINES_H
#define SOURCE_NEWLINES_H

#include "util/arena.h"

/* Makes each lone CR an LF, and each NUL a blank. */
void pk_newlines_mend(char *text, size_t n);
/* The same in a copy in the arena, 64 zero bytes behind it; the text itself when there is none of either. */
struct str pk_newlines_mended(struct arena *a, struct str text);

#endif
