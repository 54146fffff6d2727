/*
 * verify: asks the services of credentials whether these work. One question for each credential and rule, however many places it
 * was found in, one at a time, with a pause between two to one host. Only what the rule calls live or dead is that; no answer, and
 * any other, is unknown.
 */
#ifndef VERIFY_H
#define VERIFY_H

#include "finding.h"
#include "http/http.h"
#include "vault.h"

/* Why credentials stay unknown, for the user. */
struct pk_verify_note {
	struct str host, why; /* "answered 403", "cannot be reached" */
	uint32_t n;           /* credentials */
};

struct pk_verify {
	struct arena *arena;    /* of the notes */
	struct pk_vault *vault; /* with the credentials of the findings */
	struct pk_http *http;
	uint32_t verified[PK_UNSURE + 1]; /* out: different credentials by what is known of them */
	struct pk_verify_notes {
		struct pk_verify_note *v;
		uint32_t n, cap;
	} notes; /* out: by host */
};

/* Sets `verified` of open findings with a key: those whose rule has a question are live, dead or unknown. A live one becomes
 * CRITICAL, a dead one LOW at most. */
void pk_verify_findings(struct pk_verify *v, struct pk_finding *const *findings, uint32_t n);

#endif
