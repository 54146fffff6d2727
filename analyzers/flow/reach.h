/*
 * reach: whether a value may get from one line of Python to another, told by names alone: what is bound on a line that holds the value
 * holds it too, wherever that line stands; so do the parameters of functions that such a line names, and functions that return it.
 * It errs on the side of yes: what walk.h follows reaches its end.
 */
#ifndef FLOW_REACH_H
#define FLOW_REACH_H

#include "source/lex/logical_lines.h"

enum reach_answer { REACH_NO, REACH_YES, REACH_UNKNOWN };

/*
 * `from`, `to` and `way` are by line; the way is added to. After REACH_YES all that is tainted stands on its lines: a walk over these,
 * with what they depend on (source/sieve/slice.h), is as good as one over all.
 */
enum reach_answer reach_by_names(struct pk_unit *u, const struct pk_logical_lines *lines, const bool *from, const bool *to, bool *way);

#endif
