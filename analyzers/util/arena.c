#include "arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "err.h"

enum {
	BLOCK_MIN = 64 * 1024,
	BLOCK_MAX = 8 * 1024 * 1024,
	ALIGN = 16,
};

struct arena_block {
	struct arena_block *next;
	size_t size; /* of data */
	_Alignas(16) char data[];
};

void arena_init(struct arena *a, size_t keep)
{
	*a = (struct arena){ .keep = keep };
}

void arena_release(struct arena *a)
{
	struct arena_block *b = a->blocks;

	while (b) {
		struct arena_block *next = b->next;

		free(b);
		b = next;
	}
	arena_init(a, a->keep);
}

/* Keeps the largest block that fits into `keep` and frees the others. */
void arena_reset(struct arena *a)
{
	struct arena_block *best = NULL, *b = a->blocks;

	while (b) {
		struct arena_block *next = b->next;

		if (b->size <= a->keep && (!best || b->size > best->size)) {
			free(best);
			best = b;
		} else {
			free(b);
		}
		b = next;
	}
	a->blocks = best;
	a->used = 0;
	a->at = best ? best->data : NULL;
	a->end = best ? best->data + best->size : NULL;
	if (best)
		best->next = NULL;
}

/* Much memory at once: in large pages, where the system has them. */
static void expect_use(struct arena_block *b)
{
	uintptr_t page = 4096, from = ((uintptr_t)b + page - 1) & ~(page - 1), end = (uintptr_t)b->data + b->size;

	if (b->size >= BLOCK_MAX)
		(void)madvise((void *)from, end - from, MADV_HUGEPAGE);
}

static void add_block(struct arena *a, size_t need)
{
	size_t size = a->blocks ? a->blocks->size * 2 : BLOCK_MIN;
	struct arena_block *b;

	if (size > BLOCK_MAX)
		size = BLOCK_MAX;
	if (size < need)
		size = need;
	b = malloc(sizeof(*b) + size);
	if (!b)
		die_oom(size);
	b->size = size;
	expect_use(b);
	b->next = a->blocks;
	a->blocks = b;
	a->at = b->data;
	a->end = b->data + size;
}

void *arena_alloc(struct arena *a, size_t n)
{
	size_t need = (n + ALIGN - 1) & ~(size_t)(ALIGN - 1);
	char *p;

	if (need < n)
		die_oom(n);
	if (!a->at || (size_t)(a->end - a->at) < need)
		add_block(a, need);
	p = a->at;
	a->at += need;
	a->used += need;
	return p;
}

void *arena_zalloc(struct arena *a, size_t count, size_t size)
{
	size_t n;

	if (__builtin_mul_overflow(count, size, &n))
		die_oom(SIZE_MAX);
	return memset(arena_alloc(a, n), 0, n);
}

/* What is larger than any block has one of its own: that grows without being copied, where the system can move pages. */
static void *grow_block(struct arena *a, void *old, size_t old_need, size_t need)
{
	struct arena_block **link = &a->blocks, *b;

	while (*link && (*link)->data != old)
		link = &(*link)->next;
	if (!*link)
		return NULL;
	b = realloc(*link, sizeof(*b) + need);
	if (!b)
		die_oom(need);
	b->size = need;
	expect_use(b);
	*link = b;
	if (b == a->blocks)
		a->at = a->end = b->data + need;
	a->used += need - old_need;
	return b->data;
}

void *arena_grow(struct arena *a, void *old, size_t old_n, size_t n)
{
	size_t old_need = (old_n + ALIGN - 1) & ~(size_t)(ALIGN - 1);
	size_t need = (n + ALIGN - 1) & ~(size_t)(ALIGN - 1);
	void *p = NULL;

	if (old && (char *)old + old_need == a->at && need >= old_need && (size_t)(a->end - (char *)old) >= need) {
		a->at = (char *)old + need;
		a->used += need - old_need;
		return old;
	}
	if (old && old_need > BLOCK_MAX && need > old_need)
		p = grow_block(a, old, old_need, need);
	if (p)
		return p;
	p = arena_alloc(a, n);
	if (old)
		memcpy(p, old, old_n < n ? old_n : n);
	return p;
}

char *arena_strdup(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1);

	if (s.n)
		memcpy(p, s.p, s.n);
	p[s.n] = '\0';
	return p;
}

struct str arena_str(struct arena *a, struct str s)
{
	return (struct str){ arena_strdup(a, s), s.n };
}

struct str arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	int n;
	char *p;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		die_bug("arena_printf: bad format");
	p = arena_alloc(a, (size_t)n + 1);
	va_start(ap, fmt);
	(void)vsnprintf(p, (size_t)n + 1, fmt, ap);
	va_end(ap);
	return (struct str){ p, (size_t)n };
}
