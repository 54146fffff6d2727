#include "util/pairs.h"

static void grow(struct arena *a, struct pk_pairs *set)
{
	struct pk_pairs old = *set;

	set->cap = old.cap ? old.cap * 2 : 64;
	set->v = arena_zalloc(a, set->cap, sizeof(*set->v));
	for (uint32_t i = 0; i < old.cap; i++)
		if (old.v[i])
			*pk_pairs_slot(set, old.v[i]) = old.v[i];
}

bool pk_pairs_add(struct arena *a, struct pk_pairs *set, uint32_t pair)
{
	uint32_t *slot;

	if (set->n * 2 >= set->cap)
		grow(a, set);
	slot = pk_pairs_slot(set, pair);
	if (*slot)
		return false;
	*slot = pair;
	set->n++;
	return true;
}
