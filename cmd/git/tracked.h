/*
 * tracked: whether git tracks a file, whatever its ignore files say. The paths of the index are looked through for the name first: the
 * library that can read an index takes longer to load than a small tree to scan, and what is ignored is hardly ever tracked.
 */
#ifndef GIT_TRACKED_H
#define GIT_TRACKED_H

#include "util/io.h"

struct pk_git;

struct pk_tracked {
	const char *top; /* of the repository, where .git is; NULL for none */
	bool opened;
	struct io_file file;
	struct str index;   /* "" where the names cannot be told from its bytes */
	struct pk_git *git; /* NULL until asked for */
};

void pk_tracked_init(struct pk_tracked *t, const char *top);
void pk_tracked_release(struct pk_tracked *t);
/* Path relative to the top; of a folder: whether anything below it is tracked. */
bool pk_is_tracked(struct pk_tracked *t, struct str path, bool is_dir);

#endif
