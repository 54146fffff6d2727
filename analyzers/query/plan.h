/* plan: what a formula is compiled to. Shared by compile.c, search.c, filter.c; not for other folders. */
#ifndef QUERY_PLAN_H
#define QUERY_PLAN_H

#include "query/match.h"
#include "query/query.h"
#include "source/text/literals.h"
#include "source/text/regex.h"

enum pk_pattern_form {
	PKP_EXPR,      /* tried on every expression */
	PKP_STMT,      /* tried on every statement */
	PKP_SEQUENCE,  /* tried on every statement and those behind it */
	PKP_DECORATOR, /* tried on every decorator */
};

struct pk_pattern {
	enum pk_pattern_form form;
	const struct pk_tree *tree;
	uint32_t root;              /* the expression, statement or first statement */
	uint16_t *slots;            /* by node: PK_SLOT_* or the metavariable in its sym */
	struct pk_regex **regexes;  /* by node; of STRING_REGEX nodes */
	sym_t last;                 /* CALL, NAME, ATTR patterns: last part of the name that must be there; 0 any */
	sym_t keyword;              /* CALL patterns of any name: an argument that must be there; 0 none */
	struct pk_literals *needed; /* of a pattern that is a string by a regex: texts one of which is in the file; NULL for none */
	bool selector;              /* a bare $X: only narrows ranges that others found */
	struct pk_needs {
		sym_t *v; /* names that must occur in the file, in some import's meaning or as written */
		uint32_t n, cap;
	} needs;
	struct pk_needs bare;     /* those that must occur as more than an attribute */
	sym_t *words;             /* by node: of a STRING that is one word, the word; of one that is an option ("--trust-remote-code"), its
				   * longest. Only for our rules; NULL when there is none */
	struct pk_needs keywords; /* names of keyword arguments: in the file too, if only in a dict that is spread */
};

enum { PK_GROUPS = 16 };
enum pk_formula_kind { PKQ_PATTERN, PKQ_REGEX, PKQ_GENERIC, PKQ_AND, PKQ_OR };
enum pk_negative_kind { PKQ_NOT, PKQ_NOT_INSIDE, PKQ_NOT_REGEX };

struct pk_negative {
	enum pk_negative_kind kind;
	struct pk_formula *formula;
};

enum pk_filter_kind { PKQ_MV_REGEX, PKQ_MV_PATTERN, PKQ_MV_COMPARISON, PKQ_MV_TYPE, PKQ_MV_ANALYSIS };

struct pk_filter {
	enum pk_filter_kind kind;
	uint32_t slot;
	struct pk_regex *regex;      /* REGEX */
	struct pk_literals *needed;  /* REGEX: words one of which must be in the file; NULL for none; only of our rules */
	const uint32_t *group_slots; /* REGEX: PK_GROUPS slots of named groups, PK_SLOT_NONE for others; NULL for none */
	struct pk_formula *formula;  /* PATTERN */
	bool on_text;                /* PATTERN: language regex or generic, on the contents of a string */
	const struct pk_tree *expr;  /* COMPARISON: the expression; TYPE: the type expressions */
	uint16_t *expr_slots;
	bool entropy; /* ANALYSIS: entropy; else redos */
};

struct pk_formulas {
	struct pk_formula **v;
	uint32_t n, cap;
};

struct pk_formula {
	enum pk_formula_kind kind;
	struct pk_keys keys; /* of the whole formula */
	bool inside;         /* a conjunct written as pattern-inside */
	struct pk_query_options options;
	struct pk_pattern *pattern;  /* PATTERN */
	struct pk_generic *generic;  /* GENERIC */
	struct pk_regex *regex;      /* REGEX */
	const uint32_t *group_slots; /* REGEX: PK_GROUPS slots of $1.. and named groups; NULL for none */
	struct pk_formulas parts;    /* AND: positives, insides last; OR: branches */
	struct {
		struct pk_negative *v;
		uint32_t n, cap;
	} negatives;
	struct {
		struct pk_filter *v;
		uint32_t n, cap;
	} filters;
	struct {
		uint32_t *v;
		uint32_t n, cap;
	} focus;
};

enum { PK_INDEX_CALL, PK_INDEX_NAME, PK_INDEX_KEYWORD /* calls, by the names of their arguments */, PK_INDEX_COUNT };

struct pk_index_entry {
	uint32_t node, next;
};

/* The index of one unit's tree. */
struct pk_search {
	struct pk_unit *unit;
	const struct pk_tree *tree; /* NULL: only regexes can match */
	const struct pk_names *names;
	const sym_t *resolved; /* by node: what names mean, to the rules searched for */
	bool strict;
	uint32_t *by_kind;                    /* nodes sorted by kind, in order within one */
	uint32_t kind_at[PKN_KIND_COUNT + 1]; /* where each kind starts in by_kind */
	uint8_t *present;                     /* by symbol of the rules: it occurs in the file */
	uint32_t *head[PK_INDEX_COUNT];       /* by symbol of the rules: 1 + first entry with that last name */
	struct pk_index_entry *entries;       /* chained by last name */
	uint32_t n_entries;
	uint32_t spread;   /* 1 + the first entry of calls that spread a dict */
	uint32_t *strings; /* nodes that are known to be a string; NULL before they were asked for */
	uint32_t n_strings;
	uint32_t n_symbols; /* of the rules */
	struct pk_match *regex;
	const struct pk_spaces *spaces; /* the text, once a language-agnostic pattern wanted it */
	struct match match;             /* the state reused from pattern to pattern */
	bool gave_up;
};

/* metavariable-pattern over code: its words are in what the metavariable stands for. */
static inline bool pk_filter_is_code(const struct pk_filter *f)
{
	return f->kind == PKQ_MV_PATTERN && !f->on_text;
}

/* sieve.c: sets the keys. */
void pk_formula_set_keys(struct pk_rules *rules, struct pk_formula *f);
/* search.c: the ranges of one pattern; only within `within` when it is not NULL. */
void pk_pattern_run(struct pk_search *s, const struct pk_formula *f, const struct span *within, struct pk_ranges *out);
/* filter.c: true when the range passes; may add bindings to it. */
bool pk_filter_pass(const struct pk_filter *f, struct pk_search *s, struct pk_range *r);
/* formula.c: the formula on part of the unit. */
void pk_formula_eval(const struct pk_formula *f, struct pk_search *s, const struct span *within, struct pk_ranges *out);
/* compare.c: true when the expression holds of the bindings. */
bool pk_compare(const struct pk_filter *f, struct pk_search *s, const struct pk_env *env);
/* pattern.c: compiles a pattern text. */
int pk_pattern_new(struct pk_rules *rules, struct str text, bool strict, struct pk_slots *slots, struct pk_pattern **out,
		   struct pk_err *err);
void pk_pattern_free(struct pk_pattern *p);
/* The slots of a pattern tree's nodes. */
uint16_t *pk_pattern_slots(struct pk_rules *rules, const struct pk_tree *t, struct pk_slots *slots);

#endif
