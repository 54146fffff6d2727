/* pairs: a set of pairs of numbers, by a hash of 32 bits: that two pairs have one in common must cost time only. In an arena. */
#ifndef UTIL_PAIRS_H
#define UTIL_PAIRS_H

#include "util/arena.h"

struct pk_pairs {
	uint32_t *v;     /* hashes; 0 for none */
	uint32_t n, cap; /* cap is 0 or a power of two */
};

static inline uint32_t pk_pair(uint32_t a, uint32_t b)
{
	uint32_t pair = (a ^ b * 0x85ebca6bu) * 0x9e3779b1u;

	return pair ? pair : 1;
}

static inline uint32_t *pk_pairs_slot(const struct pk_pairs *set, uint32_t pair)
{
	uint32_t i = pair >> 8 & (set->cap - 1);

	while (set->v[i] && set->v[i] != pair)
		i = (i + 1) & (set->cap - 1);
	return &set->v[i];
}

static inline bool pk_pairs_has(const struct pk_pairs *set, uint32_t pair)
{
	return set->n && *pk_pairs_slot(set, pair);
}

/* True when it is new. */
bool pk_pairs_add(struct arena *a, struct pk_pairs *set, uint32_t pair);

#endif
