/*
 * unpack: compressed bytes, unpacked within what the probe may still spend. What comes out before an error counts.
 */
#ifndef UNPACK_H
#define UNPACK_H

#include "probe.h"

enum pk_packing { PK_DEFLATE, PK_ZLIB, PK_GZIP };

/* How unpacking ended. */
enum pk_unpacked {
	PK_UNPACKED, /* to the end */
	PK_CUT,      /* at `most` bytes */
	PK_BAD,      /* the packed bytes are damaged, or end too soon */
	PK_UNKNOWN,  /* there is nothing here that reads this */
};

/* Appends at most `most` bytes to out, which the caller releases; out->max is set by this. */
enum pk_unpacked pk_unpack(struct pk_probe *p, enum pk_packing packing, struct str packed, uint64_t most, struct buf *out);
/* The same for everything else that libarchive reads as one stream: bzip2, xz, lzma, zstd, lz4. */
enum pk_unpacked pk_unpack_other(struct pk_probe *p, struct str packed, uint64_t most, struct buf *out);
/* Every member of an archive that only libarchive reads (7z), unpacked and inspected. */
bool pk_unpack_members(struct pk_probe *p, const struct pk_blob *b);

#endif
