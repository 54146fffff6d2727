/*
 * lock: a manifest of the artifacts of a tree, so that later scans can tell which of them are still what they were. JSON, one
 * artifact a line, in order of their paths, which are relative to the folder that the manifest lies in:
 *
 *     {"version": 1, "root": ".", "artifacts": [{"path": "a.pt", "sha256": "...", "size": 12, "format": "...", "verdict": "clean"}]}
 *
 * root: the folder all of whose artifacts are listed.
 */
#ifndef JUDGE_LOCK_H
#define JUDGE_LOCK_H

#include "finding.h"
#include "walk/walk.h"

#define PK_LOCK_NAME "picket.lock"

enum { PK_LOCK_HEX = 64 };

struct pk_locked {
	struct str path;  /* as people see it */
	struct str whole; /* absolute */
	struct str sha256, format, verdict;
	uint64_t size;
	uint32_t line; /* in the manifest */
};

struct pk_lock {
	struct str here;  /* the current folder, that shown paths begin in */
	struct str shown; /* the manifest's own path */
	struct str root;  /* absolute */
	struct pk_locked_list {
		struct pk_locked *v;
		uint32_t n, cap;
	} list; /* sorted by whole path */
};

/* What a fact of the artifacts analyzer says; false for other facts. */
bool pk_lock_entry(const struct pk_fact_item *fact, struct pk_locked *out);
/* Reads a manifest; one that is broken is an err with its line. Unless it was asked for by name, it must not speak of anything
 * outside its own folder. */
int pk_lock_read(struct pk_lock *lock, struct arena *a, const char *path, bool by_name, struct pk_err *err);
/* The text of a manifest that is to lie in the folder `at` and lists what the facts say about `root`; `here` is the current folder.
 * Returns how many artifacts. */
uint32_t pk_lock_write(struct buf *out, struct arena *a, struct str here, struct str at, struct str root,
		       const struct pk_fact_items *facts);

struct pk_results;
struct pk_engine;

/* Adds findings about artifacts that are not what the manifest says, that it does not list, and that are gone. Only for what the
 * roots of the walk cover. */
void pk_lock_check(struct pk_results *results, const struct pk_engine *engine, const struct pk_walk *walk, const struct pk_lock *lock);

#endif
