/*
 * ops: what opcodes do that is more than a push; opcodes.def says which. False when the pickle breaks there (m->why says how).
 */
#ifndef OPS_H
#define OPS_H

#include "calls.h"

/* ---- values ---- */

/* Little-endian two's complement. */
bool pk_op_long(struct pk_machine *m, const struct pk_arg *a);
bool pk_op_int_line(struct pk_machine *m, const struct pk_arg *a);
bool pk_op_float_line(struct pk_machine *m, const struct pk_arg *a);
bool pk_op_string_line(struct pk_machine *m, const struct pk_arg *a);
/* Text or bytes, which may hold a pickle. */
bool pk_op_text(struct pk_machine *m, const struct pk_arg *a, enum pk_tag tag);

/* ---- stack and memo ---- */

/* With nothing above the topmost mark it is the mark that goes. */
bool pk_op_pop(struct pk_machine *m);
bool pk_op_pop_mark(struct pk_machine *m);
bool pk_op_dup(struct pk_machine *m);
bool pk_op_stop(struct pk_machine *m);
bool pk_op_put(struct pk_machine *m, uint64_t key);
bool pk_op_get(struct pk_machine *m, uint64_t key);
bool pk_op_put_line(struct pk_machine *m, const struct pk_arg *a);
bool pk_op_get_line(struct pk_machine *m, const struct pk_arg *a);

/* ---- containers ---- */

/* Of the topmost n values; of all above the mark. */
bool pk_op_tuple(struct pk_machine *m, uint32_t n);
bool pk_op_marked_tuple(struct pk_machine *m);
/* A list, set or dict: without items; of all above the mark. */
bool pk_op_empty(struct pk_machine *m, enum pk_tag tag);
bool pk_op_collection(struct pk_machine *m, enum pk_tag tag);
/* Puts the topmost n values, or all above the mark, into what lies below them. */
bool pk_op_put_top(struct pk_machine *m, uint32_t n, enum pk_into how);
bool pk_op_put_marked(struct pk_machine *m, enum pk_into how);

/* ---- importing, calling, changing: calls.c ---- */

bool pk_op_global(struct pk_machine *m, const struct pk_arg *a);
bool pk_op_stack_global(struct pk_machine *m);
bool pk_op_ext(struct pk_machine *m, uint64_t code);
bool pk_op_reduce(struct pk_machine *m);
bool pk_op_newobj(struct pk_machine *m);
bool pk_op_newobj_ex(struct pk_machine *m);
bool pk_op_inst(struct pk_machine *m, const struct pk_arg *a);
bool pk_op_obj(struct pk_machine *m);
bool pk_op_build(struct pk_machine *m);
/* VAL_ABSENT when the machine broke on the way to the id. */
bool pk_op_persid(struct pk_machine *m, val_t id);

#endif
