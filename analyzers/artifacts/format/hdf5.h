/* hdf5: one file, and the messages in its object headers. Source: the HDF5 file format specification, version 3. */
#ifndef HDF5_H
#define HDF5_H

#include "artifacts/probe/probe.h"

struct hdf5 {
	struct pk_probe *p;
	const struct pk_blob *b;
	struct str s;
	uint64_t base;         /* addresses count from here */
	unsigned offset, size; /* widths of addresses and lengths */
	bool tracked;          /* messages carry their creation order */
	unsigned configs;      /* attributes that hold JSON */
	/* Called for each message of an object header that is read. */
	void (*message)(struct hdf5 *h, uint64_t type, uint64_t at, uint64_t n);
	void *data;
};

/* Shows the messages of the object whose header is at `at` of the bytes. False when there is none. */
bool pk_hdf5_object(struct hdf5 *h, uint64_t at);
/* An object of a global heap, by the heap's address and its number; STR_NONE when there is none. */
struct str pk_hdf5_heap_object(const struct hdf5 *h, uint64_t heap, uint64_t index);
/* Every group and dataset that the root (its address) leads to: says which lie outside the file, and which are too big to be true. */
void pk_hdf5_objects(struct hdf5 *h, uint64_t root);

#endif
