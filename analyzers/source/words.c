#include "source/words.h"

#include <stdlib.h>

#include "util/err.h"
#include "util/vec.h"

enum { STEM_BITS = 16 };

/* A word can only be a rule's when a rule's word has the same first bytes and the same length, modulo a hash. */
struct pk_wordset {
	uint8_t maybe[1 << STEM_BITS];
	bool is_word[256];
};

static uint32_t stem(struct str word)
{
	uint32_t h = (uint32_t)word.n;

	for (size_t i = 0; i < 4; i++)
		h = h << 8 ^ h >> 21 ^ (i < word.n ? (unsigned char)word.p[i] : 0);
	return h * 0x9e3779b1u >> (32 - STEM_BITS);
}

static struct pk_wordset *wordset_new(const struct intern *base)
{
	struct pk_wordset *set = calloc(1, sizeof(*set));

	if (!set)
		die_oom(sizeof(*set));
	for (int c = 0; c < 256; c++)
		set->is_word[c] = pk_is_word_byte((char)c);
	for (; base; base = base->base)
		for (uint32_t i = 0; i < base->entries.n; i++)
			set->maybe[stem(base->entries.v[i].text)] = 1;
	return set;
}

void pk_wordset_free(struct pk_wordset *set)
{
	free(set);
}

bool pk_next_word(struct str text, size_t *at, struct str *word)
{
	size_t i = *at, start;

	while (i < text.n && !pk_is_word_byte(text.p[i]))
		i++;
	for (start = i; i < text.n && pk_is_word_byte(text.p[i]); i++)
		;
	*at = i;
	*word = str_slice(text, start, i);
	return i > start;
}

/* The text ends where a word begins. */
static bool is_bare(struct str before)
{
	static const char *const modules[] = { "builtins.", "__builtins__.", "__builtin__." };

	if (!before.n || before.p[before.n - 1] != '.')
		return true;
	for (size_t i = 0; i < sizeof(modules) / sizeof(*modules); i++)
		if (str_ends(before, str_from(modules[i])))
			return true;
	return false;
}

static void find_words(struct pk_unit *u, const struct pk_wordset *set, uint8_t *present, struct pk_words *out)
{
	struct {
		struct pk_word *v;
		uint32_t n, cap;
	} hits = { 0 };
	const char *p = u->text.p, *end = p + u->text.n, *start;

	while (p < end) {
		struct str word;
		bool bare;
		sym_t sym;

		while (p < end && !set->is_word[(unsigned char)*p])
			p++;
		for (start = p; p < end && set->is_word[(unsigned char)*p]; p++)
			;
		word = (struct str){ start, (size_t)(p - start) };
		if (!set->maybe[stem(word)])
			continue;
		sym = intern_find(u->scratch->base, word);
		if (!sym)
			continue;
		bare = is_bare(str_slice(u->text, 0, (size_t)(start - u->text.p)));
		present[sym] |= bare ? 3 : 1;
		vec_push(&u->scratch->arena, &hits, (struct pk_word){ (uint32_t)(start - u->text.p), sym, bare });
	}
	out->hits = hits.v;
	out->n = hits.n;
}

const struct pk_words *pk_unit_words(struct pk_unit *u)
{
	const struct intern *base = u->scratch->base;
	struct pk_words *w;
	uint8_t *present;

	if (u->words)
		return u->words;
	if (!u->scratch->wordset)
		u->scratch->wordset = wordset_new(base);
	w = arena_new(&u->scratch->arena, struct pk_words);
	w->n_symbols = base ? base->first + base->entries.n : 1;
	present = arena_zalloc(&u->scratch->arena, w->n_symbols, 1);
	w->present = present;
	find_words(u, u->scratch->wordset, present, w);
	u->words = w;
	return w;
}
