/*
 * container: files that hold files. Each pk_look_* inspects what is inside, and is false when the blob turned out to be
 * something else.
 */
#ifndef CONTAINER_H
#define CONTAINER_H

#include "artifacts/probe/probe.h"
#include "artifacts/stream/unpack.h"

bool pk_look_zip(struct pk_probe *p, const struct pk_blob *b);
bool pk_look_tar(struct pk_probe *p, const struct pk_blob *b);
bool pk_look_7z(struct pk_probe *p, const struct pk_blob *b);
bool pk_look_compressed(struct pk_probe *p, const struct pk_blob *b);

bool pk_tar_is(const struct pk_blob *b);
bool pk_compressed_is(const struct pk_blob *b);
/* Of members, only those are looked into whole that begin like this, or are small. Of texts that are wanted, one that is too
 * long is noted down. */
bool pk_is_of_interest(struct pk_probe *p, struct str head, uint64_t size);
/* A tar in a stream too large to be unpacked whole: `inner` is what was unpacked of it. */
void pk_look_packed_tar(struct pk_probe *p, const struct pk_blob *inner, enum pk_packing packing, struct str packed);

#endif
