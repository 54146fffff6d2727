/*
 * buf: a growing byte buffer on the heap with a stated cap. Reaching the cap sets `cut` and drops the rest;
 * it is for the owner to say so. data always has a NUL behind the content.
 */
#ifndef UTIL_BUF_H
#define UTIL_BUF_H

#include "str.h"

struct buf {
	char *data; /* NULL until the first byte */
	size_t n, cap, max;
	bool cut; /* something was dropped because of max */
};

void buf_init(struct buf *b, size_t max);
void buf_release(struct buf *b);
/* Empties it, keeps the memory. */
void buf_reset(struct buf *b);
void buf_add(struct buf *b, struct str s);
void buf_adds(struct buf *b, const char *z);
void buf_addc(struct buf *b, char c);
void buf_pad(struct buf *b, char c, size_t count);
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Room for n more bytes behind the content, or NULL when the cap forbids it; buf_grew says how many were written. */
char *buf_room(struct buf *b, size_t n);
void buf_grew(struct buf *b, size_t n);

static inline struct str buf_str(const struct buf *b)
{
	return (struct str){ b->data ? b->data : "", b->n };
}

#endif
