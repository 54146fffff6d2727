/*
 * history: what a repository remembers -> findings. Every content that a file has had is looked at once, in the order in which it is
 * stored, by all workers. What is found is told once for each path, with the first commit that has it there and whether it is there
 * still. With a limit (since, staged), what the files held before is known, as if a baseline listed it.
 *
 * Each content is judged by itself: no rule that looks across files says anything of a history.
 */
#ifndef HISTORY_HISTORY_H
#define HISTORY_HISTORY_H

#include "finding.h"
#include "scan/scan.h"

struct pk_history_options {
	const char *const *revs; /* commits, or "A..B"; none: all references */
	uint32_t n_revs;
	const char *since; /* leave out what is reachable from here; NULL for nothing. Without revs HEAD counts */
	bool staged;       /* the index against HEAD */
	bool (*wants)(void *data, struct str path);
	void *data;
};

struct pk_history {
	struct arena arena;
	const char *folder; /* in the repository */
	const struct pk_history_options *options;
	struct pk_git *git;
	struct pk_sink notes;
	struct pk_revs *revs;
	struct pk_blobs *blobs;
	struct pk_walk walk;         /* a file for each content that is to be looked at */
	uint32_t *blob_of;           /* by place in walk.files */
	struct pk_git **worker_gits; /* each worker has its own */
};

/* Finds out what there is to look at. */
int pk_history_open(struct pk_history *h, const char *folder, const struct pk_history_options *o, struct pk_err *err);
/* Looks at it. */
void pk_history_scan(struct pk_history *h, struct pk_results *results, const struct pk_engine *engine,
		     const struct pk_scan_options *options, struct pk_progress *progress);
void pk_history_release(struct pk_history *h);

#endif
