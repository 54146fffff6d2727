/*
 * protobuf: the fields of a message, one after the other, without knowing its schema. Nothing is copied; a field that does
 * not fit ends the walk.
 */
#ifndef PROTOBUF_H
#define PROTOBUF_H

#include "util/str.h"

struct pk_pb {
	struct str rest; /* not read yet */
	bool bad;        /* the walk ended where no field is */
};

struct pk_pb_field {
	uint32_t number;
	bool is_bytes; /* text, bytes or a message; else a number */
	struct str bytes;
	uint64_t value;
};

static inline struct pk_pb pk_pb_begin(struct str message)
{
	return (struct pk_pb){ .rest = message };
}

/* False at the end, and where it is broken. */
bool pk_pb_next(struct pk_pb *m, struct pk_pb_field *out);
/* Whether this may be the beginning of a message: it breaks off in the middle of a field, and nowhere before. */
bool pk_pb_is_cut(struct str head);
/* The first bytes field with this number; STR_NONE when there is none. */
struct str pk_pb_bytes(struct str message, uint32_t number);

#endif
