/*
 * comments: the comments of a unit's text, one after the other, by a light scan of its own: strings are skipped in Python,
 * elsewhere whatever follows #, // or <!-- on a line counts. No tree is needed.
 */
#ifndef JUDGE_COMMENTS_H
#define JUDGE_COMMENTS_H

#include "util/str.h"

struct pk_comments {
	struct str text;
	size_t at;
	bool python;
};

struct pk_comment {
	struct span span; /* from its opener to the end of the line */
	bool alone;       /* nothing but white space before it on its line */
};

/* False when there is none left. Start with at = 0. */
bool pk_comments_next(struct pk_comments *it, struct pk_comment *out);

#endif
