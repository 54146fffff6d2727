/* path: names of files as text, with '/' between their parts. Nothing here asks the file system. */
#ifndef UTIL_PATH_H
#define UTIL_PATH_H

#include "arena.h"

/* "a/b" of "a/b/c.py", "/" of "/c.py", "" of "c.py" */
struct str path_folder(struct str path);
/* `rest` as seen from `folder` (an absolute one as it is), without "." and, where a part stands before it, without "..". */
struct str path_join(struct arena *a, struct str folder, struct str rest);
/* The path as seen from the folder, both joined already and both absolute: path_join(a, folder, that) is the path again. */
struct str path_from(struct arena *a, struct str folder, struct str path);
/* Whether the path is the folder or lies in it; everything relative lies in "". */
bool path_is_within(struct str path, struct str folder);
/* By its name: Python, or a notebook. */
bool path_is_code(struct str path);

#endif
