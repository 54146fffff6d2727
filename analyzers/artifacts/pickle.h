/*
 * pickle: what the pickles in a blob would import and call, without loading any. Runs the machine from every place where
 * a loader might begin; what a pickle did before it broke counts, and that it broke is said.
 */
#ifndef PICKLE_H
#define PICKLE_H

#include "machine.h"

/* Whether a first byte and what follows could start a pickle: PROTO, or an opcode that text pickles start with. */
bool pk_pickle_begins(struct str bytes);
/* The pickles of a blob, at most so many, one after the other, also behind garbage; behind garbage at its very start only
 * with `sweep`. False when there is none. */
bool pk_pickle_scan(struct pk_probe *p, const struct pk_blob *b, bool sweep, uint32_t most);
/* Whether the bytes from `at` on, read as the middle of a pickle, import something; then that is counted. */
bool pk_pickle_continues(const struct pk_machine *outer, size_t at);
/* One pickle from m->blob at `at`; true when it ended in STOP, behind which m->next then is. What it found is not
 * counted before pk_pickle_count. */
bool pk_pickle_run(struct pk_machine *m, size_t at);
/* Counts the names it used. */
void pk_pickle_count(struct pk_machine *m);

#endif
