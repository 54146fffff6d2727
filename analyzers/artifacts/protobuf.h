/*
 * protobuf: the fields of a message, one after the other, without knowing its schema. Nothing is copied; a field that does
 * not fit ends the walk.
 */
#ifndef PROTOBUF_H
#define PROTOBUF_H

#include "util/str.h"

struct pb {
	struct str rest; /* not read yet */
	bool bad;        /* the walk ended where no field is */
};

struct pb_field {
	uint32_t number;
	bool is_bytes; /* text, bytes or a message; else a number */
	struct str bytes;
	uint64_t value;
};

static inline struct pb pb_begin(struct str message)
{
	return (struct pb){ .rest = message };
}

/* False at the end, and where it is broken. */
bool pb_next(struct pb *m, struct pb_field *out);
/* The first bytes field with this number; STR_NONE when there is none. */
struct str pb_bytes(struct str message, uint32_t number);

#endif
