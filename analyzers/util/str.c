#include "str.h"

static unsigned char fold(unsigned char c)
{
	return c >= 'A' && c <= 'Z' ? (unsigned char)(c + 32) : c;
}

int str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int d = n ? memcmp(a.p, b.p, n) : 0;

	if (d)
		return d;
	return a.n < b.n ? -1 : a.n > b.n;
}

bool str_eq_fold(struct str a, struct str b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (fold((unsigned char)a.p[i]) != fold((unsigned char)b.p[i]))
			return false;
	return true;
}

/* Of a short needle the byte that text has least of, roughly: what is no letter of this list comes first, then its order. */
static size_t rarest(struct str needle)
{
	static const char common[] = "zqxjkvbywgpfmucdlhrsnioate \n";
	const char *best = NULL;
	size_t at = 0;

	for (size_t i = 0; i < needle.n; i++) {
		const char *c = memchr(common, needle.p[i], sizeof(common) - 1);

		if (i == 0 || (best && (!c || c < best))) {
			best = c;
			at = i;
		}
	}
	return at;
}

enum { SHORT_NEEDLE = 8 };

size_t str_find(struct str s, struct str needle, size_t from)
{
	size_t at = rarest(str_slice(needle, 0, needle.n < SHORT_NEEDLE ? needle.n : SHORT_NEEDLE));
	const char *p, *last, *hit;

	if (from > s.n || needle.n > s.n - from)
		return SIZE_MAX;
	if (needle.n == 0)
		return from;
	if (needle.n > SHORT_NEEDLE) {
		hit = memmem(s.p + from, s.n - from, needle.p, needle.n);
		return hit ? (size_t)(hit - s.p) : SIZE_MAX;
	}
	last = s.p + s.n - needle.n + at;
	for (p = s.p + from + at; p <= last && (p = memchr(p, needle.p[at], (size_t)(last + 1 - p))); p++)
		if (memcmp(p - at, needle.p, needle.n) == 0)
			return (size_t)(p - at - s.p);
	return SIZE_MAX;
}

size_t str_rfind(struct str s, char c)
{
	const char *hit = s.n ? memrchr(s.p, c, s.n) : NULL;

	return hit ? (size_t)(hit - s.p) : SIZE_MAX;
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_trim(struct str s)
{
	while (s.n && is_space(s.p[0]))
		s.p++, s.n--;
	while (s.n && is_space(s.p[s.n - 1]))
		s.n--;
	return s;
}

size_t str_char_start(struct str s, size_t at)
{
	size_t least = at > 3 ? at - 3 : 0, start = at;

	while (start > least && start < s.n && ((unsigned char)s.p[start] & 0xc0) == 0x80)
		start--;
	return start;
}

struct str str_head(struct str s, size_t n)
{
	return n < s.n ? str_slice(s, 0, str_char_start(s, n)) : s;
}

bool str_cut(struct str *rest, char sep, struct str *piece)
{
	const char *hit;

	if (!rest->p)
		return false;
	hit = rest->n ? memchr(rest->p, sep, rest->n) : NULL;
	if (!hit) {
		*piece = *rest;
		*rest = STR_NONE;
		return true;
	}
	*piece = str_slice(*rest, 0, (size_t)(hit - rest->p));
	*rest = (struct str){ hit + 1, rest->n - piece->n - 1 };
	return true;
}

bool str_to_int(struct str s, int64_t *out)
{
	bool negative = s.n && s.p[0] == '-';
	int64_t value = 0;

	if (negative)
		s.p++, s.n--;
	if (s.n == 0 || s.n > 18)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		value = value * 10 + (s.p[i] - '0');
	}
	*out = negative ? -value : value;
	return true;
}

uint64_t str_hash(struct str s)
{
	uint64_t h = 0x9e3779b97f4a7c15u ^ s.n;
	size_t i = 0;

	for (; i + 8 <= s.n; i += 8) {
		uint64_t w;

		memcpy(&w, s.p + i, 8);
		h = (h ^ w) * 0xff51afd7ed558ccdu;
		h ^= h >> 32;
	}
	for (; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 0x100000001b3u;
	h ^= h >> 29;
	h *= 0xc4ceb9fe1a85ec53u;
	return h ^ (h >> 32);
}

/* One [set] at pattern[*at] against c; moves *at behind the set. An unclosed set is a literal '['. */
static bool glob_set(struct str pattern, size_t *at, char c)
{
	size_t i = *at + 1;
	bool negate = i < pattern.n && (pattern.p[i] == '!' || pattern.p[i] == '^');
	bool hit = false;
	size_t first;

	i += negate;
	for (first = i; i < pattern.n && (pattern.p[i] != ']' || i == first); i++) {
		char low = pattern.p[i], high = low;

		if (i + 2 < pattern.n && pattern.p[i + 1] == '-' && pattern.p[i + 2] != ']') {
			high = pattern.p[i + 2];
			i += 2;
		}
		hit |= c >= low && c <= high;
	}
	if (i >= pattern.n) {
		*at += 1;
		return c == '[';
	}
	*at = i + 1;
	return c != '/' && hit != negate;
}

/* True when pattern[*at] (not a star) takes c; moves *at on. */
static bool glob_one(struct str pattern, size_t *at, char c)
{
	char p = pattern.p[*at];

	if (p == '[')
		return glob_set(pattern, at, c);
	if (p == '\\' && *at + 1 < pattern.n)
		p = pattern.p[++*at];
	else if (p == '?') {
		++*at;
		return c != '/';
	}
	++*at;
	return p == c;
}

bool str_glob(struct str pattern, struct str text)
{
	size_t p = 0, t = 0;
	size_t star_p = SIZE_MAX, star_t = 0, deep_p = SIZE_MAX, deep_t = 0;

	while (t < text.n || p < pattern.n) {
		size_t next = p;

		if (p < pattern.n && pattern.p[p] == '*') {
			if (p + 1 < pattern.n && pattern.p[p + 1] == '*') {
				p += 2;
				/* "a/" + "**" + "/b" also matches a/b */
				if (p < pattern.n && pattern.p[p] == '/' && (p == 2 || pattern.p[p - 3] == '/')) {
					struct str rest = str_slice(pattern, p + 1, pattern.n);

					if (str_glob(rest, str_slice(text, t, text.n)))
						return true;
				}
				deep_p = p, deep_t = t;
				star_p = SIZE_MAX;
			} else {
				star_p = ++p, star_t = t;
			}
			continue;
		}
		if (p < pattern.n && t < text.n && glob_one(pattern, &next, text.p[t])) {
			p = next;
			t++;
		} else if (star_p != SIZE_MAX && star_t < text.n && text.p[star_t] != '/') {
			p = star_p, t = ++star_t;
		} else if (deep_p != SIZE_MAX && deep_t < text.n) {
			p = deep_p, t = ++deep_t;
			star_p = SIZE_MAX;
		} else {
			return false;
		}
	}
	return true;
}

static bool is_among(struct str word, const char *words, bool (*eq)(struct str, struct str))
{
	struct str rest = str_from(words), one;

	while (word.n && str_cut(&rest, ' ', &one))
		if (eq(one, word))
			return true;
	return false;
}

static bool same(struct str a, struct str b)
{
	return str_eq(a, b);
}

bool str_among(struct str word, const char *words)
{
	return is_among(word, words, same);
}

bool str_among_fold(struct str word, const char *words)
{
	return is_among(word, words, str_eq_fold);
}
