#include "prepared.h"

void pk_prepared_symbols(const struct pk_prepared *p, struct intern *symbols)
{
	map_reserve(&symbols->map, p->n_symbols);
	for (uint32_t i = 0; i < p->n_symbols; i++)
		if (intern(symbols, str_from(p->symbols[i])) != i + 1)
			die_bug("the symbols of the built-in rules are not in order");
}

void pk_prepared_keys(const struct pk_prepared *p, const struct pk_rules *rules)
{
	uint32_t from = 0;

	if (rules->list.n != p->n_rules)
		die_bug("the built-in rules are not those that were prepared");
	for (uint32_t i = 0; i < p->n_rules; from = p->keys_end[i++])
		rules->list.v[i]->keys = (struct pk_keys){ p->keys + from, p->keys_end[i] - from };
}

const struct pk_tree *pk_prepared_tree(const struct pk_prepared *p, struct str pattern)
{
	uint64_t hash = str_hash(pattern);
	uint32_t low = 0, high = p->n_trees;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (p->trees[mid].hash < hash)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < p->n_trees && p->trees[low].hash == hash; low++)
		if (str_eq(p->trees[low].pattern, pattern))
			return &p->trees[low].tree;
	return NULL;
}
