/*
 * words: which of the rules' names occur in a unit's text at all, as whole words, and where: in code, in a string, in a comment. One
 * pass over the bytes, no parsing: the sieve stands on it.
 */
#ifndef SOURCE_WORDS_H
#define SOURCE_WORDS_H

#include "source/unit.h"

/*
 * Where a word stands. An f-string counts as code, and so does everything that is not Python, or whose strings have no clear end. A file
 * that asks for names by their text (getattr, __import__) may use every string that is a name as one.
 */
enum pk_word_place {
	PK_WORD_CODE = 1,
	PK_WORD_BARE = 2,   /* also code, and no attribute: no dot stands right before it, or one that makes a builtin of it */
	PK_WORD_LABEL = 4,  /* f(word=...): the name of an argument, or a parameter with a default */
	PK_WORD_TEXT = 8,   /* in a string */
	PK_WORD_WHOLE = 16, /* also text, and nothing but names and dots stands in the string */
	PK_WORD_COMMENT = 32,
};

struct pk_word {
	uint32_t at; /* offset */
	sym_t sym;
	uint8_t where; /* set of enum pk_word_place */
};

struct pk_words {
	const uint8_t *present;     /* by symbol of the rules: set of enum pk_word_place */
	const struct pk_word *hits; /* in textual order */
	uint32_t n;
	const uint32_t *counts; /* by symbol: its hits; NULL when there are none at all */
	uint32_t n_symbols;
	bool dynamic; /* the file asks for names by their text */
};

struct pk_wordset; /* the rules' names, for the pass; one per worker */

const struct pk_words *pk_unit_words(struct pk_unit *u);
void pk_wordset_free(struct pk_wordset *set);

/* Whether the word stands in one of these places. */
static inline bool pk_words_has(const struct pk_words *w, sym_t sym, unsigned places)
{
	return sym < w->n_symbols && (w->present[sym] & places);
}

/* How often the word stands in the text. */
static inline uint32_t pk_words_count(const struct pk_words *w, sym_t sym)
{
	return w->counts ? w->counts[sym] : 0;
}

/* Letters, digits, '_' and every byte of a character that is not ASCII. */
static inline bool pk_is_word_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || (c & 0x80);
}

/* The word at *at or after it; moves *at behind it. False at the end of the text. */
bool pk_next_word(struct str text, size_t *at, struct str *word);
/* Behind the string of Python that begins at the quote; NULL when it has no end, or when a formatted one ends within braces: then the
 * quote was not its own. At least two bytes must be readable behind `end`. */
const char *pk_string_end(const char *quote, const char *end, bool formatted);

#endif
