/*
 * hide: no shown text of any finding holds a secret that was found, whoever made the finding: what stands on the same lines is
 * redacted too. Time grows with the findings of the file and the secrets near each.
 */
#ifndef SECRETS_HIDE_H
#define SECRETS_HIDE_H

#include "finding.h"

struct pk_hidden_secret {
	const struct pk_finding *finding;
	struct str secret;
	struct str source; /* the bytes it was read from: the same, or several literals, or those that it is encoded in */
	bool encoded;
};

struct pk_hidden {
	struct pk_hidden_secret *v;
	uint32_t n, cap;
};

/* hidden: of one unit, by offset; their findings are the last ones of the sink. */
void pk_secrets_hide(const struct pk_hidden *hidden, struct pk_unit *u, struct pk_sink *out);

#endif
