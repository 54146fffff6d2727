/* sha256: the hash of FIPS 180-4, for fingerprints and for naming secrets without showing them. */
#ifndef UTIL_SHA256_H
#define UTIL_SHA256_H

#include "str.h"

struct sha256 {
	uint32_t state[8];
	uint64_t bytes;
	unsigned char block[64]; /* the first bytes % 64 are waiting */
};

void sha256_init(struct sha256 *h);
void sha256_add(struct sha256 *h, struct str text);
/* Ends the hash: no more additions. */
void sha256_end(struct sha256 *h, unsigned char out[32]);
/* All at once, the first n bytes (at most 32) as 2 * n lower-case hex digits and a NUL. */
void sha256_hex(struct str text, char *out, size_t n);

#endif
