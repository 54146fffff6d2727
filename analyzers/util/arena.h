/*
 * arena: memory with one lifetime. Allocations are never freed one by one; a reset gives all of it back
 * for reuse. Out of memory dies (err.h), so results are never NULL. One arena belongs to one thread at a time.
 */
#ifndef UTIL_ARENA_H
#define UTIL_ARENA_H

#include "str.h"

struct arena_block;

struct arena {
	struct arena_block *blocks; /* the one in use first */
	char *at, *end;             /* free part of the block in use */
	size_t used;                /* bytes handed out since the last reset */
	size_t keep;                /* a reset keeps at most this many bytes for reuse */
};

/* keep: how much memory a reset may hold on to. */
void arena_init(struct arena *a, size_t keep);
void arena_release(struct arena *a);
/* Everything allocated so far becomes invalid. */
void arena_reset(struct arena *a);

/* n bytes, aligned to 16, not cleared. */
void *arena_alloc(struct arena *a, size_t n);
/* count * size bytes, cleared; an overflowing product dies. */
void *arena_zalloc(struct arena *a, size_t count, size_t size);
/* Grows the block `old` of `old_n` bytes to n bytes, in place when it was the last one or is large. */
void *arena_grow(struct arena *a, void *old, size_t old_n, size_t n);
/* A copy of s with a NUL behind it. */
char *arena_strdup(struct arena *a, struct str s);
struct str arena_str(struct arena *a, struct str s);
/* printf into the arena. */
struct str arena_printf(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#define arena_new(a, type) ((type *)arena_zalloc((a), 1, sizeof(type)))

#endif
