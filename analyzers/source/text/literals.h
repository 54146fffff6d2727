/*
 * literals: where any of many short texts stands, in one pass. Each literal is filed under its rarest three bytes (case
 * folded); a byte table answers eight positions of the text at once. The finder is immutable once built; the hits come in the
 * order of those three bytes, not always of the literals.
 */
#ifndef SOURCE_LITERALS_H
#define SOURCE_LITERALS_H

#include "util/arena.h"

enum { PK_LITERAL_MIN = 3 }; /* bytes */

struct pk_literal {
	struct str text; /* at least PK_LITERAL_MIN bytes */
	bool fold;       /* ASCII case is ignored */
	uint32_t owner;  /* the caller's */
};

struct pk_literal_hit {
	uint32_t at;      /* offset in the text */
	uint32_t literal; /* index into the list */
};

struct pk_literal_hits {
	struct pk_literal_hit *v;
	uint32_t n, cap;
	bool cut; /* more than PK_MAX_LITERAL_HITS */
};

struct pk_literals;

/* The list and its texts must live as long as the finder. */
struct pk_literals *pk_literals_new(struct arena *a, const struct pk_literal *list, uint32_t n);
/* text: below 4 GiB, at least 16 readable bytes behind it. */
void pk_literals_find(const struct pk_literals *set, struct str text, struct arena *a, struct pk_literal_hits *out);
/* Whether any of them stands in it. */
bool pk_literals_any(const struct pk_literals *set, struct str text);

#endif
