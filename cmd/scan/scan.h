/*
 * scan: bytes -> findings, for a tree or for one text: read, classify, units, analyzers, suppress, finish, order. The
 * result is the same, byte for byte, for every number of workers.
 */
#ifndef SCAN_SCAN_H
#define SCAN_SCAN_H

#include <stdatomic.h>

#include "scan/worker.h"

/* Filled by the workers as they go; for a progress line in another thread. */
struct pk_progress {
	atomic_uint done; /* files */
	uint32_t total;
};

/* All files of the walk, which must be sorted. progress may be NULL. */
void pk_scan_tree(struct pk_results *results, const struct pk_engine *engine, const struct pk_scan_options *options,
		  const struct pk_walk *walk, struct pk_progress *progress);

/* A text under a name; it must be padded (IO_PADDING) and outlive the scan. */
struct pk_text {
	struct str shown, home; /* as in struct pk_file */
	struct str text;
};

/* Texts instead of files, sorted by shown. */
void pk_scan_texts(struct pk_results *results, const struct pk_engine *engine, const struct pk_scan_options *options,
		   const struct pk_text *texts, uint32_t n);
/* One of them, at home where it is. */
void pk_scan_bytes(struct pk_results *results, const struct pk_engine *engine, const struct pk_scan_options *options, struct str path,
		   struct str text);
/* Files that the workers fetch, in the order of the walk; each is judged by itself. Only found, notes, skipped and bytes are filled
 * in, found by file, and the places of the files in `looked` (an array of the walk's length). */
void pk_scan_fetched(struct pk_results *results, const struct pk_engine *engine, const struct pk_scan_options *options,
		     const struct pk_walk *walk, const struct pk_fetch *fetch, bool *looked, struct pk_progress *progress);
void pk_scan_release(struct pk_results *results);

#endif
