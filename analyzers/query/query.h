/*
 * query: Semgrep's search language, compiled: a formula of patterns and filters that maps a unit to ranges with their
 * metavariables. It serves search-mode rules (pattern/) and the sources, sinks and sanitizers of taint rules (flow/).
 *
 *     patterns (AND): ranges nested in each other with equal metavariables; the innermost survives
 *     pattern-either (OR): union
 *     pattern-not: equal ranges are removed; -not-inside: ranges inside; -not-regex: overlapping by containment
 *     metavariable-*: filters, after all patterns; focus-metavariable: the range becomes the metavariable's
 */
#ifndef QUERY_QUERY_H
#define QUERY_QUERY_H

#include "query/env.h"
#include "rule.h"
#include "source/sieve/identifiers.h"

struct pk_formula; /* immutable once compiled; in the run arena */
struct pk_search;  /* one unit being searched: the index of its tree and the match state; in the file arena */

struct pk_range {
	struct span span;
	uint32_t node; /* the code node matched as a whole; 0 for statement sequences, regex matches and foci without a node */
	bool inside;   /* comes from pattern-inside alone: only another inside keeps it */
	const struct pk_env *env;
};

struct pk_ranges {
	struct pk_range *v;
	uint32_t n, cap;
};

/* How a formula is to be read and run; from a rule's options. */
struct pk_query_options {
	bool symbolic, constants, strict;
};

/* Reads the rule's `options:`; an unknown or unsupported one is an error. */
int pk_query_options(const struct pk_rule *rule, struct pk_query_options *out, struct pk_err *err);
/*
 * Compiles the operators of one YAML map (`pattern`, `patterns`, `pattern-either`, `pattern-regex` ...; a list is an AND, a scalar a
 * pattern). Slots collect the metavariables. Errors name the operator and the line. The formula lives in the rules' arena.
 */
int pk_formula_new(struct pk_rules *rules, const struct pk_rule *rule, const struct pk_query_options *options, const struct yaml *body,
		   struct pk_slots *slots, struct pk_formula **out, struct pk_err *err);

/* The unit indexed for our rules (strict) or for others', which differ in what names mean. A unit without a tree can still be
 * searched by regex. Made once per unit and kind; in the file arena. */
struct pk_search *pk_search_of(struct pk_unit *u, bool strict);
/* False when the file cannot match because a name or call that the formula needs is not in it. A few bit tests. */
bool pk_formula_possible(const struct pk_formula *f, const struct pk_search *s);
/* False when words that the formula needs are nowhere in the file's text: nothing need be parsed for it. */
bool pk_formula_sieve(const struct pk_formula *f, struct pk_unit *u);
/* Whether one of the keys is in the unit; true when there are none. */
bool pk_keys_met(const struct pk_keys *keys, struct pk_unit *u);
/* Words one of which is in every file that the formula matches in; none when nothing is known. */
struct pk_keys pk_formula_keys(const struct pk_formula *f);
/* Those of a file in which one of two formulas matches. */
struct pk_keys pk_keys_join(struct arena *a, struct pk_keys x, struct pk_keys y);
/* Says which part of the unit must be parsed for the formula. */
void pk_formula_criterion(const struct pk_formula *f, struct pk_unit *u);
/* Whether each match lies in a line that this asks for. */
bool pk_formula_on_line(const struct pk_formula *f);
/* All ranges of the formula in the unit, without duplicates, in order of their start. False when it gave up at a limit. */
bool pk_formula_run(const struct pk_formula *f, struct pk_search *s, struct pk_ranges *out);

/* Fills $X, $...X and $1 of a message or fix; text in the file arena. */
struct str pk_interpolate(struct pk_unit *u, const struct pk_slots *slots, const struct pk_env *env, struct str text);

#endif
