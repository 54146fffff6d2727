/*
 * ruleset: which rules run. The built-in ones and those of --config are read into one set, and --select and its like
 * take a part of it.
 */
#ifndef RULESET_RULESET_H
#define RULESET_RULESET_H

#include "rule.h"

/* "these rules are of this severity" */
struct pk_severities {
	struct pk_severity_of {
		const char *rules; /* a threat, an id or a glob of ids */
		enum pk_severity severity;
		uint32_t line; /* in the settings file */
	} * v;
	uint32_t n, cap;
};

struct pk_ruleset_options {
	bool no_builtin;
	bool all;                                  /* audit tier too */
	bool verify;                               /* rules may ask their services, but not those that a project adds: */
	uint32_t n_project;                        /* the last ones of config */
	const char *const *config;                 /* files and folders with rules */
	const char *const *select, *const *ignore; /* threats, ids, globs; no select means every rule */
	uint32_t n_config, n_select, n_ignore;
	enum pk_severity severity;       /* and above */
	enum pk_level confidence;        /* and above */
	struct pk_severities severities; /* set when the rules are read; later ones win */
};

/* Whether a threat, an id (whole, or what follows its last dot) or a glob over ids names the rule. */
bool pk_rule_named(const struct pk_rule *rule, struct str selector);

/* The severity that a finding of the rule can have at most: versions may regrade it, and what its service says. */
enum pk_severity pk_rule_heaviest(const struct pk_rule *rule);

/* Reads the built-in rules and those of o->config into an empty set and freezes it. A broken rule file is an error. */
int pk_ruleset_load(struct pk_rules *known, const struct pk_ruleset_options *o, struct pk_err *err);
/* The part of `known` that the options ask for; a selector that names no known rule is an error, but without
 * the built-in rules one to be ignored may well be of those. */
int pk_ruleset_select(struct pk_rules *run, const struct pk_rules *known, const struct pk_ruleset_options *o, struct pk_err *err);
/* By its name: .yaml or .yml, but not .test.yaml. */
bool pk_ruleset_is_file(struct str path);
/* Adds the rules of one file, or of every .yaml and .yml file below a folder, in byte order of their paths. */
int pk_ruleset_add(struct pk_rules *rules, const char *path, struct pk_err *err);

#endif
