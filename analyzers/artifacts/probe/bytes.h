/* bytes: numbers in binary formats, never read out of bounds. */
#ifndef BYTES_H
#define BYTES_H

#include "util/str.h"

/* Little-endian, 1 to 8 bytes at `at`; all ones when they are not there. */
static inline uint64_t bytes_le(struct str s, uint64_t at, unsigned width)
{
	uint64_t out = 0;

	if (at > s.n || s.n - at < width)
		return UINT64_MAX;
	for (unsigned i = width; i; i--)
		out = out << 8 | (unsigned char)s.p[at + i - 1];
	return out;
}

static inline bool bytes_at(struct str s, uint64_t at, struct str magic)
{
	return at <= s.n && s.n - at >= magic.n && memcmp(s.p + at, magic.p, magic.n) == 0;
}

/* s[at, at + n), cut where s ends. */
static inline struct str bytes_part(struct str s, uint64_t at, uint64_t n)
{
	size_t from = at < s.n ? (size_t)at : s.n;

	return str_slice(s, from, n < s.n - from ? from + (size_t)n : s.n);
}

#endif
