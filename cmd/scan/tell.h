/* tell: what was found in the contents of a history, told by path. */
#ifndef TELL_H
#define TELL_H

#include "history.h"

/* Replaces the scan's findings, which are by content, by those that count: one for each rule, text and path. */
void pk_history_tell(struct pk_history *h, struct pk_scan *scan);

#endif
