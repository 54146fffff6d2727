/*
 * semgrep_names: names resolved as Semgrep does it, for rules that are not ours: imports in textual order, file-wide; only a
 * parameter hides them, a later assignment does not; no aliases through variables or getattr.
 */
#ifndef QUERY_SEMGREP_NAMES_H
#define QUERY_SEMGREP_NAMES_H

#include "source/meaning/names.h"

/* By node, like pk_names.resolved; in the file arena. */
sym_t *pk_semgrep_names(struct pk_unit *u);

#endif
