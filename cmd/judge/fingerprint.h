/*
 * fingerprint: the name of a finding that stays when lines move: a hash over its rule, its path, its text and which of those alike it is,
 * never its line number.
 */
#ifndef JUDGE_FINGERPRINT_H
#define JUDGE_FINGERPRINT_H

#include "judge/results.h"

/* Gives the findings, which are in report order, their homes and fingerprints. */
void pk_fingerprint_all(struct pk_results *results);
/* The text that a fingerprint is made of: norm, or the shown lines with white space collapsed. In the arena. */
struct str pk_fingerprint_text(struct arena *a, const struct pk_finding *f);

#endif
