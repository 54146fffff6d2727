/*
 * trees: what was where in a commit: trees as git stores them. Paths are relative to the top, with forward slashes.
 */
#ifndef GIT_TREES_H
#define GIT_TREES_H

#include "git/git.h"

struct pk_git_entry {
	uint32_t mode;
	struct str name;
	struct pk_git_id id;
};

bool pk_git_is_file(const struct pk_git_entry *e);
bool pk_git_is_folder(const struct pk_git_entry *e);
/* The next one of a tree's bytes. False at the end, or where the tree is broken: then something is left. */
bool pk_git_entry(struct str *rest, struct pk_git_entry *out);

/* The tree of the commit that a text names. */
int pk_git_tree(struct pk_git *g, const char *rev, struct pk_git_id *out, struct pk_err *err);
/* The file as it was, padded (IO_PADDING); false when there was none, or only a larger one than max. */
bool pk_git_read(struct pk_git *g, const struct pk_git_id *tree, struct str path, size_t max, struct arena *a, struct str *out);

struct pk_git_paths {
	struct str *v;
	uint32_t n, cap;
};

/* All files of the tree, in the arena, at most PK_MAX_GIT_FILES. */
int pk_git_list(struct pk_git *g, const struct pk_git_id *tree, struct arena *a, struct pk_git_paths *out, struct pk_err *err);

#endif
