/*
 * ops: one function an opcode, named in opcodes.def. False when the pickle breaks there (m->why says how).
 */
#ifndef OPS_H
#define OPS_H

#include "machine.h"

#define OP(byte, name, argument, proto, run) bool pk_op_##run(struct pk_machine *m, const struct pk_arg *a);
#include "opcodes.def" /* some functions are declared for several opcodes */
#undef OP

#endif
