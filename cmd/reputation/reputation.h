/*
 * reputation: the addresses in what was scanned, held against lists of reported ones: files of the user's, and Safe Browsing or Web Risk.
 * Of an address nothing leaves the machine but the first four bytes of hashes of its parts, each of which stands for many addresses.
 */
#ifndef REPUTATION_H
#define REPUTATION_H

#include "http/http.h"
#include "judge/results.h"
#include "ruleset/engine.h"
#include "util/map.h"
#include "util/vec.h"

struct pk_reputation {
	struct arena *arena;
	struct map listed; /* hash -> 1 + the name of its list, in lists */
	struct VEC(struct str) lists;
	struct pk_http *http;                 /* NULL: nobody is asked */
	const char *safe_browsing, *web_risk; /* keys; NULL for none */
	uint32_t asked, questions;            /* prefixes, requests */
	const char *why;                      /* not all could be asked about; NULL when all was */
};

/* Adds a list: hosts, addresses, SHA-256 hashes of expressions, a line each; also as in /etc/hosts, and addresses in quotes. */
int pk_reputation_list(struct pk_reputation *r, const char *path, struct pk_err *err);
/* Emits a finding for each address that is listed; the facts of all files are there. As pk_scan_options.after. */
void pk_reputation_check(void *r, struct pk_results *results, const struct pk_engine *engine);

/* In browsing.c: which of these hashes a service lists. `listed` gets what it calls them, by hash. */
void pk_reputation_ask(struct pk_reputation *r, const unsigned char (*hashes)[32], uint32_t n, struct map *listed);

#endif
