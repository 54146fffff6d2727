/*
 * memory: where tree-sitter allocates while one text is parsed: a pool that is given back whole. Outside of begin..end it uses malloc.
 */
#ifndef GRAMMARS_MEMORY_H
#define GRAMMARS_MEMORY_H

#include <stddef.h>

struct memory_pool; /* one per thread that parses; owned by who made it */

/* The first one tells tree-sitter where to allocate; make it before any parser. */
struct memory_pool *memory_pool_new(void);
void memory_pool_free(struct memory_pool *pool);
/* From here on this thread's tree-sitter allocations come from the pool. */
void memory_begin(struct memory_pool *pool);
/* Everything allocated since begin becomes invalid; a part of it is kept for the next time. */
void memory_end(void);
/* Bytes handed out since begin. */
size_t memory_used(const struct memory_pool *pool);

#endif
