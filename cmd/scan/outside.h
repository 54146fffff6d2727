/*
 * outside: files that models of the tree read beside themselves, where a link leads such a path out of what is scanned.
 */
#ifndef OUTSIDE_H
#define OUTSIDE_H

#include "scan.h"

/* Adds findings, by the facts that analyzers left. Looks at links, opens nothing. */
void pk_outside_check(struct pk_scan *scan, const struct pk_engine *engine, const struct pk_walk *walk);

#endif
