#include "source/sieve/criterion.h"

#include "source/sieve/slice.h"
#include "source/sieve/identifiers.h"
#include "util/vec.h"

void pk_criterion_begin(struct pk_unit *u)
{
	u->criterion.asked = true;
}

void pk_criterion_all(struct pk_unit *u)
{
	u->criterion.all = true;
}

void pk_criterion_word(struct pk_unit *u, sym_t sym, enum pk_role how)
{
	const struct pk_idents *w = pk_unit_idents(u);

	if (!pk_idents_count(w, sym))
		return;
	if (!u->criterion.words)
		u->criterion.words = arena_zalloc(&u->scratch->arena, w->n_symbols, 1);
	u->criterion.words[sym] |= how;
}

void pk_criterion_part(struct pk_unit *u, sym_t sym, struct str first)
{
	const struct pk_criterion_owner *owner;

	if (!pk_idents_count(pk_unit_idents(u), sym))
		return;
	pk_criterion_word(u, sym, PK_ROLE_PART);
	vec_each(owner, &u->criterion.owners)
		if (owner->word == sym && str_eq(owner->first, first))
			return;
	vec_push(&u->scratch->arena, &u->criterion.owners, (struct pk_criterion_owner){ sym, first });
}

void pk_criterion_place(struct pk_unit *u, uint32_t at)
{
	struct pk_criterion_places *places = &u->criterion.places;
	uint32_t i = places->n;

	vec_push(&u->scratch->arena, places, at);
	for (; i && places->v[i - 1] > at; i--) /* they come nearly in order */
		places->v[i] = places->v[i - 1];
	places->v[i] = at;
}

/* Neither x.y nor x[i] nor x(). */
static bool is_whole(const struct pk_unit *u, const struct pk_ident *hit)
{
	const char *behind = u->text.p + hit->at + intern_text(u->scratch->base, hit->sym).n;

	while (*behind == ' ' || *behind == '\t')
		behind++;
	return *behind != '.' && *behind != '[' && *behind != '(';
}

unsigned pk_criterion_wants(const struct pk_unit *u, const struct pk_ident *hit)
{
	unsigned how = hit->where & PK_IDENT_WHOLE ? PK_ROLE_WHOLE : 0;

	if (!u->criterion.words || !u->criterion.words[hit->sym])
		return 0;
	how |= hit->where & (PK_IDENT_LABEL | PK_IDENT_CODE | PK_IDENT_WHOLE) ? PK_ROLE_LABEL : 0;
	how |= hit->where & PK_IDENT_CODE ? PK_ROLE_NAME | PK_ROLE_PART : 0;
	how |= hit->where & PK_IDENT_BARE ? PK_ROLE_BARE | (is_whole(u, hit) ? PK_ROLE_BOUND : 0) : 0;
	return u->criterion.words[hit->sym] & how;
}

struct span *pk_criterion_ranges(struct pk_unit *u, uint32_t *n)
{
	*n = 0;
	return u->criterion.all || !u->criterion.asked ? NULL : pk_slice(u, n);
}
