/*
 * scan: bytes -> findings, for a tree or for one text: read, classify, units, analyzers, suppress, finish, order. The
 * result is the same, byte for byte, for every number of workers.
 */
#ifndef SCAN_H
#define SCAN_H

#include <stdatomic.h>

#include "worker.h"

/* Filled by the workers as they go; for a progress line in another thread. */
struct pk_progress {
	atomic_uint done; /* files */
	uint32_t total;
};

struct pk_scan {
	struct arena arena;        /* the lists below */
	struct pk_worker *workers; /* own the findings and notes */
	uint32_t n_workers;
	struct pk_found *found; /* in report order (pk_finding_cmp), fingerprints set */
	uint32_t n_found;
	const struct str *scanned; /* paths, in order */
	uint32_t n_scanned;
	struct pk_note_items notes;
	struct pk_skipped skipped;   /* of the walk, too */
	uint32_t n_blobs, n_commits; /* of a history: versions of files that were looked at, and commits */
	uint64_t bytes;
	struct pk_usage usage;            /* when asked for */
	struct pk_cache cache;            /* options.cache for this tree */
	uint32_t verified[PK_UNSURE + 1]; /* different credentials by what is known of them, once services were asked; else zeros */
};

/* All files of the walk, which must be sorted. progress may be NULL. */
void pk_scan_tree(struct pk_scan *scan, const struct pk_engine *engine, const struct pk_scan_options *options, const struct pk_walk *walk,
		  struct pk_progress *progress);

/* A text under a name; it must be padded (IO_PADDING) and outlive the scan. */
struct pk_text {
	struct str shown, home; /* as in struct pk_file */
	struct str text;
};

/* Texts instead of files, sorted by shown. */
void pk_scan_texts(struct pk_scan *scan, const struct pk_engine *engine, const struct pk_scan_options *options, const struct pk_text *texts,
		   uint32_t n);
/* One of them, at home where it is. */
void pk_scan_bytes(struct pk_scan *scan, const struct pk_engine *engine, const struct pk_scan_options *options, struct str path,
		   struct str text);
/* Files that the workers fetch, in the order of the walk; each is judged by itself. Only found, notes, skipped and bytes are filled
 * in, found by file, and the places of the files in `looked` (an array of the walk's length). */
void pk_scan_fetched(struct pk_scan *scan, const struct pk_engine *engine, const struct pk_scan_options *options,
		     const struct pk_walk *walk, const struct pk_fetch *fetch, bool *looked, struct pk_progress *progress);
void pk_scan_release(struct pk_scan *scan);

#endif
