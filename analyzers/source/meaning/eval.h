/*
 * eval: the walk behind consts.h, shared by eval.c (expressions) and consts.c (statements). The module is walked first, then the
 * bodies of its functions, outer ones before inner ones, each starting with nothing known but what is assigned once.
 */
#ifndef SOURCE_EVAL_H
#define SOURCE_EVAL_H

#include "source/meaning/flow.h"

/* A place where a loop may make facts wrong: a store, or a change of the object in place. */
struct pk_kill {
	uint32_t node;
	uint32_t var : 31;
	uint32_t in_place : 1;
};

struct pk_eval {
	struct pk_unit *unit;
	const struct pk_tree *tree;
	const struct pk_names *names;
	struct arena *arena;
	struct pk_folder folder;
	struct pk_flow flow;
	uint32_t *value, *def;                     /* by node, see struct pk_consts */
	struct pk_fact *once;                      /* by variable: of one with a single store, once that was walked */
	uint8_t *changed;                          /* by variable: somewhere changed in place */
	struct pk_kills VEC(struct pk_kill) kills; /* sorted by node */
	struct pk_bodies VEC(uint32_t) bodies;     /* DEFs not walked yet */
	sym_t format;                              /* "format", 0 when the file has none */
	uint32_t frozen;                           /* inside lambdas, which run later */
	uint32_t maybe;                            /* inside what may not be evaluated: right of `and`, in a comprehension, ... */
	uint32_t steps;
	bool late; /* the file's time is over */
};

/* Any node with all below it; the value of an expression. */
uint32_t pk_eval_walk(struct pk_eval *e, uint32_t node);
void pk_eval_children(struct pk_eval *e, uint32_t node);
uint32_t pk_eval_expression(struct pk_eval *e, uint32_t node);
/* BINARY or AUG_ASSIGN, its operands being walked. */
uint32_t pk_eval_binary(struct pk_eval *e, uint32_t node);
/* target = value; the value node is walked already, 0 for something without a node of its own. */
void pk_eval_assign(struct pk_eval *e, uint32_t target, uint32_t value);
/* The target of `for target in iterable`, also in a comprehension. */
void pk_eval_each(struct pk_eval *e, uint32_t target, uint32_t iterable);
void pk_eval_store(struct pk_eval *e, uint32_t var, struct pk_fact fact);
/* The object that x.y[z]... belongs to is changed in place: x loses its defining expression. */
void pk_eval_change(struct pk_eval *e, uint32_t node);
/* The variable at the root of a chain of attributes and subscripts, 0 none. */
uint32_t pk_eval_root(const struct pk_eval *e, uint32_t node);

#endif
