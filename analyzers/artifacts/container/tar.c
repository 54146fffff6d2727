/*
 * tar: members where they lie, or one after the other out of a stream. torch's oldest checkpoints are tars of pickles.
 */
#include "artifacts/pickle/pickle.h"
#include "artifacts/probe/bytes.h"
#include "artifacts/probe/paths.h"
#include "container.h"
#include "util/limits.h"

enum {
	BLOCK = 512,
	HEAD_BYTES = 1024,
	SMALL_BYTES = 256 << 10, /* members out of a stream that are taken whole, whatever they are */
	MAX_RECORDS = 1 << 20,   /* bytes of what extends a header */
};

struct entry {
	struct str name, link;
	uint64_t n;
	char type;
};

/* What is read. */
struct source {
	struct pk_probe *p;
	const struct pk_blob *b;
	uint64_t at;
	struct pk_stream *stream; /* NULL: the blob's own bytes */
	struct buf buf;           /* of the stream: the last bytes taken */
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

	if (head.n < BLOCK || !head.p[0] || !parse_number(str_slice(head, 148, 156), &want))
		return false;
	for (size_t i = 0; i < BLOCK; i++)
		sum += i >= 148 && i < 156 ? 0 : (unsigned char)head.p[i];
	return sum == want;
}

bool pk_tar_is(const struct pk_blob *b)
{
	return checksum_fits(b->bytes);
}

/* ---- bytes ---- */

/* The next n bytes, or what there is of them; they stay until more is taken from a stream. */
static struct str take(struct source *s, uint64_t n)
{
	struct str out = bytes_part(s->b->bytes, s->at, n);
	enum pk_unpacked end;

	if (s->stream) {
		size_t most = n < PK_MAX_UNPACKED_WHOLE ? (size_t)n : PK_MAX_UNPACKED_WHOLE;

		buf_grew(&s->buf, pk_stream_read(s->stream, buf_room(&s->buf, most), most, &end));
		out = buf_str(&s->buf);
	}
	s->at += out.n;
	return out;
}

static struct str take_fresh(struct source *s, uint64_t n)
{
	buf_reset(&s->buf);
	return take(s, n);
}

static bool skip(struct source *s, uint64_t n)
{
	while (n) {
		uint64_t step = s->stream && n > SMALL_BYTES ? SMALL_BYTES : n;

		if (take_fresh(s, step).n < step)
			return false;
		n -= step;
	}
	return true;
}

/* Of a stream, what is large and nothing to look into is only passed over. *left: what was not taken. */
static struct str take_member(struct source *s, uint64_t n, uint64_t *left)
{
	struct str head;

	if (!s->stream || n <= SMALL_BYTES) {
		head = take_fresh(s, n);
	} else {
		head = take_fresh(s, HEAD_BYTES);
		if (pk_is_of_interest(s->p, head, n))
			head = take(s, n - head.n);
	}
	*left = n - head.n;
	return head;
}

/* ---- headers ---- */

static bool read_header(struct str head, struct entry *e)
{
	if (!checksum_fits(head) || !parse_number(str_slice(head, 124, 136), &e->n))
		return false;
	e->name = text(head, 0, 100);
	e->type = head.p[156];
	e->link = text(head, 157, 100);
	return true;
}

/* Records of POSIX: "27 path=a name\n". */
static void read_records(struct str s, struct entry *e)
{
	struct str number, record, key;

	while (str_cut(&s, ' ', &number)) {
		int64_t n, size;

		if (!str_to_int(number, &n) || n < (int64_t)number.n + 2 || (uint64_t)n - number.n - 1 > s.n)
			return;
		record = str_slice(s, 0, (size_t)n - number.n - 2);
		s = str_slice(s, (size_t)n - number.n - 1, s.n);
		if (!str_cut(&record, '=', &key))
			return;
		if (str_is(key, "path"))
			e->name = record;
		else if (str_is(key, "linkpath"))
			e->link = record;
		else if (str_is(key, "size") && str_to_int(record, &size) && size >= 0)
			e->n = (uint64_t)size;
	}
}

/* What a header that extends the next one says of it. */
static void extend(struct source *s, char type, struct str data, struct entry *more)
{
	data = arena_str(s->p->arena, data);
	if (type == 'L')
		more->name = text(data, 0, data.n);
	else if (type == 'K')
		more->link = text(data, 0, data.n);
	else if (type == 'x')
		read_records(data, more);
}

static uint64_t padding(uint64_t n)
{
	return (BLOCK - n % BLOCK) % BLOCK;
}

/* Whether a block without a header is the end: zeros, or nothing at all. */
static bool is_end(struct str block)
{
	for (size_t i = 0; i < block.n; i++)
		if (block.p[i])
			return false;
	return true;
}

