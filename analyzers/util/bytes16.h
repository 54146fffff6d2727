/*
 * bytes16: sixteen bytes compared at once. Comparisons of them (`v == 'a'`, `v < 0`) give bytes of all ones where they hold; the bytes
 * are signed, so that those from 0x80 on are below 0.
 */
#ifndef UTIL_BYTES16_H
#define UTIL_BYTES16_H

#include <stdint.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { BYTES16 = 16 };

typedef int8_t bytes16 __attribute__((vector_size(BYTES16)));

static inline bytes16 bytes16_load(const char *p)
{
	bytes16 v;

	memcpy(&v, p, sizeof(v));
	return v;
}

/* One bit for each byte that is below 0, as it is where a comparison holds; the first one lowest. */
static inline uint64_t bytes16_bits(bytes16 v)
{
#ifdef __SSE2__
	return (uint32_t)_mm_movemask_epi8((__m128i)v);
#else
	uint64_t bits = 0;

	for (int i = 0; i < BYTES16; i++)
		bits |= (uint64_t)(v[i] < 0) << i;
	return bits;
#endif
}

#endif
