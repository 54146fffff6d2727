/* decide: what the policy of the tree says of a name: allowed, blocked and why, or to be had from one index only. */
#ifndef IMPORTS_DECIDE_H
#define IMPORTS_DECIDE_H

#include "judge.h"
#include "policy.h"

/* Why a module ("torch.hub") may not be imported; STR_NONE when it may. Nothing of Python's own is ever blocked by an allow list. */
struct str pk_decide_import(const struct pk_policy *policy, struct arena *a, struct str module);
/* Why a distribution, as written, may not be installed; STR_NONE when it may. */
struct str pk_decide_package(const struct pk_policy *policy, struct arena *a, struct str name);
/* Whether a distribution, or the top of a module, is expressly allowed: then nothing else is said of its name. */
bool pk_decide_trusts(const struct pk_policy *policy, struct str name);
/* The index that a distribution must come from, when `scope`, the text of the command or file, names it nowhere as its first. */
struct str pk_decide_index(const struct pk_policy *policy, struct str name, struct str scope);
/* Blocked imports of a unit's tree. */
void pk_decide_imports(const struct pk_imports_plan *plan, struct pk_unit *u, struct pk_sink *out);

#endif
