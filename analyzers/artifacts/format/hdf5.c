/*
 * HDF5: the attributes of the root group, where Keras keeps a model's configuration: the superblock, one object header with its
 * continuations, strings in place or in a global heap. Where no configuration is found, the marks of a Lambda layer are looked for in
 * the bytes. hdf5_objects.c reads the other objects.
 */
#include "hdf5.h"

#include "artifacts/probe/bytes.h"
#include "formats.h"

enum {
	MSG_ATTRIBUTE = 0x0c,
	MSG_CONTINUATION = 0x10,
	CLASS_STRING = 3,
	CLASS_VARIABLE = 9,
	MAX_CHUNKS = 64,
	MAX_SUPERBLOCK = 1 << 20,
	MEMBER_SUPERBLOCK = 2048,
	SWEPT_BYTES = 256 << 20,
};

#define SIGNATURE ((struct str){ "\x89HDF\r\n\x1a\n", 8 })

struct chunk {
	uint64_t at, n;
};

struct chunks {
	struct chunk v[MAX_CHUNKS];
	unsigned n;
};

/* A file may begin with a block of the user's own. Of members of archives only the beginning is read. */
static bool find_superblock(const struct pk_blob *b, uint64_t *at)
{
	uint64_t most = b->depth || b->sparse ? MEMBER_SUPERBLOCK : MAX_SUPERBLOCK;

	for (*at = 0; *at < b->bytes.n && *at <= most; *at = *at ? *at * 2 : 512)
		if (bytes_at(b->bytes, *at, SIGNATURE))
			return true;
	return false;
}

bool pk_hdf5_is(const struct pk_blob *b)
{
	uint64_t at;

	return find_superblock(b, &at);
}

/* Where the root group's object header is. */
static bool read_superblock(struct hdf5 *h, uint64_t *root)
{
	uint64_t at, version;

	if (!find_superblock(h->b, &at))
		return false;
	h->base = at;
	version = bytes_le(h->s, at + 8, 1);
	h->offset = (unsigned)bytes_le(h->s, at + (version < 2 ? 13 : 9), 1);
	h->size = (unsigned)bytes_le(h->s, at + (version < 2 ? 14 : 10), 1);
	if (version > 3 || h->offset < 2 || h->offset > 8 || h->size < 2 || h->size > 8)
		return false;
	if (version < 2)
		*root = bytes_le(h->s, at + 24 + (version == 1 ? 4 : 0) + 5 * (uint64_t)h->offset, h->offset);
	else
		*root = bytes_le(h->s, at + 12 + 3 * (uint64_t)h->offset, h->offset);
	return *root < h->s.n - at;
}

/* ---- attributes ---- */

struct str pk_hdf5_heap_object(const struct hdf5 *h, uint64_t heap, uint64_t index)
{
	uint64_t head = 8 + (uint64_t)h->size, end, at;

	if (heap > h->s.n - h->base || !bytes_at(h->s, h->base + heap, STR("GCOL")))
		return STR_NONE;
	at = h->base + heap;
	end = bytes_le(h->s, at + 8, h->size);
	end = end < h->s.n - at ? at + end : h->s.n;
	for (at += head; at + head <= end;) {
		uint64_t number = bytes_le(h->s, at, 2), n = bytes_le(h->s, at + 8, h->size);

		if (number == 0 || n > end - at - head)
			break;
		if (number == index)
			return bytes_part(h->s, at + head, n);
		at += head + (n + 7) / 8 * 8;
	}
	return STR_NONE;
}

/* A string in a global heap: length, address of the collection, number in it. */
static struct str heap_string(const struct hdf5 *h, uint64_t at)
{
	uint64_t length = bytes_le(h->s, at, 4), heap = bytes_le(h->s, at + 4, h->offset), index = bytes_le(h->s, at + 4 + h->offset, 4);
	struct str text = pk_hdf5_heap_object(h, heap, index);

	return str_slice(text, 0, length < text.n ? (size_t)length : text.n);
}

static void look_at_value(struct hdf5 *h, struct str name, struct str value)
{
	struct pk_blob part;

	while (value.n && value.p[value.n - 1] == '\0')
		value.n--;
	if (!value.n || value.p[0] != '{')
		return;
	part = pk_blob_part(h->p, h->b, (size_t)(value.p - h->s.p), value.n, name);
	h->configs++;
	(void)pk_look_json(h->p, &part);
}

static uint64_t pad8(uint64_t n, bool padded)
{
	return padded ? (n + 7) / 8 * 8 : n;
}

