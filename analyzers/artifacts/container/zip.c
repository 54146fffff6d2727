#include "zip.h"

#include <stdlib.h>

#include "artifacts/probe/bytes.h"
#include "artifacts/probe/paths.h"
#include "util/limits.h"
#include "util/vec.h"

enum { END_SIZE = 22, ENTRY_SIZE = 46, LOCAL_SIZE = 30, COMMENT_MAX = 65535, FLAG_DESCRIPTOR = 8 };

#define SIG_LOCAL   STR("PK\3\4")
#define SIG_ENTRY   STR("PK\1\2")
#define SIG_END     STR("PK\5\6")
#define SIG_END64   STR("PK\6\6")
#define SIG_LOCATOR STR("PK\6\7")

struct directory {
	uint64_t at, n; /* where it is, and how many bytes */
	uint64_t base;  /* what must be added to its offsets: something may stand in front of the archive */
	uint64_t end;   /* of the whole archive */
};

/* ---- the directory ---- */

/* `comment`: the longest that may follow. */
static bool find_end(struct str s, size_t comment, size_t *out)
{
	size_t lowest = s.n > END_SIZE + comment ? s.n - END_SIZE - comment : 0;

	if (s.n < END_SIZE)
		return false;
	for (size_t at = s.n - END_SIZE + 1; at-- > lowest;) {
		if (s.p[at] == 'P' && bytes_at(s, at, SIG_END)) {
			*out = at;
			return true;
		}
	}
	return false;
}

/* The 64-bit record, when there is one in front of the end. */
static void widen(struct str s, size_t end, struct directory *d, uint64_t *offset, size_t *tail)
{
	uint64_t at;

	if (end < 20 || !bytes_at(s, end - 20, SIG_LOCATOR))
		return;
	at = bytes_le(s, end - 12, 8);
	if (!bytes_at(s, at, SIG_END64) && end >= 76) /* moved by what stands in front */
		at = end - 76;
	if (!bytes_at(s, at, SIG_END64))
		return;
	d->n = bytes_le(s, at + 40, 8);
	*offset = bytes_le(s, at + 48, 8);
	*tail = (size_t)at;
}

static bool find_directory(struct str s, size_t comment, struct directory *d)
{
	size_t end, tail;
	uint64_t offset;

	if (!find_end(s, comment, &end))
		return false;
	d->n = bytes_le(s, end + 12, 4);
	offset = bytes_le(s, end + 16, 4);
	d->end = end + END_SIZE + bytes_le(s, end + 20, 2);
	if (d->end > s.n)
		d->end = s.n;
	tail = end;
	widen(s, end, d, &offset, &tail);
	if (d->n > tail)
		return false;
	d->at = tail - d->n;
	if (d->n && !bytes_at(s, d->at, SIG_ENTRY)) {
		if (!bytes_at(s, offset, SIG_ENTRY))
			return false;
		d->at = offset;
	}
	d->base = d->at >= offset ? d->at - offset : 0;
	return true;
}

bool pk_zip_is(const struct pk_blob *b)
{
	struct directory d;

	if (bytes_at(b->bytes, 0, SIG_LOCAL))
		return true;
	return find_directory(b->bytes, b->depth ? 0 : COMMENT_MAX, &d) && d.end == b->bytes.n;
}

bool pk_zip_is_within(const struct pk_blob *b)
{
	struct directory d;

	return find_directory(b->bytes, COMMENT_MAX, &d);
}

uint64_t pk_zip_start(const struct pk_blob *b)
{
	struct directory d, before;
	struct str front;

	if (!find_directory(b->bytes, COMMENT_MAX, &d) || !d.base)
		return 0;
	front = bytes_part(b->bytes, 0, d.base);
	return find_directory(front, 0, &before) && before.end == front.n ? d.base : 0;
}

/* Sizes that do not fit stand in the extra field, in this order. */
static void read_zip64(struct str extra, struct pk_member *m)
{
	uint64_t *const wide[] = { &m->size, &m->n, &m->head };
	uint64_t at = 0;

	while (at + 4 <= extra.n) {
		uint64_t id = bytes_le(extra, at, 2), n = bytes_le(extra, at + 2, 2);

		if (id == 1) {
			uint64_t field = at + 4;

			for (int i = 0; i < 3; i++) {
				if (*wide[i] != UINT32_MAX || field + 8 > at + 4 + n)
					continue;
				*wide[i] = bytes_le(extra, field, 8);
				field += 8;
			}
			return;
		}
		at += 4 + n;
	}
}

