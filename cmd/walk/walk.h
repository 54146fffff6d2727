/*
 * walk: roots -> the list of files to read, in byte order of their paths and without repeats, the same on every machine.
 * Names are bytes. Symlinks below a root are not followed (so there are no loops); FIFOs, sockets and devices are left
 * out; version control's own folders and those that hold other people's packages or caches are not entered. What was
 * left out and should be known is in `skipped`.
 */
#ifndef WALK_WALK_H
#define WALK_WALK_H

#include "finding.h"

struct pk_file {
	const char *path; /* to open it; bytes, NUL-terminated */
	struct str shown; /* as people see it: UTF-8, relative to the current folder where it lies below it */
	struct str home;  /* what fingerprints are made of: relative to the repository, else to the root */
	uint64_t size;    /* when it was listed */
};

struct pk_walk_options {
	bool gitignore; /* obey .gitignore, .git/info/exclude and .picketignore */
	/* Patterns in gitignore syntax. A file below a root is kept when it fits no exclude and, if there are includes, one of them. */
	const char *const *include, *const *exclude;
	uint32_t n_include, n_exclude;
	/* The same out of a settings file: about paths below its folder, which is `base` in terms of pk_file.home. */
	const char *const *set_aside;
	uint32_t n_set_aside;
	struct str base;
	bool force_exclude; /* a root that is a file and fits an exclude is left out too */
};

struct pk_root {
	struct str shown; /* "" for the current folder */
	struct str home;  /* "" for the top itself */
	bool is_dir;
};

struct pk_walk {
	struct arena *arena; /* everything below lives here */
	struct pk_roots {
		struct pk_root *v;
		uint32_t n, cap;
	} roots;
	struct pk_files {
		struct pk_file *v;
		uint32_t n, cap;
	} files; /* sorted by shown, then path */
	struct pk_skipped {
		struct pk_note_item *v;
		uint32_t n, cap;
	} skipped; /* sorted by path */
};

/* Names of folders that are never entered below a root, NULL at the end; for the manual. */
extern const char *const pk_walk_excluded[];

void pk_walk_init(struct pk_walk *w, struct arena *arena);
/* Lists a folder, or takes a file as it is whatever the patterns say. A root that cannot be read is an error. */
int pk_walk_root(struct pk_walk *w, const struct pk_walk_options *o, const char *root, struct pk_err *err);
/* After the last root. */
void pk_walk_sort(struct pk_walk *w);

#endif
