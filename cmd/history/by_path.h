/* by_path: what was found in the contents of a history, told by path. */
#ifndef HISTORY_BY_PATH_H
#define HISTORY_BY_PATH_H

#include "history/history.h"

/* Replaces the scan's findings, which are by content, by those that count: one for each rule, text and path. */
void pk_history_by_path(struct pk_history *h, struct pk_results *results);

#endif
