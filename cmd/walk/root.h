/* root: paths as the walk begins with them: what a root is called, which repository it lies in, how names are shown. */
#ifndef WALK_ROOT_H
#define WALK_ROOT_H

#include "util/arena.h"
#include "util/buf.h"

/* "./src//x/" -> "src/x", "." -> "", and what lies below the current folder without its path. */
void pk_root_clean(struct buf *out, const char *root);
/* The folder at or above `dir`, an absolute path, that holds .git: the length of its path, or 0 when there is none. */
size_t pk_root_repository(const char *dir);
/* What a file or folder is called in its repository; without one its path as it is, but never an absolute one. `path` is clean and
 * NUL-terminated. `real` (PATH_MAX bytes) gets the folder, or that of the file, "" when it cannot be told; returns the length
 * of the repository's path in it, 0 without one. */
size_t pk_root_home(struct buf *home, struct str path, bool is_dir, char *real);
/* The bytes as UTF-8: each byte that is not becomes U+FFFD. */
struct str pk_root_shown(struct arena *a, struct str path);
/* Cuts a path that was built up back to n bytes, also when it had become too long. */
void pk_root_cut(struct buf *path, size_t n);

#endif
