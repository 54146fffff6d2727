/*
 * The sieve: from a file's words alone, whether a formula can match at all. A match of `torch.load(...)` needs both words in the file.
 * First one key is asked for, a word of each way to match; most files have none.
 */
#include "query/plan.h"

#include "util/vec.h"

static bool has_words(const struct pk_pattern *p, const struct pk_idents *w)
{
	for (uint32_t i = 0; i < p->needs.n; i++)
		if (!pk_idents_has(w, p->needs.v[i], PK_IDENT_CODE))
			return false;
	for (uint32_t i = 0; i < p->bare.n; i++)
		if (!pk_idents_has(w, p->bare.v[i], PK_IDENT_BARE))
			return false;
	for (uint32_t i = 0; i < p->keywords.n; i++)
		if (!pk_idents_has(w, p->keywords.v[i], PK_IDENT_CODE | PK_IDENT_LABEL | PK_IDENT_TEXT))
			return false;
	return true;
}

/* The words that a metavariable's regex needs. */
static bool has_needed(const struct pk_filter *f, struct pk_unit *u)
{
	return !f->needed || pk_literals_any(f->needed, u->text);
}

bool pk_keys_met(const struct pk_keys *keys, struct pk_unit *u)
{
	const struct pk_idents *w = keys->n ? pk_unit_idents(u) : NULL;

	for (uint32_t i = 0; i < keys->n; i++)
		if (pk_idents_has(w, keys->v[i].word, keys->v[i].places))
			return true;
	return keys->n == 0;
}

bool pk_formula_sieve(const struct pk_formula *f, struct pk_unit *u)
{
	if (!pk_keys_met(&f->keys, u))
		return false;
	switch (f->kind) {
	case PKQ_PATTERN:
		return has_words(f->pattern, pk_unit_idents(u)) && (!f->pattern->needed || pk_literals_any(f->pattern->needed, u->text));
	case PKQ_AND:
		for (uint32_t i = 0; i < f->parts.n; i++)
			if (!pk_formula_sieve(f->parts.v[i], u))
				return false;
		for (uint32_t i = 0; i < f->filters.n; i++)
			if (pk_filter_is_code(&f->filters.v[i]) && !pk_formula_sieve(f->filters.v[i].formula, u))
				return false;
		for (uint32_t i = 0; i < f->filters.n; i++)
			if (!has_needed(&f->filters.v[i], u))
				return false;
		return true;
	case PKQ_OR:
		for (uint32_t i = 0; i < f->parts.n; i++)
			if (pk_formula_sieve(f->parts.v[i], u))
				return true;
		return false;
	default:
		return true;
	}
}

/* ---- keys ---- */

enum { MAX_KEYS = 128 };

struct key_list VEC(struct pk_key);

static void prefer_longest(const struct intern *symbols, const struct pk_needs *words, uint8_t places, struct pk_key *best)
{
	for (uint32_t i = 0; i < words->n; i++)
		if (!best->word || intern_text(symbols, words->v[i]).n > intern_text(symbols, best->word).n)
			*best = (struct pk_key){ words->v[i], places };
}

static bool add_keys(struct pk_rules *rules, const struct pk_formula *f, struct key_list *out);

static bool add_pattern_key(struct pk_rules *rules, const struct pk_pattern *p, struct key_list *out)
{
	struct pk_key best = { 0 };

	prefer_longest(rules->symbols, &p->bare, PK_IDENT_BARE, &best);
	prefer_longest(rules->symbols, &p->needs, PK_IDENT_CODE, &best);
	prefer_longest(rules->symbols, &p->keywords, PK_IDENT_CODE | PK_IDENT_LABEL | PK_IDENT_TEXT, &best);
	if (best.word)
		vec_push(rules->arena, out, best);
	return best.word != 0;
}

/* The fewest that one part of a conjunction has. */
static bool add_fewest(struct pk_rules *rules, const struct pk_formula *f, struct key_list *out)
{
	struct key_list best = { 0 };
	const struct pk_key *key;

	for (uint32_t i = 0; i < f->parts.n; i++) {
		struct key_list keys = { 0 };

		if (add_keys(rules, f->parts.v[i], &keys) && (!best.n || keys.n < best.n))
			best = keys;
	}
	for (uint32_t i = 0; i < f->filters.n; i++) {
		struct key_list keys = { 0 };

		if (pk_filter_is_code(&f->filters.v[i]) && add_keys(rules, f->filters.v[i].formula, &keys) && (!best.n || keys.n < best.n))
			best = keys;
	}
	vec_each(key, &best)
		vec_push(rules->arena, out, *key);
	return best.n > 0;
}

/* False when there is a way to match that needs no word. */
static bool add_keys(struct pk_rules *rules, const struct pk_formula *f, struct key_list *out)
{
	switch (f->kind) {
	case PKQ_PATTERN:
		return add_pattern_key(rules, f->pattern, out);
	case PKQ_AND:
		return add_fewest(rules, f, out);
	case PKQ_OR:
		for (uint32_t i = 0; i < f->parts.n; i++)
			if (!add_keys(rules, f->parts.v[i], out) || out->n > MAX_KEYS)
				return false;
		return f->parts.n > 0;
	default:
		return false;
	}
}

void pk_formula_set_keys(struct pk_rules *rules, struct pk_formula *f)
{
	struct key_list keys = { 0 };

	if (add_keys(rules, f, &keys))
		f->keys = (struct pk_keys){ keys.v, keys.n };
}

struct pk_keys pk_formula_keys(const struct pk_formula *f)
{
	return f->keys;
}

struct pk_keys pk_keys_join(struct arena *a, struct pk_keys x, struct pk_keys y)
{
	struct pk_key *v;

	if (!x.n || !y.n || x.n + y.n > MAX_KEYS)
		return (struct pk_keys){ 0 };
	v = arena_alloc(a, (x.n + y.n) * sizeof(*v));
	memcpy(v, x.v, x.n * sizeof(*v));
	memcpy(v + x.n, y.v, y.n * sizeof(*v));
	return (struct pk_keys){ v, x.n + y.n };
}
