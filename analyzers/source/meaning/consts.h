/*
 * consts: what an expression is known to be without running it. Literals; + on strings, "s" * n, implicit
 * concatenation, f-strings, % and .format of constants; int + - *; signs; and, or, not, if-else; a variable
 * assigned exactly once (for targets, augmented assignments and a `global` elsewhere count as assignments), also seen from the
 * functions inside its scope; and a must-dataflow per function and over the module (different values on two paths are
 * unknown, but two strings are still "some string"). Literals cannot be changed in place, so that a call x.f() or a
 * store x[i] = y forgets only the defining expression of x, not its constant value.
 */
#ifndef SOURCE_CONSTS_H
#define SOURCE_CONSTS_H

#include "source/meaning/names.h"

enum pk_const_kind {
	PKC_UNKNOWN,
	PKC_NONE,
	PKC_BOOL,        /* i */
	PKC_INT,         /* i */
	PKC_FLOAT,       /* s = as written, with a sign */
	PKC_STRING,      /* s; is_bytes */
	PKC_SOME_STRING, /* some string, value unknown */
};

struct pk_const {
	uint8_t kind; /* enum pk_const_kind */
	bool is_bytes;
	bool is_loose; /* through % or .format, an f-string of what is no string, or the elements of a list: rules that are not ours do not see it */
	union {
		int64_t i;
		struct str s; /* in the file arena; NUL-terminated */
	};
};

struct pk_consts {
	const uint32_t *value; /* by node: index into table, 0 when not known. Literals are included. */
	const struct pk_const *table;
	const uint32_t *def; /* by node: for a NAME use, the one expression that defines it here (must-dataflow), 0 none. For symbolic
	                        propagation and for f(**kw). Following it again and again comes to an end. */
};

/* NULL when there is no tree. */
const struct pk_consts *pk_unit_consts(struct pk_unit *u);
/* The value of an expression node, or NULL. */
const struct pk_const *pk_const_of(struct pk_unit *u, uint32_t node);
/* The DICT (or CALL of dict(...)) node that `**expr` spreads, following one name; 0 when not known or when the dict is changed after. */
uint32_t pk_const_dict(struct pk_unit *u, uint32_t expr);

#endif
