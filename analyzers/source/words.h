/*
 * words: which of the rules' names occur in a unit's text at all, as whole words, code or not. One pass over the bytes, no
 * parsing: the sieve stands on it.
 */
#ifndef SOURCE_WORDS_H
#define SOURCE_WORDS_H

#include "source/unit.h"

struct pk_word {
	uint32_t at; /* offset */
	sym_t sym;
	bool is_bare; /* not an attribute: no dot stands right before it, or one that makes a builtin of it */
};

struct pk_words {
	const uint8_t *present;     /* by symbol of the rules: 1, and 2 when it is bare somewhere */
	const struct pk_word *hits; /* in textual order */
	uint32_t n;
	uint32_t n_symbols;
};

struct pk_wordset; /* the rules' names, for the pass; one per worker */

const struct pk_words *pk_unit_words(struct pk_unit *u);
void pk_wordset_free(struct pk_wordset *set);

static inline bool pk_words_has(const struct pk_words *w, sym_t sym)
{
	return sym < w->n_symbols && w->present[sym];
}

static inline bool pk_words_has_bare(const struct pk_words *w, sym_t sym)
{
	return sym < w->n_symbols && (w->present[sym] & 2);
}

/* Letters, digits, '_' and every byte of a character that is not ASCII. */
static inline bool pk_is_word_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || (c & 0x80);
}

/* The word at *at or after it; moves *at behind it. False at the end of the text. */
bool pk_next_word(struct str text, size_t *at, struct str *word);

#endif
