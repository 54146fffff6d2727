/*
 * commit: findings that were there in a commit. Files that have not changed since then need no second look; of the others,
 * and of those that are gone, the earlier text is scanned with the same rules, and what was found there is known.
 */
#ifndef COMMIT_H
#define COMMIT_H

#include "scan.h"

struct pk_commit {
	const char *rev;  /* "main", "HEAD~3", a hash */
	const char *root; /* a file or folder in the repository */
	const struct pk_engine *engine;
	const struct pk_scan_options *options;
};

/* Marks open findings of the scan that the commit had too as PK_BASELINED (baseline.h says when that is). */
int pk_commit_compare(const struct pk_commit *c, struct pk_scan *scan, const struct pk_walk *walk, struct pk_err *err);

#endif
