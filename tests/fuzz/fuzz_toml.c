/* Any bytes as a TOML text: a tree within the caps or an error with its line. */
#include <stdlib.h>

#include "source/config/toml.h"
#include "util/limits.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint32_t count(const struct yaml *y, int depth)
{
	uint32_t n = 1, children = 0;

	if (depth > PK_MAX_YAML_DEPTH * (PK_MAX_YAML_DEPTH + 2))
		abort();
	for (const struct yaml *e = yaml_first(y); e; e = yaml_next(e), children++)
		n += count(e, depth + 1);
	if (children != y->n || (y->kind == YAML_SCALAR && children) || !y->line)
		abort();
	return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct pk_err err = { 0 };
	struct arena arena;
	const struct yaml *root;

	arena_init(&arena, 0);
	root = pk_toml_parse(&arena, (struct str){ (const char *)data, size }, "fuzz", &err);
	if (root ? count(root, 0) > PK_MAX_YAML_NODES + 2 : !err.msg[0])
		abort();
	arena_release(&arena);
	return 0;
}
