/* order: what the workers found, brought into the one order that does not depend on them, and named by fingerprints. */
#ifndef ORDER_H
#define ORDER_H

#include "scan.h"

/* Merges findings, notes and skipped files of all workers into the scan, sorted. */
void pk_order(struct pk_scan *scan, const struct pk_walk *walk);
/* Gives the scan's findings, which are in order, their homes and fingerprints. */
void pk_order_name(struct pk_scan *scan);
/* The text a fingerprint is made of: norm, or the shown lines with white space collapsed. In the arena. */
struct str pk_order_norm(struct arena *a, const struct pk_finding *f);

#endif
