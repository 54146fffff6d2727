/*
 * plain: the opcodes that numbers, words and what holds them are written with, in a loop of their own. They do what the
 * functions of ops.h do where nothing is out of the ordinary: no end of the bytes, of a frame or of memory, no name, no
 * value that may be a pickle itself.
 */
#ifndef PLAIN_H
#define PLAIN_H

#include "machine.h"

/* Runs from m->next on up to the first opcode that is not of this kind, but at most so many. */
void pk_plain_run(struct pk_machine *m, uint64_t most);

#endif
