/*
 * fix: what a rule proposes to write instead: `fix` (metavariables filled in, later lines indented like the first) or `fix-regex`
 * (regex, replacement with \1, count) in the matched text.
 */
#ifndef QUERY_FIX_H
#define QUERY_FIX_H

#include "query/query.h"

/* False when the rule has no fix or the regex does not match. The text is in the file arena. */
bool pk_query_fix(struct pk_unit *u, const struct pk_rule *rule, const struct pk_slots *slots, const struct pk_env *env, struct span at,
		  struct str *out);

#endif
