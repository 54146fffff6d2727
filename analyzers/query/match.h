/*
 * match: one pattern tree against one code tree, at a given place. Matching is non-deterministic ($X may be any argument of
 * f(..., $X, ...)): every way to match is one env on the stack `out`. A step takes an env and pushes the envs it leads
 * to; `then` runs a step on every env pushed since a mark and keeps only what that gives. So a conjunction of
 * steps reads top-down.
 */
#ifndef QUERY_MATCH_H
#define QUERY_MATCH_H

#include "query/env.h"
#include "source/meaning/consts.h"
#include "source/meaning/names.h"

struct pk_pattern;

struct match {
	const struct pk_pattern *pattern;
	const struct pk_tree *pt; /* the pattern's tree */
	const uint16_t *slots;    /* by pattern node */
	struct pk_unit *unit;
	const struct pk_tree *ct; /* the code's tree */
	const struct pk_names *names;
	const sym_t *resolved; /* by code node: what names mean */
	struct pk_match *regex;
	struct {
		const struct pk_env **v;
		uint32_t n, cap;
	} out;
	uint32_t steps; /* left; 0 gives up */
	uint32_t root;  /* code node the match started at: symbolic propagation does not apply there */
	bool strict;    /* a written name must not be a local variable that hides the module or builtin meant */
	bool symbolic;  /* options: symbolic_propagation */
	bool constants; /* options: constant_propagation */
};

typedef void match_step(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in);

/* p is a pattern node, c a code node. */
match_step match_expr, match_stmt;
/* The children of p against the children of c, in order, with `...` and $...X. p and c are the first siblings (0: none). */
match_step match_list;
match_step match_args;   /* ARGS */
match_step match_params; /* PARAMS */
match_step match_body;   /* BLOCK of a compound statement */
/* The statements from p on (siblings) against the statements of a block from c on; trailing code is allowed. Results carry a PKB_END. */
match_step match_sequence;
/* The expression or, where a statement implies it, an expression inside (semgrep's implicit deep expression statement). */
match_step match_deep_stmt;

bool match_tick(struct match *m);
void match_push(struct match *m, const struct pk_env *env);
/* Runs step on every env from `start` on and replaces them by the results. */
void match_then(struct match *m, uint32_t start, match_step *step, uint32_t p, uint32_t c);
/* Removes the envs [start, end), keeping what was pushed after. */
void match_drop(struct match *m, uint32_t start, uint32_t end);
/* Binds a slot when it is free or bound to something equal, and pushes the result. */
void match_bind(struct match *m, uint32_t slot, struct pk_bind bind, const struct pk_env *in);
void match_bind_node(struct match *m, uint32_t slot, uint32_t c, const struct pk_env *in);
/* A run of siblings first..last (0, 0 for none); `at` says where an empty one is. */
void match_bind_run(struct match *m, uint32_t slot, uint32_t first, uint32_t last, uint32_t at, const struct pk_env *in);
/* A name held by a symbol: pattern node p's sym against the symbol, binding when it is a metavariable. */
void match_symbol(struct match *m, uint32_t p, sym_t sym, struct span span, const struct pk_env *in);

/* literal.c, name.c */
match_step match_literal, match_fstring, match_name;

static inline const struct pk_node *pattern_node(const struct match *m, uint32_t p)
{
	return &m->pt->nodes[p];
}

static inline const struct pk_node *code_node(const struct match *m, uint32_t c)
{
	return &m->ct->nodes[c];
}

static inline bool is_dots(const struct match *m, uint32_t p)
{
	const struct pk_node *n = &m->pt->nodes[p];

	if (n->kind == PKN_EXPR_STMT)
		n++;
	return n->kind == PKN_DOTS;
}

static inline bool is_args_metavar(const struct match *m, uint32_t p)
{
	const struct pk_node *n = &m->pt->nodes[p];

	if (n->kind == PKN_EXPR_STMT)
		n++;
	return n->kind == PKN_MV_ARGS;
}

#endif
