/*
 * release: which versions of a package a tree asks for, where rules want to know: told as facts ("version", package, versions as
 * written), and as findings where the versions themselves are the fault.
 */
#ifndef IMPORTS_RELEASE_H
#define IMPORTS_RELEASE_H

#include "package.h"

/* Which packages the rules ask about, into the plan. */
void pk_release_compile(const struct pk_rules *rules, struct pk_imports_plan *plan);
/* A package and the versions that are allowed of it. */
void pk_release_say(const struct pk_place_of_packages *in, struct span name, struct span versions);

#endif
