#include "sha256_x86.h"

#if defined(__x86_64__) && !defined(__clang__) /* clang cannot ask for "sha" by name */
#include <immintrin.h>

static inline __m128i load(const void *p)
{
	return _mm_loadu_si128(p);
}

/* The four words of the message behind those in w, which is a ring. */
__attribute__((target("sha,sse4.1"))) static inline __m128i next_words(const __m128i w[4], unsigned i)
{
	__m128i last = w[(i + 3) % 4], middle = _mm_alignr_epi8(last, w[(i + 2) % 4], 4);

	return _mm_sha256msg2_epu32(_mm_add_epi32(_mm_sha256msg1_epu32(w[i % 4], w[(i + 1) % 4]), middle), last);
}

/* The state is two registers: a b e f and c d g h, the first letter in the highest word. */
__attribute__((target("sha,sse4.1"))) static void compress(__m128i *abef, __m128i *cdgh, const uint32_t K[64], const unsigned char *p)
{
	const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
	__m128i x = *abef, y = *cdgh, w[4], t;

#pragma GCC unroll 16
	for (unsigned i = 0; i < 16; i++) {
		w[i % 4] = i < 4 ? _mm_shuffle_epi8(load(p + (size_t)16 * i), big_endian) : next_words(w, i);
		t = _mm_add_epi32(w[i % 4], load(&K[(size_t)4 * i]));
		y = _mm_sha256rnds2_epu32(y, x, t); /* two steps: what was abef is cdgh now */
		x = _mm_sha256rnds2_epu32(x, y, _mm_shuffle_epi32(t, 0x0e));
	}
	*abef = _mm_add_epi32(*abef, x);
	*cdgh = _mm_add_epi32(*cdgh, y);
}

__attribute__((target("sha,sse4.1"))) static void compress_all(uint32_t state[8], const uint32_t K[64], const unsigned char *p, size_t n)
{
	__m128i cdab = _mm_shuffle_epi32(load(state), 0xb1), efgh = _mm_shuffle_epi32(load(state + 4), 0x1b), feba, dchg;
	__m128i abef = _mm_alignr_epi8(cdab, efgh, 8), cdgh = _mm_blend_epi16(efgh, cdab, 0xf0);

	for (; n; n--, p += 64)
		compress(&abef, &cdgh, K, p);
	feba = _mm_shuffle_epi32(abef, 0x1b);
	dchg = _mm_shuffle_epi32(cdgh, 0xb1);
	_mm_storeu_si128((void *)state, _mm_blend_epi16(feba, dchg, 0xf0));
	_mm_storeu_si128((void *)(state + 4), _mm_alignr_epi8(dchg, feba, 8));
}

bool sha256_x86_blocks(uint32_t state[8], const uint32_t K[64], const unsigned char *p, size_t blocks)
{
	bool able = __builtin_cpu_supports("sha");

	if (able)
		compress_all(state, K, p, blocks);
	return able;
}
#else
bool sha256_x86_blocks(uint32_t state[8], const uint32_t K[64], const unsigned char *p, size_t blocks)
{
	(void)state;
	(void)K;
	(void)p;
	(void)blocks;
	return false;
}
#endif
