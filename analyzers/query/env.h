/*
 * env: what the metavariables of a rule are bound to. An immutable list that shares its tail, so that one match can go
 * on in several ways at no cost. Lives in the file arena. The metavariables of one rule are numbered by slots.
 */
#ifndef QUERY_ENV_H
#define QUERY_ENV_H

#include "source/syntax/tree.h"
#include "util/vec.h"

enum pk_bind_kind {
	PKB_NODE, /* an expression or statement */
	PKB_RUN,  /* 0 or more sibling nodes: $...ARGS, or the statements of a body */
	PKB_NAME, /* a name without a node of its own: an attribute, a function's name, a dotted meaning */
	PKB_TEXT, /* contents of a string, or a group of a regex */
	PKB_END,  /* internal: where a statement sequence ended; span.end */
};

struct pk_bind {
	uint8_t kind;        /* enum pk_bind_kind */
	uint32_t node, last; /* NODE: node; RUN: first and last node, 0 0 when empty; TEXT: the string's node or 0 */
	sym_t name;          /* NAME */
	struct span span;    /* in the unit's text; empty when it is nowhere */
	struct str text;     /* TEXT */
};

struct pk_env {
	const struct pk_env *next;
	uint32_t slot;
	struct pk_bind bind;
};

/* The metavariables of one rule: slot numbers by name ("$X"). */
struct pk_slots {
	struct arena *arena;
	struct pk_slot_names {
		struct str *v;
		uint32_t n, cap;
	} names;
};

#define PK_SLOT_NONE 0xffffu /* not a metavariable */
#define PK_SLOT_ANY  0xfffeu /* $_ : matches and never binds */
#define PK_SLOT_END  0xfffdu /* of PKB_END */

/* The slot of a metavariable's name, made when new; PK_SLOT_NONE when text is no metavariable. */
uint32_t pk_slot_of(struct pk_slots *slots, struct str text);
/* As pk_slot_of, but never makes one. */
uint32_t pk_slot_find(const struct pk_slots *slots, struct str text);
/* "$X", "$...X", "$_", "$1" */
bool pk_is_metavar(struct str text);

const struct pk_bind *pk_env_get(const struct pk_env *env, uint32_t slot);
const struct pk_env *pk_env_add(struct arena *a, const struct pk_env *env, uint32_t slot, struct pk_bind bind);
/* Source text of a binding, for messages and filters. */
struct str pk_bind_text(const struct pk_tree *t, const struct pk_bind *b);
/* Equality up to positions, quoting and redundant parentheses; equal constants are equal. */
bool pk_bind_eq(struct pk_unit *u, const struct pk_bind *a, const struct pk_bind *b);
/* Both trees' nodes are of the unit's tree. */
bool pk_node_eq(struct pk_unit *u, uint32_t a, uint32_t b);
/* Every metavariable bound in both is equal: *merged is a with b's other bindings. */
bool pk_env_merge(struct pk_unit *u, const struct pk_env *a, const struct pk_env *b, const struct pk_env **merged);
/* The same bindings at the same places, in any order. */
bool pk_env_same(const struct pk_env *a, const struct pk_env *b);

#endif
