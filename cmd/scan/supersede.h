/*
 * supersede: where two rules speak of one place, the one that says more is left: metadata.picket.supersedes of its rule names
 * the others.
 */
#ifndef SUPERSEDE_H
#define SUPERSEDE_H

#include "scan.h"

/* Takes superseded findings out of the scan's list, which is in order and graded by versions. What is suppressed neither goes
 * nor takes others away; what the declared versions made lighter makes the one that supersedes it as light, and say
 * so. */
void pk_supersede(struct pk_scan *scan);

#endif
