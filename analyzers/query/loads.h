/*
 * loads: which file of the tree, or which folder, a call reads. A path is what constants, os.path.join, pathlib, open and `with open(...) as f` make
 * of it; one that is relative may be meant from the folder of the file or any above it, so that there can be several.
 */
#ifndef QUERY_LOADS_H
#define QUERY_LOADS_H

#include "finding.h"

#define PK_LOADS "the file it loads" /* the message of such a place */

/* Adds the files that the call at `node` reads as related places of its finding; of a folder, the path ends in '/'. None without a tree to look in. */
void pk_loads_add(struct pk_sink *out, struct pk_unit *u, uint32_t node, struct pk_finding *f);

#endif
