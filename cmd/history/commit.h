/*
 * commit: findings that were there in a commit. Files that have not changed since then need no second look; of the others,
 * and of those that are gone, the earlier text is scanned with the same rules, and what was found there is known.
 */
#ifndef HISTORY_COMMIT_H
#define HISTORY_COMMIT_H

#include "git/trees.h"
#include "scan/scan.h"

struct pk_commit {
	const struct pk_engine *engine; /* set by the caller before the comparison */
	const struct pk_scan_options *options;
	struct pk_git *git;
	struct pk_git_id tree; /* of the commit */
	struct arena arena;
	const char *top; /* of the repository */
	struct pk_texts {
		struct pk_text *v;
		uint32_t n, cap;
	} texts; /* to be scanned again */
};

/* Finds the commit ("main", "HEAD~3", a hash) in the repository that root, a file or folder, lies in. Release in any case. */
int pk_commit_open(struct pk_commit *c, const char *rev, const char *root, struct pk_err *err);
/* Marks open findings of the scan that the commit had too as PK_BASELINED (baseline.h says when that is). */
int pk_commit_compare(struct pk_commit *c, struct pk_results *results, const struct pk_walk *walk, struct pk_err *err);
/* Zeros are fine. */
void pk_commit_release(struct pk_commit *c);

#endif
