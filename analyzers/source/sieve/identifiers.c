#include "source/sieve/identifiers.h"

#include "source/lex/lexical.h"
#include <stdlib.h>

#include "util/bytes16.h"
#include "util/err.h"
#include "util/vec.h"

enum { STEM_BITS = 16, BLOCK = 64 };

/* A word can only be a rule's when a rule's word has the same first bytes and the same length, modulo a hash. */
struct pk_identset {
	uint8_t maybe[1 << STEM_BITS];
	sym_t dynamic[3]; /* names that make names of strings */
};

/* Of a word in padded text. */
static inline uint32_t stem(const char *p, size_t n)
{
	uint32_t first;

	memcpy(&first, p, sizeof(first));
	if (n < sizeof(first))
		first &= (1u << 8 * n) - 1;
	return (first ^ (uint32_t)n << 27) * 0x9e3779b1u >> (32 - STEM_BITS);
}

static uint32_t stem_of(struct str word)
{
	char padded[4] = { 0 };

	memcpy(padded, word.p, word.n < sizeof(padded) ? word.n : sizeof(padded));
	return stem(padded, word.n);
}

static struct pk_identset *identset_new(const struct intern *base)
{
	static const char *const dynamic[] = { "getattr", "import_module", "__import__" };
	struct pk_identset *set = calloc(1, sizeof(*set));

