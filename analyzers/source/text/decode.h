/*
 * decode: raw bytes to UTF-8. Understands byte order marks (UTF-8, UTF-16, UTF-32) and PEP 263 coding lines
 * (utf-8, ascii, latin-1 and its aliases, cp1252, iso-8859-15, utf-16); others are kept as they are, with a note.
 * A UTF-8 byte order mark is kept out of the text.
 */
#ifndef SOURCE_DECODE_H
#define SOURCE_DECODE_H

#include "util/arena.h"

struct pk_decoded {
	struct str
		text; /* in the arena, or raw itself when nothing had to change; 64 zero bytes follow iff they followed raw or it was copied */
	uint32_t skipped; /* bytes of a UTF-8 byte order mark in front of text; raw offset = offset + skipped */
	const char *note; /* NULL, or what was odd, for people */
};

/* True when the bytes look like text at all: no NUL in the first 8000 bytes unless they are UTF-16/32. */
bool pk_decode_is_text(struct str raw);
/* The same where the name says that it must be text: some NULs are damage, or hide something; UTF-16 may lack its mark. */
bool pk_decode_is_source(struct str raw);
void pk_decode(struct arena *a, struct str raw, bool python, struct pk_decoded *out);
/* Code point at s.p[*i] (U+FFFD and one byte on for a bad one); moves *i on. */
uint32_t pk_utf8_next(struct str s, size_t *i);
/* Appends the code point's UTF-8 to out (at most 4 bytes) and returns their number. */
size_t pk_utf8_put(uint32_t c, char out[4]);

#endif
