/*
 * unpack: compressed bytes, unpacked within what the probe may still spend. What comes out before an error counts.
 */
#ifndef UNPACK_H
#define UNPACK_H

#include "artifacts/probe/probe.h"

enum pk_packing {
	PK_DEFLATE,
	PK_ZLIB,
	PK_GZIP,
	PK_OTHER, /* what libarchive reads as one stream: bzip2, xz, lzma, zstd, lz4 */
};

/* How unpacking ended. */
enum pk_unpacked {
	PK_UNPACKED, /* to the end */
	PK_CUT,      /* at as many bytes as were asked for, or as may be unpacked */
	PK_BOMB,     /* early: the rest is more of the same, and far too much */
	PK_BAD,      /* the packed bytes are damaged, or end too soon */
	PK_UNKNOWN,  /* there is nothing here that reads this */
};

/* Packed bytes that are read piece by piece. */
struct pk_stream;
/* Never NULL: a stream that cannot be read ends at once. */
struct pk_stream *pk_stream_open(struct pk_probe *p, enum pk_packing packing, struct str packed);
/* The next n bytes; fewer at the end, when *end says how it ended. */
size_t pk_stream_read(struct pk_stream *s, char *to, size_t n, enum pk_unpacked *end);
void pk_stream_close(struct pk_stream *s);

/* Appends at most `most` bytes, and no more than fit into memory, to out, which the caller releases; out->max is set by this. */
enum pk_unpacked pk_unpack(struct pk_probe *p, enum pk_packing packing, struct str packed, uint64_t most, struct buf *out);
/* Says that something could not be unpacked to its end. */
void pk_say_unpacked(struct pk_probe *p, const struct pk_blob *b, enum pk_unpacked end);

/* In libarchive.c: one stream of PK_OTHER. NULL when libarchive is not there, or cannot begin to read (*end says which). */
struct pk_foreign;
struct pk_foreign *pk_foreign_open(struct pk_probe *p, struct str packed, enum pk_unpacked *end);
/* An archive whose members only libarchive reads (7z), and the next one of these; false when there is none (*end says why). */
struct pk_foreign *pk_foreign_open_members(struct pk_probe *p, struct str bytes, enum pk_unpacked *end);
bool pk_foreign_next(struct pk_foreign *f, struct str *name, bool *encrypted, enum pk_unpacked *end);
bool pk_foreign_has_encrypted(const struct pk_foreign *f);
size_t pk_foreign_read(struct pk_foreign *f, char *to, size_t n, enum pk_unpacked *end);
void pk_foreign_close(struct pk_foreign *f);

#endif
