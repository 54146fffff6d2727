/*
 * needed: texts one of which stands in all that a regular expression matches, found without running it. "^(.*_)?(password|secret)$"
 * needs "password" or "secret", "^http:\/\/x+" needs "http://x". Only what surely holds: most expressions need nothing that is known.
 */
#ifndef QUERY_NEEDED_H
#define QUERY_NEEDED_H

#include "source/literals.h"

struct pk_needed {
	struct pk_literal *v; /* with the case ignored where the expression does; the texts are its own */
	uint32_t n, cap;
};

/* fold: the case is ignored, whatever the expression says of it. n is 0 when there are none. */
struct pk_needed pk_needed_words(struct arena *a, struct str regex, bool fold);

#endif
