/*
 * cache: what looking at a file came to, kept in a folder from run to run. An entry is named by a hash over the program, the
 * rules, the options, the names of all files, and the file's name and content: what any of them changes is looked at anew.
 * Entries are small files that may be deleted at any time; one that is broken counts as missing, and one that cannot be
 * written is left out.
 */
#ifndef SCAN_CACHE_H
#define SCAN_CACHE_H

#include "ruleset/engine.h"
#include "scan/pack.h"
#include "util/sha256.h"

struct pk_cache {
	const char *dir;
	struct sha256 base; /* over everything but the file */
};

enum { PK_CACHE_NAME = 65 };

/* The folder is made when it is not there, with a .gitignore for all of it. */
int pk_cache_init(struct pk_cache *c, const char *dir, const struct pk_engine *engine, struct pk_err *err);
/* What else decides about results: an option, a path. */
void pk_cache_depends(struct pk_cache *c, struct str on);
/* The entry of a file: NUL-terminated. */
void pk_cache_name(const struct pk_cache *c, struct str shown, struct str home, struct str content, char name[PK_CACHE_NAME]);
/* Adds what was found before to the sink. */
bool pk_cache_get(const struct pk_cache *c, const struct pk_rules *rules, const char *name, struct pk_sink *sink);
/* Keeps what came after the mark. */
void pk_cache_put(const struct pk_cache *c, const struct pk_rules *rules, const char *name, const struct pk_sink *sink,
		  struct pk_mark from);

#endif
