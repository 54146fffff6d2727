/*
 * scopes: which variable an identifier is, by Python's scoping rules. One pass declares every variable of the file;
 * then a walk that enters and leaves the scopes again asks what a name is at each point.
 */
#ifndef SOURCE_SCOPES_H
#define SOURCE_SCOPES_H

#include "source/meaning/names.h"
#include "util/vec.h"

/* A name in a scope. Two decls share a variable when a global or nonlocal statement says so. */
struct pk_decl {
	sym_t name;
	uint32_t var;   /* of a nonlocal, right once its scope was entered */
	uint32_t scope; /* index into scopes */
	uint32_t next;  /* in the same scope, 0 none */
	uint32_t outer; /* the decl of the same name that this one hides while its scope is open, 0 none */
	bool nonlocal;
};

struct pk_scope {
	uint32_t opener; /* MODULE, DEF, CLASS, LAMBDA or comprehension node */
	uint32_t end;    /* node at which it was closed, for the declaring pass */
	uint32_t parent; /* index into scopes */
	uint32_t decls;  /* the first one, 0 none */
	uint8_t kind;    /* of the opener, enum pk_node_kind */
};

struct pk_scopes {
	const struct pk_tree *tree;
	struct arena *arena;
	struct pk_scope_list VEC(struct pk_scope) scopes; /* sorted by opener; [0] is the module */
	struct pk_decl_list VEC(struct pk_decl) decls;    /* [0] is none */
	struct pk_var_list VEC(struct pk_var) vars;       /* [0] is none */
	struct pk_store_list VEC(uint32_t) stores;        /* see struct pk_names */
	uint32_t *binding;                                /* by node, see struct pk_names; uses are left for the walk */
	uint32_t *top;                                    /* by symbol: the innermost open decl */
	uint32_t *module;                                 /* by symbol: the module's decl */
	uint32_t n_symbols;                               /* symbols from here on are no identifiers of the file */
	uint32_t current;                                 /* the innermost open scope */
};

/* Declares everything; afterwards only the module is open. */
void pk_scopes_declare(struct pk_scopes *s, const struct pk_tree *tree, struct arena *arena);
/* Opens the scope of a node; returns what pk_scopes_leave wants back. */
uint32_t pk_scopes_enter(struct pk_scopes *s, uint32_t opener);
void pk_scopes_leave(struct pk_scopes *s, uint32_t before);
/* Closes the current scope for a while (a comprehension's first iterable belongs outside); pk_scopes_resume reopens it. */
uint32_t pk_scopes_suspend(struct pk_scopes *s);
void pk_scopes_resume(struct pk_scopes *s, uint32_t scope);
/* The decl that a name means here, 0 none; and the one that it would mean if that one were not. */
uint32_t pk_scopes_find(const struct pk_scopes *s, sym_t name);
uint32_t pk_scopes_outer(const struct pk_scopes *s, uint32_t decl);

static inline bool pk_kind_is_comprehension(enum pk_node_kind kind)
{
	return kind == PKN_LIST_COMP || kind == PKN_SET_COMP || kind == PKN_DICT_COMP || kind == PKN_GENEXP;
}

/* The name an ALIAS binds: after `as`, the member of a from-import, the first part of a plain dotted import. */
sym_t pk_alias_bound(const struct pk_tree *tree, uint32_t alias);

#endif
