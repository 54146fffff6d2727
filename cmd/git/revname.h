/*
 * revname: names of commits, as people write them. The objects on the way are read as pk_git_object reads them.
 */
#ifndef GIT_REVNAME_H
#define GIT_REVNAME_H

#include "git/git.h"

/* The commit that a text names: a reference, a hash or the beginning of one, each with ~n, ^n and ^{} behind it. */
int pk_git_commit(struct pk_git *g, const char *rev, struct pk_git_id *out, struct pk_err *err);
/* From a commit, or a tag of one, to the commit; false for anything else. */
bool pk_git_peel(struct pk_git *g, struct pk_git_id *id);

#endif
