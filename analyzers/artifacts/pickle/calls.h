/*
 * calls: the opcodes that import, call and change things, and what is thought of each.
 */
#ifndef CALLS_H
#define CALLS_H

#include "machine.h"

enum pk_into { INTO_APPEND, INTO_ITEMS, INTO_SET };

/* Judges putting something into `target`; breaks the machine when no loader could. */
bool pk_may_put_into(struct pk_machine *m, val_t target, enum pk_into how);

/* What the machine knows about a name beyond the verdict. */
enum pk_role {
	ROLE_NONE = 1,
	ROLE_ENCODE,        /* _codecs.encode: data only into latin1 */
	ROLE_LOADS,         /* unpickles its first argument */
	ROLE_GETATTR,       /* of a class and a name: as good as a name with a dot */
	ROLE_PARTIAL,       /* calls its first argument some day */
	ROLE_TENSOR,        /* torch tensor over a storage: (storage, offset, size, stride, ...) */
	ROLE_ARRAY,         /* a value that holds raw numbers: nothing is ever put into it by key */
	ROLE_DTYPE,         /* numpy.dtype(name, ...) */
	ROLE_RECONSTRUCTOR, /* copyreg: (class, base, state) */
	ROLE_NEWOBJ,        /* copyreg: (class, ...) */
	ROLE_NEWOBJ_EX,     /* copyreg: (class, arguments, keywords) */
	ROLE_RECONSTRUCT,   /* numpy: (class, shape, type) */
	ROLE_CREATE_ARRAY,  /* dill: (function, arguments, state, dict) */
	ROLE_SCALAR,        /* numpy: (type, bytes) */
	ROLE_MASKED,        /* numpy.ma: (class, class of data, shape, type) */
	ROLE_REBUILD,       /* torch: (function, class, arguments, state) */
	ROLE_UFUNC,         /* numpy: imports (module, name) */
	ROLE_GENERATOR,     /* numpy: calls its second argument */
	ROLE_SHARED,        /* gives an object that the whole program shares */
	ROLE_JOBLIB,        /* joblib's wrapper: raw array bytes follow in the stream */
	ROLE_JOBLIB_FILE,   /* joblib's old wrapper: a file beside this one is read */
};
enum pk_role pk_role_of(struct pk_machine *m, val_t callee);

/* Whether a numpy dtype that was made is of this kind: 'O', 'U'. */
bool pk_is_type(struct pk_machine *m, val_t dtype, char kind);
/* Whether a use is none of its own: a getattr of which only the attributes count that it went to. */
bool pk_use_is_walk(const struct pk_machine *m, const struct pk_use *use);
/* Notes that an imported thing comes onto the stack again. */
void pk_pushed_again(struct pk_machine *m, val_t v);

/* In joblib.c: after the wrapper's state was set, moves m->next behind the array's bytes. */
bool pk_joblib_array(struct pk_machine *m, val_t state);
/* The dict item under a text key, as far as it is remembered; VAL_ABSENT otherwise. */
val_t pk_dict_item(const struct pk_machine *m, val_t dict, const char *key);

#endif
