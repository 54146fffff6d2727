/*
 * naming: the state of the walk behind names.h, shared by names.c (statements and scopes) and imports.c (what binds a
 * name to a meaning).
 */
#ifndef SOURCE_NAMING_H
#define SOURCE_NAMING_H

#include "source/meaning/scopes.h"

/* What a variable means at the point the walk has reached. */
struct pk_meaning {
	sym_t full;  /* dotted; 0: an ordinary variable */
	uint32_t at; /* node that bound it; 0: not bound yet */
};

/* A handler or else branch being walked: what it binds does not take the place of what its statement imported before. */
struct pk_branch {
	uint32_t stmt, start;
	const struct pk_branch *outer;
};

struct pk_naming {
	struct pk_unit *unit;
	const struct pk_tree *tree;
	struct intern *symbols;
	struct arena *arena;
	struct pk_scopes scopes;
	sym_t *resolved;
	uint8_t *local;
	struct pk_meaning *meanings; /* by variable */
	sym_t *leaked;               /* by symbol: the last import so far, in whatever scope */
	const struct pk_branch *branch;
	uint32_t guards; /* tries and TYPE_CHECKING blocks round the current node */
	struct pk_imports VEC(struct pk_import) imports;
	struct pk_stars VEC(sym_t) stars;
	struct pk_known {
		sym_t getattr, import, import_module, type_checking, builtins[3];
	} known;
	uint32_t steps;
	bool late; /* the file's time is over */
};

/* a.b with `builtins.` dropped; 0 when it grows too long. */
sym_t pk_naming_join(struct pk_naming *n, sym_t module, sym_t member);
/* Binds the name at `node` in its scope from here on. full 0: to an ordinary value. */
void pk_naming_bind(struct pk_naming *n, uint32_t node, sym_t name, sym_t full);
/* IMPORT and IMPORT_FROM. */
void pk_naming_import(struct pk_naming *n, uint32_t stmt);
void pk_naming_import_from(struct pk_naming *n, uint32_t stmt);
/* A CALL whose callee and arguments are resolved: __import__, import_module and getattr have a meaning. */
void pk_naming_call(struct pk_naming *n, uint32_t call);
/* What the NAME `target` comes to mean when it is assigned the resolved expression `value` (0: something else). */
sym_t pk_naming_alias(struct pk_naming *n, uint32_t target, uint32_t value);
/* The dotted text of a chain of plain names whose root nothing in the file binds; 0 for others. */
sym_t pk_naming_free(struct pk_naming *n, uint32_t node);

#endif
