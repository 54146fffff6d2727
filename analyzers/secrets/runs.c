#include "runs.h"

#ifdef __x86_64__
#include <immintrin.h>
#endif

#include "source/lex/lexical.h"
#include "util/bytes16.h"

enum { CHUNK = 64, WHOLE = CHUNK + PK_STRETCH };

static const uint64_t first_bytes = 0x0101010101010101u; /* of a chunk's eights */

/* Whether in each group of n bytes, of 16, the same one is among these. */
static inline bool is_in_each(uint64_t bytes, unsigned n)
{
	for (unsigned half = PK_STRETCH / 2; half >= n; half /= 2)
		bytes &= bytes >> half;
	return bytes & ((1u << n) - 1);
}

/*
 * 16 letters and digits that may stand for ASCII. Its bytes have no highest bit: of four digits of Base64 the first is below 32, of
 * two hexadecimal ones below 8.
 */
static bool is_stretch(const char *p)
{
	bytes16 x = bytes16_load(p), letter = x | 0x20;

	if (bytes16_bits(((letter > 0x60) & (letter < 0x7b)) | ((x > 0x2f) & (x < 0x3a))) != 0xffff)
		return false;
	return is_in_each(bytes16_bits((x > 0x40) & (x < 0x67)), 4) ||
	       (bytes16_bits(letter < 0x67) == 0xffff && is_in_each(bytes16_bits(x < 0x38), 2));
}

static inline bool is_encoded(const char *p)
{
	if (*p == '%')
		return (p[1] >= '0' && p[1] <= '9') || ((p[1] | 0x20) >= 'a' && (p[1] | 0x20) <= 'f');
	return *p == '\\' ? p[1] == 'x' || p[1] == 'u' : is_stretch(p);
}

/* Passes over bytes without anything encoded, up to some or to the last ones; `places` gives those of a chunk that are worth a look. */
__attribute__((always_inline)) static inline size_t pass(struct str text, size_t from, uint64_t (*places)(const char *))
{
	size_t end = text.n < WHOLE ? 0 : text.n - WHOLE + 1;

	for (; from < end; from += CHUNK)
		for (uint64_t left = places(text.p + from); left; left &= left - 1)
			if (is_encoded(text.p + from + __builtin_ctzll(left)))
				return from + (size_t)__builtin_ctzll(left);
	return from;
}

#ifdef __x86_64__
/* By eight bytes: all ones where they and the next eight are all behind '/', and there is no '_' among small letters. */
__attribute__((target("avx2"))) static inline __m256i free_lanes(const char *p)
{
	__m256i here = _mm256_loadu_si256((const void *)p), next = _mm256_loadu_si256((const void *)(p + PK_STRETCH / 2));

	here = _mm256_min_epi8(here, next);
	here = _mm256_or_si256(_mm256_cmpgt_epi8(_mm256_set1_epi8('0'), here), _mm256_cmpeq_epi8(here, _mm256_set1_epi8('_')));
	return _mm256_cmpeq_epi64(here, _mm256_setzero_si256());
}

/* '%' and '\\', each found by its low four bits. */
__attribute__((target("avx2"))) static inline __m256i marks(const char *p)
{
	__m256i by_bits = _mm256_broadcastsi128_si256(_mm_setr_epi8(-1, 0, 0, 0, 0, '%', 0, 0, 0, 0, 0, 0, '\\', 0, 0, 0)),
		here = _mm256_loadu_si256((const void *)p);

	return _mm256_cmpeq_epi8(_mm256_shuffle_epi8(by_bits, here), here);
}

__attribute__((target("avx2"))) static inline uint64_t bits_of(__m256i low, __m256i high)
{
	return (uint32_t)_mm256_movemask_epi8(low) | (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << CHUNK / 2;
}

__attribute__((target("avx2"))) static inline uint64_t places_avx2(const char *p)
{
	__m256i low = free_lanes(p), high = free_lanes(p + CHUNK / 2), low_marks = marks(p), high_marks = marks(p + CHUNK / 2),
		any = _mm256_or_si256(_mm256_or_si256(low, high), _mm256_or_si256(low_marks, high_marks));

	if (_mm256_testz_si256(any, any))
		return 0;
	return (bits_of(low, high) & first_bytes) | bits_of(low_marks, high_marks);
}

__attribute__((target("avx2"))) static size_t pass_avx2(struct str text, size_t from)
{
	return pass(text, from, places_avx2);
}
#endif

static uint64_t places_any(const char *p)
{
	uint64_t places = first_bytes;

	for (int i = 0; i < CHUNK; i++)
		places |= (uint64_t)(p[i] == '%' || p[i] == '\\') << i;
	return places;
}

static size_t pass_over(struct str text, size_t from)
{
#ifdef __x86_64__
	if (__builtin_cpu_supports("avx2"))
		return pass_avx2(text, from);
#endif
	return pass(text, from, places_any);
}

size_t pk_next_encoded(struct str text, size_t from)
{
	char last[CHUNK + WHOLE] = { 0 };
	size_t n, at;

	from = pass_over(text, from);
	n = text.n - from;
	if (n >= WHOLE)
		return from;
	memcpy(last, text.p + from, n);
	at = pass_over((struct str){ last, sizeof(last) }, 0);
	return at < n ? from + at : text.n;
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
