/*
 * taste: whether a text looks like the work of chance, as credentials do, or like something that people wrote: a placeholder, a
 * word, a sequence, an expression that stands for the value.
 */
#ifndef SECRETS_TASTE_H
#define SECRETS_TASTE_H

#include "util/str.h"

/* Shannon entropy of the bytes, in bits a byte. */
double pk_entropy(struct str s);
/* What nearly every random text of this length and alphabet (hex, lower case and digits, or more) reaches. */
double pk_entropy_floor(struct str s);
/* "your-key", "xxxx", "<token>", "${TOKEN}", "12345678", "abcabcabc": not a credential but the place for one. */
bool pk_is_placeholder(struct str s);
/* Made of words or parts of an identifier, a path, a version: for values that have no shape of their own. */
bool pk_is_wording(struct str s);
/* What credentials are made of, in all usual alphabets. */
bool pk_is_token_byte(char c);
/* Whether the name that goes on at the offset is given a value: most names are not. */
bool pk_is_assigned(struct str text, size_t at);
/* Amid one long run of Base64 (a picture, a font): all bytes before or behind the span belong to it. */
bool pk_is_in_blob(struct str text, struct span at);

#endif
