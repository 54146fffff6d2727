/*
 * consts: what an expression is known to be without running it. Literals; + on strings, implicit concatenation,
 * f-strings and % and .format of constants; int + - *; -1; bool operators; a module global assigned exactly once (a for target, an
 * augmented assignment and a `global` elsewhere count as assignments); function-local must-dataflow (different values on two paths
 * are unknown, but two strings are still "some string"; a statement call x.f() forgets x).
 */
#ifndef SOURCE_CONSTS_H
#define SOURCE_CONSTS_H

#include "source/names.h"

enum pk_const_kind {
	PKC_UNKNOWN,
	PKC_NONE,
	PKC_BOOL,   /* i */
	PKC_INT,    /* i */
	PKC_FLOAT,  /* s = as written */
	PKC_STRING, /* s; is_bytes */
	PKC_SOME_STRING, /* some string, value unknown */
};

struct pk_const {
	uint8_t kind; /* enum pk_const_kind */
	bool is_bytes;
	int64_t i;
	struct str s; /* in the file arena or the text */
};

struct pk_consts {
	const struct pk_const **value; /* by node; NULL when not known. Literals are included. */
	uint32_t *def;                 /* by node; for a NAME use: the one expression that defines it here (must-dataflow), 0 none. For symbolic
	                                  propagation and for f(**kw). */
};

/* NULL when there is no tree. */
const struct pk_consts *pk_unit_consts(struct pk_unit *u);
/* The value of an expression node, or NULL. */
const struct pk_const *pk_const_of(struct pk_unit *u, uint32_t node);
/* The DICT (or CALL of dict(...)) node that `**expr` spreads, following one name; 0 when not known or when the dict is changed after. */
uint32_t pk_const_dict(struct pk_unit *u, uint32_t expr);

#endif
