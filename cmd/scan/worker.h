/*
 * worker: one thread's share of a scan: takes one file at a time through read, classify, units, analyzers and suppress. It
 * reuses its buffers from file to file; what it found stays in its results arena.
 */
#ifndef SCAN_WORKER_H
#define SCAN_WORKER_H

#include "scan/cache.h"
#include "walk/classify.h"
#include "ruleset/engine.h"
#include "judge/lock.h"
#include "judge/results.h"
#include "util/io.h"
#include "walk/walk.h"

/* A file that is read over the network, where it is touched. */
struct pk_worker_remote {
	struct str bytes;
	const struct pk_elsewhere *elsewhere;
	uint64_t max_text; /* a text of more is left alone */
	const char *why;   /* it cannot be read */
};

struct pk_scan_options {
	uint32_t jobs;           /* workers; 0: as many as there are processors */
	uint64_t max_file_bytes; /* a text file above this is skipped */
	uint32_t timeout_ms;     /* per file; 0: none */
	bool no_sieve;           /* parse every file whole */
	bool show_secrets;
	struct pk_vault *vault;       /* that credentials are kept in; NULL for none */
	bool usage;                   /* count what the code uses */
	bool line_hashes;             /* for SARIF */
	bool digests;                 /* facts about artifacts say their SHA-256 */
	const struct pk_cache *cache; /* of a tree; NULL for none */
	const struct pk_lock *locks;  /* that a tree is held against */
	uint32_t n_locks;
	/* Gives the files instead of the disk; NULL for the disk. One worker at a time. */
	enum io_status (*remote)(void *data, const struct pk_file *file, struct pk_worker_remote *out);
	void *remote_data;
};

struct pk_worker {
	const struct pk_engine *engine;
	const struct pk_scan_options *options;
	const struct pk_cache *cache; /* NULL for none */
	struct arena results;
	struct pk_scratch scratch;
	struct pk_sink sink;
	struct pk_usage usage;
	struct io_buffer buffer;
	const struct pk_elsewhere *elsewhere; /* of the file that is looked at; NULL for one of the disk */
	struct pk_found_list {
		struct pk_found *v;
		uint32_t n, cap;
	} found;                   /* one for each of sink.findings */
	struct pk_skipped skipped; /* files not looked at */
	uint64_t bytes;            /* in those that were */
};

void pk_worker_init(struct pk_worker *w, const struct pk_engine *engine, const struct pk_scan_options *options);
/* The results arena goes too. */
void pk_worker_release(struct pk_worker *w);
/* Reads the file and looks at it. True when it was looked at; else it is in `skipped`, or is no business of any rule. */
bool pk_worker_file(struct pk_worker *w, const struct pk_file *file);
/* The same for a file whose bytes are fetched into the worker's buffer, padded. */
struct pk_fetch {
	enum io_status (*get)(void *data, uint32_t worker, const struct pk_file *file, struct io_buffer *into);
	void *data;
};
bool pk_worker_fetch(struct pk_worker *w, uint32_t number, const struct pk_file *file, const struct pk_fetch *fetch);
/* Takes the next of sink.findings, which finish() made after the last file, as found in `file`. */
void pk_worker_adopt(struct pk_worker *w, const struct pk_file *file);
/* The same for bytes that are there already (and stay while the report is written), padded as io_read does. */
bool pk_worker_bytes(struct pk_worker *w, const struct pk_file *file, struct str raw);

#endif
