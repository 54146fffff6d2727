#include "source/text/literals.h"

#include "util/limits.h"
#include "util/vec.h"

enum { STEP = 8, MIN_BITS = 10, MAX_BITS = 16, HEADS = 16 /* places of the table that share a head */ };

struct pk_literals {
	const struct pk_literal *list;
	unsigned shift;  /* of a hash, down to a place in the table */
	uint8_t *maybe;  /* by place: 1 where some literal's three bytes hash to */
	uint32_t *head;  /* by place / HEADS: the first such literal + 1 */
	uint32_t *next;  /* by literal: the next one of the same head + 1 */
	uint8_t *rarest; /* by literal: offset of the three bytes in it */
};

static const uint64_t fold8 = 0x2020202020202020u;

static inline uint32_t hash(uint64_t three, unsigned shift)
{
	return (uint32_t)(three << 8) * 0x9e3779b1u >> shift;
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

static uint32_t place_of(const struct pk_literals *set, uint32_t literal)
{
	char bytes[8] = { 0 };

	memcpy(bytes, set->list[literal].text.p + set->rarest[literal], 3);
	return hash(load(bytes), set->shift);
}

/* So large a table that few of its places are taken. */
static unsigned bits_for(uint32_t n)
{
	unsigned bits = MIN_BITS;

	while (bits < MAX_BITS && 1u << bits < n * 128)
		bits++;
	return bits;
}

struct pk_literals *pk_literals_new(struct arena *a, const struct pk_literal *list, uint32_t n)
{
	struct pk_literals *set = arena_new(a, struct pk_literals);
	unsigned bits = bits_for(n);

	set->list = list;
	set->shift = 32 - bits;
	set->maybe = arena_zalloc(a, (size_t)1 << bits, sizeof(*set->maybe));
	set->head = arena_zalloc(a, ((size_t)1 << bits) / HEADS, sizeof(*set->head));
	set->next = arena_zalloc(a, n + 1, sizeof(*set->next));
	set->rarest = arena_zalloc(a, n + 1, 1);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t place, *head;

		set->rarest[i] = rarest_of(list[i].text);
		place = place_of(set, i);
		head = &set->head[place / HEADS];
		set->next[i] = *head;
		*head = i + 1;
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

/* The next of the literals whose three bytes stand at a place, behind the i-th (0: the first); 0 when there are no more. */
static inline uint32_t next_at(const struct pk_literals *set, struct str text, size_t at, uint32_t i)
{
	i = i ? set->next[i - 1] : set->head[hash(load(text.p + at), set->shift) / HEADS];
	while (i && (set->rarest[i - 1] > at || !stands_at(&set->list[i - 1], text, at - set->rarest[i - 1])))
		i = set->next[i - 1];
	return i;
}

/* The next place, from this one on, where one may stand; text.n behind the last. */
static inline size_t next_place(const struct pk_literals *set, struct str text, size_t at)
{
	const uint8_t *maybe = set->maybe;
	unsigned s = set->shift;

	for (; at < text.n; at += STEP) {
		uint64_t x = load(text.p + at), y = load(text.p + at + 4);

		if (!(maybe[hash(x, s)] | maybe[hash(x >> 8, s)] | maybe[hash(x >> 16, s)] | maybe[hash(x >> 24, s)] | maybe[hash(y, s)] |
		      maybe[hash(y >> 8, s)] | maybe[hash(y >> 16, s)] | maybe[hash(y >> 24, s)]))
			continue;
		while (!maybe[hash(load(text.p + at), s)])
			at++;
		return at < text.n ? at : text.n;
	}
	return text.n;
}

void pk_literals_find(const struct pk_literals *set, struct str text, struct arena *a, struct pk_literal_hits *out)
{
	*out = (struct pk_literal_hits){ 0 };
	for (size_t at = next_place(set, text, 0); at < text.n; at = next_place(set, text, at + 1)) {
		for (uint32_t i = next_at(set, text, at, 0); i; i = next_at(set, text, at, i)) {
			if (out->n == PK_MAX_LITERAL_HITS)
				out->cut = true;
			else
				vec_push(a, out, (struct pk_literal_hit){ (uint32_t)(at - set->rarest[i - 1]), i - 1 });
		}
	}
}

bool pk_literals_any(const struct pk_literals *set, struct str text)
{
	for (size_t at = next_place(set, text, 0); at < text.n; at = next_place(set, text, at + 1))
		if (next_at(set, text, at, 0))
			return true;
	return false;
}
