/*
 * names: what identifiers and attribute chains mean through imports. `np.load` after `import numpy as np` is
 * numpy.load; so is `load` after `from numpy import load`. The table is file-wide and in textual order: an import
 * inside a function counts for the rest of the file, a use before the import is unresolved, a local assignment
 * shadows it from there on within its scope (a placeholder does not: `x = None`, or anything bound in the handler or
 * else branch of the statement that tries the import). Relative imports keep their leading dots (".foo.x").
 *
 * Also resolved: importlib.import_module("x") and __import__("x"), which count as imports of x; getattr(m, "f");
 * and plain aliases, `load = torch.load`, of a name assigned once in its scope. `builtins.eval` is "eval".
 */
#ifndef SOURCE_NAMES_H
#define SOURCE_NAMES_H

#include "source/syntax/tree.h"

/* One imported thing, in textual order. */
struct pk_import {
	uint32_t node; /* the ALIAS, IMPORT_FROM (star) or CALL node */
	sym_t module;  /* dotted, with leading dots when relative */
	sym_t member;  /* `from module import member`; 0 for `import module` and for a star */
	sym_t bound;   /* name bound in the file; 0 for a star, or when a dynamic import is not assigned to a name */
	sym_t full;    /* what `bound` resolves to: module, module.member, or the first part of a plain `import a.b` */
	bool star;
	bool guarded; /* inside a try with handlers, in a handler, or under `if TYPE_CHECKING` */
};

/* A variable by Python's scoping rules. */
struct pk_var {
	sym_t name;
	uint32_t scope;  /* node that opens its scope: MODULE, DEF, CLASS, LAMBDA or a comprehension */
	uint32_t stores; /* places that bind it, parameters included */
	bool shared;     /* a global or nonlocal statement names it: other functions may bind it too */
	bool imported;   /* one of the places is an import statement */
};

struct pk_names {
	sym_t *resolved;   /* by node: what a NAME, ATTR or CALL that comes from an import means, be it its own text; else 0 */
	uint32_t *binding; /* by node: for a NAME, PARAM, ALIAS, DEF or CLASS its index in vars; 0 when nothing in the file binds it */
	const struct pk_var *vars; /* vars[0] is none */
	uint32_t n_vars;
	const uint32_t *stores; /* sorted: the NAME, ALIAS, DEF and CLASS nodes that bind a variable */
	uint32_t n_stores;
	const struct pk_import *imports;
	uint32_t n_imports;
	const sym_t *stars; /* modules of star imports */
	uint32_t n_stars;
	const uint8_t *local; /* bit per node: see pk_names_is_variable */
};

/* NULL when there is no tree. */
const struct pk_names *pk_unit_names(struct pk_unit *u);
/* The dotted meaning of a NAME or ATTR chain, falling back to its own text ("a.b.c") when every part is a plain
 * name; 0 for anything else. Never 0 for a resolved node. */
sym_t pk_names_dotted(struct pk_unit *u, uint32_t node);
/* True for a NAME that is a variable of the file with no import behind it where it stands, so that its text says nothing
 * about modules and builtins: `torch` in `def f(torch): torch.load(x)`, `eval` after `def eval(x)`. */
static inline bool pk_names_is_variable(const struct pk_names *names, uint32_t node)
{
	return names->local[node >> 3] >> (node & 7) & 1;
}

#endif
