#include "lookalike.h"

enum {
	COST_NEVER = 10000,
	MAX_PARTS = 8,
	POPULAR = 1000,   /* ranks up to here count in full */
	KNOWN = 5000,     /* up to here four fifths */
	TWO_EDITS = 3000, /* only these are recognised behind two edits */
	SCORE_LIKE = 140,
	SCORE_LIKE_POPULAR = 180,
	SCORE_MAYBE = 200,
};

static bool in_pair(const char *pairs, char a, char b)
{
	for (; *pairs; pairs += 2)
		if ((pairs[0] == a && pairs[1] == b) || (pairs[0] == b && pairs[1] == a))
			return true;
	return false;
}

static bool is_vowel(char c)
{
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* On a QWERTY keyboard: in one row, or in two rows that touch. */
static bool is_near(char a, char b)
{
	static const char *const rows[] = { "1234567890-", "qwertyuiop", "asdfghjkl", "zxcvbnm" };
	int ra = -1, rb = -1, ca = 0, cb = 0;

	for (int r = 0; r < 4; r++) {
		const char *x = strchr(rows[r], a), *y = strchr(rows[r], b);

		if (x)
			ra = r, ca = (int)(x - rows[r]);
		if (y)
			rb = r, cb = (int)(y - rows[r]);
	}
	if (ra < 0 || rb < 0)
		return false;
	if (ra == rb)
		return ca - cb == 1 || cb - ca == 1;
	return ra - rb == 1 ? ca == cb || ca + 1 == cb : rb - ra == 1 ? ca == cb || cb + 1 == ca : false;
}

static int cost_change(char a, char b, bool first)
{
	int cost = 110;

	if (is_digit(a) && is_digit(b))
		return 200;
	if (in_pair("l1i1lio0e3s5a4b8g9gquvvwmnckzs", a, b))
		cost = 60;
	else if ((is_vowel(a) && is_vowel(b)) || is_near(a, b))
		cost = 70;
	return first ? cost + 50 : cost;
}

/* s[i] of the target was left out. */
static int cost_omit(struct str s, size_t i)
{
	char c = s.p[i];

	if ((i && s.p[i - 1] == c) || (i + 1 < s.n && s.p[i + 1] == c))
		return 50;
	return is_digit(c) ? 150 : i == 0 || i + 1 == s.n ? 90 : 70;
}

/* s[i] of the name is too much. */
static int cost_insert(struct str s, size_t i)
{
	char c = s.p[i], before = i ? s.p[i - 1] : 0, after = i + 1 < s.n ? s.p[i + 1] : 0;

	if (c == before || c == after)
		return 50;
	if (!after)
		return is_digit(c) ? 150 : before && is_near(c, before) ? 70 : 100;
	if (!before)
		return is_near(c, after) ? 90 : 110;
	return is_near(c, before) || is_near(c, after) ? 70 : 90;
}

struct cell {
	int cost, edits;
};

static void better(struct cell *best, struct cell from, int cost)
{
	if (from.cost + cost < best->cost)
		*best = (struct cell){ from.cost + cost, from.edits + 1 };
}

/* Weighted optimal string alignment of a (as written) and b (as meant); COST_NEVER when it takes more than `most` edits. */
static int distance(struct str a, struct str b, int most)
{
	struct cell rows[3][PK_MAX_PACKAGE_NAME + 1];

	rows[0][0] = (struct cell){ 0, 0 };
	for (size_t j = 1; j <= b.n; j++)
		rows[0][j] = (struct cell){ rows[0][j - 1].cost + cost_omit(b, j - 1), (int)j };
	for (size_t i = 1; i <= a.n; i++) {
		struct cell *row = rows[i % 3], *up = rows[(i + 2) % 3], *up2 = rows[(i + 1) % 3];

		row[0] = (struct cell){ up[0].cost + cost_insert(a, i - 1), (int)i };
		for (size_t j = 1; j <= b.n; j++) {
			struct cell best = { COST_NEVER, 0 };
			char x = a.p[i - 1], y = b.p[j - 1];

			if (x == y)
				best = up[j - 1];
			else
				better(&best, up[j - 1], cost_change(x, y, j == 1));
			better(&best, up[j], cost_insert(a, i - 1));
			better(&best, row[j - 1], cost_omit(b, j - 1));
			if (i > 1 && j > 1 && x == b.p[j - 2] && a.p[i - 2] == y)
				better(&best, up2[j - 2], j == 2 ? 60 : 50);
			row[j] = best;
		}
	}
	return rows[a.n % 3][b.n].edits > most ? COST_NEVER : rows[a.n % 3][b.n].cost;
}

/* ---- names in parts ---- */

struct parts {
	struct str v[MAX_PARTS];
	size_t n;
};

static struct parts split(struct str name)
{
	struct parts out = { .n = 0 };
	struct str part;

	while (out.n < MAX_PARTS - 1 && str_cut(&name, '-', &part))
		out.v[out.n++] = part;
	if (name.p)
		out.v[out.n++] = name;
	return out;
}

static bool is_word(struct str part)
{
	const struct pk_package *p = pk_package_find(part.p, part.n);

	return p && p->flags & PK_PACKAGE_WORD;
}

static struct str name_of(const struct pk_package *p)
{
	return (struct str){ pk_package_text + p->at, p->n };
}

/* The cost of the part that differs, and its length; COST_NEVER when several short ones do. */
static int cost_of(struct str name, const struct pk_package *target, int most, size_t *length)
{
	struct str meant = name_of(target);
	struct parts a = split(name), b = split(meant);
	size_t differing = 0, which = 0, shortest = SIZE_MAX;
	int dashes = (int)a.n - (int)b.n;

	*length = meant.n;
	if (dashes)
		return distance(name, meant, most);
	for (size_t i = 0; i < a.n; i++)
		if (!str_eq(a.v[i], b.v[i])) {
			differing++;
			which = i;
			shortest = b.v[i].n < shortest ? b.v[i].n : shortest;
		}
	if (differing != 1)
		return shortest >= 6 ? distance(name, meant, most) : COST_NEVER;
	if (a.n > 1 && is_word(a.v[which]))
		return COST_NEVER;
	*length = b.v[which].n;
	return distance(a.v[which], b.v[which], most);
}

static bool is_reordered(struct str name, const struct pk_package *target)
{
	struct parts a = split(name), b = split(name_of(target));

	if (a.n != b.n || a.n < 2)
		return false;
	for (size_t i = 0; i < a.n; i++) {
		size_t k = 0;

		while (k < b.n && !str_eq(a.v[i], b.v[k]))
			k++;
		if (k == b.n)
			return false;
		b.v[k].n = 0;
	}
	return true;
}

/* Singular and plural are taken for each other. */
static bool is_plural(struct str a, struct str b)
{
	return b.n >= 6 &&
	       ((a.n == b.n + 1 && a.p[b.n] == 's' && str_starts(a, b)) || (b.n == a.n + 1 && b.p[a.n] == 's' && str_starts(b, a)));
}

/* ---- the search ---- */

struct search {
	struct str name;
	uint64_t letters;
	bool is_import;
	struct pk_lookalike best;
};

static void offer(struct search *s, const struct pk_package *target, enum pk_likeness likeness, uint32_t score)
{
	if (likeness > s->best.likeness || (likeness && likeness == s->best.likeness && score < s->best.score))
		s->best = (struct pk_lookalike){ likeness, target, score };
}

static void compare(struct search *s, const struct pk_package *target, int most)
{
	uint32_t rank = target->rank;
	size_t length;
	uint32_t score;
	int cost;

	if (s->is_import && target->module_rank && (!rank || target->module_rank < rank))
		rank = target->module_rank;
	if (!rank)
		return;
	if (rank < TWO_EDITS && is_reordered(s->name, target)) {
		offer(s, target, PK_LIKE, 100);
		return;
	}
	if (is_plural(s->name, name_of(target))) {
		offer(s, target, rank < 300 ? PK_LIKE : rank < POPULAR ? PK_MAYBE_LIKE : PK_UNLIKE, 100);
		return;
	}
	cost = cost_of(s->name, target, rank < TWO_EDITS ? most : 1, &length);
	if (cost >= COST_NEVER || cost == 0 || length < 4 || (length == 4 && cost > 50))
		return;
	score = (uint32_t)cost * 1000 / (uint32_t)(length * (rank < POPULAR ? 100 : rank < KNOWN ? 80 : 62));
	if (score <= SCORE_LIKE || (rank < POPULAR && score <= SCORE_LIKE_POPULAR))
		offer(s, target, PK_LIKE, score);
	else if (score <= SCORE_MAYBE)
		offer(s, target, PK_MAYBE_LIKE, score);
}

struct pk_lookalike pk_lookalike_of(struct str name, bool is_import)
{
	struct search s = { .name = name, .letters = pk_package_letters(name.p, name.n), .is_import = is_import };
	int most = name.n >= 8 ? 2 : 1;

	if (name.n < 4 || name.n + (size_t)most >= PK_MAX_PACKAGE_NAME)
		return s.best;
	for (uint32_t i = pk_package_lengths[name.n - (size_t)most]; i < pk_package_lengths[name.n + (size_t)most + 1]; i++) {
		const struct pk_package *target = &pk_packages[pk_package_targets[i]];
		uint64_t ours = s.letters & ~target->letters, theirs = target->letters & ~s.letters;

		if (__builtin_popcountll(ours) <= most && __builtin_popcountll(theirs) <= most)
			compare(&s, target, most);
	}
	return s.best;
}

/* ---- letters of other scripts ---- */

static const struct {
	char as[5];
	char ascii;
} twins[] = {
	{ "а", 'a' }, { "е", 'e' }, { "о", 'o' }, { "р", 'p' }, { "с", 'c' }, { "у", 'y' }, { "х", 'x' }, { "і", 'i' }, { "ј", 'j' },
	{ "ѕ", 's' }, { "ԁ", 'd' }, { "һ", 'h' }, { "ԛ", 'q' }, { "ԝ", 'w' }, { "ӏ", 'l' }, { "ո", 'n' }, { "ս", 'u' }, { "ο", 'o' },
	{ "α", 'a' }, { "ρ", 'p' }, { "ν", 'v' }, { "κ", 'k' }, { "τ", 't' }, { "υ", 'u' }, { "ι", 'i' }, { "ε", 'e' }, { "χ", 'x' },
	{ "γ", 'y' }, { "η", 'n' }, { "ω", 'w' }, { "к", 'k' }, { "т", 't' }, { "м", 'm' }, { "п", 'n' }, { "г", 'r' }, { "в", 'b' },
	{ "ı", 'i' }, { "ɡ", 'g' }, { "ɑ", 'a' }, { "ø", 'o' }, { "é", 'e' }, { "è", 'e' }, { "á", 'a' }, { "í", 'i' }, { "ó", 'o' },
	{ "ú", 'u' }, { "ñ", 'n' }, { "ç", 'c' }, { "ü", 'u' }, { "ö", 'o' }, { "ä", 'a' }, { "ï", 'i' },
};

/* Full-width letters are U+FF41 to U+FF5A: ef bd 81 to ef bd 9a. */
static size_t twin_at(struct str name, size_t at, char *out)
{
	struct str rest = str_slice(name, at, name.n);
	unsigned char c = rest.n > 2 ? (unsigned char)rest.p[2] : 0;

	if (c >= 0x81 && c <= 0x9a && str_starts(rest, STR("\xef\xbd"))) {
		*out = (char)('a' + c - 0x81);
		return 3;
	}
	for (size_t i = 0; i < sizeof(twins) / sizeof(*twins); i++)
		if (str_starts(rest, str_from(twins[i].as))) {
			*out = twins[i].ascii;
			return strlen(twins[i].as);
		}
	return 0;
}

bool pk_lookalike_ascii(struct str name, char out[PK_MAX_PACKAGE_NAME + 1])
{
	size_t n = 0;

	for (size_t i = 0; i < name.n && n < PK_MAX_PACKAGE_NAME; n++) {
		size_t step = 1;

		out[n] = name.p[i];
		if (name.p[i] & 0x80)
			step = twin_at(name, i, &out[n]);
		if (!step)
			return false;
		i += step;
	}
	out[n] = 0;
	return true;
}