static void read_directory(struct pk_probe *p, struct str s, const struct directory *d, struct pk_zip *out)
{
	uint64_t at = d->at, end = d->at + d->n;

	while (at + ENTRY_SIZE <= end && bytes_at(s, at, SIG_ENTRY) && out->members.n < PK_MAX_ARCHIVE_MEMBERS) {
		uint64_t name = bytes_le(s, at + 28, 2), extra = bytes_le(s, at + 30, 2), comment = bytes_le(s, at + 32, 2);
		struct pk_member m = { .listed = true };

		m.flags = (uint16_t)bytes_le(s, at + 8, 2);
		m.method = (uint16_t)bytes_le(s, at + 10, 2);
		m.crc = (uint32_t)bytes_le(s, at + 16, 4);
		m.n = bytes_le(s, at + 20, 4);
		m.size = bytes_le(s, at + 24, 4);
		m.head = bytes_le(s, at + 42, 4);
		m.name = bytes_part(s, at + ENTRY_SIZE, name);
		read_zip64(bytes_part(s, at + ENTRY_SIZE + name, extra), &m);
		m.head += d->base;
		vec_push(p->arena, &out->members, m);
		at += ENTRY_SIZE + name + extra + comment;
	}
}

/* ---- local headers ---- */

static void say(struct pk_probe *p, const struct pk_zip *z, const struct pk_member *m, const char *what)
{
	struct str name = pk_printable(p->arena, m->name);

	pk_probe_say(p, PK_ISSUE_ARCHIVE_TAMPERED, z->blob, m->head < z->blob->bytes.n ? m->head : 0, "%.*s: %s", STR_ARG(name), what);
}

static bool read_local(struct str s, uint64_t at, struct pk_member *m)
{
	uint64_t name, extra;

	if (at > s.n || !bytes_at(s, at, SIG_LOCAL) || s.n - at < LOCAL_SIZE)
		return false;
	*m = (struct pk_member){ .head = at };
	m->flags = (uint16_t)bytes_le(s, at + 6, 2);
	m->method = (uint16_t)bytes_le(s, at + 8, 2);
	m->crc = (uint32_t)bytes_le(s, at + 14, 4);
	m->n = bytes_le(s, at + 18, 4);
	m->size = bytes_le(s, at + 22, 4);
	name = bytes_le(s, at + 26, 2);
	extra = bytes_le(s, at + 28, 2);
	m->name = bytes_part(s, at + LOCAL_SIZE, name);
	m->head = 0; /* not a field to widen */
	read_zip64(bytes_part(s, at + LOCAL_SIZE + name, extra), m);
	m->head = at;
	m->at = at + LOCAL_SIZE + name + extra;
	return m->at <= s.n;
}

static void compare(struct pk_probe *p, const struct pk_zip *z, struct pk_member *m)
{
	struct str s = z->blob->bytes;
	struct pk_member local;
	bool sized;

	if (!read_local(s, m->head, &local)) {
		say(p, z, m, "the directory lists it where nothing is");
		m->head = m->head < s.n ? m->head : s.n;
		m->at = s.n;
		m->n = 0;
		return;
	}
	m->at = local.at;
	m->flags |= local.flags;
	sized = !(local.flags & FLAG_DESCRIPTOR) || local.n;
	if (!str_eq(m->name, local.name))
		say(p, z, m, "its local header has another name");
	else if (m->method != local.method)
		say(p, z, m, "its local header has another compression");
	else if (sized && (local.n != m->n || local.size != m->size))
		say(p, z, m, "its local header has another size");
	if (m->n > s.n - m->at) {
		say(p, z, m, "it is longer than the file");
		m->n = s.n - m->at;
	}
}

/* ---- bytes that no member of the directory owns ---- */

static int by_head(const void *a, const void *b)
{
	const struct pk_member *x = *(const struct pk_member *const *)a, *y = *(const struct pk_member *const *)b;

	return (x->head > y->head) - (x->head < y->head);
}

