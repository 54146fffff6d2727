/* emit: a range with its metavariables as a finding: message and fix filled in, bindings listed. */
#ifndef QUERY_EMIT_H
#define QUERY_EMIT_H

#include "finding.h"
#include "query/query.h"

/* The rule's message with the metavariables filled in, in the file arena. */
struct str pk_query_message(struct pk_unit *u, const struct pk_rule *rule, const struct pk_slots *slots, const struct pk_env *env);
struct pk_finding *pk_query_emit(struct pk_sink *out, const struct pk_rule *rule, struct pk_unit *u, const struct pk_slots *slots,
				 const struct pk_env *env, struct span at);

#endif
