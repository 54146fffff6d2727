#include "precompiled.h"

void pk_precompiled_keys(const struct pk_precompiled *p, const struct pk_rules *rules)
{
	uint32_t from = 0;

	if (rules->list.n != p->n_rules)
		die_bug("the built-in rules are not those that were prepared");
	for (uint32_t i = 0; i < p->n_rules; from = p->keys_end[i++])
		rules->list.v[i]->keys = (struct pk_keys){ p->keys + from, p->keys_end[i] - from };
}

static struct str bytes(const struct pk_precompiled *p, struct pk_precompiled_run run)
{
	return (struct str){ p->bytes + run.at, run.n };
}

static const struct pk_tree *take_out(const struct pk_precompiled *p, const struct pk_precompiled_tree *found, struct arena *a,
				      struct intern *symbols)
{
	struct pk_tree *tree = arena_new(a, struct pk_tree);

	*tree = (struct pk_tree){ .nodes = p->nodes + found->nodes.at,
				  .n = found->nodes.n,
				  .texts = arena_alloc(a, found->texts.n * sizeof(*tree->texts)),
				  .n_texts = found->texts.n,
				  .outers = p->outers + found->outers.at,
				  .n_outers = found->outers.n,
				  .source = bytes(p, found->source),
				  .symbols = symbols };
	for (uint32_t i = 0; i < found->texts.n; i++)
		tree->texts[i] = bytes(p, p->texts[found->texts.at + i]);
	return tree;
}

const struct pk_tree *pk_precompiled_tree(const struct pk_precompiled *p, struct str pattern, struct arena *a, struct intern *symbols)
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
		if (str_eq(bytes(p, p->trees[low].pattern), pattern))
			return take_out(p, &p->trees[low], a, symbols);
	return NULL;
}
