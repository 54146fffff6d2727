/*
 * usage: what the code of a tree uses, for the overview in reports: which modules it imports, and with what it stores and
 * loads data. Read off the lines, without parsing, so counts are of what is written, not of what runs.
 */
#ifndef JUDGE_USAGE_H
#define JUDGE_USAGE_H

#include "source/unit/unit.h"

struct pk_usage_item {
	struct str name;
	uint32_t n;  /* of a module: files that import it; of a serializer: lines that use it */
	bool unsafe; /* of a serializer: reading what it wrote can run code */
};

struct pk_usage_list {
	struct pk_usage_item *v;
	uint32_t n, cap;
};

struct pk_usage {
	struct arena *arena;
	struct map index; /* of modules: place in the list + 1 */
	struct pk_usage_list modules, serializers;
};

void pk_usage_init(struct pk_usage *u, struct arena *arena);
/* Counts one unit of Python code; temp holds what is forgotten with the file. */
void pk_usage_add(struct pk_usage *u, struct arena *temp, struct str code);
void pk_usage_merge(struct pk_usage *into, const struct pk_usage *from);
/* Sorts both lists: most used first, then by name. */
void pk_usage_sort(struct pk_usage *u);

#endif
