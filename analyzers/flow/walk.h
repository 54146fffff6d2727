/*
 * walk: abstract execution of one unit for one taint rule: every function body and the module, statement by statement, with
 * a taint_state. Where a source, sanitizer, sink or propagator stands is said per node by `marks`.
 */
#ifndef FLOW_WALK_H
#define FLOW_WALK_H

#include "flow/taint.h"
#include "source/meaning/consts.h"
#include "source/meaning/names.h"

/* A match of a source, sink, sanitizer or propagator at a node; several at one node are chained. */
struct mark {
	uint32_t spec;  /* index in the rule's list of that kind */
	uint32_t match; /* index in the list of matches */
	uint32_t next;  /* 1 + index of the next mark at the node, 0 none */
};

struct marks {
	uint32_t *at; /* by node: 1 + index of the first mark, 0 none; NULL when there is none at all */
	struct mark_list {
		struct mark *v;
		uint32_t n, cap;
	} list;
};

enum mark_kind { MARK_SOURCE, MARK_SINK, MARK_SANITIZER, MARK_PROPAGATOR, MARK_KINDS };

struct walk {
	struct pk_unit *unit;
	const struct pk_tree *tree;
	const struct pk_names *names;
	struct arena *arena;
	struct marks marks[MARK_KINDS];
	bool across_calls; /* follow calls into functions of the file, and mutations of receivers */
	/* The rule's answers. */
	void *rule;
	uint32_t (*label)(void *rule, uint32_t source_spec);
	bool (*by_side_effect)(void *rule, enum mark_kind kind, uint32_t spec);
	void (*reached)(void *rule, const struct mark *sink, uint32_t node, const struct taint *taint);
	/* The l-value node a propagator's match writes to and the node it reads from. */
	bool (*propagates)(void *rule, const struct mark *p, uint32_t *from, uint32_t *to);
	/* Where the walk is. */
	struct taint_state state;
	const struct taint *returned;
	uint32_t depth; /* of calls followed */
	uint32_t steps; /* left */
};

/* Methods that put an argument into their receiver; NULL behind the last. */
extern const char *const walk_mutators[];

void walk_unit(struct walk *w);

/* eval.c */
const struct taint *walk_eval(struct walk *w, uint32_t node);
/* The target of an assignment, of any shape, becomes what `taint` says; value is the node assigned or 0. */
void walk_assign(struct walk *w, uint32_t target, uint32_t value, const struct taint *taint);
/* walk.c: a call of a function of this file with these argument taints (call node gives the arguments). */
const struct taint *walk_call(struct walk *w, uint32_t def, uint32_t call, bool method, const struct taint *receiver);

#endif
