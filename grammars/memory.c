#include "grammars/memory.h"

#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tree_sitter/api.h>

enum {
	BLOCK_BYTES = 1 << 20,
	KEEP_BYTES = 32 << 20, /* a larger pool is given back to the system */
	ALIGN = 16,
};

struct block {
	struct block *next;
	size_t size;
	_Alignas(16) char data[];
};

/* In front of every allocation: its size, for realloc. */
struct header {
	size_t size;
	size_t unused; /* keeps what follows aligned */
};

struct memory_pool {
	struct block *first, *current;
	char *at, *end;
	char *last; /* the newest allocation: it can grow in place */
	size_t used, total;
};

/* tree-sitter's hooks take no context, so the pool has to be found by thread. NULL: malloc. */
static _Thread_local struct memory_pool *pool;

static _Noreturn void out_of_memory(void)
{
	(void)fputs("picket: out of memory\n", stderr);
	exit(2);
}

static void use_block(struct block *b)
{
	pool->current = b;
	pool->at = b->data;
	pool->end = b->data + b->size;
}

static void add_block(size_t need)
{
	struct block *b = pool->current ? pool->current->next : pool->first;

	while (b && b->size < need)
		b = b->next;
	if (!b) {
		size_t size = need > BLOCK_BYTES ? need : BLOCK_BYTES;

		b = malloc(sizeof(*b) + size);
		if (!b)
			out_of_memory();
		b->size = size;
		b->next = NULL;
		pool->total += size;
		if (pool->current) {
			b->next = pool->current->next;
			pool->current->next = b;
		} else {
			b->next = pool->first;
			pool->first = b;
		}
	}
	use_block(b);
}

static void *pool_malloc(size_t n)
{
	size_t need = sizeof(struct header) + ((n + ALIGN - 1) & ~(size_t)(ALIGN - 1));
	struct header *h;

	if (need < n)
		out_of_memory();
	if ((size_t)(pool->end - pool->at) < need)
		add_block(need);
	h = (struct header *)(void *)pool->at;
	pool->at += need;
	pool->used += need;
	h->size = n;
	pool->last = (char *)(h + 1);
	return h + 1;
}

static void *hook_malloc(size_t n)
{
	void *p = pool ? pool_malloc(n) : malloc(n ? n : 1);

	if (!p)
		out_of_memory();
	return p;
}

static void *hook_calloc(size_t count, size_t size)
{
	size_t n;

	if (__builtin_mul_overflow(count, size, &n))
		out_of_memory();
	return memset(hook_malloc(n), 0, n);
}

static void *pool_realloc(void *old, size_t n)
{
	struct header *h = old ? (struct header *)old - 1 : NULL;
	size_t have = h ? (h->size + ALIGN - 1) & ~(size_t)(ALIGN - 1) : 0;
	void *p;

	if (h && n <= have) {
		h->size = n > h->size ? n : h->size;
		return old;
	}
	if (old == pool->last && old && (size_t)(pool->end - (char *)old) >= n + ALIGN) {
		pool->at = (char *)old + ((n + ALIGN - 1) & ~(size_t)(ALIGN - 1));
		pool->used += n - have;
		h->size = n;
		return old;
	}
	p = pool_malloc(n);
	if (old)
		memcpy(p, old, h->size);
	return p;
}

static void *hook_realloc(void *old, size_t n)
{
	void *p = pool ? pool_realloc(old, n) : realloc(old, n ? n : 1);

	if (!p)
		out_of_memory();
	return p;
}

static void hook_free(void *p)
{
	if (!pool)
		free(p);
}

static void set_hooks(void)
{
	ts_set_allocator(hook_malloc, hook_calloc, hook_realloc, hook_free);
}

struct memory_pool *memory_pool_new(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct memory_pool *p = calloc(1, sizeof(*p));

	if (!p)
		out_of_memory();
	(void)pthread_once(&once, set_hooks);
	return p;
}

void memory_pool_free(struct memory_pool *p)
{
	while (p && p->first) {
		struct block *b = p->first;

		p->first = b->next;
		free(b);
	}
	free(p);
}

void memory_begin(struct memory_pool *p)
{
	pool = p;
	p->used = 0;
	p->last = NULL;
	p->current = NULL;
	p->at = p->end = NULL;
	if (p->first)
		use_block(p->first);
}

void memory_end(void)
{
	while (pool->total > KEEP_BYTES && pool->first) {
		struct block *b = pool->first;

		pool->first = b->next;
		pool->total -= b->size;
		free(b);
	}
	pool = NULL;
}

size_t memory_used(const struct memory_pool *p)
{
	return p->used;
}
