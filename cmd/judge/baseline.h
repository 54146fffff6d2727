/*
 * baseline: findings that were known before, as a small JSON file to be kept with the code. It holds fingerprints and
 * hashes, no lines and no code, so it changes only when findings do.
 */
#ifndef JUDGE_BASELINE_H
#define JUDGE_BASELINE_H

#include "judge/results.h"

/* Marks open findings of the scan that the file lists as PK_BASELINED. A finding also counts as known under another path
 * when its rule and text agree, and the walk covers the old path and no longer has it: the file was moved. */
int pk_baseline_read(const char *path, struct pk_results *results, const struct pk_walk *walk, struct pk_err *err);
/* The same with the findings of an earlier scan, of which suppressed ones do not count. */
void pk_baseline_compare(const struct pk_results *earlier, struct pk_results *results, const struct pk_walk *walk);
/* Writes the findings that are not suppressed. */
int pk_baseline_write(const char *path, const struct pk_results *results, struct pk_err *err);

#endif
