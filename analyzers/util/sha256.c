#include "sha256.h"

#include "sha256_x86.h"

/* Fractional parts of the cube roots of the first 64 primes. */
static const uint32_t K[64] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be,
	0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa,
	0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85,
	0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
	0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f,
	0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t rotr(uint32_t x, unsigned n)
{
	return x >> n | x << (32 - n);
}

static void schedule(const unsigned char *block, uint32_t w[64])
{
	for (unsigned i = 0; i < 16; i++)
		w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 | (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
	for (unsigned i = 16; i < 64; i++) {
		uint32_t a = rotr(w[i - 15], 7) ^ rotr(w[i - 15], 18) ^ w[i - 15] >> 3;
		uint32_t b = rotr(w[i - 2], 17) ^ rotr(w[i - 2], 19) ^ w[i - 2] >> 10;

		w[i] = w[i - 16] + a + w[i - 7] + b;
	}
}

/* One step; the caller passes the eight words in their places, so that nothing has to move. */
#define STEP(a, b, c, d, e, f, g, h, i)                                                                                  \
	do {                                                                                                             \
		uint32_t t = (h) + (rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25)) + ((g) ^ ((e) & ((f) ^ (g)))) + K[i] + w[i]; \
		(d) += t;                                                                                                \
		(h) = t + (rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22)) + (((a) & (b)) | ((c) & ((a) | (b))));                \
	} while (0)

static void compress(uint32_t state[8], const unsigned char *block)
{
	uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4], f = state[5], g = state[6], h = state[7];
	uint32_t w[64];

	schedule(block, w);
	for (unsigned i = 0; i < 64; i += 8) {
		STEP(a, b, c, d, e, f, g, h, i);
		STEP(h, a, b, c, d, e, f, g, i + 1);
		STEP(g, h, a, b, c, d, e, f, i + 2);
		STEP(f, g, h, a, b, c, d, e, i + 3);
		STEP(e, f, g, h, a, b, c, d, i + 4);
		STEP(d, e, f, g, h, a, b, c, i + 5);
		STEP(c, d, e, f, g, h, a, b, i + 6);
		STEP(b, c, d, e, f, g, h, a, i + 7);
	}
	state[0] += a;
	state[1] += b;
	state[2] += c;
	state[3] += d;
	state[4] += e;
	state[5] += f;
	state[6] += g;
	state[7] += h;
}

static void compress_all(uint32_t state[8], const char *p, size_t blocks)
{
	const unsigned char *block = (const unsigned char *)p;

	if (sha256_x86_blocks(state, K, block, blocks))
		return;
	for (; blocks; blocks--, block += 64)
		compress(state, block);
}

void sha256_init(struct sha256 *h)
{
	static const uint32_t start[8] = {
		0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
	};

	*h = (struct sha256){ 0 };
	memcpy(h->state, start, sizeof(start));
}

void sha256_add(struct sha256 *h, struct str text)
{
	while (text.n) {
		size_t at = h->bytes % 64, n = text.n < 64 - at ? text.n : 64 - at;

		if (n == 64) {
			n = text.n - text.n % 64;
			compress_all(h->state, text.p, n / 64);
		} else {
			memcpy(h->block + at, text.p, n);
			if (at + n == 64)
				compress_all(h->state, (const char *)h->block, 1);
		}
		h->bytes += n;
		text = str_slice(text, n, text.n);
	}
}

void sha256_end(struct sha256 *h, unsigned char out[32])
{
	uint64_t bits = h->bytes * 8;
	char pad[72] = { (char)0x80 };
	size_t n = 1 + (119 - h->bytes % 64) % 64;

	for (unsigned i = 0; i < 8; i++)
		pad[n + i] = (char)(unsigned char)(bits >> (56 - 8 * i));
	sha256_add(h, (struct str){ pad, n + 8 });
	for (unsigned i = 0; i < 32; i++)
		out[i] = (unsigned char)(h->state[i / 4] >> (24 - 8 * (i % 4)));
}

void sha256_hex(struct str text, char *out, size_t n)
{
	static const char digits[] = "0123456789abcdef";
	struct sha256 h;
	unsigned char bytes[32];

	sha256_init(&h);
	sha256_add(&h, text);
	sha256_end(&h, bytes);
	for (size_t i = 0; i < n; i++) {
		out[2 * i] = digits[bytes[i] >> 4];
		out[2 * i + 1] = digits[bytes[i] & 15];
	}
	out[2 * n] = '\0';
}
