/* literal: bytes as C string literals, for the tools that generate tables. */
#ifndef EMBED_LITERAL_H
#define EMBED_LITERAL_H

#include <stdio.h>

/* One byte within a literal: escaped where it could end or change it; a line end begins a new literal on a new line. */
void literal_byte(int c, FILE *out);

#endif
