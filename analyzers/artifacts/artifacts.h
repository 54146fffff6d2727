/* artifacts: what the analyzer of model files knows from its rules, for whoever looks into one file by hand. */
#ifndef ARTIFACTS_H
#define ARTIFACTS_H

#include "artifacts/probe/probe.h"
#include "rule.h"

/* The lists of names that the rules hold, in the rules' arena. */
void pk_artifact_verdicts(struct pk_verdicts *v, const struct pk_rules *rules);
/* The id of the rule that says such an issue. */
const char *pk_artifact_rule(enum pk_issue_kind kind);
/* Its message with what is said filled in, and the member it is about. */
struct str pk_artifact_message(struct arena *a, const struct pk_rule *rule, const struct pk_issue *issue);

#endif
