/*
 * flow: what each variable is known to hold at the point a structured walk has reached: a must-analysis. Every change
 * is in a journal, so that a branch costs what it changes, not the number of variables.
 *
 *     pk_flow_split(flow, &s);
 *     ... walk one branch ...   pk_flow_branch(flow, &s);
 *     ... walk another one ...  pk_flow_branch(flow, &s);
 *     pk_flow_join(flow, &s);       what holds after either
 *
 * Splits nest.
 */
#ifndef SOURCE_FLOW_H
#define SOURCE_FLOW_H

#include "source/meaning/fold.h"

/* Zero is: nothing known. */
struct pk_fact {
	uint32_t value; /* of the folder */
	uint32_t def;   /* the expression node that defines it */
};

struct pk_change {
	uint32_t var;
	struct pk_fact fact;
};

struct pk_change_list VEC(struct pk_change);

struct pk_flow {
	struct pk_folder *folder;
	struct arena *arena;
	struct pk_fact *now;           /* by variable */
	uint32_t *slot;                /* by variable: scratch, all 0 between calls */
	struct pk_change_list journal; /* what each fact was before a change */
	struct pk_change_list ends;    /* changed facts at the end of the branches of the open splits */
	bool dead;                     /* after return, raise, break or continue */
};

struct pk_split {
	uint32_t mark, first; /* in journal, in ends */
	uint32_t live;        /* branches whose end is reached */
	bool dead;            /* before the split */
};

void pk_flow_init(struct pk_flow *f, struct pk_folder *folder, uint32_t n_vars);
void pk_flow_set(struct pk_flow *f, uint32_t var, struct pk_fact fact);
/* Back to how it was when the journal had `mark` entries. */
void pk_flow_rollback(struct pk_flow *f, uint32_t mark);
void pk_flow_split(struct pk_flow *f, struct pk_split *s);
/* Ends a branch and goes back to the split. */
void pk_flow_branch(struct pk_flow *f, struct pk_split *s);
void pk_flow_join(struct pk_flow *f, struct pk_split *s);

#endif
