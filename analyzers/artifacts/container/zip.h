/*
 * zip: what is in an archive by all accounts: by the central directory, and by the local headers in front of the data,
 * whether the directory knows them or not. Where they disagree, both are kept and it is said.
 */
#ifndef ZIP_H
#define ZIP_H

#include "artifacts/probe/probe.h"

struct pk_member {
	struct str name;
	uint64_t head;  /* where its local header is; the bytes are the archive's */
	uint64_t at, n; /* packed data */
	uint64_t size;  /* unpacked, as declared */
	uint32_t crc;
	uint16_t method, flags;
	bool listed; /* in the central directory */
};

struct pk_zip {
	const struct pk_blob *blob;
	struct pk_members {
		struct pk_member *v;
		uint32_t n, cap;
	} members;    /* in the order of the directory, then those that it does not list */
	uint64_t end; /* of the archive, behind its comment; what follows is no part of it */
};

/* True when the blob is a zip or ends with one; of a member of something, one without a comment. */
bool pk_zip_is(const struct pk_blob *b);
/* True when there is a zip in it near its end. */
bool pk_zip_is_within(const struct pk_blob *b);
/* Where the last of several archives begins that stand one behind the other; 0 when there is one. */
uint64_t pk_zip_start(const struct pk_blob *b);
/* Reads the directory and the local headers; says what does not fit. */
void pk_zip_read(struct pk_probe *p, const struct pk_blob *b, struct pk_zip *out);
/* Whether it is the storage of a tensor in a checkpoint of torch. */
bool pk_zip_is_storage(const struct pk_zip *z, const struct pk_member *m);
/* The member with this name (the last one, as Python has it), or NULL. */
const struct pk_member *pk_zip_find(const struct pk_zip *z, const char *name);
/* The same by the end of the name: "/data.pkl" finds "archive/data.pkl". */
const struct pk_member *pk_zip_ends(const struct pk_zip *z, const char *end);

#endif
