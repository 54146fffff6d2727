/*
 * rule: one check as data: Semgrep's YAML schema, read and validated once. What every rule has is here; the operators
 * (pattern, pattern-sources, metadata.picket.*) stay YAML for the analyzer that compiles them.
 */
#ifndef RULE_H
#define RULE_H

#include <pthread.h>

#include "source/text/regex.h"
#include "util/err.h"
#include "util/map.h"
#include "util/version.h"
#include "util/yaml.h"

struct pk_policy;
struct pk_precompiled;
struct pk_question;
struct pk_scratch;
struct pk_tree;

enum pk_severity { PK_INFO, PK_LOW, PK_MEDIUM, PK_HIGH, PK_CRITICAL };
enum pk_level { PK_LEVEL_LOW, PK_LEVEL_MEDIUM, PK_LEVEL_HIGH }; /* confidence, likelihood, impact */

enum pk_language {
	PK_LANG_PYTHON = 1,
	PK_LANG_REGEX = 2,
	PK_LANG_GENERIC = 4,
	PK_LANG_OTHER = 8, /* a language picket does not read: the rule is skipped with a note */
};

/* What a rule says under some versions of a package. */
struct pk_when {
	struct str package; /* normalised: lower case, '-' between words */
	struct version_range versions;
	bool regrades; /* severity counts */
	enum pk_severity severity;
	struct str message; /* "" for the rule's */
};

/* A word, and where it counts (enum pk_ident_place). */
struct pk_key {
	sym_t word;
	uint8_t places;
};

struct pk_rule {
	struct str id, message;
	struct str severity_text; /* as written: ERROR, WARNING, INFO, HIGH, ... */
	enum pk_severity severity;
	enum pk_level confidence, likelihood, impact;
	struct str threat;       /* the folder under rules/ ("deserialization"); for foreign rules metadata.category or "other" */
	struct str analyzer;     /* metadata.picket.analyzer; "" for pattern rules */
	struct str mode;         /* "search", "taint", ... */
	unsigned languages;      /* set of enum pk_language */
	bool audit;              /* metadata.picket.tier: audit - only with --all */
	bool latent;             /* of that tier, and runs only to say where a dangerous file is loaded */
	bool builtin;            /* ours, embedded */
	bool loads;              /* metadata.picket.loads: what it finds reads a file, whose verdict counts */
	struct str loaded;       /* the metavariable that names the file; "": the call's own argument does */
	bool fix_unsafe;         /* metadata.picket.fix: unsafe */
	struct str why, instead; /* metadata.picket.why / .instead; "" for foreign rules */
	struct str example;      /* code that the rule finds, out of its twin; "" for foreign rules */
	struct str fix;          /* "" when none */
	/* metadata.picket.when: the first that surely holds for the version that the tree declares decides. Written as a list it
	 * regrades; written as one text it is a condition, without which there is no finding. */
	struct pk_when_list {
		struct pk_when *v;
		uint32_t n, cap;
	} when;
	bool when_only;
	struct pk_keys {
		const struct pk_key *v;
		uint32_t n;
	} keys;                      /* one of them is in every file that the rule has something to say of; n is 0 when nothing is known */
	struct pk_when_list affects; /* metadata.picket.affects: versions that are themselves the finding */
	const struct pk_question *question; /* question.h; NULL when there is none, or it is not to be asked */
	const struct yaml *fix_regex;
	const struct yaml *paths; /* include/exclude */
	const struct yaml *options;
	const struct yaml *metadata;   /* NULL when absent */
	const struct yaml *picket;     /* metadata.picket; NULL when absent */
	const struct yaml *supersedes; /* metadata.picket.supersedes: ids of rules that say less of the same place; NULL when absent */
	const struct yaml *body;       /* the whole rule map */
	struct str path;               /* of the rule file, for messages */
	uint32_t line;
	uint32_t index; /* in pk_rules */
};

struct pk_rules {
	struct arena *arena; /* the run arena: rules, YAML and plans live here */
	struct intern *symbols;
	const struct pk_rules *known;   /* the set that this one was chosen from; NULL when it is whole */
	const struct pk_policy *policy; /* policy.h; NULL when there is none */
	bool verify;                    /* the rules that are added may ask their services */
	struct pk_rule_list {
		struct pk_rule **v;
		uint32_t n, cap;
	} list; /* sorted by id */
	/* What could not be used, for the user: one text a rule. */
	struct pk_rule_notes {
		struct pk_rule_note {
			struct str id, path, text;
			uint32_t line;
		} * v;
		uint32_t n, cap;
	} notes;
	struct pk_rule_regexes {
		struct pk_regex **v;
		uint32_t n, cap;
	} regexes;                             /* those that do not live in the arena; see pk_rules_regex */
	const struct pk_precompiled *prepared; /* NULL for none */
	struct pk_pattern_trees {
		struct pk_pattern_tree {
			struct str pattern;
			const struct pk_tree *tree;
		} * v;
		uint32_t n, cap;
	} trees;                    /* of the patterns seen so far; see pk_rules_tree */
	struct map tree_of;         /* by pattern: 1 + place in trees */
	struct pk_scratch *scratch; /* that patterns are parsed in; NULL before the first */
	pthread_mutex_t lock;       /* held while a rule is compiled in the middle of a scan; see lazy.h */
};

void pk_rules_init(struct pk_rules *rules, struct arena *arena, struct intern *symbols);
/* Frees the regexes and the parser; the rest goes with the arena. */
void pk_rules_release(struct pk_rules *rules);
/* pk_regex_new for a plan: the regex lives as long as the rules. Those of built-in rules are compiled at their first use. */
struct pk_regex *pk_rules_regex(struct pk_rules *rules, bool builtin, struct str pattern, unsigned flags, struct pk_err *err);
/* pk_tree_pattern for a plan: patterns that are written alike share one tree. */
const struct pk_tree *pk_rules_tree(struct pk_rules *rules, struct str pattern, struct pk_err *err);
/* Adds the rules of one YAML text. `threat` is the folder for ours, "" for foreign ones. A rule whose id is there
 * already replaces it. A broken file is an error and adds nothing. */
int pk_rules_add(struct pk_rules *rules, struct str yaml, const char *path, struct str threat, bool builtin, struct pk_err *err);
/* As pk_rules_add, for a file that was read into a tree, which lives as long as the rules; so do path and threat. */
int pk_rules_add_yaml(struct pk_rules *rules, const struct yaml *root, const char *path, struct str threat, bool builtin,
		      struct pk_err *err);
/* Numbers the rules: there will be no more. */
void pk_rules_freeze(struct pk_rules *rules);
struct pk_rule *pk_rules_find(const struct pk_rules *rules, struct str id);
/* A rule that is left out, and why, said once to the user. */
void pk_rules_note(struct pk_rules *rules, const struct pk_rule *rule, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* Reads metadata.picket.when and .affects into the rule. */
int pk_rule_read_when(struct arena *a, struct pk_rule *rule, struct pk_err *err);
/* metadata.picket.<key>, NULL when absent. */
const struct yaml *pk_rule_picket(const struct pk_rule *rule, const char *key);
/* True when `paths:` lets the rule see this path (always true without `paths:`). */
bool pk_rule_path(const struct pk_rule *rule, struct str path);
const char *pk_severity_name(enum pk_severity s);               /* "HIGH" */
bool pk_severity_parse(struct str text, enum pk_severity *out); /* any case; ERROR, WARNING too */
const char *pk_level_name(enum pk_level l);

#endif
