/* tar: members where they lie. torch's oldest checkpoints are tars of pickles. */
#include "bytes.h"
#include "formats.h"
#include "util/limits.h"

enum { BLOCK = 512 };

struct entry {
	struct str name, link;
	uint64_t at, n;
	char type;
};

/* Octal text, or with the first bit set a big-endian number. */
static bool parse_number(struct str field, uint64_t *out)
{
	*out = 0;
	if (field.n && (unsigned char)field.p[0] == 0x80) {
		for (size_t i = 1; i < field.n; i++) {
			if (*out >> 55)
				return false;
			*out = *out << 8 | (unsigned char)field.p[i];
		}
		return true;
	}
	while (field.n && field.p[0] == ' ')
		field = str_slice(field, 1, field.n);
	for (size_t i = 0; i < field.n && field.p[i] && field.p[i] != ' '; i++) {
		if (field.p[i] < '0' || field.p[i] > '7')
			return false;
		*out = *out << 3 | (uint64_t)(field.p[i] - '0');
	}
	return true;
}

static struct str text(struct str s, size_t at, size_t n)
{
	struct str field = bytes_part(s, at, n);
	const char *end = memchr(field.p, '\0', field.n);

	return end ? str_slice(field, 0, (size_t)(end - field.p)) : field;
}

static bool checksum_fits(struct str head)
{
	uint64_t want, sum = 8 * ' ';

	if (head.n < BLOCK || !parse_number(str_slice(head, 148, 156), &want))
		return false;
	for (size_t i = 0; i < BLOCK; i++)
		sum += i >= 148 && i < 156 ? 0 : (unsigned char)head.p[i];
	return sum == want && head.p[0];
}

bool pk_tar_is(const struct pk_blob *b)
{
	return checksum_fits(b->bytes);
}

/* A header, and behind it the data; false at the end of the archive. */
static bool read_entry(struct str s, uint64_t at, struct entry *e)
{
	struct str head = bytes_part(s, at, BLOCK);

	if (!checksum_fits(head) || !parse_number(str_slice(head, 124, 136), &e->n))
		return false;
	e->name = text(head, 0, 100);
	e->type = head.p[156];
	e->link = text(head, 157, 100);
	e->at = at + BLOCK;
	if (e->n > s.n - e->at)
		e->n = s.n - e->at;
	return true;
}

static void check_path(struct pk_probe *p, const struct pk_blob *b, const struct entry *e)
{
	struct str name = pk_printable(p->arena, e->name), link = pk_printable(p->arena, e->link);

	if (pk_leaves_folder(e->name))
		pk_probe_say(p, PK_ISSUE_ARCHIVE_PATH, b, e->at, "%.*s", STR_ARG(name));
	if ((e->type == '1' || e->type == '2') && pk_leaves_folder(e->link))
		pk_probe_say(p, PK_ISSUE_ARCHIVE_PATH, b, e->at, "%.*s, a link to %.*s", STR_ARG(name), STR_ARG(link));
}

/* sys_info, pickle, storages and tensors. */
static unsigned torch_member(struct str name)
{
	static const char *const names[] = { "sys_info", "pickle", "storages", "tensors" };

	if (str_starts(name, STR("./")))
		name = str_slice(name, 2, name.n);
	for (unsigned i = 0; i < 4; i++)
		if (str_is(name, names[i]))
			return 1u << i;
	return 0;
}

static bool is_torch(struct str s)
{
	unsigned seen = 0;
	struct entry e;

	for (uint64_t at = 0, n = 0; n < 16 && read_entry(s, at, &e); n++) {
		seen |= torch_member(e.name);
		at = e.at + (e.n + BLOCK - 1) / BLOCK * BLOCK;
	}
	return (seen & 14) == 14;
}

static void look_at_entry(struct pk_probe *p, const struct pk_blob *b, const struct entry *e)
{
	struct pk_blob part = pk_blob_part(p, b, (size_t)e->at, (size_t)e->n, e->name);

	check_path(p, b, e);
	if (b->host == PK_HOST_TORCH && torch_member(e->name))
		(void)pk_pickle_scan(p, &part, true, UINT32_MAX);
	else
		(void)pk_inspect(p, &part);
}

bool pk_look_tar(struct pk_probe *p, const struct pk_blob *b)
{
	struct pk_blob blob = *b;
	struct str long_name = STR("");
	struct entry e;
	uint32_t n = 0;

	if (is_torch(b->bytes)) {
		blob.host = PK_HOST_TORCH;
		pk_probe_say(p, PK_ISSUE_TORCH_TAR, b, 0, "sys_info, pickle, storages, tensors");
	}
	for (uint64_t at = 0; n++ < PK_MAX_ARCHIVE_MEMBERS && read_entry(b->bytes, at, &e) && !pk_probe_expired(p, b);) {
		at = e.at + (e.n + BLOCK - 1) / BLOCK * BLOCK;
		if (e.type == 'L') { /* the next member's name, when it is long */
			long_name = text(b->bytes, (size_t)e.at, (size_t)e.n);
			continue;
		}
		if (long_name.n)
			e.name = long_name;
		long_name = STR("");
		if (e.type != 'x' && e.type != 'g')
			look_at_entry(p, &blob, &e);
	}
	return true;
}
