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

	if (!pk_words_count(w, sym))
		return;
	if (!u->demand.words)
		u->demand.words = arena_zalloc(&u->scratch->arena, w->n_symbols, 1);
	u->demand.words[sym] |= how;
}

void pk_demand_part(struct pk_unit *u, sym_t sym, struct str first)
{
	const struct pk_demand_owner *owner;

	if (!pk_words_count(pk_unit_words(u), sym))
		return;
	pk_demand_word(u, sym, PK_WANTED_PART);
	vec_each(owner, &u->demand.owners)
		if (owner->word == sym && str_eq(owner->first, first))
			return;
	vec_push(&u->scratch->arena, &u->demand.owners, (struct pk_demand_owner){ sym, first });
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

/* Neither x.y nor x[i] nor x(). */
static bool is_whole(const struct pk_unit *u, const struct pk_word *hit)
{
	const char *behind = u->text.p + hit->at + intern_text(u->scratch->base, hit->sym).n;

	while (*behind == ' ' || *behind == '\t')
		behind++;
	return *behind != '.' && *behind != '[' && *behind != '(';
}

unsigned pk_demand_wants(const struct pk_unit *u, const struct pk_word *hit)
{
	unsigned how = hit->where & PK_WORD_WHOLE ? PK_WANTED_WHOLE : 0;

	if (!u->demand.words || !u->demand.words[hit->sym])
		return 0;
	how |= hit->where & (PK_WORD_LABEL | PK_WORD_CODE | PK_WORD_WHOLE) ? PK_WANTED_LABEL : 0;
	how |= hit->where & PK_WORD_CODE ? PK_WANTED_NAME | PK_WANTED_PART : 0;
	how |= hit->where & PK_WORD_BARE ? PK_WANTED_BARE | (is_whole(u, hit) ? PK_WANTED_BOUND : 0) : 0;
	return u->demand.words[hit->sym] & how;
}

struct span *pk_demand_ranges(struct pk_unit *u, uint32_t *n)
{
	*n = 0;
	return u->demand.all || !u->demand.asked ? NULL : pk_slice(u, n);
}
