/*
 * git: what a repository remembers: which files it tracks, and what they were in a commit. Only reads, and only what lies in
 * the repository: no hook, filter or program that its configuration names is run, and no configuration of the user is read.
 * Paths are relative to the top, with forward slashes. libgit2 is seen here and nowhere else.
 */
#ifndef GIT_H
#define GIT_H

#include "util/arena.h"
#include "util/err.h"

struct pk_git;

/* The repository whose top is this folder; NULL with err when it cannot be read. */
struct pk_git *pk_git_open(const char *top, struct pk_err *err);
/* NULL is fine. */
void pk_git_close(struct pk_git *g);
/* Whether the index holds the file, or anything below the folder. */
bool pk_git_tracks(struct pk_git *g, struct str path, bool is_dir);

/* Chooses the commit (anything that names one: "main", "HEAD~3", a hash) that the calls below are about. */
int pk_git_choose(struct pk_git *g, const char *rev, struct pk_err *err);
/* The file as it was, padded (IO_PADDING); false when there was none, or only a larger one than max. */
bool pk_git_read(struct pk_git *g, struct str path, size_t max, struct arena *a, struct str *out);

struct pk_git_paths {
	struct str *v;
	uint32_t n, cap;
};

/* All files of the commit, in the arena. */
int pk_git_list(struct pk_git *g, struct arena *a, struct pk_git_paths *out, struct pk_err *err);

#endif
