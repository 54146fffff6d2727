/* root: paths as the walk begins with them: what a root is called, which repository it lies in, how names are shown. */
#ifndef ROOT_H
#define ROOT_H

#include "util/arena.h"
#include "util/buf.h"

/* "./src//x/" -> "src/x", "." -> "", and what lies below the current folder without its path. */
void pk_root_clean(struct buf *out, const char *root);
/* The folder at or above `dir`, an absolute path, that holds .git: the length of its path, or 0 when there is none. */
size_t pk_root_repository(const char *dir);
/* The bytes as UTF-8: each byte that is not becomes U+FFFD. */
struct str pk_root_shown(struct arena *a, struct str path);
/* Cuts a path that was built up back to n bytes, also when it had become too long. */
void pk_root_cut(struct buf *path, size_t n);

#endif