static bool breaks_off(struct source *s)
{
	if (s->stream && !s->p->unpack_left)
		pk_say_unpacked(s->p, s->b, PK_CUT);
	else
		pk_probe_say(s->p, PK_ISSUE_NOT_INSPECTED, s->b, 0, "the tar archive breaks off within");
	return false;
}

/* The next member's header, with what the ones before it say of it. */
static bool next_entry(struct source *s, struct entry *e)
{
	struct entry more = { .n = UINT64_MAX };

	for (;;) {
		struct str head = take_fresh(s, BLOCK), data;

		if (!read_header(head, e))
			return is_end(head) && head.n % BLOCK == 0 ? false : breaks_off(s);
		if (!memchr("LKxg", e->type, 4))
			break;
		data = take_fresh(s, e->n < MAX_RECORDS ? e->n : MAX_RECORDS);
		extend(s, e->type, data, &more);
		if (!skip(s, e->n - data.n + padding(e->n)))
			return breaks_off(s);
	}
	e->name = more.name.n ? more.name : arena_str(s->p->arena, e->name);
	e->link = more.link.n ? more.link : arena_str(s->p->arena, e->link);
	e->n = more.n != UINT64_MAX ? more.n : e->n;
	return true;
}

static void check_path(const struct source *s, const struct entry *e)
{
	struct str name = pk_printable(s->p->arena, e->name), link = pk_printable(s->p->arena, e->link);

	if (pk_leaves_folder(e->name))
		pk_probe_say(s->p, PK_ISSUE_ARCHIVE_PATH, s->b, s->at, "%.*s", STR_ARG(name));
	if ((e->type == '1' || e->type == '2') && pk_leaves_folder(e->link))
		pk_probe_say(s->p, PK_ISSUE_ARCHIVE_PATH, s->b, s->at, "%.*s, a link to %.*s", STR_ARG(name), STR_ARG(link));
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

static bool is_torch(const struct pk_blob *b)
{
	unsigned seen = 0;
	uint64_t at = 0;
	struct entry e;

	for (int n = 0; n < 16 && read_header(bytes_part(b->bytes, at, BLOCK), &e) && e.n < b->bytes.n; n++) {
		seen |= torch_member(e.name);
		at += BLOCK + e.n + padding(e.n);
	}
	return (seen & 14) == 14;
}

/* ---- members ---- */

/* False when the archive ends within it. */
static bool look_at_entry(struct source *s, const struct entry *e)
{
	uint64_t at = s->at, left;
	struct str bytes;
	struct pk_blob part;

	check_path(s, e);
	bytes = take_member(s, e->n, &left);
	if (s->stream)
		part = pk_blob_unpacked(s->p, s->b, 0, bytes, e->name);
	else
		part = pk_blob_part(s->p, s->b, (size_t)at, bytes.n, e->name);
	if (s->b->host == PK_HOST_TORCH && torch_member(e->name))
		(void)pk_pickle_scan(s->p, &part, true, UINT32_MAX);
	else
		(void)pk_probe_inspect(s->p, &part);
	if (skip(s, left + padding(e->n)))
		return true;
	if (s->stream && !s->p->unpack_left)
		pk_say_unpacked(s->p, s->b, PK_CUT);
	else if (s->at - at < e->n)
		pk_probe_say(s->p, PK_ISSUE_NOT_INSPECTED, &part, 0, "the archive ends within it");
	return false;
}

static void look_at_members(struct source *s)
{
	struct entry e;
	uint32_t n = 0;

	while (n++ < PK_MAX_ARCHIVE_MEMBERS && !pk_probe_expired(s->p, s->b) && next_entry(s, &e))
		if (!look_at_entry(s, &e))
			return;
}

bool pk_look_tar(struct pk_probe *p, const struct pk_blob *b)
{
	struct pk_blob blob = *b;
	struct source s = { .p = p, .b = &blob };

	if (is_torch(b)) {
		blob.host = PK_HOST_TORCH;
		pk_probe_say(p, PK_ISSUE_TORCH_TAR, b, 0, "sys_info, pickle, storages, tensors");
	}
	look_at_members(&s);
	return true;
}

void pk_look_packed_tar(struct pk_probe *p, const struct pk_blob *inner, enum pk_packing packing, struct str packed)
{
	struct source s = { .p = p, .b = inner };

	s.stream = pk_stream_open(p, packing, packed);
	buf_init(&s.buf, SIZE_MAX / 2);
	look_at_members(&s);
	buf_release(&s.buf);
	pk_stream_close(s.stream);
}
