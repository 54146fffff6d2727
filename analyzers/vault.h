/*
 * vault: the credentials that were found, for as long as their services may be asked about them. Findings know them only by their
 * hash, so that no report, cache or message can show what is here. Shared by all workers.
 */
#ifndef VAULT_H
#define VAULT_H

#include "util/str.h"

struct pk_vault;

struct pk_vault *pk_vault_new(void);
/* Overwrites all of it. NULL is fine. */
void pk_vault_free(struct pk_vault *v);
/* key: of the finding. user: the name that goes with it; "" for none. What there is no room for is left out. */
void pk_vault_keep(struct pk_vault *v, struct str key, struct str secret, struct str user);
/* False when it is not there. */
bool pk_vault_find(struct pk_vault *v, struct str key, struct str *secret, struct str *user);

#endif
