/* sarif: the parts of a SARIF 2.1.0 log that GitHub code scanning and other readers use, as cJSON values. */
#ifndef REPORT_SARIF_H
#define REPORT_SARIF_H

#include "json_value.h"

/* {"text": s} */
cJSON *pk_sarif_text(struct str s);
/* {"uri", "uriBaseId"} for a path relative to the repository. */
cJSON *pk_sarif_artifact(struct arena *a, struct str path);
const char *pk_sarif_level(enum pk_severity s);
/* A reportingDescriptor. */
cJSON *pk_sarif_rule(const struct pk_rule *rule);
cJSON *pk_sarif_result(struct pk_report *r, const struct pk_finding *f, uint32_t rule_index);

#endif
