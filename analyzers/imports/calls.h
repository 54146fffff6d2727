/* calls: packages that Python code installs or declares: commands given to subprocess and os, and setup() of setuptools. */
#ifndef IMPORTS_CALLS_H
#define IMPORTS_CALLS_H

#include "package.h"

/* Demands the tree of what may hold such a call. */
void pk_calls_suspect(const struct pk_imports_plan *plan, struct pk_unit *u);
void pk_calls_packages(struct pk_place_of_packages in);

#endif
