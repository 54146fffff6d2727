/* Single compressed streams: what joblib, gzip and their like write. */
#include "bytes.h"
#include "formats.h"

enum { OLD_JOBLIB = 21 }; /* "ZF" and the length as text */

static const struct {
	struct str magic;
	enum pk_packing packing;
	bool other; /* libarchive's */
} packings[] = {
	{ { "\x1f\x8b\x08", 3 }, PK_GZIP, false },
	{ { "x\x01", 2 }, PK_ZLIB, false },
	{ { "x\x5e", 2 }, PK_ZLIB, false },
	{ { "x\x9c", 2 }, PK_ZLIB, false },
	{ { "x\xda", 2 }, PK_ZLIB, false },
	{ { "ZF0x", 4 }, PK_ZLIB, false },
	{ { "BZh", 3 }, PK_ZLIB, true },
	{ { "\3757zXZ", 5 }, PK_ZLIB, true },
	{ { "]\0\0", 3 }, PK_ZLIB, true },
	{ { "\x28\xb5\x2f\xfd", 4 }, PK_ZLIB, true },
	{ { "\x04\x22\x4d\x18", 4 }, PK_ZLIB, true },
};

static int find(struct str s)
{
	for (size_t i = 0; i < sizeof(packings) / sizeof(*packings); i++)
		if (str_starts(s, packings[i].magic))
			return (int)i;
	return -1;
}

bool pk_compressed_is(const struct pk_blob *b)
{
	return find(b->bytes) >= 0;
}

void pk_say_unpacked(struct pk_probe *p, const struct pk_blob *b, enum pk_unpacked end)
{
	switch (end) {
	case PK_CUT:
		pk_probe_say(p, PK_ISSUE_BOMB, b, 0, "it unpacks to more than picket unpacks of one file");
		break;
	case PK_BAD:
		pk_probe_say(p, PK_ISSUE_NOT_INSPECTED, b, 0, "the compressed data is damaged or ends too soon");
		break;
	case PK_UNKNOWN:
		pk_probe_say(p, PK_ISSUE_NOT_INSPECTED, b, 0, "libarchive, which reads this compression, is not installed");
		break;
	default:
		break;
	}
}

bool pk_look_compressed(struct pk_probe *p, const struct pk_blob *b)
{
	struct str packed = b->bytes;
	struct pk_blob inner;
	enum pk_unpacked end;
	struct buf out;
	int kind = find(packed);

	if (kind < 0)
		return false;
	if (packed.p[0] == 'Z')
		packed = bytes_part(packed, OLD_JOBLIB, packed.n);
	buf_init(&out, 0);
	if (packings[kind].other)
		end = pk_unpack_other(p, packed, p->unpack_left, &out);
	else
		end = pk_unpack(p, packings[kind].packing, packed, p->unpack_left, &out);
	if (end == PK_BAD && !out.n) {
		buf_release(&out);
		return false;
	}
	inner = pk_blob_unpacked(p, b, 0, buf_str(&out), STR(""));
	if (end != PK_UNPACKED)
		pk_say_unpacked(p, &inner, end);
	(void)pk_inspect(p, &inner);
	buf_release(&out);
	return true;
}
