/* sha256_x86: whole blocks by the processor's own instructions, where it has them. */
#ifndef UTIL_SHA256_X86_H
#define UTIL_SHA256_X86_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* False, and nothing done, when it has not. K: the 64 constants of SHA-256. */
bool sha256_x86_blocks(uint32_t state[8], const uint32_t K[64], const unsigned char *p, size_t blocks);

#endif
