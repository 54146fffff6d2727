/* known: --reputation and --reputation-list in a run. */
#ifndef KNOWN_H
#define KNOWN_H

#include "opts.h"
#include "reputation/reputation.h"
#include "scan/worker.h"

struct known {
	struct pk_reputation *reputation; /* NULL when nobody asks for it */
	struct pk_http *http;
};

/* Reads the lists, and has the scan hold its addresses against them. Release in any case. */
int known_start(struct known *k, const struct opts *o, struct pk_scan_options *options, struct pk_err *err);
/* Says on stderr what was asked, and why not all was. */
void known_say(const struct known *k, const struct opts *o);
void known_release(struct known *k);

#endif
