/*
 * ignore: which paths the user does not want read. Patterns are those of gitignore(5): comments, `!` takes back, a
 * trailing `/` means folders only, a `/` elsewhere ties the pattern to its folder, `**` spans folders, `\` escapes,
 * later lines win over earlier ones and deeper files over shallower ones.
 *
 * Lists form a chain from a folder up to the top; each list is immutable once its folder is being walked. Matching takes
 * time proportional to path times pattern, whatever the pattern.
 */
#ifndef WALK_IGNORE_H
#define WALK_IGNORE_H

#include "util/arena.h"

struct pk_ignore_pattern;

struct pk_ignore {
	const struct pk_ignore *up; /* of the folder above; NULL at the top */
	size_t base;                /* length of this folder's path in the paths asked for, with its '/' */
	struct pk_ignore_patterns {
		struct pk_ignore_pattern *v;
		uint32_t n, cap;
	} patterns;
};

enum pk_ignored { PK_UNDECIDED, PK_IGNORED, PK_REFUSED, PK_TAKEN_BACK };

/* An empty list for the folder whose path is the first `base` bytes of the paths below it. */
struct pk_ignore *pk_ignore_new(struct arena *a, const struct pk_ignore *up, size_t base);
/* Adds the lines of one ignore file behind those already there. */
void pk_ignore_add(struct arena *a, struct pk_ignore *list, struct str text);
/* The same for lines that speak of tracked files too: what they ignore is PK_REFUSED. */
void pk_ignore_add_firm(struct arena *a, struct pk_ignore *list, struct str text);
/* What the last line that fits says; path is relative to the top, without '/' at either end. Does not look at the
 * folders above path: the walk never enters an ignored one. */
enum pk_ignored pk_ignore_match(const struct pk_ignore *list, struct str path, bool is_dir);
/* Whether the file or a folder above it is ignored; path is relative to the top. */
bool pk_ignore_covers(const struct pk_ignore *list, struct str path);
/* The path as it is called below `base`, a folder's path ("" for the top); a path that does not lie there stays as it is. */
struct str pk_ignore_below(struct str base, struct str path);

#endif
