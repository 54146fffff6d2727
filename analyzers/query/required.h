/*
 * required: texts one of which stands in all that a regular expression matches, found without running it. "^(.*_)?(password|secret)$"
 * needs "password" or "secret", "^http:\/\/x+" needs "http://x". Only what surely holds: most expressions need nothing that is known.
 */
#ifndef QUERY_REQUIRED_H
#define QUERY_REQUIRED_H

#include "source/text/literals.h"

struct pk_required {
	struct pk_literal *v; /* with the case ignored where the expression does; the texts are its own */
	uint32_t n, cap;
};

/* fold: the case is ignored, whatever the expression says of it. n is 0 when there are none. */
struct pk_required pk_required_literals(struct arena *a, struct str regex, bool fold);

#endif
