/*
 * pickle: what the pickles in a blob would import and call, without loading any. Runs the machine from every place where
 * a loader might begin; what a pickle did before it broke counts, and that it broke is said.
 */
#ifndef PICKLE_H
#define PICKLE_H

#include "machine.h"

/* Whether a first byte and what follows could start a pickle: PROTO, or an opcode that text pickles start with. */
bool pk_pickle_begins(struct str bytes);
/* The pickles of a blob, at most so many, one after the other, also behind garbage; behind garbage at its very start only
 * with `sweep`. False when there is none. */
bool pk_pickle_scan(struct pk_probe *p, const struct pk_blob *b, bool sweep, uint32_t most);
/* The pickles that a tape begins with, one after the other, and where the last whole one ends. False when there is none. */
bool pk_pickle_follow(struct pk_probe *p, const struct pk_blob *b, size_t *end);
/* Whether the bytes from `at` on, read as the middle of a pickle, import something; then that is counted. */
bool pk_pickle_continues(const struct pk_machine *outer, size_t at);
/* Whether a value may be a pickle: by its first bytes as they are, in base64 or hexadecimal, packed or not. */
static inline bool pk_may_be_pickle(const unsigned char *p, size_t n)
{
	if (n < 16)
		return false;
	switch (p[0]) {
	case 0x80:
		return p[1] >= 2 && p[1] <= 5;
	case 'g':
		return p[1] == 'A';
	case '8':
		return p[1] == '0' && p[2] == '0';
	case 0x1f: /* gzip, in base64 H4sI */
		return p[1] == 0x8b && p[2] == 8;
	case 'H':
		return p[1] == '4' && p[2] == 's' && p[3] == 'I';
	case 'x': /* zlib, in base64 eJ, eN, eA or eF */
		return p[1] == 0x9c || p[1] == 0xda || p[1] == 0x01 || (p[1] == 0x5e && p[2] & 0x80);
	case 'e':
		return p[1] == 'J' || p[1] == 'N';
	case 'B':
		return p[1] == 'Z' && p[2] == 'h' && p[4] == '1' && p[5] == 'A';
	default:
		return p[0] == 0xfd && p[1] == '7' && p[2] == 'z';
	}
}
enum { PK_KEPT_TEXT = 16 << 10 }; /* of a text in a pickle, so much is there in any case */
/* Whether a text in a pickle, of which this is the beginning, is to be looked into all through. */
bool pk_is_kept(const struct pk_probe *p, const struct pk_blob *head);
/* Bytes that a pickle hands to a function. */
void pk_inspect_nested(struct pk_probe *p, const struct pk_blob *b, struct str bytes);
/* In nested.c: such a value's bytes, unpacked; empty when it is none after all. */
struct str pk_decode_pickle(struct pk_probe *p, struct str text);
/* Looks into such a value, which stands at `at` of the blob, and says what would be imported if somebody loaded it. */
void pk_pickle_value(struct pk_probe *p, const struct pk_blob *b, size_t at, struct str text);
/* One pickle from m->blob at `at`; true when it ended in STOP, behind which m->next then is. What it found is not
 * counted before pk_pickle_count. */
bool pk_pickle_run(struct pk_machine *m, size_t at);
/* Counts the names it used. */
void pk_pickle_count(struct pk_machine *m);

#endif
