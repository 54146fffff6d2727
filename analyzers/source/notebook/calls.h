/*
 * calls: what IPython makes of its own syntax, and nbconvert writes into scripts: get_ipython().system('ls') for `!ls`. Only calls whose
 * arguments are plain strings are read.
 */
#ifndef SOURCE_CALLS_H
#define SOURCE_CALLS_H

#include "source/unit/builder.h"

enum pk_call_kind {
	PK_CALL_SHELL, /* a command */
	PK_CALL_LINE,  /* a magic's name and what it is given; or both in one string */
	PK_CALL_CELL,  /* a cell magic's name, what it is given, and the lines below it */
	PK_CALL_CODE,  /* code */
};

enum { PK_CALL_ARGS = 3 };

struct pk_ipython_call {
	enum pk_call_kind kind;
	struct span span;               /* from the first letter to the closing bracket */
	struct span args[PK_CALL_ARGS]; /* strings, with prefix and quotes */
	uint32_t n;
};

/* The call that begins at `at` with `get_ipython`; false when it is none of these. */
bool pk_ipython_call(struct str text, uint32_t at, struct pk_ipython_call *out);
/* Adds what a string says, escapes undone. It stands in into->raw. */
void pk_ipython_append(struct pk_builder *into, struct span string);
/* The inside of a string, as it is written. */
struct span pk_ipython_inside(struct str text, struct span string);

#endif
