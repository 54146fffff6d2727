/*
 * tape: what a packed stream unpacks to, as one run of memory that is filled as far as it is read. What is passed over is given
 * back to the system, so that gigabytes of arrays take none of it; reading it later gives zeros.
 */
#ifndef TAPE_H
#define TAPE_H

#include "unpack.h"

struct pk_tape;

/* NULL when there is no room for the addresses. */
struct pk_tape *pk_tape_open(struct pk_probe *p, enum pk_packing packing, struct str packed);
/* What was unpacked so far; it stays where it is. */
struct str pk_tape_bytes(const struct pk_tape *t);
/* Unpacks up to byte `end`, or somewhat beyond. False when there are not so many, or too many would be kept. */
bool pk_tape_read(struct pk_tape *t, uint64_t end);
/* The same for bytes that nobody will look at. */
bool pk_tape_pass(struct pk_tape *t, uint64_t end);
/* Whether the stream goes on, or may. */
bool pk_tape_is_cut(const struct pk_tape *t);
/* Whether no more can be kept. */
bool pk_tape_is_full(const struct pk_tape *t);
/* How it ended, PK_CUT when it was not read to its end. */
enum pk_unpacked pk_tape_close(struct pk_tape *t);

#endif
