/*
 * reach: whether a value may get from one line of Python to another, told by names alone: what is bound on a line that holds the value
 * holds it too, wherever that line stands; so do the parameters of functions that such a line names, and functions that return it.
 * It errs on the side of yes: what walk.h follows reaches its end.
 */
#ifndef FLOW_REACH_H
#define FLOW_REACH_H

#include "source/statements.h"

/* `from` and `to` are by line. */
bool reach_by_names(struct pk_unit *u, const struct pk_lines_of *lines, const bool *from, const bool *to);

#endif
