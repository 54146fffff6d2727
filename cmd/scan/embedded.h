/*
 * embedded: the files of rules/ as they were when picket was built, sorted by path. The table is generated into build/ by
 * cmd/embed.
 */
#ifndef SCAN_EMBEDDED_H
#define SCAN_EMBEDDED_H

#include <stddef.h>

struct pk_embedded {
	const char *path; /* relative to rules/: "deserialization/torch-load.yaml" */
	const char *data; /* NUL-terminated, may hold NULs */
	size_t size;
	const char *example; /* code that the rule finds: the first thing so marked in its Python twin; "" without one */
};

extern const struct pk_embedded pk_embedded_rules[];
extern const size_t pk_embedded_count;

#endif
