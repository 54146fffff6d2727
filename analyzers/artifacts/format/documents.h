/*
 * documents: JSON as a run of objects, each shown with its members when it closes. One pass, whatever the nesting.
 */
#ifndef DOCUMENTS_H
#define DOCUMENTS_H

#include "artifacts/probe/probe.h"

enum { OBJECT_PAIRS = 32 }; /* members of one object that are kept */

struct pk_pair {
	struct str key, value; /* strings unescaped; of others the text (null, true, 3); "{" for objects and lists */
	bool is_string;
	uint32_t at; /* in the text */
};

struct pk_object {
	struct str key; /* under which the object stands; "" for the top and in lists */
	struct pk_pair pairs[OBJECT_PAIRS];
	uint32_t n;
};

/* Shows every object, and every string in a list as an object of one pair under the list's key. False when the text is not
 * JSON all through: what came before the fault was shown; *deep: the fault is its depth. */
bool pk_json_objects(struct pk_probe *p, struct str text, void (*show)(void *data, const struct pk_object *o), void *data, bool *deep);
/* The inside of a string, unescaped; very long ones are cut. */
struct str pk_document_text(struct arena *a, struct str inside);
/* The string under the key, STR_NONE when there is none. */
struct str pk_object_text(const struct pk_object *o, const char *key);
/* The same as it stands, strings or not. */
const struct pk_pair *pk_object_pair(const struct pk_object *o, const char *key);

#endif
