/* remote: the files of remote places as files of a scan: listed, and read where the scan reads them. */
#ifndef REMOTE_H
#define REMOTE_H

#include "hub/pager.h"
#include "scan/worker.h"

struct pk_remote_file;

struct pk_remote {
	struct pk_hub hub;
	struct pk_pager *pager;
	struct map by_name; /* what a file is called -> its place in files, + 1 */
	struct VEC(struct pk_remote_file *) files;
	uint64_t listed, left; /* bytes of all files; of those that are not looked into */
	uint32_t n_left;
};

/* The arena and http of r->hub are set before. */
int pk_remote_init(struct pk_remote *r, struct pk_err *err);
void pk_remote_release(struct pk_remote *r);
/* Adds a place's files to the walk. */
int pk_remote_add(struct pk_remote *r, const struct pk_hub_place *place, struct pk_walk *walk, struct pk_err *err);
/* As pk_scan_options.remote. */
enum io_status pk_remote_get(void *r, const struct pk_file *file, struct pk_worker_remote *out);

#endif
