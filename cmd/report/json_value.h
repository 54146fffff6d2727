/* json_value: picket's values as cJSON, shared by the JSON-shaped formats. Every function returns a new value to be owned. */
#ifndef REPORT_JSON_VALUE_H
#define REPORT_JSON_VALUE_H

#include <cjson/cJSON.h>

#include "report.h"

cJSON *json_str(struct str s);
void json_add(cJSON *object, const char *key, cJSON *value);
void json_add_str(cJSON *object, const char *key, struct str s);
void json_add_num(cJSON *object, const char *key, double n);
/* Lists, maps and scalars; unquoted numbers and booleans become such. */
cJSON *json_yaml(const struct yaml *y);
/* {"line", "col", "offset"} */
cJSON *json_place(const struct pk_place *p);
/* {"cell", "code_cell", "cell_id", "line", "column"} */
cJSON *json_cell(const struct pk_place *p);
/* A place in a text that is packed in the file. */
cJSON *json_packed(const struct pk_place *p);
/* A list of {"path", "start", "end", "content", "message"}, with "notebook" where it is one. */
cJSON *json_regions(const struct pk_region *v, uint32_t n);
/* {"commit", "date", "versions", "gone"} */
cJSON *json_version(const struct pk_version *v);
/* A result in Semgrep's schema; extra.notebook, .related, .secret and .history are ours. */
cJSON *json_finding(const struct pk_finding *f);
/* Appends the value to out without white space and deletes it. */
void json_write(struct buf *out, cJSON *value);

#endif
