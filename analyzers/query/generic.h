/*
 * generic: Semgrep's language-agnostic patterns (languages: [generic]): words and punctuation in order with any white space between
 * them, `...` for up to ten lines of anything in the same block, $X for a word, $...X for a run of text. A pattern that is indented
 * matches only what is indented.
 */
#ifndef QUERY_GENERIC_H
#define QUERY_GENERIC_H

#include "query/env.h"
#include "util/err.h"

struct pk_generic;

/* NULL when the pattern is wrong, with err->msg saying why. */
struct pk_generic *pk_generic_new(struct arena *a, struct str pattern, struct pk_slots *slots, struct pk_err *err);

struct pk_search;
struct pk_ranges;

/* Adds the matches in the unit's text: for each start the shortest, for each end the shortest too, or the longest when the pattern
 * ends with `...`. */
void pk_generic_run(const struct pk_generic *g, struct pk_search *s, struct pk_ranges *out);

#endif
