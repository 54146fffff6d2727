/*
 * str: a borrowed run of bytes. Never owns, need not end in NUL, may hold NULs.
 */
#ifndef UTIL_STR_H
#define UTIL_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
	const char *p;
	size_t n;
};

/* Half-open byte range in some text; which text is said where it is used. */
struct span {
	uint32_t start, end;
};

#define STR(literal) ((struct str){ "" literal "", sizeof(literal) - 1 })
#define STR_NONE     ((struct str){ NULL, 0 })
/* For printf: "%.*s", STR_ARG(s). */
#define STR_ARG(s) (int)(s).n, (s).p

static inline struct str str_from(const char *z)
{
	return (struct str){ z, z ? strlen(z) : 0 };
}

static inline struct str str_slice(struct str s, size_t start, size_t end)
{
	return (struct str){ s.p + start, end - start };
}

static inline bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool str_is(struct str a, const char *z)
{
	return str_eq(a, str_from(z));
}

static inline bool str_starts(struct str s, struct str prefix)
{
	return s.n >= prefix.n && memcmp(s.p, prefix.p, prefix.n) == 0;
}

static inline bool str_ends(struct str s, struct str suffix)
{
	return s.n >= suffix.n && memcmp(s.p + s.n - suffix.n, suffix.p, suffix.n) == 0;
}

/* Byte order, shorter first on a tie: <0, 0, >0. */
int str_cmp(struct str a, struct str b);
/* ASCII case is ignored. */
bool str_eq_fold(struct str a, struct str b);
/* Whether the word is one of several, written with one blank between them; the second ignores ASCII case. "" is none. */
bool str_among(struct str word, const char *words);
bool str_among_fold(struct str word, const char *words);
/* Offset of the first needle in s at or after from, or SIZE_MAX. */
size_t str_find(struct str s, struct str needle, size_t from);
/* Offset of the last byte c in s, or SIZE_MAX. */
size_t str_rfind(struct str s, char c);
/* Without leading and trailing ASCII white space. */
struct str str_trim(struct str s);
/* Where the UTF-8 character begins that has a byte at this offset; s.n is allowed. */
size_t str_char_start(struct str s, size_t at);
/* At most the first n bytes, cut between characters. */
struct str str_head(struct str s, size_t n);
/* Cuts the text up to the first sep (or all of it) off *rest. False when *rest is used up (p == NULL). */
bool str_cut(struct str *rest, char sep, struct str *piece);
/* Decimal integer, the whole text, at most 18 digits; false if it is not one. */
bool str_to_int(struct str s, int64_t *out);
/* 64-bit hash, not for hostile collisions on its own: maps bound their probes by growing. */
uint64_t str_hash(struct str s);
/* Shell-style glob: * ? [a-z] and ** across slashes; * and ? never match '/'. */
bool str_glob(struct str pattern, struct str text);

#endif