/* Local headers in [from, to). */
static void sweep(struct pk_probe *p, struct pk_zip *z, uint64_t from, uint64_t to, struct pk_members *found)
{
	struct str s = str_slice(z->blob->bytes, 0, (size_t)to);
	struct pk_member m;
	size_t at;

	while (from + LOCAL_SIZE <= to && (at = str_find(s, SIG_LOCAL, (size_t)from)) != SIZE_MAX) {
		from = at + 4;
		if (!read_local(s, at, &m) || !m.name.n || found->n >= PK_MAX_ARCHIVE_MEMBERS)
			continue;
		if (((m.flags & FLAG_DESCRIPTOR) && !m.n) || m.n > to - m.at) {
			size_t next = str_find(s, SIG_LOCAL, (size_t)m.at);

			m.n = (next == SIZE_MAX ? to : next) - m.at;
		}
		vec_push(p->arena, found, m);
		from = m.at + m.n;
	}
}

static void find_unlisted(struct pk_probe *p, struct pk_zip *z, const struct directory *d)
{
	uint32_t n = z->members.n;
	const struct pk_member **sorted = arena_zalloc(p->arena, n, sizeof(*sorted));
	struct pk_members found = { 0 };
	const struct pk_member *m;
	uint64_t from = 0;

	for (uint32_t i = 0; i < n; i++)
		sorted[i] = &z->members.v[i];
	if (n)
		qsort(sorted, n, sizeof(*sorted), by_head);
	for (uint32_t i = 0; i < n; i++) {
		if (sorted[i]->head > from)
			sweep(p, z, from, sorted[i]->head < z->blob->bytes.n ? sorted[i]->head : z->blob->bytes.n, &found);
		else if (i && sorted[i]->head < from && sorted[i]->n)
			say(p, z, sorted[i], "it shares its bytes with another member");
		if (sorted[i]->at + sorted[i]->n > from)
			from = sorted[i]->at + sorted[i]->n;
	}
	sweep(p, z, from, d->n ? d->at : z->end, &found);
	vec_each(m, &found) {
		if (d->n)
			say(p, z, m, "the directory does not list it");
		vec_push(p->arena, &z->members, *m);
	}
}

/* ---- names ---- */

static void check_names(struct pk_probe *p, const struct pk_zip *z)
{
	const struct pk_member *m;
	struct map seen;
	bool fresh;

	map_init(&seen, p->arena);
	vec_each(m, &z->members) {
		struct str shown;

		(void)map_put(&seen, m->name, &fresh);
		if (!fresh && m->listed)
			say(p, z, m, "two members have this name");
		if (!pk_leaves_folder(m->name))
			continue;
		shown = pk_printable(p->arena, m->name);
		pk_probe_say(p, PK_ISSUE_ARCHIVE_PATH, z->blob, m->head, "%.*s", STR_ARG(shown));
	}
}

/* "archive/data/17": the bytes of a tensor, which no loader of torch takes for anything else. */
bool pk_zip_is_storage(const struct pk_zip *z, const struct pk_member *m)
{
	size_t slash = str_rfind(m->name, '/');
	struct str folder = str_slice(m->name, 0, slash < m->name.n ? slash : 0), number = str_slice(m->name, folder.n + 1, m->name.n);

	if (m->method != 0 || !str_ends(folder, STR("/data")) || !number.n || !pk_zip_ends(z, "/data.pkl"))
		return false;
	for (size_t i = 0; i < number.n; i++)
		if (number.p[i] < '0' || number.p[i] > '9')
			return false;
	return true;
}

void pk_zip_read(struct pk_probe *p, const struct pk_blob *b, struct pk_zip *out)
{
	struct directory d = { 0 };
	struct pk_member *m;

	*out = (struct pk_zip){ .blob = b, .end = b->bytes.n };
	if (find_directory(b->bytes, COMMENT_MAX, &d)) {
		out->end = d.end;
		read_directory(p, b->bytes, &d, out);
		vec_each(m, &out->members)
			if (!p->sparse || !pk_zip_is_storage(out, m))
				compare(p, out, m);
	} else {
		d = (struct directory){ 0 };
		pk_probe_say(p, PK_ISSUE_ARCHIVE_DAMAGED, b, 0, "it has no central directory");
	}
	if (!p->sparse)
		find_unlisted(p, out, &d);
	check_names(p, out);
}

const struct pk_member *pk_zip_find(const struct pk_zip *z, const char *name)
{
	for (uint32_t i = z->members.n; i; i--)
		if (str_is(z->members.v[i - 1].name, name))
			return &z->members.v[i - 1];
	return NULL;
}

const struct pk_member *pk_zip_ends(const struct pk_zip *z, const char *end)
{
	for (uint32_t i = z->members.n; i; i--)
		if (str_ends(z->members.v[i - 1].name, str_from(end)))
			return &z->members.v[i - 1];
	return NULL;
}