	if (!set)
		die_oom(sizeof(*set));
	for (size_t i = 0; i < sizeof(dynamic) / sizeof(*dynamic); i++)
		set->dynamic[i] = intern_find(base, str_from(dynamic[i]));
	for (sym_t sym = 1; base && sym < base->first + base->entries.n; sym++)
		set->maybe[stem_of(intern_text(base, sym))] = 1;
	return set;
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

struct pass {
	struct pk_unit *unit;
	const struct pk_identset *set;
	const char *text, *end;
	uint8_t *present;
	struct {
		struct pk_ident *v;
		uint32_t n, cap;
	} hits;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* f(word= or , word= : with a tuple's last target it shares its looks. */
static bool is_label(const struct pass *f, const char *start, const char *end)
{
	while (*end == ' ')
		end++;
	if (end[0] != '=' || end[1] == '=')
		return false;
	while (start > f->text && is_blank(start[-1]))
		start--;
	return start > f->text && (start[-1] == '(' || start[-1] == ',');
}

static void add_word(struct pass *f, const char *start, size_t n, unsigned where)
{
	sym_t sym = intern_find(f->unit->scratch->base, (struct str){ start, n });

	if (!sym)
		return;
	if (where == PK_IDENT_CODE && f->unit->kind == PK_PYTHON && is_label(f, start, start + n))
		where = PK_IDENT_LABEL;
	else if (where == PK_IDENT_CODE && is_bare((struct str){ f->text, (size_t)(start - f->text) }))
		where |= PK_IDENT_BARE;
	f->present[sym] |= where;
	vec_push(&f->unit->scratch->arena, &f->hits, (struct pk_ident){ (uint32_t)(start - f->text), sym, (uint8_t)where });
}

/* Of BLOCK bytes, one bit each: those of words, and quotes and hashes. */
struct block {
	uint64_t words, stops;
};

static inline struct block look_at(const char *p)
{
	struct block b = { 0 };

	for (int i = 0; i < BLOCK; i += BYTES16) {
		bytes16 v = bytes16_load(p + i), letter = v | 0x20;
		bytes16 words = ((letter > 0x60) & (letter < 0x7b)) | ((v > 0x2f) & (v < 0x3a)) | (v == '_') | v; /* v: from 0x80 on */

		b.words |= bytes16_bits(words) << i;
		b.stops |= bytes16_bits((v == '"') | (v == '\'') | (v == '#')) << i;
	}
	return b;
}

static inline void take_word(struct pass *f, const char *start, const char *end, unsigned where)
{
	if (f->set->maybe[stem(start, (size_t)(end - start))])
		add_word(f, start, (size_t)(end - start), where);
}

/* Those of the block's words that begin before `limit`; returns where to go on: a word may reach further than the block. */
static inline const char *take_block(struct pass *f, const char *p, uint64_t words, unsigned limit, unsigned where)
{
	while (words) {
		unsigned start = (unsigned)__builtin_ctzll(words);
		uint64_t behind = ~(words >> start);
		unsigned end = behind ? start + (unsigned)__builtin_ctzll(behind) : BLOCK;

		if (start >= limit)
			break;
		if (end >= BLOCK) {
			const char *stop = p + BLOCK;

			while (pk_is_word_byte(*stop))
				stop++;
			take_word(f, p + start, stop, where);
			return stop;
		}
		take_word(f, p + start, p + end, where);
		words &= ~(uint64_t)0 << end;
	}
	return p + limit;
}

/* The words from p to end, where none goes on; of code only up to a quote or a hash. */
static const char *take_words(struct pass *f, const char *p, const char *end, unsigned where)
{
	while (p < end) {
		struct block b = look_at(p);
		unsigned limit = end - p < BLOCK ? (unsigned)(end - p) : BLOCK;
		bool stops = false;

		if (where == PK_IDENT_CODE && b.stops && (unsigned)__builtin_ctzll(b.stops) < limit) {
			limit = (unsigned)__builtin_ctzll(b.stops);
			stops = true;
		}
		p = take_block(f, p, b.words, limit, where);
		if (stops)
			return p;
	}
	return end;
}

/* Whether the letters before the quote make it an f-string. */
static bool is_formatted(const struct pass *f, const char *quote)
{
	const char *p = quote;

	while (p > f->text && quote - p < 3 && pk_is_word_byte(p[-1]))
		p--;
	for (; p < quote; p++)
		if ((*p | 32) == 'f' || (*p | 32) == 't')
			return true;
	return false;
}

/* Whether a string, from its quote on, holds a name, dotted or not. */
static bool is_name(const char *quote, const char *end)
{
	while (quote < end && *quote == end[-1])
		quote++;
	while (quote < end && (pk_is_word_byte(*quote) || *quote == '.'))
		quote++;
	return quote < end && *quote == end[-1];
}

/* The words of a string. */
static void take_string(struct pass *f, const char *quote, const char *end, bool formatted)
{
	unsigned where = formatted ? PK_IDENT_CODE : is_name(quote, end) ? PK_IDENT_TEXT | PK_IDENT_WHOLE : PK_IDENT_TEXT;

	while (quote < end)
		quote = take_words(f, quote + 1, end, where);
}

/* Python's text; false when the strings in it cannot be told from code. */
static bool take_python(struct pass *f)
{
	const char *p = f->text;

	while ((p = take_words(f, p, f->end, PK_IDENT_CODE)) < f->end) {
		const char *start = p;
		bool formatted;

		if (*p == '#') {
			p = memchr(p, '\n', (size_t)(f->end - p));
			p = p ? p : f->end;
			(void)take_words(f, start + 1, p, PK_IDENT_COMMENT);
			continue;
		}
		formatted = is_formatted(f, p);
		p = pk_string_end(p, f->end, formatted);
		if (!p)
			return false;
		take_string(f, start, p, formatted);
	}
	return true;
}

/* All of it as code. */
static void take_all(struct pass *f)
{
	for (const char *p = f->text - 1; p < f->end;)
		p = take_words(f, p + 1, f->end, PK_IDENT_CODE);
}

/* Strings that are names count as code too. */
static void raise_names(struct pass *f)
{
	for (uint32_t i = 0; i < f->hits.n; i++) {
		struct pk_ident *hit = &f->hits.v[i];

		if (hit->where & PK_IDENT_WHOLE)
			hit->where |= PK_IDENT_CODE | PK_IDENT_BARE;
		f->present[hit->sym] |= hit->where;
	}
}

/* True when the file asks for names by their text. */
static bool find_words(struct pass *f, size_t n_symbols)
{
	bool python = f->unit->kind == PK_PYTHON, dynamic = false;

	if (!python || !take_python(f)) {
		memset(f->present, 0, n_symbols);
		f->hits.n = 0;
		take_all(f);
	}
	for (size_t i = 0; i < sizeof(f->set->dynamic) / sizeof(*f->set->dynamic); i++)
		dynamic |= f->set->dynamic[i] && f->present[f->set->dynamic[i]];
	if (dynamic)
		raise_names(f);
	return dynamic;
}

static const uint32_t *count(struct arena *a, const struct pk_idents *w)
{
	uint32_t *counts = arena_zalloc(a, w->n_symbols, sizeof(*counts));

	for (uint32_t i = 0; i < w->n; i++)
		counts[w->hits[i].sym]++;
	return counts;
}

const struct pk_idents *pk_unit_idents(struct pk_unit *u)
{
	const struct intern *base = u->scratch->base;
	struct pk_idents *w;
	struct pass f = { .unit = u, .text = u->text.p, .end = u->text.p + u->text.n };

	if (u->idents)
		return u->idents;
	if (!u->scratch->identset) {
		u->scratch->identset = identset_new(base);
		pk_scratch_keep(u->scratch, u->scratch->identset, free);
	}
	w = arena_new(&u->scratch->arena, struct pk_idents);
	w->n_symbols = base ? base->first + base->entries.n : 1;
	f.set = u->scratch->identset;
	f.present = arena_zalloc(&u->scratch->arena, w->n_symbols, 1);
	w->dynamic = find_words(&f, w->n_symbols);
	w->present = f.present;
	w->hits = f.hits.v;
	w->n = f.hits.n;
	w->counts = w->n ? count(&u->scratch->arena, w) : NULL;
	u->idents = w;
	return w;
}
