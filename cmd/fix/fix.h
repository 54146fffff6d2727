/*
 * fix: findings' edits, applied. Edits of one file are taken in order of their place; one that overlaps an earlier one is left
 * out, so that the result does not depend on who found what first. A second run fixes the rest.
 */
#ifndef FIX_FIX_H
#define FIX_FIX_H

#include "judge/results.h"
#include "util/buf.h"

struct pk_fix_options {
	bool unsafe; /* apply fixes that may change what the code does */
	bool dry;    /* write nothing */
};

struct pk_fix_count {
	uint32_t files, fixes, left_out; /* left_out: overlapping */
};

/* The text with the edits of the open findings in it, which become PK_FIXED unless dry; the findings of one file. False when there is
 * none to apply. */
bool pk_fix_text(struct str raw, struct pk_finding *const *findings, uint32_t n, const struct pk_fix_options *o, struct buf *out,
		 struct pk_fix_count *count);
/* Applies the fixes of a scan to its files and appends a unified diff of what changes to diff. A file that cannot be read as it
 * was scanned is left as it is. */
int pk_fix_files(const struct pk_results *results, const struct pk_fix_options *o, struct buf *diff, struct pk_fix_count *count,
		 struct pk_err *err);

#endif
