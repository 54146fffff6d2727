/* Single compressed streams: what joblib, gzip and their like write. */
#include "artifacts/pickle/pickle.h"
#include "artifacts/pickle/torch.h"
#include "artifacts/probe/bytes.h"
#include "artifacts/probe/protobuf.h"
#include "artifacts/stream/tape.h"
#include "container.h"

enum {
	OLD_JOBLIB = 21,        /* "ZF" and the length as text */
	WHOLE_BYTES = 64 << 20, /* a tar of more is read member by member */
};

static const struct {
	struct str magic;
	enum pk_packing packing;
} packings[] = {
	{ { "\x1f\x8b\x08", 3 }, PK_GZIP },
	{ { "x\x01", 2 }, PK_ZLIB },
	{ { "x\x5e", 2 }, PK_ZLIB },
	{ { "x\x9c", 2 }, PK_ZLIB },
	{ { "x\xda", 2 }, PK_ZLIB },
	{ { "ZF0x", 4 }, PK_ZLIB },
	{ { "BZh", 3 }, PK_OTHER },
	{ { "\3757zXZ", 5 }, PK_OTHER },
	{ { "]\0\0", 3 }, PK_OTHER },
	{ { "\x28\xb5\x2f\xfd", 4 }, PK_OTHER },
	{ { "\x04\x22\x4d\x18", 4 }, PK_OTHER },
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

/* Pickles that can be read as they are unpacked, or nothing that is looked into. */
static bool is_told_by_head(const struct pk_probe *p, const struct pk_blob *head)
{
	if (pk_pickle_begins(head->bytes))
		return !pk_torch_legacy_is(head);
	return !pk_probe_knows(p, head) && head->bytes.p[0] != '{' && !pk_pb_is_cut(head->bytes);
}

/* What is no pickle all the same is looked at by its beginning. */
static void look_at_head(struct pk_probe *p, const struct pk_blob *b)
{
	struct pk_blob head = *b;

	(void)pk_tape_read(b->tape, WHOLE_BYTES);
	head.bytes = bytes_part(pk_tape_bytes(b->tape), 0, WHOLE_BYTES);
	head.tape = NULL;
	(void)pk_probe_inspect(p, &head);
}

static enum pk_unpacked look_at_tape(struct pk_probe *p, struct pk_blob *b, enum pk_packing packing, struct str packed)
{
	size_t end = 0;

	b->tape = pk_tape_open(p, packing, packed);
	if (!b->tape)
		return PK_CUT;
	b->bytes = pk_tape_bytes(b->tape);
	if (!pk_pickle_follow(p, b, &end))
		look_at_head(p, b);
	else if (end && pk_tape_pass(b->tape, (uint64_t)end + 1))
		pk_probe_say(p, PK_ISSUE_NOT_INSPECTED, b, 0, "something follows its pickles");
	if (!pk_tape_is_full(b->tape))
		(void)pk_tape_pass(b->tape, UINT64_MAX);
	return pk_tape_close(b->tape);
}

bool pk_look_compressed(struct pk_probe *p, const struct pk_blob *b)
{
	struct str packed = b->bytes;
	struct pk_blob inner;
	enum pk_unpacked end;
	struct buf out;
	size_t unpacked;
	int kind = find(packed);

	if (kind < 0)
		return false;
	if (packed.p[0] == 'Z')
		packed = bytes_part(packed, OLD_JOBLIB, packed.n);
	buf_init(&out, 0);
	end = pk_unpack(p, packings[kind].packing, packed, WHOLE_BYTES, &out);
	unpacked = out.n;
	inner = pk_blob_unpacked(p, b, 0, buf_str(&out), STR(""));
	if (end == PK_CUT && pk_tar_is(&inner)) {
		pk_look_packed_tar(p, &inner, packings[kind].packing, packed);
		end = PK_UNPACKED;
	} else if (end == PK_CUT && is_told_by_head(p, &inner)) {
		buf_release(&out);
		end = look_at_tape(p, &inner, packings[kind].packing, packed);
	} else if (end == PK_CUT) {
		buf_release(&out);
		end = pk_unpack(p, packings[kind].packing, packed, UINT64_MAX, &out);
		inner.bytes = buf_str(&out);
		(void)pk_probe_inspect(p, &inner);
	} else if (end != PK_BAD || out.n) {
		(void)pk_probe_inspect(p, &inner);
	}
	if (end != PK_UNPACKED && (end != PK_BAD || unpacked))
		pk_say_unpacked(p, &inner, end);
	buf_release(&out);
	return end != PK_BAD || unpacked;
}