static void look_at_attribute(struct hdf5 *h, uint64_t at, uint64_t n)
{
	uint64_t version = bytes_le(h->s, at, 1), name = bytes_le(h->s, at + 2, 2), type = bytes_le(h->s, at + 4, 2);
	uint64_t space = bytes_le(h->s, at + 6, 2), end = at + n, type_at, value, class;
	struct str text;

	if (n < 9 || version < 1 || version > 3)
		return;
	at += version == 3 ? 9 : 8;
	text = bytes_part(h->s, at, name ? name - 1 : 0);
	type_at = at + pad8(name, version == 1);
	value = type_at + pad8(type, version == 1) + pad8(space, version == 1);
	if (value >= end)
		return;
	class = bytes_le(h->s, type_at, 1) & 15;
	if (class == CLASS_STRING)
		look_at_value(h, text, bytes_part(h->s, value, end - value));
	else if (class == CLASS_VARIABLE)
		look_at_value(h, text, heap_string(h, value));
}

/* ---- object headers ---- */

static void look_at_message(struct hdf5 *h, struct chunks *todo, uint64_t type, uint64_t at, uint64_t n)
{
	uint64_t where;

	h->message(h, type, at, n);
	if (type != MSG_CONTINUATION || todo->n == MAX_CHUNKS)
		return;
	where = bytes_le(h->s, at, h->offset);
	if (where < h->s.n - h->base)
		todo->v[todo->n++] = (struct chunk){ h->base + where, bytes_le(h->s, at + h->offset, h->size) };
}

static void read_old_chunk(struct hdf5 *h, struct chunks *todo, struct chunk c)
{
	uint64_t end = c.n < h->s.n - c.at ? c.at + c.n : h->s.n;

	while (c.at + 8 <= end) {
		uint64_t type = bytes_le(h->s, c.at, 2), n = bytes_le(h->s, c.at + 2, 2);

		if (n > end - c.at - 8)
			break;
		look_at_message(h, todo, type, c.at + 8, n);
		c.at += 8 + n;
	}
}

static void read_new_chunk(struct hdf5 *h, struct chunks *todo, struct chunk c)
{
	uint64_t head = h->tracked ? 6 : 4, end = c.n < h->s.n - c.at ? c.at + c.n : h->s.n;

	if (bytes_at(h->s, c.at, STR("OCHK"))) {
		c.at += 4;
		end -= end >= c.at + 4 ? 4 : 0; /* checksum */
	}
	while (c.at + head <= end) {
		uint64_t type = bytes_le(h->s, c.at, 1), n = bytes_le(h->s, c.at + 1, 2);

		if (n > end - c.at - head)
			break;
		look_at_message(h, todo, type, c.at + head, n);
		c.at += head + n;
	}
}

bool pk_hdf5_object(struct hdf5 *h, uint64_t at)
{
	bool old = !bytes_at(h->s, at, STR("OHDR"));
	struct chunks todo = { .n = 1 };
	uint64_t flags;

	if (bytes_le(h->s, old ? at : at + 4, 1) != (old ? 1 : 2))
		return false;
	if (old) {
		todo.v[0] = (struct chunk){ at + 16, bytes_le(h->s, at + 8, 4) };
	} else {
		flags = bytes_le(h->s, at + 5, 1);
		h->tracked = flags & 4;
		at += 6 + (flags & 0x20 ? 16 : 0) + (flags & 0x10 ? 4 : 0);
		todo.v[0] = (struct chunk){ at + (1u << (flags & 3)), bytes_le(h->s, at, 1u << (flags & 3)) };
	}
	for (unsigned i = 0; i < todo.n; i++) {
		if (todo.v[i].at > h->s.n)
			continue;
		if (old)
			read_old_chunk(h, &todo, todo.v[i]);
		else
			read_new_chunk(h, &todo, todo.v[i]);
	}
	return true;
}

/* Configurations that are kept in some other way. */
static void sweep(struct hdf5 *h)
{
	static const char *const marks[] = { "\"class_name\": \"Lambda\"", "\"class_name\":\"Lambda\"", "\"__lambda__\"" };
	struct str head = bytes_part(h->s, 0, SWEPT_BYTES);

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++) {
		size_t at = str_find(head, str_from(marks[i]), 0);

		if (at != SIZE_MAX)
			pk_probe_say(h->p, PK_ISSUE_KERAS_LAMBDA, h->b, at, "a Lambda layer");
	}
}

static void look_at_root(struct hdf5 *h, uint64_t type, uint64_t at, uint64_t n)
{
	if (type == MSG_ATTRIBUTE)
		look_at_attribute(h, at, n);
}

bool pk_look_hdf5(struct pk_probe *p, const struct pk_blob *b)
{
	struct hdf5 h = { .p = p, .b = b, .s = b->bytes, .message = look_at_root };
	uint64_t root;

	if (read_superblock(&h, &root) && pk_hdf5_object(&h, h.base + root))
		pk_hdf5_objects(&h, root);
	else
		pk_probe_say(p, PK_ISSUE_NOT_INSPECTED, b, 0, "the HDF5 file has no root group that can be read");
	if (!h.configs)
		sweep(&h);
	return true;
}
