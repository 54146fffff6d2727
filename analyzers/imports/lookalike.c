#include "lookalike.h"

enum {
	COST_NEVER = 10000,
	MAX_PARTS = 8,
	SHORT = 4,        /* one letter away from a name of this length there are words */
	LONG = 10,        /* names from here on are recognised behind two edits */
	SWAP = 60,        /* what a swap of two letters costs at most */
	POPULAR = 1000,   /* ranks up to here count in full */
	KNOWN = 5000,     /* up to here four fifths */
	TWO_EDITS = 3000, /* only these are recognised behind two edits */
	SCORE_LIKE = 140,
	SCORE_LIKE_POPULAR = 160,
	SCORE_LIKE_ML = 190,    /* what machine-learning code uses is meant more often than other names */
	SCORE_LIKE_TWICE = 120, /* after two edits */
	SCORE_MAYBE = 200,
	FIRST = 150, /* a wrong first letter makes another name of most */
	FIRST_ML = 40,
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

/* On a QWERTY keyboard: what lies round the key. */
static bool is_near(char a, char b)
{
	/* clang-format off */
	static const char letters[26][8] = {
		"qswz", "ghnv", "dfvx", "cefrsx", "34drsw", "cdgrtv", "bfhtvy", "bgjnuy", "89jkou", "hikmnu", "ijlmo", "kop", "jkn",
		"bhjm", "09iklp", "-0lo", "12aw", "45deft", "adewxz", "56fgry", "78hijy", "bcfg", "23aeqs", "cdsz", "67ghtu", "asx",
	};
	static const char digits[10][8] = { "-9op", "2q", "13qw", "24ew", "35er", "46rt", "57ty", "68uy", "79iu", "08io" };
	/* clang-format on */

	if (a >= 'a' && a <= 'z')
		return strchr(letters[a - 'a'], b);
	return is_digit(a) && strchr(digits[a - '0'], b);
}

static int cost_change(char a, char b, int first)
{
	int cost = 110;

	if (is_digit(a) && is_digit(b))
		return 200;
	if (in_pair("l1i1lio0e3s5a4b8g9gquvvwmnckzs", a, b))
		cost = 60;
	else if ((is_vowel(a) && is_vowel(b)) || is_near(a, b))
		cost = 70;
	return cost + first;
}

/* s[i] of the target was left out. */
static int cost_omit(struct str s, size_t i, int first)
{
	char c = s.p[i];

	if ((i && s.p[i - 1] == c) || (i + 1 < s.n && s.p[i + 1] == c))
		return 50;
	if (is_digit(c))
		return 200;
	return i == 0 ? 40 + first : i + 1 == s.n ? 90 : 70;
}

/* s[i] of the name is too much. */
static int cost_insert(struct str s, size_t i, int first)
{
	char c = s.p[i], before = i ? s.p[i - 1] : 0, after = i + 1 < s.n ? s.p[i + 1] : 0;

	if (c == before || c == after)
		return 50;
	if (!after)
		return is_digit(c) ? 300 : before && is_near(c, before) ? 70 : 100;
	if (!before)
		return (is_near(c, after) ? 40 : 60) + first;
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

/* Weighted optimal string alignment of a (as written) and b (as meant); a wrong first letter costs `first` more. */
static struct cell distance(struct str a, struct str b, int first)
{
	struct cell rows[3][PK_MAX_PACKAGE_NAME + 1];

	rows[0][0] = (struct cell){ 0, 0 };
	for (size_t j = 1; j <= b.n; j++)
		rows[0][j] = (struct cell){ rows[0][j - 1].cost + cost_omit(b, j - 1, first), (int)j };
	for (size_t i = 1; i <= a.n; i++) {
		struct cell *row = rows[i % 3], *up = rows[(i + 2) % 3], *up2 = rows[(i + 1) % 3];

		row[0] = (struct cell){ up[0].cost + cost_insert(a, i - 1, first), (int)i };
		for (size_t j = 1; j <= b.n; j++) {
			struct cell best = { COST_NEVER, 0 };
			char x = a.p[i - 1], y = b.p[j - 1];

			if (x == y)
				best = up[j - 1];
			else
				better(&best, up[j - 1], cost_change(x, y, j == 1 ? first : 0));
			better(&best, up[j], cost_insert(a, i - 1, first));
			better(&best, row[j - 1], cost_omit(b, j - 1, first));
			if (i > 1 && j > 1 && x == b.p[j - 2] && a.p[i - 2] == y)
				better(&best, up2[j - 2], j == 2 ? 60 : 50);
			row[j] = best;
		}
	}
	return rows[a.n % 3][b.n];
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

/* How two names differ: by what cost and how many edits, in a part of what length. Length 0: in too many or too short parts. */
struct difference {
	struct cell by;
	size_t length;
};

static struct difference whole(struct str a, struct str b, int first)
{
	return (struct difference){ distance(a, b, first), b.n };
}

/* What is the same in front of what differs says little when half of all names begin with it. */
static struct difference without_py(struct str a, struct str b, int first)
{
	if (a.n > 5 && b.n > 5 && str_starts(a, STR("py")) && str_starts(b, STR("py")))
		return whole(str_slice(a, 2, a.n), str_slice(b, 2, b.n), first);
	return whole(a, b, first);
}

static struct difference compare_parts(struct str name, struct str meant, int first)
{
	struct parts a = split(name), b = split(meant);
	size_t differing = 0, which = 0, shortest = SIZE_MAX;

	if (a.n != b.n)
		return without_py(name, meant, first);
	for (size_t i = 0; i < a.n; i++)
		if (!str_eq(a.v[i], b.v[i])) {
			differing++;
			which = i;
			shortest = b.v[i].n < shortest ? b.v[i].n : shortest;
		}
	if (differing == 1 && (a.n == 1 || !is_word(a.v[which])))
		return without_py(a.v[which], b.v[which], first);
	if (differing > 1) {
		struct difference d = whole(name, meant, first);

		/* one edit in two parts: a dash and its neighbour were swapped */
		if (shortest >= 6 || d.by.edits == 1)
			return d;
	}
	return (struct difference){ .length = 0 };
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
	bool is_import;
	bool is_word; /* the name stands in names as a part */
	struct pk_lookalike best;
};

static void offer(struct search *s, const struct pk_package *target, enum pk_likeness likeness, uint32_t score)
{
	if (likeness > s->best.likeness || (likeness && likeness == s->best.likeness && score < s->best.score))
		s->best = (struct pk_lookalike){ likeness, target, score };
}

/* Letters are the same, and dashes stand elsewhere: on the index the two would be one name. */
static bool is_same_joined(struct str a, struct str b)
{
	size_t i = 0, j = 0;

	for (;; i++, j++) {
		i += i < a.n && a.p[i] == '-';
		j += j < b.n && b.p[j] == '-';
		if (i >= a.n || j >= b.n)
			return i >= a.n && j >= b.n;
		if (a.p[i] != b.p[j])
			return false;
	}
}

static enum pk_likeness weigh(const struct search *s, const struct difference *d, uint32_t score, uint32_t rank, bool ml)
{
	uint32_t most = ml ? SCORE_LIKE_ML : rank < POPULAR ? SCORE_LIKE_POPULAR : SCORE_LIKE;

	if (d->by.edits > 1 && most > SCORE_LIKE_TWICE)
		most = SCORE_LIKE_TWICE;
	if (score <= most && !s->is_word)
		return PK_LIKE;
	return score <= SCORE_MAYBE ? PK_MAYBE_LIKE : PK_UNLIKE;
}

static void compare_letters(struct search *s, const struct pk_package *target, uint32_t rank, int most)
{
	bool ml = target->flags & PK_PACKAGE_ML;
	struct difference d = compare_parts(s->name, name_of(target), ml ? FIRST_ML : FIRST);
	uint32_t score;
	bool is_short;

	if (ml && d.length)
		d.length += (target->n - d.length) / 4;
	if (d.length < SHORT || d.by.edits > most || d.by.edits == 0 || (d.length == SHORT && d.by.cost >= SWAP && !ml))
		return;
	is_short = target->n == SHORT && d.by.cost > SWAP;
	score = (uint32_t)d.by.cost * 1000 / (uint32_t)(d.length * (ml || rank < POPULAR ? 100 : rank < KNOWN ? 80 : 62));
	offer(s, target, is_short && score <= SCORE_MAYBE ? PK_MAYBE_LIKE : weigh(s, &d, score, rank, ml), score);
}

static void compare(struct search *s, const struct pk_package *target, int most)
{
	uint32_t rank = target->rank;

	if (s->is_import && target->module_rank && (!rank || target->module_rank < rank))
		rank = target->module_rank;
	if (!rank)
		return;
	if (is_same_joined(s->name, name_of(target)))
		offer(s, target, s->is_import ? PK_UNLIKE : PK_MAYBE_LIKE, 0);
	else if (rank < TWO_EDITS && is_reordered(s->name, target))
		offer(s, target, str_find(s->name, STR("python"), 0) == SIZE_MAX ? PK_LIKE : PK_MAYBE_LIKE, 100);
	else if (is_plural(s->name, name_of(target)))
		offer(s, target, rank < 300 || target->flags & PK_PACKAGE_ML ? PK_LIKE : rank < POPULAR ? PK_MAYBE_LIKE : PK_UNLIKE, 100);
	else
		compare_letters(s, target, rank, most);
}

static int most_edits(const struct pk_package *target, int most)
{
	bool popular = (target->rank && target->rank < TWO_EDITS) || (target->module_rank && target->module_rank < TWO_EDITS);

	return popular ? most : 1;
}

static uint64_t one_less(uint64_t letters)
{
	return letters & (letters - 1);
}

/* Names with these sets of letters may be one or two edits away from each other. Without loops or calls: all targets come by. */
static bool may_differ_by(int edits, uint64_t a, uint64_t b)
{
	uint64_t only_a = one_less(a & ~b), only_b = one_less(b & ~a);

	if (edits > 1) {
		only_a = one_less(only_a);
		only_b = one_less(only_b);
	}
	return !(only_a | only_b);
}

struct pk_lookalike pk_lookalike_of(struct str name, bool is_import)
{
	struct search s = { .name = name, .is_import = is_import, .is_word = is_word(name) };
	uint64_t letters = pk_package_letters(name.p, name.n);
	int most = name.n >= LONG ? 2 : 1;

	if (name.n < 4 || name.n + (size_t)most >= PK_MAX_PACKAGE_NAME)
		return s.best;
	for (uint32_t i = pk_package_lengths[name.n - (size_t)most]; i < pk_package_lengths[name.n + (size_t)most + 1]; i++) {
		const struct pk_package *target = &pk_packages[pk_package_targets[i]];
		int edits;

		if (!may_differ_by(most, letters, pk_package_sets[i]))
			continue;
		edits = most_edits(target, most);
		if (may_differ_by(edits, letters, pk_package_sets[i]))
			compare(&s, target, edits);
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
