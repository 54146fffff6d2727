/*
 * adjust: what the path of a file makes of its findings. In a zone (tests, examples, documentation, notebooks) they weigh one
 * severity less, some rules can be ignored for some paths, and after that findings below a severity are left out. Patterns
 * are those of gitignore(5), about paths below `base`; a file fits when it or a folder above it does.
 */
#ifndef JUDGE_ADJUST_H
#define JUDGE_ADJUST_H

#include "judge/results.h"

struct pk_globs {
	const char **v;
	uint32_t n, cap;
};

struct pk_zone {
	const char *name;
	struct pk_globs paths;
};

struct pk_path_ignore {
	const char *path;
	struct pk_globs rules; /* threats, ids, globs of ids */
	struct str reason;
	uint32_t line; /* in the settings file */
};

enum { PK_ZONES = 4 };

struct pk_adjust {
	struct str base; /* in terms of pk_file.home; "" for the top */
	struct pk_zone zones[PK_ZONES];
	struct pk_globs keep; /* rules that weigh the same everywhere */
	struct pk_path_ignores {
		struct pk_path_ignore *v;
		uint32_t n, cap;
	} ignores;
	enum pk_severity severity; /* and above */
};

/* The zones as they are without any configuration. */
void pk_adjust_init(struct pk_adjust *adjust, struct arena *a);
/* Lowers severities, marks ignored findings PK_SUPPRESSED, and takes those below the severity out of the scan. A rule that
 * is itself below it was asked for by its id: its findings stay. */
void pk_adjust_findings(const struct pk_adjust *adjust, struct pk_results *results);

#endif
