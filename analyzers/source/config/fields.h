/*
 * fields: the values of a configuration file, one after the other, with where each stands: TOML, JSON, INI and the part of YAML that
 * environment files are written in, all read the same way. Made for finding things, not for checking them: what is no valid file
 * gives some fields or none, in bounded time.
 */
#ifndef SOURCE_FIELDS_H
#define SOURCE_FIELDS_H

#include "util/str.h"

enum pk_field_kind {
	PK_FIELD_TEXT,  /* a string, or a bare word where the format has them */
	PK_FIELD_OTHER, /* a number, a date, true, false, null */
	PK_FIELD_TABLE, /* a table or list begins whose key this is; its entries follow */
};

struct pk_field {
	struct str
		path; /* keys from the outside in, '/' between them, as written without quotes: "project/dependencies"; lives for the call */
	struct span key;   /* of the last of them; empty when it has none */
	struct span value; /* between the quotes; escapes stay */
	enum pk_field_kind kind;
	bool escaped;   /* the value has escapes: it is not what it looks like */
	uint32_t group; /* the same for the entries of one table, another one for any other table */
};

/* Where the fields go. */
struct pk_fields {
	void (*take)(void *to, const struct pk_field *field);
	void *to;
};

void pk_fields_toml(struct str text, struct pk_fields out);
void pk_fields_json(struct str text, struct pk_fields out);
/* [section] key = value; each line of a value that goes on in indented lines is a field of its own. */
void pk_fields_ini(struct str text, struct pk_fields out);
/* Block maps and lists of plain and quoted scalars; flow collections are taken as text. */
void pk_fields_yaml(struct str text, struct pk_fields out);

/* ---- for the readers ---- */

enum { PK_FIELD_DEPTH = 16, PK_FIELD_PATH = 512 }; /* deeper or longer paths are cut */

/* The keys on the way. */
struct pk_field_path {
	char text[PK_FIELD_PATH];
	uint32_t n;
};

void pk_field_push(struct pk_field_path *path, struct str key);

#endif
