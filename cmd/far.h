/* far: places on the network among what a run reads: what it takes to read them, and what was read. */
#ifndef FAR_H
#define FAR_H

#include "hub/remote.h"
#include "opts.h"

struct far {
	struct pk_remote *remote; /* NULL when nothing lies elsewhere */
	struct pk_http *http;
};

/* Whether the operands name such places; some and not all of them is an err. */
int far_is_asked(const struct opts *o, bool *asked, struct pk_err *err);
/* Lists them into the walk, and has the scan read them. */
int far_list(struct far *f, const struct opts *o, struct pk_walk *walk, struct pk_scan_options *options, struct pk_err *err);
/* Says on stderr how much was read. */
void far_say(const struct far *f, const struct opts *o);
/* Zeros are fine. */
void far_release(struct far *f);

#endif
