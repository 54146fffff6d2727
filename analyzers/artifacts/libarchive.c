/*
 * What zlib does not read: bzip2, xz, lzma, zstd, lz4 and 7z. libarchive and all it stands on is loaded when the first such
 * file is met, so that scans without one do not pay for it. Only decoders that run in this process are asked for: some of
 * libarchive's filters would start programs.
 */
#include <archive.h>
#include <archive_entry.h>

#include "formats.h"
#include "unpack.h"
#include "util/library.h"
#include "util/limits.h"

#define FUNCTIONS(F)                          \
	F(archive_read_new)                   \
	F(archive_read_free)                  \
	F(archive_read_support_filter_bzip2)  \
	F(archive_read_support_filter_xz)     \
	F(archive_read_support_filter_lzma)   \
	F(archive_read_support_filter_zstd)   \
	F(archive_read_support_filter_lz4)    \
	F(archive_read_support_format_raw)    \
	F(archive_read_support_format_7zip)   \
	F(archive_read_open_memory)           \
	F(archive_read_next_header)           \
	F(archive_read_data)                  \
	F(archive_read_has_encrypted_entries) \
	F(archive_filter_code)                \
	F(archive_entry_pathname)             \
	F(archive_entry_is_encrypted)

struct library {
	FUNCTIONS(LIBRARY_POINTER)
};

static bool load(struct library *l)
{
	static const char *const names[] = { FUNCTIONS(LIBRARY_NAME) };

	return library_load("libarchive.so.13", names, sizeof(names) / sizeof(*names), l);
}

static struct archive *open_memory(const struct library *l, struct str bytes, bool members)
{
	struct archive *a = l->archive_read_new();
	int rc = ARCHIVE_OK;

	if (!a)
		return NULL;
	if (members) {
		rc |= l->archive_read_support_format_7zip(a);
	} else {
		rc |= l->archive_read_support_format_raw(a);
		rc |= l->archive_read_support_filter_bzip2(a);
		rc |= l->archive_read_support_filter_xz(a);
		rc |= l->archive_read_support_filter_lzma(a);
		rc |= l->archive_read_support_filter_zstd(a);
		rc |= l->archive_read_support_filter_lz4(a);
	}
	if (rc == ARCHIVE_OK && l->archive_read_open_memory(a, bytes.p, bytes.n) == ARCHIVE_OK)
		return a;
	(void)l->archive_read_free(a);
	return NULL;
}

static enum pk_unpacked read_entry(const struct library *l, struct archive *a, struct buf *out)
{
	for (;;) {
		size_t room = out->max - out->n < (64 << 10) ? out->max - out->n : (64 << 10);
		char *to = room ? buf_room(out, room) : NULL;
		la_ssize_t got;

		if (!to)
			return PK_CUT;
		got = l->archive_read_data(a, to, room);
		if (got < 0)
			return PK_BAD;
		if (got == 0)
			return PK_UNPACKED;
		buf_grew(out, (size_t)got);
	}
}

struct pk_foreign {
	struct library library;
	struct archive *archive;
};

/* What no filter knows, libarchive would hand out as it is. */
struct pk_foreign *pk_foreign_open(struct pk_probe *p, struct str packed, enum pk_unpacked *end)
{
	struct pk_foreign *f = arena_new(p->arena, struct pk_foreign);
	const struct library *l = &f->library;
	struct archive_entry *entry;

	*end = PK_UNKNOWN;
	if (!load(&f->library))
		return NULL;
	*end = PK_BAD;
	f->archive = open_memory(l, packed, false);
	if (!f->archive)
		return NULL;
	if (l->archive_read_next_header(f->archive, &entry) == ARCHIVE_OK && l->archive_filter_code(f->archive, 0) != ARCHIVE_FILTER_NONE)
		*end = PK_CUT;
	return f;
}

size_t pk_foreign_read(struct pk_foreign *f, char *to, size_t n, enum pk_unpacked *end)
{
	la_ssize_t got = f->library.archive_read_data(f->archive, to, n);

	if (got <= 0)
		*end = got ? PK_BAD : PK_UNPACKED;
	return got > 0 ? (size_t)got : 0;
}

void pk_foreign_close(struct pk_foreign *f)
{
	if (f && f->archive)
		(void)f->library.archive_read_free(f->archive);
}

static void look_at_member(struct pk_probe *p, const struct pk_blob *b, const struct library *l, struct archive *a,
			   struct archive_entry *entry)
{
	const char *name = l->archive_entry_pathname(entry);
	struct pk_blob member;
	enum pk_unpacked end;
	struct buf out;

	buf_init(&out, p->unpack_left < PK_MAX_UNPACKED_WHOLE ? (size_t)p->unpack_left : PK_MAX_UNPACKED_WHOLE);
	end = read_entry(l, a, &out);
	p->unpacked += out.n;
	p->unpack_left -= out.n;
	pk_probe_grant(p, out.n);
	member = pk_blob_unpacked(p, b, 0, buf_str(&out), name ? str_from(name) : STR("?"));
	if (l->archive_entry_is_encrypted(entry))
		pk_probe_say(p, PK_ISSUE_NOT_INSPECTED, &member, 0, "it is encrypted");
	else if (end != PK_UNPACKED)
		pk_say_unpacked(p, &member, end);
	(void)pk_inspect(p, &member);
	buf_release(&out);
}

bool pk_unpack_members(struct pk_probe *p, const struct pk_blob *b)
{
	struct archive_entry *entry;
	struct library l;
	struct archive *a;
	int rc = ARCHIVE_FATAL, n = 0;

	if (!load(&l)) {
		pk_say_unpacked(p, b, PK_UNKNOWN);
		return true;
	}
	a = open_memory(&l, b->bytes, true);
	while (a && n++ < PK_MAX_ARCHIVE_MEMBERS && !p->over && (rc = l.archive_read_next_header(a, &entry)) == ARCHIVE_OK)
		look_at_member(p, b, &l, a, entry);
	if (a && l.archive_read_has_encrypted_entries(a) > 0)
		pk_probe_say(p, PK_ISSUE_NOT_INSPECTED, b, 0, "it is encrypted");
	else if (rc != ARCHIVE_EOF)
		pk_say_unpacked(p, b, PK_BAD);
	if (a)
		(void)l.archive_read_free(a);
	return true;
}
