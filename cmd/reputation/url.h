/*
 * url: addresses as services of reported ones name them: made canonical, cut into expressions of host and path, each hashed by
 * SHA-256. Source: "URLs and Hashing" of Safe Browsing.
 */
#ifndef REPUTATION_URL_H
#define REPUTATION_URL_H

#include "util/arena.h"
#include "util/buf.h"

enum { PK_URL_HASH = 32, PK_URL_EXPRESSIONS = 30 };

/* "http://host/path?query" of any text that is meant as an address; STR_NONE when it has no host. */
struct str pk_url_canonical(struct arena *a, struct str text);
/* The hashes of a canonical address's expressions: up to five hosts, each with up to six paths. How many. */
uint32_t pk_url_hashes(struct str canonical, unsigned char out[PK_URL_EXPRESSIONS][PK_URL_HASH]);
/* The same expressions as text, "b.c/1/": for tests and for lists. */
uint32_t pk_url_expressions(struct arena *a, struct str canonical, struct str out[PK_URL_EXPRESSIONS]);

#endif
