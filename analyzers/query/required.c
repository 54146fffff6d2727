#include "query/required.h"

#include "source/lex/lexical.h"
#include "util/vec.h"

enum {
	MIN_WORD = PK_LITERAL_MIN, /* shorter ones stand nearly everywhere */
	MAX_DEPTH = 16,
};

/* Words of which one is needed; none when n is 0. */
struct set {
	struct str *v;
	uint32_t n, cap;
};

struct reader {
	struct arena *a;
	struct str s;
	size_t at;
	int depth;
	bool lost; /* something that is not understood */
};

static size_t shortest(const struct set *set)
{
	size_t n = set->n ? SIZE_MAX : 0;

	for (uint32_t i = 0; i < set->n; i++)
		n = set->v[i].n < n ? set->v[i].n : n;
	return n;
}

/* Of what is all needed, that which tells most. */
static void prefer(struct set *best, const struct set *other)
{
	if (shortest(other) >= MIN_WORD && shortest(other) > shortest(best))
		*best = *other;
}

static char peek(const struct reader *r)
{
	return r->at < r->s.n ? r->s.p[r->at] : '\0';
}

/* Behind a quantifier; true when it allows nothing at all. */
static bool skip_quantifier(struct reader *r, bool *any)
{
	char c = peek(r);
	bool none = c == '?' || c == '*' || (c == '{' && r->at + 1 < r->s.n && (r->s.p[r->at + 1] == '0' || r->s.p[r->at + 1] == ','));

	*any = none || c == '+' || c == '{';
	if (!*any)
		return false;
	while (c == '{' && r->at < r->s.n && peek(r) != '}')
		r->at++;
	r->at++;
	if (peek(r) == '?' || peek(r) == '+')
		r->at++;
	return none;
}

static void skip_class(struct reader *r)
{
	size_t start = r->at++;

	while (r->at < r->s.n && (peek(r) != ']' || r->at == start + 1))
		r->at += peek(r) == '\\' || peek(r) == '[' ? 2 : 1;
	r->at++;
}

/* A class, a border, or a byte that means itself. */
static void skip_escape(struct reader *r)
{
	char c = r->at + 1 < r->s.n ? r->s.p[r->at + 1] : '\0';

	r->lost = r->lost || (pk_is_word_byte(c) && !strchr("bBdDwWsS", c));
	r->at += 2;
}

static struct set read_choice(struct reader *r);

/* What stands behind "(": a name, a look-around, nothing. False for what is passed over, or not understood. */
static bool enter_group(struct reader *r)
{
	struct str rest = str_slice(r->s, r->at, r->s.n);

	if (!str_starts(rest, STR("?")))
		return true;
	if (str_starts(rest, STR("?:"))) {
		r->at += 2;
		return true;
	}
	if (str_starts(rest, STR("?P<")) || (str_starts(rest, STR("?<")) && rest.n > 2 && rest.p[2] != '=' && rest.p[2] != '!')) {
		while (r->at < r->s.n && peek(r) != '>')
			r->at++;
		r->at++;
		return true;
	}
	r->lost = r->lost || !(str_starts(rest, STR("?=")) || str_starts(rest, STR("?!")) || str_starts(rest, STR("?<")));
	r->at += 2;
	return false;
}

static void read_group(struct reader *r, struct set *best)
{
	bool counts, any;
	struct set inner;

	r->at++;
	counts = enter_group(r);
	inner = read_choice(r);
	r->at++;
	if (!skip_quantifier(r, &any) && counts)
		prefer(best, &inner);
}

/* How many bytes of the expression stand for one that means itself, and which; 0 when none does. */
static size_t literal_at(const struct reader *r, char *out)
{
	char c = peek(r);

	*out = c;
	if (c == '\\' && r->at + 1 < r->s.n) {
		*out = r->s.p[r->at + 1];
		return pk_is_word_byte(*out) ? 0 : 2;
	}
	return c && !strchr(".^$*+?()[]{}|\\", c) ? 1 : 0;
}

/* Bytes that must be there as they are, one behind the other. */
static void read_literal(struct reader *r, struct set *best)
{
	char *text = arena_alloc(r->a, r->s.n - r->at);
	struct set one = { 0 };
	size_t n = 0, step;
	bool any;

	while ((step = literal_at(r, &text[n])) != 0) {
		r->at += step;
		n++;
		if (r->at == r->s.n)
			break;
	}
	if (skip_quantifier(r, &any)) {
		while (n && (text[n - 1] & 0xc0) == 0x80)
			n--;
		n--;
	}
	vec_push(r->a, &one, (struct str){ text, n });
	prefer(best, &one);
}

static struct set read_sequence(struct reader *r)
{
	struct set best = { 0 };
	bool any;
	char c;

	while (r->at < r->s.n && peek(r) != '|' && peek(r) != ')' && !r->lost) {
		if (peek(r) == '(')
			read_group(r, &best);
		else if (literal_at(r, &c))
			read_literal(r, &best);
		else if (peek(r) == '[')
			skip_class(r);
		else if (peek(r) == '\\')
			skip_escape(r);
		else if (!skip_quantifier(r, &any) && !any)
			r->at++;
	}
	return best;
}

static struct set read_choice(struct reader *r)
{
	struct set all = { 0 };
	bool none = false;

	r->lost = r->lost || ++r->depth > MAX_DEPTH;
	for (;;) {
		struct set one = read_sequence(r);

		none = none || !one.n;
		for (uint32_t i = 0; i < one.n; i++)
			vec_push(r->a, &all, one.v[i]);
		if (r->lost || peek(r) != '|')
			break;
		r->at++;
	}
	r->depth--;
	if (none)
		all.n = 0;
	return all;
}

struct pk_required pk_required_literals(struct arena *a, struct str regex, bool fold)
{
	struct reader r = { .a = a, .s = regex };
	bool folds = str_starts(regex, STR("(?i)"));
	struct pk_required out = { 0 };
	struct set words;

	r.at = folds ? 4 : 0;
	words = read_choice(&r);
	if (r.lost || r.at != regex.n || shortest(&words) < MIN_WORD)
		return out;
	for (uint32_t i = 0; i < words.n; i++)
		vec_push(a, &out, (struct pk_literal){ words.v[i], fold || folds, i });
	return out;
}
