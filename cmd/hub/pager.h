/*
 * pager: a file behind the network as memory. What is read of it is fetched, the first time it is touched: readers of files need not
 * know. A touch of a page that is not there yet raises SIGSEGV; the handler asks a thread for it, and waits. Where no more may be
 * fetched, or the server fails, the rest reads as zeros, and that is said: what was not read is no verdict.
 */
#ifndef PAGER_H
#define PAGER_H

#include "hub/hub.h"

struct pk_pager;

struct pk_pager_limits {
	uint64_t bytes, requests; /* of one file */
};

/* One at a time in the program. The hub is the pager's until it is freed. */
struct pk_pager *pk_pager_new(struct pk_hub *hub, struct pk_pager_limits limits);
void pk_pager_free(struct pk_pager *p);
/* A source of a known size, with its first bytes; NULL when there is no room. It stays until the pager is freed. */
const char *pk_pager_map(struct pk_pager *p, struct pk_hub_source *s, struct str first);
/* Why not all was fetched that was touched of a mapping; NULL when it was. */
const char *pk_pager_why(const struct pk_pager *p, const char *map);

#endif
