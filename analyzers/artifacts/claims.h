/* claims: what a file says that it is, where nothing that reads such files could make anything of it. */
#ifndef CLAIMS_H
#define CLAIMS_H

#include "artifacts/probe/probe.h"

/* Says that a blob of no known format claims to be one, and which; NULL when it does not. */
const char *pk_say_claim(struct pk_probe *p, const struct pk_blob *b);

#endif
