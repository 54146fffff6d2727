/*
 * outside: files that models of the tree read beside themselves, where a link leads such a path out of what is scanned.
 */
#ifndef JUDGE_OUTSIDE_H
#define JUDGE_OUTSIDE_H

#include "judge/results.h"
#include "ruleset/engine.h"

/* Adds findings, by the facts that analyzers left. Looks at links, opens nothing. */
void pk_outside_check(struct pk_results *results, const struct pk_engine *engine, const struct pk_walk *walk);

#endif
