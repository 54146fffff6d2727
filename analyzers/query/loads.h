/*
 * loads: which file of the tree, or which folder, a call reads. A path is what constants, os.path.join, pathlib, open and `with open(...) as f` make
 * of it; one that is relative may be meant from the folder of the file or any above it, so that there can be several.
 */
#ifndef QUERY_LOADS_H
#define QUERY_LOADS_H

#include "finding.h"

#define PK_LOADS "the file it loads" /* the message of such a place */

struct pk_loads {
	struct pk_region *v; /* in the sink's arena */
	uint32_t n;
};

/* The files of the tree, out->paths, that the call at `node` reads, as related places of its finding; of a folder, the path ends in '/'.
 * `file` is the expression that names them; where it is 0, the first argument does, or one that is called so. */
struct pk_loads pk_loads_find(struct pk_sink *out, struct pk_unit *u, uint32_t node, uint32_t file);

#endif
