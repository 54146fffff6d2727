#include "walk/glob.h"

#include <ctype.h>

#include "util/limits.h"
#include "util/vec.h"

enum token_kind {
	CHAR,
	ANY,    /* `?` */
	SET,    /* [...] */
	STAR,   /* `*` */
	REST,   /* `**` at the end: everything below */
	DEEP,   /* `**` and its '/', at the start of a name; always followed by INSIDE */
	INSIDE, /* the same, within a name that is skipped */
};

struct token {
	enum token_kind kind;
	char c;
	uint32_t *set; /* of bytes */
};

struct pk_glob {
	struct token *v;
	uint32_t n, cap;
	bool malformed;
};

static void set_add(uint32_t *set, unsigned first, unsigned last)
{
	for (unsigned c = first; c <= last; c++)
		set[c / 32] |= 1u << c % 32;
}

static bool set_has(const uint32_t *set, char c)
{
	unsigned char u = (unsigned char)c;

	return set[u / 32] >> u % 32 & 1;
}

static bool set_add_class(uint32_t *set, struct str name)
{
	static const struct {
		const char *name;
		int (*has)(int c);
	} classes[] = {
		{ "alnum", isalnum }, { "alpha", isalpha }, { "blank", isblank }, { "cntrl", iscntrl },
		{ "digit", isdigit }, { "graph", isgraph }, { "lower", islower }, { "print", isprint },
		{ "punct", ispunct }, { "space", isspace }, { "upper", isupper }, { "xdigit", isxdigit },
	};

	for (size_t i = 0; i < sizeof(classes) / sizeof(*classes); i++) {
		if (!str_is(name, classes[i].name))
			continue;
		for (unsigned c = 0; c < 128; c++)
			if (classes[i].has((int)c))
				set_add(set, c, c);
		return true;
	}
	return false;
}

/* "[:alpha:]" at s[*at]; 1 taken, 0 it is none, -1 malformed. */
static int parse_class(uint32_t *set, struct str s, size_t *at)
{
	size_t close = *at + 2;

	if (*at + 1 >= s.n || s.p[*at + 1] != ':')
		return 0;
	while (close < s.n && s.p[close] != ']')
		close++;
	if (close == s.n)
		return -1;
	if (close < *at + 3 || s.p[close - 1] != ':')
		return 0;
	if (!set_add_class(set, str_slice(s, *at + 2, close - 1)))
		return -1;
	*at = close + 1;
	return 1;
}

/* One character of a set, or of a range's end, with its escape. False at the end of the pattern. */
static bool parse_member(struct str s, size_t *at, unsigned *c)
{
	if (*at < s.n && s.p[*at] == '\\')
		++*at;
	if (*at >= s.n)
		return false;
	*c = (unsigned char)s.p[(*at)++];
	return true;
}

/* The set behind the '[' at s[*at - 1]; leaves *at behind its ']'. False when it has no end. */
static bool parse_set(uint32_t *set, struct str s, size_t *at)
{
	bool negate = *at < s.n && (s.p[*at] == '!' || s.p[*at] == '^');
	size_t first = *at += negate;

	while (*at < s.n && (s.p[*at] != ']' || *at == first)) {
		unsigned low, high;
		int class = s.p[*at] == '[' ? parse_class(set, s, at) : 0;

		if (class < 0)
			return false;
		if (class)
			continue;
		if (!parse_member(s, at, &low))
			return false;
		high = low;
		if (*at + 1 < s.n && s.p[*at] == '-' && s.p[*at + 1] != ']') {
			++*at;
			if (!parse_member(s, at, &high))
				return false;
		}
		set_add(set, low, low);
		set_add(set, low, high);
	}
	if (*at >= s.n)
		return false;
	++*at;
	for (unsigned i = 0; negate && i < 8; i++)
		set[i] = ~set[i];
	return true;
}

static void push(struct arena *a, struct pk_glob *g, enum token_kind kind, char c, uint32_t *set)
{
	vec_push(a, g, (struct token){ .kind = kind, .c = c, .set = set });
}

