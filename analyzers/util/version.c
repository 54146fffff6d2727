#include "version.h"

enum { MARK_DEV = -4, MARK_ALPHA, MARK_BETA, MARK_CANDIDATE, MARK_NONE, MARK_POST };

/* ---- one version ---- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool read_number(struct str s, size_t *at, uint32_t *out)
{
	size_t from = *at;

	for (*out = 0; *at < s.n && is_digit(s.p[*at]) && *at - from < 9; ++*at)
		*out = *out * 10 + (uint32_t)(s.p[*at] - '0');
	return *at > from && (*at == s.n || !is_digit(s.p[*at]));
}

static int mark_of(struct str word)
{
	static const struct {
		const char *word;
		int mark;
	} marks[] = {
		{ "dev", MARK_DEV },           { "a", MARK_ALPHA },     { "alpha", MARK_ALPHA },  { "b", MARK_BETA },
		{ "beta", MARK_BETA },         { "c", MARK_CANDIDATE }, { "rc", MARK_CANDIDATE }, { "pre", MARK_CANDIDATE },
		{ "preview", MARK_CANDIDATE }, { "post", MARK_POST },   { "r", MARK_POST },       { "rev", MARK_POST },
	};

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (str_eq_fold(word, str_from(marks[i].word)))
			return marks[i].mark;
	return MARK_NONE;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_between(char c)
{
	return c == '.' || c == '-' || c == '_';
}

/* Behind the release: "rc1", ".dev3", "-post2". */
static bool read_mark(struct str s, size_t at, struct version *v)
{
	size_t word;

	while (at < s.n && is_between(s.p[at]))
		at++;
	word = at;
	while (at < s.n && is_letter(s.p[at]))
		at++;
	v->mark = mark_of(str_slice(s, word, at));
	if (v->mark == MARK_NONE)
		return false;
	while (at < s.n && is_between(s.p[at]))
		at++;
	(void)read_number(s, &at, &v->number);
	return true;
}

bool version_parse(struct str text, struct version *out)
{
	struct str s = str_trim(text);
	size_t at, local = str_find(s, STR("+"), 0);
	uint32_t part;

	*out = (struct version){ 0 };
	s = str_slice(s, 0, local < s.n ? local : s.n);
	at = s.n && (s.p[0] == 'v' || s.p[0] == 'V');
	while (at < s.n && read_number(s, &at, &part)) {
		if (at < s.n && s.p[at] == '!' && out->n == 0 && !out->epoch) {
			out->epoch = part;
			at++;
			continue;
		}
		if (out->n < VERSION_PARTS)
			out->part[out->n++] = part;
		if (at + 1 >= s.n || s.p[at] != '.' || !is_digit(s.p[at + 1]))
			break;
		at++;
	}
	return out->n && (at == s.n || read_mark(s, at, out));
}

int version_cmp(const struct version *a, const struct version *b)
{
	if (a->epoch != b->epoch)
		return a->epoch < b->epoch ? -1 : 1;
	for (int i = 0; i < VERSION_PARTS; i++)
		if (a->part[i] != b->part[i])
			return a->part[i] < b->part[i] ? -1 : 1;
	if (a->mark != b->mark)
		return a->mark < b->mark ? -1 : 1;
	return (a->number > b->number) - (a->number < b->number);
}

/* ---- ranges ---- */

static bool is_empty(const struct version_range *r)
{
	int d = r->has_low && r->has_high ? version_cmp(&r->low, &r->high) : -1;

	return d > 0 || (d == 0 && (r->low_open || r->high_open));
}

/* a's low end lies before b's, or at the same place. */
static bool starts_before(const struct version_range *a, const struct version_range *b)
{
	int d;

	if (!a->has_low || !b->has_low)
		return !a->has_low;
	d = version_cmp(&a->low, &b->low);
	return d < 0 || (d == 0 && (!a->low_open || b->low_open));
}

static bool ends_after(const struct version_range *a, const struct version_range *b)
{
	int d;

	if (!a->has_high || !b->has_high)
		return !a->has_high;
	d = version_cmp(&a->high, &b->high);
	return d > 0 || (d == 0 && (!a->high_open || b->high_open));
}

static struct version_range ends_of(const struct version_range *low, const struct version_range *high)
{
	struct version_range r = *low;

