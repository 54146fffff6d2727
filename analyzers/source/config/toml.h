/*
 * toml: a TOML text as the same read-only tree that YAML gives (util/yaml.h): tables are maps, arrays and arrays of tables
 * lists, everything else scalars. Strings count as quoted. Memory and nesting are bounded by limits.h.
 */
#ifndef SOURCE_TOML_H
#define SOURCE_TOML_H

#include "util/yaml.h"

/* The whole text, in the arena; NULL with err (path, line) when it is not TOML. path is only for messages. */
const struct yaml *pk_toml_parse(struct arena *a, struct str text, const char *path, struct pk_err *err);

#endif
