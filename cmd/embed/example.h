/* example: code that a rule finds, out of its Python twin. */
#ifndef EMBED_EXAMPLE_H
#define EMBED_EXAMPLE_H

#include <stdio.h>

/* Writes a C string literal: the first statement marked as found in the twin of rules/x/y.yaml, "" when there is none. */
void example_write(const char *rule, FILE *out);

#endif
