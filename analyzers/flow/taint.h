/*
 * taint: what flows. A taint is one source's mark on a value, with the way it came; a set of taints is an immutable
 * list (NULL: clean). A state says which l-values (a variable, or attributes of one) are tainted at a point of the program. All
 * in the file arena.
 */
#ifndef FLOW_TAINT_H
#define FLOW_TAINT_H

#include "query/env.h"

struct taint_step {
	uint32_t node; /* where the value was bound or passed on */
	const struct taint_step *before;
};

struct taint {
	uint32_t label;  /* of the rule's labels; 0 is the default one */
	uint32_t source; /* match of a source */
	const struct taint_step *way;
	const struct taint *next;
};

struct lvalue {
	uint32_t variable; /* 0: not an l-value that is tracked */
	sym_t path;        /* "a.b" of x.a.b; 0 for x */
};

struct tainted {
	struct lvalue at;
	const struct taint *taint;
};

struct taint_state VEC(struct tainted);

const struct taint *taint_add(struct arena *a, const struct taint *set, uint32_t label, uint32_t source, const struct taint_step *way);
const struct taint *taint_union(struct arena *a, const struct taint *x, const struct taint *y);
/* The set with one more step on each way. */
const struct taint *taint_through(struct arena *a, const struct taint *set, uint32_t node);

/* x.a is tainted when x is; x is not when only x.a is. */
const struct taint *taint_of(const struct taint_state *s, const struct intern *symbols, struct lvalue at);
/* Forgets what was known of the l-value and everything below it, then sets it; NULL cleans. */
void taint_set(struct arena *a, struct taint_state *s, const struct intern *symbols, struct lvalue at, const struct taint *taint);
/* Adds to what is known (an element of a container was set). */
void taint_more(struct arena *a, struct taint_state *s, struct lvalue at, const struct taint *taint);
struct taint_state taint_copy(struct arena *a, const struct taint_state *s);
/* s becomes what is tainted in either; true when that is more than s had. */
bool taint_join(struct arena *a, struct taint_state *s, const struct taint_state *other);

#endif
