/*
 * pack: what looking at one file came to, as bytes and back: findings, notes and facts as the analyzers left them, before
 * anything is ordered or adjusted. Only for the same program with the same rules. Reading bears any bytes.
 */
#ifndef SCAN_PACK_H
#define SCAN_PACK_H

#include "analyzer.h"

/* Where one file's results begin in a sink. */
struct pk_mark {
	uint32_t findings, notes, facts;
};

struct pk_mark pk_mark_of(const struct pk_sink *sink);
/* Forgets what came after the mark. */
void pk_mark_return(struct pk_sink *sink, struct pk_mark mark);
/* Appends what came after the mark. False when it cannot be packed. */
bool pk_pack_write(const struct pk_rules *rules, const struct pk_sink *sink, struct pk_mark from, struct buf *out);
/* Adds it to the sink; false and nothing added when the bytes are not what pk_pack_write wrote. */
bool pk_pack_read(const struct pk_rules *rules, struct str bytes, struct pk_sink *sink);

#endif
