/* lexical: the smallest parts of Python's text: what makes a word, and where a string ends. Nothing here keeps any state. */
#ifndef SOURCE_LEXICAL_H
#define SOURCE_LEXICAL_H

#include "util/str.h"

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
