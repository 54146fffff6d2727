/*
 * proof: what can be said of a credential without asking its service: checksums, and structures that only the real thing has.
 * They cost no true finding, so that a failed one drops the match.
 */
#ifndef SECRETS_PROOF_H
#define SECRETS_PROOF_H

#include "util/arena.h"

/* True when the secret holds. The arena is for scratch space. */
typedef bool pk_proof(struct arena *a, struct str secret);

/* By the name that rules use (metadata.picket.checksum); NULL when there is none of that name. */
pk_proof *pk_proof_find(struct str name);

/* Base64 in either alphabet, with or without padding; white space is passed over. False where something else stands. Sixteen
 * bytes behind the output are readable. */
bool pk_base64(struct arena *a, struct str text, struct str *out);
/* CRC-32 as in zip. */
uint32_t pk_crc32(struct str text);

#endif
