/*
 * supersede: where two rules speak of one place, the one that says more is left: metadata.picket.supersedes of its rule names
 * the others.
 */
#ifndef JUDGE_SUPERSEDE_H
#define JUDGE_SUPERSEDE_H

#include "judge/results.h"

/* Takes superseded findings out of the scan's list, which is in order and graded by versions. What is suppressed neither goes
 * nor takes others away; what the declared versions made lighter makes the one that supersedes it as light, and say
 * so. */
void pk_supersede(struct pk_results *results);

#endif
