/*
 * spaces: any text as words, punctuation and other bytes, in blocks: what is indented more than the line before it, and what
 * stands between two brackets of one line. The ground of Semgrep's language-agnostic patterns, which are read in the same way,
 * but with metavariables and `...`, and without blocks between brackets.
 */
#ifndef QUERY_SPACES_H
#define QUERY_SPACES_H

#include "util/vec.h"

enum pk_space_kind {
	PKS_WORD,    /* letters, digits, _ of ASCII */
	PKS_BYTE,    /* any other single byte that is not white space */
	PKS_METAVAR, /* $X; patterns only */
	PKS_DOTS,    /* `...`, or $...X; patterns only */
};

struct pk_space {
	uint8_t kind; /* enum pk_space_kind */
	uint32_t start, end, line;
	uint32_t block; /* the innermost */
	uint32_t match; /* while reading: the other bracket of the pair, 0 when there is none */
};

struct pk_space_block {
	uint32_t parent;
	uint32_t first, end; /* its tokens and those of blocks in it; end is behind the last */
};

struct pk_spaces {
	struct str text;
	struct pk_space_list VEC(struct pk_space) tokens;         /* the first is nothing: an index of 0 is none */
	struct pk_space_blocks VEC(struct pk_space_block) blocks; /* the first is the whole */
};

const struct pk_spaces *pk_spaces_new(struct arena *a, struct str text, bool pattern);

/* The block below `block` that holds the token, which is not in `block` itself. */
uint32_t pk_spaces_below(const struct pk_spaces *s, uint32_t block, uint32_t token);

#endif
