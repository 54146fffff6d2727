/* base64: bytes out of Base64 in either alphabet, with or without padding. */
#ifndef UTIL_BASE64_H
#define UTIL_BASE64_H

#include "arena.h"

enum { BASE64_PADDING = 16 };

/* What a digit is worth, in either alphabet; -1 for another byte. */
int base64_digit(char c);
/* Up to the first byte that is neither a digit nor white space; *end says where that is. BASE64_PADDING zero bytes follow. */
struct str base64_decode(struct arena *a, struct str text, size_t *end);

#endif
