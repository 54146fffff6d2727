/*
 * names: what identifiers and attribute chains mean through imports. `np.load` after `import numpy as np` is
 * numpy.load; so is `load` after `from numpy import load`. The table is file-wide and in textual order: an import
 * inside a function counts for the rest of the file, a use before the import is unresolved, a local assignment
 * shadows it from there on within its scope. `import numpy` alone makes `numpy.load` mean itself. Relative imports keep their leading
 * dots ("..foo.x"). importlib.import_module("x") and __import__("x") bound to a name count as imports of x.
 */
#ifndef SOURCE_NAMES_H
#define SOURCE_NAMES_H

#include "source/tree.h"

/* One imported thing, in textual order. */
struct pk_import {
	uint32_t node;   /* the ALIAS, IMPORT_FROM (star) or CALL node */
	sym_t module;    /* dotted, with leading dots when relative */
	sym_t member;    /* `from module import member`; 0 for `import module` and for a star */
	sym_t bound;     /* name bound in the file; 0 for a star */
	sym_t full;      /* what `bound` resolves to: module, module.member, or the first part of a plain `import a.b` */
	bool star;
	bool guarded;    /* inside try/except ImportError (or any handler), or under `if TYPE_CHECKING` */
};

struct pk_names {
	sym_t *resolved;     /* by node; the dotted meaning of a NAME or ATTR, 0 when unresolved (or equal to its own text) */
	uint32_t *binding;   /* by node; for a NAME: a number > 0 shared by all uses of the same variable, 0 when it has no binding in the file */
	const struct pk_import *imports;
	uint32_t n_imports;
	const sym_t *stars;  /* modules of top-level star imports */
	uint32_t n_stars;
};

/* NULL when there is no tree. */
const struct pk_names *pk_unit_names(struct pk_unit *u);
/* The dotted meaning of a NAME or ATTR chain, falling back to its own text ("a.b.c") when every part is a plain
 * name; 0 for anything else. Never 0 for a resolved node. */
sym_t pk_names_dotted(struct pk_unit *u, uint32_t node);

/* True for a NAME that is a variable of the file: bound by anything but an import. */
bool pk_names_is_variable(const struct pk_names *names, uint32_t node);

#endif
