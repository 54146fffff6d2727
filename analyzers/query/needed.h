/*
 * needed: words one of which stands in all that a regular expression matches, found without running it. "^(.*_)?(password|secret)$"
 * needs "password" or "secret". Only what surely holds: most expressions need nothing that is known.
 */
#ifndef QUERY_NEEDED_H
#define QUERY_NEEDED_H

#include "util/arena.h"

/* An expression that finds one of them, "(?:password|secret)" with the case ignored where the given one does; "" when there are none. */
struct str pk_needed_words(struct arena *a, struct str regex);

#endif
