/*
 * yaml: a document as a read-only tree, read by libyaml, with lines for messages. Aliases are refused (rule files and
 * configuration have no need of them, and they are how small files become huge), as are duplicate keys and
 * anything over the caps of limits.h.
 */
#ifndef UTIL_YAML_H
#define UTIL_YAML_H

#include "arena.h"
#include "err.h"

enum yaml_kind { YAML_SCALAR, YAML_LIST, YAML_MAP };

struct yaml {
	enum yaml_kind kind;
	bool quoted;     /* a quoted or block scalar: always a string */
	uint32_t line;   /* 1-based */
	struct str key;  /* of a map entry; "" in a list; NUL-terminated */
	struct str text; /* of a scalar; NUL-terminated */
	struct yaml *child, *next;
	uint32_t n; /* children */
};

/* The first document, in the arena; NULL with err (path, line) when it is not one. path is only for messages. */
struct yaml *yaml_parse(struct arena *a, struct str text, const char *path, struct pk_err *err);
/* Entry of a map, NULL when absent or y is NULL or no map. */
const struct yaml *yaml_get(const struct yaml *y, const char *key);
/* Text of a scalar entry, STR_NONE when absent or no scalar. */
struct str yaml_text(const struct yaml *y, const char *key);
/* The scalar as true/false/yes/no, unquoted; fallback otherwise. */
bool yaml_bool(const struct yaml *y, bool fallback);

#define yaml_each(item, list) for (const struct yaml *item = (list) ? (list)->child : NULL; item; item = item->next)

#endif
