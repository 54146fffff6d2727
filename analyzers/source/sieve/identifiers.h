/*
 * identifiers: which of the rules' names occur in a unit's text at all, as whole words, and where: in code, in a string, in a comment. One
 * pass over the bytes, no parsing: the sieve stands on it.
 */
#ifndef SOURCE_IDENTIFIERS_H
#define SOURCE_IDENTIFIERS_H

#include "source/unit/unit.h"

/*
 * Where a word stands. An f-string counts as code, and so does everything that is not Python, or whose strings have no clear end. A file
 * that asks for names by their text (getattr, __import__) may use every string that is a name as one.
 */
enum pk_ident_place {
	PK_IDENT_CODE = 1,
	PK_IDENT_BARE = 2,   /* also code, and no attribute: no dot stands right before it, or one that makes a builtin of it */
	PK_IDENT_LABEL = 4,  /* f(word=...): the name of an argument, or a parameter with a default */
	PK_IDENT_TEXT = 8,   /* in a string */
	PK_IDENT_WHOLE = 16, /* also text, and nothing but names and dots stands in the string */
	PK_IDENT_COMMENT = 32,
};

struct pk_ident {
	uint32_t at; /* offset */
	sym_t sym;
	uint8_t where; /* set of enum pk_ident_place */
};

struct pk_idents {
	const uint8_t *present;      /* by symbol of the rules: set of enum pk_ident_place */
	const struct pk_ident *hits; /* in textual order */
	uint32_t n;
	const uint32_t *counts; /* by symbol: its hits; NULL when there are none at all */
	uint32_t n_symbols;
	bool dynamic; /* the file asks for names by their text */
};

struct pk_identset; /* the rules' names, for the pass; one per worker */

const struct pk_idents *pk_unit_idents(struct pk_unit *u);

/* Whether the word stands in one of these places. */
static inline bool pk_idents_has(const struct pk_idents *w, sym_t sym, unsigned places)
{
	return sym < w->n_symbols && (w->present[sym] & places);
}

/* How often the word stands in the text. */
static inline uint32_t pk_idents_count(const struct pk_idents *w, sym_t sym)
{
	return w->counts ? w->counts[sym] : 0;
}

#endif
