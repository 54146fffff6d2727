/*
 * code: imports in Python. The words `import` of a text are looked through without a tree; only where a name is suspicious is the
 * tree asked whether it is an import, and whether the program can do without it.
 */
#ifndef IMPORTS_CODE_H
#define IMPORTS_CODE_H

#include "judge.h"

/* Keeps the suspicious imports in the unit, and demands the tree when there are some. */
void pk_code_suspect(const struct pk_imports_plan *plan, struct pk_unit *u);
void pk_code_imports(const struct pk_imports_plan *plan, struct pk_unit *u, struct pk_sink *out);

#endif
