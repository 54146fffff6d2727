/*
 * pieces: what code says to others than Python (magic.h) as units of their own: the shell commands, the rest, and each written file.
 */
#ifndef SOURCE_PIECES_H
#define SOURCE_PIECES_H

#include "source/notebook/cells.h"
#include "source/notebook/magic.h"
#include "source/unit/builder.h"

/* Adds those of the code, and blanks them in it: it is Python afterwards. Path and scratch are those of `like`, and whether it is a
 * notebook. Pieces of code that has cells are cells too. */
void pk_pieces_units(const struct pk_unit *like, struct pk_builder *code, const struct pk_magics *m, struct pk_units *units);
/* Adds what was built as a unit of this kind, unless it is empty. */
void pk_pieces_unit(const struct pk_unit *like, const struct pk_builder *built, enum pk_kind kind, struct pk_units *units);

#endif
