/*
 * settings: the nearest picket.yaml, or [tool.picket] of the nearest pyproject.toml: looked for in the folder that holds all
 * PATHs and then in those above it, up to the top of the repository (without one, up to the current folder). Its keys are the
 * options that may stand there, and some that only make sense there. A key that is unknown is an err with its line.
 */
#ifndef SETTINGS_H
#define SETTINGS_H

#include "opts.h"
#include "policy.h"
#include "judge/adjust.h"
#include "ruleset/ruleset.h"

struct settings {
	struct opts *o;
	const char *file;   /* as people see it; NULL when there is none */
	const char *folder; /* that paths in it are about; "" for the current one */
	struct pk_adjust adjust;
	struct pk_policy policy;
	struct pk_severities severities;
	struct pk_globs exclude;
	uint32_t n_rules; /* that the file adds, the last ones of o->config */
	/* Threats, ids and globs that the file names, to be checked once the rules are known. */
	struct settings_names {
		struct settings_name {
			const char *text;
			uint32_t line;
		} * v;
		uint32_t n, cap;
	} names;
	/* Lines of the keys below, 0 when they are not there. */
	uint32_t exclude_line, zones_line, keep_line, policy_line, zone_line[PK_ZONES];
};

/* A key that is no option. */
struct settings_key {
	const char *name, *about; /* for the help */
	const char *map;          /* what kind of map it wants; NULL when it takes other shapes too */
	int (*read)(struct settings *s, const struct yaml *value, struct pk_err *err);
};

/* NULL name at the end. */
extern const struct settings_key settings_keys[];

/* Finds the file that the options mean, and reads it into the options (where the command line did not speak) and s. */
int settings_load(struct settings *s, struct opts *o, struct pk_err *err);
/* What the file says, for settings_load: the map of its keys. */
int settings_read(struct settings *s, const struct yaml *root, struct pk_err *err);
/* Whether everything that the file names is a rule or threat. */
int settings_check(const struct settings *s, const struct pk_rules *known, struct pk_err *err);

#endif
