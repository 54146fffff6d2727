/*
 * glob: one gitignore pattern, compiled. `*` and `?` stay within a name, `[a-z]`, `[!a]` and `[[:alpha:]]` are sets, `\`
 * takes the next character as it is, and between slashes `**` stands for any number of folders. Matching runs all
 * alternatives side by side, so its time is bounded by pattern times path, never exponential.
 */
#ifndef WALK_GLOB_H
#define WALK_GLOB_H

#include "util/arena.h"

struct pk_glob;

/* Never NULL; a pattern that is malformed or over the cap of limits.h matches nothing. */
const struct pk_glob *pk_glob_new(struct arena *a, struct str pattern);
bool pk_glob_match(const struct pk_glob *g, struct str path);

#endif
