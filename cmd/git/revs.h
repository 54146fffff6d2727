/*
 * revs: the commits of a history, each behind its parents and, where that leaves a choice, the older one first. Commits are
 * read as they are stored, so one that is missing or broken is a note and ends the history there.
 */
#ifndef GIT_REVS_H
#define GIT_REVS_H

#include "finding.h"
#include "git/git.h"

struct pk_rev {
	struct pk_git_id id, tree;
	int64_t time;              /* of the commit, in seconds since 1970 */
	uint32_t first, n_parents; /* in pk_revs.parents */
	bool is_gone;              /* missing or broken */
	bool is_hidden;            /* reachable from what was left out */
};

struct pk_revs {
	struct arena *arena;
	struct map index; /* by id: place in v */
	struct pk_rev *v;
	uint32_t n, cap;
	struct pk_rev_parents {
		uint32_t *v; /* places in v */
		uint32_t n, cap;
	} parents;
	uint32_t *order, n_order; /* those that are neither gone nor hidden, the oldest first */
};

/* Reads all that is reachable from the tips; what is reachable from `since` is hidden. Notes go into the sink. */
void pk_revs_read(struct pk_revs *r, struct arena *arena, struct pk_git *g, const struct pk_git_ids *tips, const struct pk_git_ids *since,
		  struct pk_sink *notes);
/* The commit's place in v; it must have been read. */
uint32_t pk_revs_find(const struct pk_revs *r, const struct pk_git_id *id);

#endif
