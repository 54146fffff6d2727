/* diff: what changed between two texts, as a unified diff with three lines of context. */
#ifndef FIX_DIFF_H
#define FIX_DIFF_H

#include "util/buf.h"

/* Lines are matched greedily: meant for texts that differ in a few places. */
void pk_diff(struct buf *out, struct str name, struct str old, struct str new);

#endif
