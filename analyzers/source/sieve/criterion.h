/*
 * criterion: which lines of a unit must be parsed, as the criterion of a slice. Analyzers say before they run which words stand in every statement that what they find is
 * made of; lines that hold none of them, and that what is wanted does not depend on (slice.h), are left out of the tree.
 */
#ifndef SOURCE_CRITERION_H
#define SOURCE_CRITERION_H

#include "source/sieve/identifiers.h"

enum pk_role {
	PK_ROLE_WHOLE = 1,  /* a string that is the word */
	PK_ROLE_LABEL = 2,  /* the name of an argument or parameter */
	PK_ROLE_NAME = 4,   /* a name */
	PK_ROLE_BARE = 8,   /* a name that is no attribute */
	PK_ROLE_BOUND = 16, /* the same, and nothing of it is meant: it may be what a statement binds */
	PK_ROLE_PART = 32,  /* the last part of a dotted name whose first one is known */
};

/* From now on nothing is wanted but what is asked for. */
void pk_criterion_begin(struct pk_unit *u);
void pk_criterion_all(struct pk_unit *u);
void pk_criterion_word(struct pk_unit *u, sym_t sym, enum pk_role how);
/* PK_ROLE_PART: of first.word. */
void pk_criterion_part(struct pk_unit *u, sym_t sym, struct str first);
/* The line at this offset, and all that is made of what it binds. */
void pk_criterion_place(struct pk_unit *u, uint32_t at);
/* In what ways the word is wanted where it stands, whatever the names before it mean: set of enum pk_role. */
unsigned pk_criterion_wants(const struct pk_unit *u, const struct pk_ident *hit);
/* The ranges to parse, in order; NULL and *n == 0 for the whole text. */
struct span *pk_criterion_ranges(struct pk_unit *u, uint32_t *n);

#endif
