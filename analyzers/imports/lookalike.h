/*
 * lookalike: which popular name an unknown one was meant to be. The edits that fingers and eyes make cost little (two letters
 * swapped, one doubled or left out, a neighbouring key), others much; the cost is weighed against the length of the part of the
 * name that differs and against how popular the other name is.
 */
#ifndef IMPORTS_LOOKALIKE_H
#define IMPORTS_LOOKALIKE_H

#include "packages.h"
#include "util/str.h"

enum pk_likeness {
	PK_UNLIKE,
	PK_MAYBE_LIKE, /* worth a look */
	PK_LIKE,       /* certain enough to say so unasked */
};

struct pk_lookalike {
	enum pk_likeness likeness;
	const struct pk_package *meant;
	uint32_t score;
};

/* The name must be normalised and not be known. For imports the names of modules count too. */
struct pk_lookalike pk_lookalike_of(struct str name, bool is_import);
/* The name with letters of other scripts replaced by the ASCII ones that look the same; false when one looks like none. */
bool pk_lookalike_ascii(struct str name, char out[PK_MAX_PACKAGE_NAME + 1]);

#endif
