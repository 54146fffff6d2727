/*
 * embedded: the rules of rules/ as they were when picket was built, read and worked out as far as that can be. The tables are
 * generated into build/ by cmd/embed/rules.c.
 */
#ifndef RULESET_EMBEDDED_H
#define RULESET_EMBEDDED_H

#include "precompiled.h"
#include "util/yaml.h"

struct pk_embedded {
	const char *path; /* relative to rules/: "deserialization/torch-load.yaml" */
	const struct yaml *root;
	const char *example; /* code that the rule finds: the first thing so marked in its Python twin; "" without one */
};

extern const struct pk_embedded pk_embedded_rules[]; /* sorted by path */
extern const size_t pk_embedded_count;
extern const struct pk_precompiled pk_embedded_prepared;

#endif
