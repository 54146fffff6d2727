/*
 * generic: Semgrep's language-agnostic patterns, as a regular expression: words and punctuation in order with any white
 * space between them, `...` for up to ten lines, $X for a word, $...X for a run of text.
 */
#ifndef QUERY_GENERIC_H
#define QUERY_GENERIC_H

#include "util/arena.h"

struct str pk_generic_regex(struct arena *a, struct str pattern);

#endif
