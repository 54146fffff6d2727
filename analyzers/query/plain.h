/*
 * plain: names resolved as Semgrep does it, for rules that are not ours: imports in textual order, file-wide; only a
 * parameter hides them, a later assignment does not; no aliases through variables or getattr.
 */
#ifndef QUERY_PLAIN_H
#define QUERY_PLAIN_H

#include "source/names.h"

/* By node, like pk_names.resolved; in the file arena. */
sym_t *pk_plain_names(struct pk_unit *u);

#endif
