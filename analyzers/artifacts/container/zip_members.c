/* Members of a zip, each inspected as it is: stored ones where they lie, packed ones as far as their beginning is of interest. */
#include <zlib.h>

#include "artifacts/probe/bytes.h"
#include "container.h"
#include "util/limits.h"
#include "util/vec.h"
#include "zip.h"

enum {
	STORED = 0,
	DEFLATED = 8,
	LZMA = 14,
	FLAG_ENCRYPTED = 1,
	FLAGS_STRANGE = 0x20 | 0x40 | 0x2000, /* patch data, strong encryption, masked headers */
	HEAD_BYTES = 1024,
	SMALL_BYTES = 256 << 10, /* unpacked whole, whatever they are */
	BOMB_BYTES = 64 << 20,   /* that are unpacked all the same out of what is a bomb */
	CHECK_BYTES = 64 << 20,  /* checksums of more are left alone */
};

static uint32_t checksum(struct str s)
{
	return (uint32_t)crc32_z(0, (const unsigned char *)s.p, s.n);
}

static void say_named(struct pk_probe *p, const struct pk_zip *z, const struct pk_member *m, enum pk_issue_kind kind, const char *what)
{
	struct str name = pk_printable(p->arena, m->name);

	pk_probe_say(p, kind, z->blob, m->head, "%.*s: %s", STR_ARG(name), what);
}

static void check_sum(struct pk_probe *p, const struct pk_zip *z, const struct pk_member *m, struct str bytes)
{
	if (bytes.n <= CHECK_BYTES && checksum(bytes) != m->crc)
		say_named(p, z, m, PK_ISSUE_ARCHIVE_DAMAGED, "its checksum is wrong");
}

/* ---- stored ---- */

static void look_stored(struct pk_probe *p, const struct pk_zip *z, const struct pk_member *m)
{
	struct pk_blob part = pk_blob_part(p, z->blob, (size_t)m->at, (size_t)m->n, m->name);

	if ((m->flags & FLAG_ENCRYPTED) && checksum(part.bytes) != m->crc) {
		say_named(p, z, m, PK_ISSUE_NOT_INSPECTED, "it is encrypted");
		return;
	}
	if (m->flags & (FLAG_ENCRYPTED | FLAGS_STRANGE))
		say_named(p, z, m, PK_ISSUE_ARCHIVE_TAMPERED, "its flags say it is encrypted or patched, and it is not");
	if (pk_probe_inspect(p, &part))
		check_sum(p, z, m, part.bytes);
}

/* ---- packed ---- */

static enum pk_unpacked unpack_lzma(struct pk_probe *p, struct str packed, uint64_t size, uint64_t most, struct buf *out)
{
	char head[13] = { 0 };
	enum pk_unpacked end;
	struct buf whole;

	if (packed.n < 9)
		return PK_BAD;
	memcpy(head, packed.p + 4, 5);
	for (int i = 0; i < 8; i++)
		head[5 + i] = (char)(size >> (8 * i));
	buf_init(&whole, SIZE_MAX / 2);
	buf_add(&whole, (struct str){ head, sizeof(head) });
	buf_add(&whole, str_slice(packed, 9, packed.n));
	end = pk_unpack(p, PK_OTHER, buf_str(&whole), most, out);
	buf_release(&whole);
	return end;
}

static enum pk_unpacked unpack(struct pk_probe *p, const struct pk_zip *z, const struct pk_member *m, uint64_t most, struct buf *out)
{
	struct str packed = bytes_part(z->blob->bytes, m->at, m->n);

	switch (m->method) {
	case DEFLATED:
		return pk_unpack(p, PK_DEFLATE, packed, most, out);
	case LZMA:
		return unpack_lzma(p, packed, m->size, most, out);
	case 12: /* bzip2 */
	case 93: /* zstd */
	case 95: /* xz */
		return pk_unpack(p, PK_OTHER, packed, most, out);
	default:
		return PK_UNKNOWN;
	}
}

static void look_unpacked(struct pk_probe *p, const struct pk_zip *z, const struct pk_member *m, struct str bytes, enum pk_unpacked end)
{
	struct pk_blob member = pk_blob_unpacked(p, z->blob, (size_t)m->at, bytes, m->name);
	bool readable = end == PK_UNPACKED && bytes.n == m->size;

	if ((m->flags & FLAG_ENCRYPTED) && !readable) {
		say_named(p, z, m, PK_ISSUE_NOT_INSPECTED, "it is encrypted");
		return;
	}
	if (m->flags & (FLAG_ENCRYPTED | FLAGS_STRANGE))
		say_named(p, z, m, PK_ISSUE_ARCHIVE_TAMPERED, "its flags say it is encrypted or patched, and it is not");
	if (end != PK_UNPACKED)
		pk_say_unpacked(p, &member, end);
	if (pk_probe_inspect(p, &member) && end == PK_UNPACKED)
		check_sum(p, z, m, bytes);
}

