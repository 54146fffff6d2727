/*
 * versions: what the versions that a tree declares make of its findings. A file goes by the declarations in its own folder or the
 * nearest above it, a notebook by its own install commands first. Where it is not certain which side of a rule's condition
 * the version is on, nothing changes.
 */
#ifndef JUDGE_VERSIONS_H
#define JUDGE_VERSIONS_H

#include "judge/results.h"

/* Regrades findings in the scan's list by metadata.picket.when, and takes those out whose condition does not hold. */
void pk_versions_apply(struct pk_results *results);

#endif
