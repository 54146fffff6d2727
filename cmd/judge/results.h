/* results: what the files of a scan came to, as it is judged, ordered and reported. */
#ifndef JUDGE_RESULTS_H
#define JUDGE_RESULTS_H

#include "finding.h"
#include "judge/usage.h"
#include "walk/walk.h"

/* A finding and the file it came from. */
struct pk_found {
	struct pk_finding *finding;
	const struct pk_file *file;
};

struct pk_worker;

struct pk_results {
	struct arena arena;        /* the lists below */
	struct pk_worker *workers; /* of scan/: they own the findings and notes */
	uint32_t n_workers;
	struct pk_sink *all;    /* of one of them, with the facts of all in order */
	struct pk_found *found; /* in report order (pk_finding_cmp), fingerprints set */
	uint32_t n_found;
	const struct str *scanned; /* paths, in order */
	uint32_t n_scanned;
	struct pk_note_items notes;
	struct pk_skipped skipped;   /* of the walk, too */
	uint32_t n_blobs, n_commits; /* of a history: versions of files that were looked at, and commits */
	uint64_t bytes;
	struct pk_usage usage;            /* when asked for */
	uint32_t verified[PK_UNSURE + 1]; /* different credentials by what is known of them, once services were asked; else zeros */
};

#endif
