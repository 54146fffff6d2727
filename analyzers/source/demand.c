#include "source/demand.h"

#include "source/slice.h"
#include "source/words.h"
#include "util/vec.h"

void pk_demand_begin(struct pk_unit *u)
{
	u->demand.asked = true;
}

void pk_demand_all(struct pk_unit *u)
{
	u->demand.all = true;
}

void pk_demand_word(struct pk_unit *u, sym_t sym, enum pk_wanted how)
{
	const struct pk_words *w = pk_unit_words(u);

	if (!u->demand.words)
		u->demand.words = arena_zalloc(&u->scratch->arena, w->n_symbols, 1);
	if (sym < w->n_symbols)
		u->demand.words[sym] |= how;
}

void pk_demand_place(struct pk_unit *u, uint32_t at)
{
	struct pk_demand_places *places = &u->demand.places;
	uint32_t i = places->n;

	vec_push(&u->scratch->arena, places, at);
	for (; i && places->v[i - 1] > at; i--) /* they come nearly in order */
		places->v[i] = places->v[i - 1];
	places->v[i] = at;
}

bool pk_demand_wants(const struct pk_unit *u, const struct pk_word *hit)
{
	unsigned how = hit->where & PK_WORD_WHOLE ? PK_WANTED_WHOLE : 0;

	if (!u->demand.words || !u->demand.words[hit->sym])
		return false;
	how |= hit->where & (PK_WORD_LABEL | PK_WORD_CODE) ? PK_WANTED_LABEL : 0;
	how |= hit->where & PK_WORD_CODE ? PK_WANTED_NAME : 0;
	how |= hit->where & PK_WORD_BARE ? PK_WANTED_BARE : 0;
	return u->demand.words[hit->sym] & how;
}

struct span *pk_demand_ranges(struct pk_unit *u, uint32_t *n)
{
	*n = 0;
	return u->demand.all || !u->demand.asked ? NULL : pk_slice(u, n);
}