	r.high = high->high;
	r.has_high = high->has_high;
	r.high_open = high->high_open;
	return r;
}

bool version_range_within(const struct version_range *inner, const struct version_range *outer)
{
	return starts_before(outer, inner) && ends_after(outer, inner);
}

struct version_range version_range_both(const struct version_range *a, const struct version_range *b)
{
	return ends_of(starts_before(a, b) ? b : a, ends_after(a, b) ? b : a);
}

struct version_range version_range_either(const struct version_range *a, const struct version_range *b)
{
	return ends_of(starts_before(a, b) ? a : b, ends_after(a, b) ? a : b);
}

bool version_range_apart(const struct version_range *a, const struct version_range *b)
{
	struct version_range both = version_range_both(a, b);

	return is_empty(&both);
}

/* ---- what a requirement allows ---- */

/* The first version that does not share the first n parts. */
static struct version next_after(const struct version *v, uint32_t n)
{
	struct version next = { .epoch = v->epoch, .n = n };

	for (uint32_t i = 0; i < n; i++)
		next.part[i] = v->part[i];
	if (n)
		next.part[n - 1]++;
	next.mark = MARK_DEV;
	return next;
}

static struct version_range from_to(const struct version *low, uint32_t same)
{
	return (struct version_range){ .low = *low, .high = next_after(low, same), .has_low = true, .has_high = true, .high_open = true };
}

static struct version_range exactly(const struct version *v)
{
	return (struct version_range){ .low = *v, .high = *v, .has_low = true, .has_high = true };
}

/* Poetry's ^: up to the next change of the first part that is not 0. */
static uint32_t caret(const struct version *v)
{
	uint32_t i = 0;

	while (i + 1 < v->n && v->part[i] == 0)
		i++;
	return i + 1;
}

static bool range_of(struct str sign, const struct version *v, bool star, struct version_range *out)
{
	*out = (struct version_range){ .low = *v, .high = *v };
	if (str_is(sign, "==") || str_is(sign, "===") || !sign.n)
		*out = star ? from_to(v, v->n) : exactly(v);
	else if (str_is(sign, "="))
		*out = from_to(v, v->n);
	else if (str_is(sign, "~="))
		*out = from_to(v, v->n > 1 ? v->n - 1 : 1);
	else if (str_is(sign, "~"))
		*out = from_to(v, v->n > 1 ? 2 : 1);
	else if (str_is(sign, "^"))
		*out = from_to(v, caret(v));
	out->has_low |= sign.n && sign.p[0] == '>';
	out->has_high |= sign.n && sign.p[0] == '<';
	out->low_open = sign.n == 1;
	out->high_open |= sign.n == 1;
	return out->has_low || out->has_high;
}

/* "<2.6", one of those between commas. */
static bool read_clause(struct str s, struct version_range *out)
{
	size_t n = 0;
	struct version v;
	struct str sign;
	bool star;

	s = str_trim(s);
	while (n < s.n && strchr("<>=!~^", s.p[n]))
		n++;
	sign = str_slice(s, 0, n);
	s = str_trim(str_slice(s, n, s.n));
	n = str_find(s, STR("="), 0); /* conda's build */
	s = str_slice(s, 0, n < s.n ? n : s.n);
	star = str_ends(s, STR(".*"));
	if (star)
		s.n -= 2;
	return !str_is(sign, "!=") && version_parse(s, &v) && range_of(sign, &v, star, out);
}

/* Without brackets, marker and build string. */
static struct str clauses(struct str s)
{
	size_t marker = str_find(s, STR(";"), 0);

	s = str_trim(str_slice(s, 0, marker < s.n ? marker : s.n));
	if (s.n > 1 && s.p[0] == '(' && s.p[s.n - 1] == ')')
		s = str_slice(s, 1, s.n - 1);
	return s;
}

bool version_range_parse(struct str text, struct version_range *out)
{
	struct str rest = clauses(text), piece;
	struct version_range one;
	bool any = false;

	*out = (struct version_range){ 0 };
	while (str_cut(&rest, ',', &piece)) {
		if (!read_clause(piece, &one))
			continue;
		if (version_range_apart(out, &one))
			return false;
		*out = version_range_both(out, &one);
		any = true;
	}
	return any;
}
