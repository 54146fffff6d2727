/*
 * What zlib does not read: bzip2, xz, lzma, zstd, lz4 and 7z. libarchive and all it stands on is loaded when the first such
 * file is met, so that scans without one do not pay for it. Only decoders that run in this process are asked for: some of
 * libarchive's filters would start programs.
 */
#include <archive.h>
#include <archive_entry.h>

#include "unpack.h"
#include "util/library.h"

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

struct pk_foreign {
	struct library library;
	struct archive *archive;
};

static struct pk_foreign *open_foreign(struct pk_probe *p, struct str bytes, bool members, enum pk_unpacked *end)
{
	struct pk_foreign *f = arena_new(p->arena, struct pk_foreign);

	*end = PK_UNKNOWN;
	if (!load(&f->library))
		return NULL;
	*end = PK_BAD;
	f->archive = open_memory(&f->library, bytes, members);
	return f->archive ? f : NULL;
}

/* What no filter knows, libarchive would hand out as it is. */
struct pk_foreign *pk_foreign_open(struct pk_probe *p, struct str packed, enum pk_unpacked *end)
{
	struct pk_foreign *f = open_foreign(p, packed, false, end);
	struct archive_entry *entry;

	if (f && f->library.archive_read_next_header(f->archive, &entry) == ARCHIVE_OK &&
	    f->library.archive_filter_code(f->archive, 0) != ARCHIVE_FILTER_NONE)
		*end = PK_CUT;
	return f;
}

struct pk_foreign *pk_foreign_open_members(struct pk_probe *p, struct str bytes, enum pk_unpacked *end)
{
	struct pk_foreign *f = open_foreign(p, bytes, true, end);

	*end = f ? PK_CUT : *end;
	return f;
}

bool pk_foreign_next(struct pk_foreign *f, struct str *name, bool *encrypted, enum pk_unpacked *end)
{
	const struct library *l = &f->library;
	struct archive_entry *entry;
	int rc = l->archive_read_next_header(f->archive, &entry);
	const char *path;

	*end = rc == ARCHIVE_OK ? PK_CUT : rc == ARCHIVE_EOF ? PK_UNPACKED : PK_BAD;
	if (rc != ARCHIVE_OK)
		return false;
	path = l->archive_entry_pathname(entry);
	*name = path ? str_from(path) : STR("?");
	*encrypted = l->archive_entry_is_encrypted(entry);
	return true;
}

bool pk_foreign_has_encrypted(const struct pk_foreign *f)
{
	return f->library.archive_read_has_encrypted_entries(f->archive) > 0;
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