/* Nothing of interest: a name that says otherwise is said. */
static void look_at_head(struct pk_probe *p, const struct pk_zip *z, const struct pk_member *m, struct str head)
{
	struct pk_blob member = pk_blob_unpacked(p, z->blob, (size_t)m->at, head, m->name);

	pk_probe_say_claim(p, &member);
}

static void look_packed(struct pk_probe *p, const struct pk_zip *z, const struct pk_member *m)
{
	enum pk_unpacked end;
	struct buf out;

	buf_init(&out, 0);
	end = unpack(p, z, m, HEAD_BYTES, &out);
	if (end == PK_UNKNOWN) {
		say_named(p, z, m, PK_ISSUE_NOT_INSPECTED, "its compression is not known here");
	} else if (end == PK_CUT && (m->size <= SMALL_BYTES || pk_is_of_interest(p, buf_str(&out), m->size))) {
		buf_release(&out);
		end = unpack(p, z, m, UINT64_MAX, &out);
		look_unpacked(p, z, m, buf_str(&out), end);
	} else if (end != PK_CUT || (m->flags & FLAG_ENCRYPTED)) {
		look_unpacked(p, z, m, buf_str(&out), end);
	} else {
		look_at_head(p, z, m, buf_str(&out));
	}
	buf_release(&out);
}

/* ---- the archive ---- */

/* Programs read the bytes behind an archive as something of their own. */
static void look_at_tail(struct pk_probe *p, const struct pk_zip *z)
{
	struct pk_blob tail;

	if (z->end >= z->blob->bytes.n)
		return;
	tail = pk_blob_part(p, z->blob, (size_t)z->end, z->blob->bytes.n - (size_t)z->end, STR(""));
	if (pk_probe_inspect(p, &tail))
		pk_probe_say(p, PK_ISSUE_POLYGLOT, z->blob, z->end, "something else begins behind the archive");
}

static bool is_torch(const struct pk_zip *z)
{
	return (pk_zip_ends(z, "/data.pkl") && pk_zip_ends(z, "/version")) || pk_zip_ends(z, "/.data/extern_modules");
}

/* Modules in a torch package run when something of it is loaded; a model archive's handler runs when it is served. */
static void look_for_sources(struct pk_probe *p, const struct pk_zip *z)
{
	const struct pk_member *m;

	if (!pk_zip_ends(z, "/.data/extern_modules") && !pk_zip_find(z, "MAR-INF/MANIFEST.json"))
		return;
	vec_each(m, &z->members)
		if (str_ends(m->name, STR(".py")))
			say_named(p, z, m, PK_ISSUE_PACKED_SOURCE, "Python source");
}

/* What the directory itself says is a bomb need not be unpacked to be called one. */
static void check_sizes(struct pk_probe *p, const struct pk_zip *z)
{
	const struct pk_member *m;
	uint64_t all = 0;

	vec_each(m, &z->members)
		all += m->listed && m->method != STORED && m->size < UINT64_MAX - all ? m->size : 0;
	if (all <= PK_MAX_UNPACKED_BYTES || all / PK_MAX_UNPACKED_RATIO <= p->file_bytes)
		return;
	pk_probe_say(p, PK_ISSUE_BOMB, z->blob, 0, "its members unpack to %llu MiB", (unsigned long long)(all >> 20));
	if (p->unpack_left > BOMB_BYTES)
		p->unpack_left = BOMB_BYTES;
}

static void look_at_archive(struct pk_probe *p, struct pk_blob *b)
{
	const struct pk_member *m;
	struct pk_zip z;

	pk_zip_read(p, b, &z);
	if (is_torch(&z))
		b->host = PK_HOST_TORCH;
	look_for_sources(p, &z);
	check_sizes(p, &z);
	vec_each(m, &z.members) {
		if (pk_probe_expired(p, b))
			break;
		if (p->sparse && pk_zip_is_storage(&z, m))
			continue;
		if (m->method == STORED)
			look_stored(p, &z, m);
		else if (p->unpack_left)
			look_packed(p, &z, m);
		else
			pk_say_unpacked(p, b, PK_CUT);
	}
	look_at_tail(p, &z);
}

/* Sharded checkpoints are many archives in one file, the last first here. */
bool pk_look_zip(struct pk_probe *p, const struct pk_blob *b)
{
	size_t end = b->bytes.n, from;

	do {
		struct pk_blob front = *b, one;

		front.bytes.n = end;
		from = (size_t)pk_zip_start(&front);
		one = pk_blob_part(p, &front, from, end - from, STR(""));
		one.depth = b->depth;
		look_at_archive(p, &one);
		end = from;
	} while (end && !pk_probe_expired(p, b));
	return true;
}
