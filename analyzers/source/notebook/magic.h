/*
 * magic: what IPython's special syntax in one cell means to an analyzer: which bytes are no Python and how to blank them
 * without moving any other, and what they say instead.
 */
#ifndef SOURCE_MAGIC_H
#define SOURCE_MAGIC_H

#include "source/unit/unit.h"

enum pk_mask_kind {
	PK_MASK_BLANK,     /* nothing is left */
	PK_MASK_VALUE,     /* the name `_` is left: an expression of unknown value */
	PK_MASK_STATEMENT, /* `_;` is left, code follows on the same line */
};

/* A part of the cell's text that is no Python. */
struct pk_mask {
	struct span span;
	enum pk_mask_kind kind;
};

/* A part that says something to others than Python. */
struct pk_piece {
	struct span span;
	enum pk_kind kind; /* PK_SHELL or PK_TEXT; of a written file, what its name says */
	bool file;         /* the content of a %%writefile */
	struct str called; /* its name */
};

struct pk_magics {
	struct pk_masks {
		struct pk_mask *v;
		uint32_t n, cap;
	} masks;
	struct pk_pieces {
		struct pk_piece *v;
		uint32_t n, cap;
	} pieces;
	bool cut; /* there were more pieces than PK_MAX_MAGICS */
};

/* Adds those of one cell; `cell` is its span in `text`, spans are offsets in `text`. */
void pk_magics_of(struct pk_scratch *s, struct str text, struct span cell, struct pk_magics *out);
/* Adds a command for the shell, and a line `name args`, as IPython's own calls have them (calls.h): without their signs. */
void pk_magics_shell(struct pk_scratch *s, struct str text, struct span command, struct pk_magics *out);
void pk_magics_line(struct pk_scratch *s, struct str text, struct span name_args, bool assigned, struct pk_magics *out);
/* Adds a cell magic, `%%name args` and the lines below it, that stands where its lines cannot go into the code: Python in it is a file
 * of its own. */
void pk_magics_inner(struct pk_scratch *s, struct str text, struct span cell, struct pk_magics *out);
/* Adds a cell of another language: all of it says something to that. */
void pk_magics_foreign(struct pk_scratch *s, struct str text, struct span cell, enum pk_kind kind, struct pk_magics *out);
/* Whether a cell's first line makes it Python where the notebook is something else: %python, %%python. */
bool pk_magics_say_python(struct str text, struct span cell);
/* Told by parsing it; what is too long for that counts as Python. */
bool pk_magics_is_python(struct pk_scratch *s, struct str text);
/* What `%name args` says, given from its name on: the kind, and in *from where it begins. */
enum pk_kind pk_magic_line(struct str name_args, size_t *from);
/* Overwrites the masked parts; line ends stay. */
void pk_magics_mask(const struct pk_magics *m, char *text);

#endif
