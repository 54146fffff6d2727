/* live: --verify in a run: before the scan what it takes, after it the questions. */
#ifndef LIVE_H
#define LIVE_H

#include "cmd.h"
#include "verify/verify.h"

struct live {
	struct pk_vault *vault; /* for the scan; NULL without --verify, and once services have been asked */
	struct pk_http *http;
};

/* Before the rules are loaded. An option that makes no sense and a library that is missing are errs. Release in any case. */
int live_start(struct live *l, struct opts *o, struct pk_err *err);
/* Asks the services of what was found, and forgets the credentials; what stays unknown is said on stderr. Nothing without --verify. */
void live_ask(struct live *l, const struct opts *o, struct pk_results *results);
/* Zeros are fine. */
void live_release(struct live *l);

#endif
