/* order: what the workers found, brought into the one order that does not depend on them. */
#ifndef SCAN_ORDER_H
#define SCAN_ORDER_H

#include "scan/scan.h"

/* Merges findings, notes and skipped files of all workers, sorted, and gives the findings their fingerprints. */
void pk_order(struct pk_results *results, const struct pk_walk *walk);

#endif