/* The stars at s[*at]; `**` is special only as a whole name, or, as git has it, where the pattern is plain before it. */
static void parse_stars(struct arena *a, struct pk_glob *g, struct str s, size_t *at, bool plain)
{
	size_t from = *at;
	bool whole;

	while (*at < s.n && s.p[*at] == '*')
		++*at;
	whole = *at - from > 1 && (plain || s.p[from - 1] == '/');
	if (whole && *at == s.n) {
		push(a, g, REST, 0, NULL);
	} else if (whole && s.p[*at] == '/') {
		push(a, g, DEEP, 0, NULL);
		push(a, g, INSIDE, 0, NULL);
		++*at;
	} else {
		push(a, g, STAR, 0, NULL);
	}
}

static bool parse(struct arena *a, struct pk_glob *g, struct str s)
{
	bool plain = true; /* no wildcard so far */
	size_t at = 0;

	if (s.n > PK_MAX_GLOB_BYTES)
		return false;
	while (at < s.n) {
		char c = s.p[at];

		if (c == '*') {
			parse_stars(a, g, s, &at, plain);
			plain = false;
			continue;
		}
		plain = plain && c != '?' && c != '[' && c != '\\';
		at++;
		if (c == '?') {
			push(a, g, ANY, 0, NULL);
		} else if (c == '[') {
			uint32_t *set = arena_zalloc(a, 8, sizeof(*set));

			if (!parse_set(set, s, &at))
				return false;
			push(a, g, SET, 0, set);
		} else {
			if (c == '\\' && at == s.n)
				return false;
			push(a, g, CHAR, c == '\\' ? s.p[at++] : c, NULL);
		}
	}
	return true;
}

const struct pk_glob *pk_glob_new(struct arena *a, struct str pattern)
{
	struct pk_glob *g = arena_new(a, struct pk_glob);

	g->malformed = !parse(a, g, pattern);
	return g;
}

/* States are places in the pattern: i means that the tokens before i have taken the path so far. */
struct states {
	bool on[PK_MAX_GLOB_BYTES + 2];
	uint32_t n; /* how many may be on: those below it */
};

/* Turns i on, and with it what can be reached without taking a character. */
static void reach(const struct pk_glob *g, struct states *s, uint32_t i)
{
	while (!s->on[i]) {
		s->on[i] = true;
		if (s->n <= i)
			s->n = i + 1;
		if (i == g->n)
			return;
		if (g->v[i].kind == STAR || g->v[i].kind == REST)
			i++;
		else if (g->v[i].kind == DEEP)
			i += 2;
		else
			return;
	}
}

/* Where state i goes on taking c. */
static void step(const struct pk_glob *g, struct states *next, uint32_t i, char c)
{
	const struct token *t = &g->v[i];

	switch (t->kind) {
	case CHAR:
		if (c == t->c)
			reach(g, next, i + 1);
		break;
	case ANY:
		if (c != '/')
			reach(g, next, i + 1);
		break;
	case SET:
		if (c != '/' && set_has(t->set, c))
			reach(g, next, i + 1);
		break;
	case STAR:
		if (c != '/')
			reach(g, next, i);
		break;
	case REST:
		reach(g, next, i);
		break;
	case DEEP:
		reach(g, next, c == '/' ? i : i + 1);
		break;
	case INSIDE:
		reach(g, next, c == '/' ? i - 1 : i);
		break;
	}
}

bool pk_glob_match(const struct pk_glob *g, struct str path)
{
	struct states a, b, *now = &a, *next = &b, *swap;

	if (g->malformed)
		return false;
	a.n = b.n = 0;
	memset(a.on, 0, g->n + 1);
	memset(b.on, 0, g->n + 1);
	reach(g, now, 0);
	for (size_t k = 0; k < path.n && now->n; k++) {
		for (uint32_t i = 0; i < now->n; i++) {
			if (i < g->n && now->on[i])
				step(g, next, i, path.p[k]);
			now->on[i] = false;
		}
		now->n = 0;
		swap = now;
		now = next;
		next = swap;
	}
	return now->on[g->n];
}
