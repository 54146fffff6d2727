/*
 * policy: what an organisation has decided about imports, as its configuration says it. Globs (str_glob) are compared with
 * dotted module names ("torch.hub") and with distribution names in normal form ("scikit-learn"). Lives in the run arena.
 */
#ifndef POLICY_H
#define POLICY_H

#include "util/arena.h"

struct pk_policy_entries {
	struct pk_policy_entry {
		struct str glob;
		struct str text; /* of block: the reason; of internal: the address of the index; else "" */
		uint32_t line;   /* in the configuration, 0 for none */
	} * v;
	uint32_t n, cap;
};

struct pk_policy {
	struct pk_policy_entries allow;    /* when there are any, everything else is blocked */
	struct pk_policy_entries block;    /* wins over allow */
	struct pk_policy_entries internal; /* distribution names that must come from this index, never from a public one */
};

#endif
