#include "literals.h"

#include "util/limits.h"
#include "util/vec.h"

enum { TABLE_BITS = 16, HEAD_BITS = 12, STEP = 8 };

struct pk_literals {
	const struct pk_literal *list;
	uint8_t maybe[1 << TABLE_BITS]; /* 1 where some literal's three bytes hash to */
	uint32_t head[1 << HEAD_BITS];  /* the first literal whose hash begins so + 1 */
	uint32_t *next;                 /* by literal: the next one of the same head + 1 */
	uint8_t *rarest;                /* by literal: offset of the three bytes in it */
};

static const uint64_t fold8 = 0x2020202020202020u;

static inline uint32_t hash(uint64_t three)
{
	return (uint32_t)(three << 8) * 0x9e3779b1u >> (32 - TABLE_BITS);
}

/* Its place in the small table, which is asked once something may be there. */
static inline uint32_t head_of(uint32_t hash)
{
	return hash >> (TABLE_BITS - HEAD_BITS);
}

static inline uint64_t load(const char *p)
{
	uint64_t v;

	memcpy(&v, p, sizeof(v));
	return v | fold8;
}

/* Roughly how often a byte stands in source text and prose. */
static uint32_t frequency(char c)
{
	static const char by_rarity[] = "zqxjkvbywgpfmucdlhrsnioate";
	const char *letter;

	c |= 0x20;
	if (c >= 'a' && c <= 'z' && (letter = memchr(by_rarity, c, 26)))
		return 4 + (uint32_t)(letter - by_rarity);
	if (c >= '0' && c <= '9')
		return 10;
	return c == ' ' || c == '/' ? 30 : 14;
}

static uint8_t rarest_of(struct str text)
{
	uint32_t best = UINT32_MAX;
	uint8_t at = 0;

	for (size_t i = 0; i + 3 <= text.n && i < UINT8_MAX; i++) {
		uint32_t score = frequency(text.p[i]) * frequency(text.p[i + 1]) * frequency(text.p[i + 2]);

		if (score < best) {
			best = score;
			at = (uint8_t)i;
		}
	}
	return at;
}

static uint32_t place_of(const struct pk_literal *literal, uint8_t rarest)
{
	char bytes[8] = { 0 };

	memcpy(bytes, literal->text.p + rarest, 3);
	return hash(load(bytes));
}

struct pk_literals *pk_literals_new(struct arena *a, const struct pk_literal *list, uint32_t n)
{
	struct pk_literals *set = arena_new(a, struct pk_literals);

	set->list = list;
	set->next = arena_zalloc(a, n + 1, sizeof(*set->next));
	set->rarest = arena_zalloc(a, n + 1, 1);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t place;

		set->rarest[i] = rarest_of(list[i].text);
		place = place_of(&list[i], set->rarest[i]);
		set->next[i] = set->head[head_of(place)];
		set->head[head_of(place)] = i + 1;
		set->maybe[place] = 1;
	}
	return set;
}

static bool stands_at(const struct pk_literal *l, struct str text, size_t at)
{
	struct str there;

	if (l->text.n > text.n - at || ((l->text.p[0] ^ text.p[at]) | 0x20) != 0x20)
		return false;
	there = str_slice(text, at, at + l->text.n);
	return l->fold ? str_eq_fold(l->text, there) : memcmp(l->text.p, there.p, there.n) == 0;
}

static void look_at(const struct pk_literals *set, struct str text, size_t at, struct arena *a, struct pk_literal_hits *out)
{
	for (uint32_t i = set->head[head_of(hash(load(text.p + at)))]; i; i = set->next[i - 1]) {
		uint8_t before = set->rarest[i - 1];

		if (before > at || !stands_at(&set->list[i - 1], text, at - before))
			continue;
		if (out->n == PK_MAX_SECRET_HITS)
			out->cut = true;
		else
			vec_push(a, out, (struct pk_literal_hit){ (uint32_t)(at - before), i - 1 });
	}
}

void pk_literals_find(const struct pk_literals *set, struct str text, struct arena *a, struct pk_literal_hits *out)
{
	const uint8_t *maybe = set->maybe;

	*out = (struct pk_literal_hits){ 0 };
	for (size_t i = 0; i < text.n; i += STEP) {
		uint64_t x = load(text.p + i), y = load(text.p + i + 4);

		if (!(maybe[hash(x)] | maybe[hash(x >> 8)] | maybe[hash(x >> 16)] | maybe[hash(x >> 24)] | maybe[hash(y)] |
		      maybe[hash(y >> 8)] | maybe[hash(y >> 16)] | maybe[hash(y >> 24)]))
			continue;
		for (size_t k = i; k < i + STEP && k < text.n; k++)
			if (maybe[hash(load(text.p + k))])
				look_at(set, text, k, a, out);
	}
}
