/*
 * loaded: where code and the artifact that it loads are both in the tree, each says so of the other, and the finding about the
 * code weighs what the artifact's verdict makes of it: less for one that holds data, CRITICAL for one that is dangerous.
 */
#ifndef JUDGE_LOADED_H
#define JUDGE_LOADED_H

#include "judge/results.h"

/* After versions and supersede: only what is left is regraded. */
void pk_loaded_apply(struct pk_results *results);

#endif
