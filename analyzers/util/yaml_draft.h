/*
 * yaml_draft: a document while it is being read: a tree that can still grow, whatever it is read from. yaml_freeze makes a struct yaml
 * of it.
 */
#ifndef UTIL_YAML_DRAFT_H
#define UTIL_YAML_DRAFT_H

#include "yaml.h"

struct yaml_draft {
	enum yaml_kind kind;
	bool quoted;
	uint32_t line;
	struct str key, text;
	struct yaml_draft *child, *next;
	uint32_t n; /* children */
};

/* The tree as one block in the arena; the draft, and what its texts point to, is no longer needed. */
const struct yaml *yaml_freeze(struct arena *a, const struct yaml_draft *root);

#endif
