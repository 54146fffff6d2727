/*
 * yaml: a document as a read-only tree, read by libyaml, with lines for messages. Aliases are refused (rule files and
 * configuration have no need of them, and they are how small files become huge), as are duplicate keys and
 * anything over the caps of limits.h.
 *
 * A tree is one block: its nodes in preorder, then their texts. Nothing in it is a pointer, so that the build can write a tree into the
 * program and no start has to read or relocate it.
 */
#ifndef UTIL_YAML_H
#define UTIL_YAML_H

#include "arena.h"
#include "err.h"

enum yaml_kind { YAML_SCALAR, YAML_LIST, YAML_MAP };

struct yaml {
	uint8_t kind;  /* enum yaml_kind */
	bool quoted;   /* a quoted or block scalar: always a string */
	bool last;     /* of its siblings */
	uint32_t line; /* 1-based */
	uint32_t n;    /* children */
	uint32_t size; /* nodes, itself and all below it */
	struct yaml_run {
		uint32_t at, n; /* bytes from the start of this node; NUL-terminated */
	} key, scalar;          /* key: of a map entry, "" in a list; scalar: "" in a list or map */
};

static inline struct str yaml_key(const struct yaml *y)
{
	return (struct str){ (const char *)y + y->key.at, y->key.n };
}

static inline struct str yaml_scalar(const struct yaml *y)
{
	return (struct str){ (const char *)y + y->scalar.at, y->scalar.n };
}

/* NULL without children. */
static inline const struct yaml *yaml_first(const struct yaml *y)
{
	return y->n ? y + 1 : NULL;
}

/* The next sibling; NULL behind the last. */
static inline const struct yaml *yaml_next(const struct yaml *y)
{
	return y->last ? NULL : y + y->size;
}

#define yaml_each(item, list) for (const struct yaml *item = (list) ? yaml_first(list) : NULL; item; item = yaml_next(item))

/* The first document, in the arena; NULL with err (path, line) when it is not one. path is only for messages. */
const struct yaml *yaml_parse(struct arena *a, struct str text, const char *path, struct pk_err *err);
/* Entry of a map, NULL when absent or y is NULL or no map. */
const struct yaml *yaml_find(const struct yaml *y, struct str key);

static inline const struct yaml *yaml_get(const struct yaml *y, const char *key)
{
	return yaml_find(y, str_from(key));
}

/* Text of a scalar entry, STR_NONE when absent or no scalar. */
struct str yaml_text(const struct yaml *y, const char *key);
/* The scalar as true/false/yes/no, unquoted; fallback otherwise. */
bool yaml_bool(const struct yaml *y, bool fallback);
/* What yaml_bool makes of a scalar written so. */
bool yaml_word(struct str text, bool fallback);

#endif
