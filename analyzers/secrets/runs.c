#include "runs.h"

#ifdef __x86_64__
#include <immintrin.h>
#endif

#include "source/words.h"
#include "util/bytes16.h"

enum { CHUNK = 64, STEP = 8 };

/* 16 letters and digits, some of them no small letter. */
static bool is_stretch(const char *p)
{
	bytes16 x = bytes16_load(p), letter = x | 0x20;

	return bytes16_bits(((letter > 0x60) & (letter < 0x7b)) | ((x > 0x2f) & (x < 0x3a))) == 0xffff && bytes16_bits(x < 0x5f);
}

#ifdef __x86_64__
/* By eight bytes: all ones where they and the next eight have no byte before the digits. What ends a word mostly has one. */
__attribute__((target("avx2"))) static inline __m256i free_lanes(const char *p)
{
	__m256i digit = _mm256_set1_epi8('0'), here = _mm256_loadu_si256((const void *)p),
		next = _mm256_loadu_si256((const void *)(p + STEP));

	here = _mm256_or_si256(_mm256_subs_epu8(digit, here), _mm256_subs_epu8(digit, next));
	return _mm256_cmpeq_epi64(here, _mm256_setzero_si256());
}

/* Passes over text without a stretch, up to one or to the last bytes. */
__attribute__((target("avx2"))) static size_t pass_over(struct str text, size_t from)
{
	for (; from + CHUNK + STEP <= text.n; from += CHUNK) {
		__m256i low = free_lanes(text.p + from), high = free_lanes(text.p + from + CHUNK / 2), any = _mm256_or_si256(low, high);
		unsigned lanes;

		if (_mm256_testz_si256(any, any))
			continue;
		lanes = (unsigned)_mm256_movemask_pd((__m256d)low) | (unsigned)_mm256_movemask_pd((__m256d)high) << 4;
		for (; lanes; lanes &= lanes - 1) {
			size_t at = from + (size_t)STEP * (unsigned)__builtin_ctz(lanes);

			if (is_stretch(text.p + at))
				return at;
		}
	}
	return from;
}
#endif

size_t pk_next_stretch(struct str text, size_t from)
{
#ifdef __x86_64__
	if (__builtin_cpu_supports("avx2"))
		from = pass_over(text, from);
#endif
	for (; from + PK_STRETCH <= text.n; from += STEP)
		if (is_stretch(text.p + from))
			return from;
	return text.n;
}

bool pk_is_run_byte(char c)
{
	return pk_is_word_byte(c) ? !(c & 0x80) : c == '+' || c == '/' || c == '-';
}

static inline bool is_of_run(const char *p)
{
	bytes16 x = bytes16_load(p), letter = x | 0x20;

	return bytes16_bits(((letter > 0x60) & (letter < 0x7b)) | ((x > 0x2e) & (x < 0x3a)) | (x == '_') | (x == '-') | (x == '+')) ==
	       0xffff;
}

size_t pk_run_end(struct str text, size_t at)
{
	while (at + PK_STRETCH <= text.n && is_of_run(text.p + at))
		at += PK_STRETCH;
	while (at < text.n && pk_is_run_byte(text.p[at]))
		at++;
	return at;
}
