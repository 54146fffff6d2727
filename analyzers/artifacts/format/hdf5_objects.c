/*
 * The groups and datasets of an HDF5 file, as far as they may lie elsewhere: external links, external storage and virtual datasets have
 * the reader open another file, whose bytes come out as weights. Groups are followed in both their forms (symbol tables; links in the
 * header or in a fractal heap), each object once.
 */
#include "artifacts/probe/bytes.h"
#include "hdf5.h"
#include "util/vec.h"

enum {
	MSG_SPACE = 0x01,
	MSG_LINK_INFO = 0x02,
	MSG_TYPE = 0x03,
	MSG_LINK = 0x06,
	MSG_EXTERNAL = 0x07,
	MSG_LAYOUT = 0x08,
	MSG_SYMBOLS = 0x11,
	LAYOUT_VIRTUAL = 3,
	LINK_EXTERNAL = 64,
	MAX_OBJECTS = 200000,
	MAX_DEPTH = 16, /* of trees and heaps */
	MAX_DIMS = 32,
	BOMB_SHIFT = 38, /* 256 GiB in one dataset, and a thousand times the file */
	BOMB_TIMES = 1000,
};

struct objects {
	struct map seen;
	struct VEC(uint64_t) todo; /* addresses */
	uint64_t count, type_size; /* of the object that is read: how many items, and how large each */
};

static uint64_t address(const struct hdf5 *h, uint64_t at)
{
	uint64_t a = bytes_le(h->s, at, h->offset);

	return a < h->s.n - h->base ? a : UINT64_MAX;
}

static bool is_signed(const struct hdf5 *h, uint64_t where, struct str signature)
{
	return where != UINT64_MAX && bytes_at(h->s, h->base + where, signature);
}

static void add(struct hdf5 *h, uint64_t where)
{
	struct objects *o = h->data;
	bool fresh = false;

	if (where == UINT64_MAX || o->todo.n >= MAX_OBJECTS)
		return;
	(void)map_put(&o->seen, (struct str){ (const char *)&where, sizeof(where) }, &fresh);
	if (fresh)
		vec_push(h->p->arena, &o->todo, where);
}

static struct str text_at(const struct hdf5 *h, uint64_t at, uint64_t n)
{
	struct str s = bytes_part(h->s, at, n);
	const char *end = memchr(s.p, '\0', s.n);

	return end ? str_slice(s, 0, (size_t)(end - s.p)) : s;
}

static void say_elsewhere(struct hdf5 *h, uint64_t at, const char *what, struct str name)
{
	struct str shown = pk_printable(h->p->arena, name);

	if (name.n)
		pk_probe_say(h->p, PK_ISSUE_HDF5_OUTSIDE, h->b, at, "%s %.*s", what, STR_ARG(shown));
}

/* ---- links ---- */

/* One link message; its length, 0 when it is none. */
static uint64_t look_at_link(struct hdf5 *h, uint64_t from, uint64_t end)
{
	uint64_t flags = bytes_le(h->s, from + 1, 1), at = from + 2, type = 0, name, n;

	if (bytes_le(h->s, from, 1) != 1 || flags > 31)
		return 0;
	if (flags & 8)
		type = bytes_le(h->s, at++, 1);
	at += (flags & 4 ? 8 : 0) + (flags & 16 ? 1 : 0);
	name = bytes_le(h->s, at, 1u << (flags & 3));
	at += 1u << (flags & 3);
	if (!name || name > end - from || at + name > end)
		return 0;
	at += name;
	if (type == 0) {
		add(h, address(h, at));
		return at + h->offset <= end ? at + h->offset - from : 0;
	}
	n = bytes_le(h->s, at, 2);
	if (n > end - at || at + 2 + n > end)
		return 0;
	if (type == LINK_EXTERNAL && n > 1)
		say_elsewhere(h, at, "a link into", text_at(h, at + 3, n - 1));
	return at + 2 + n - from;
}

/* ---- links in a fractal heap: direct blocks hold them one after the other ---- */

struct heap {
	uint64_t width, start, largest, bits;
	bool summed; /* blocks have checksums */
};

static void look_at_block(struct hdf5 *h, const struct heap *heap, uint64_t where, uint64_t size)
{
	uint64_t at = h->base + where, end = size < h->s.n - at ? at + size : h->s.n;

	if (!is_signed(h, where, STR("FHDB")))
		return;
	at += 5 + h->offset + (heap->bits + 7) / 8 + (heap->summed ? 4 : 0);
	while (at + 4 < end) {
		uint64_t n = look_at_link(h, at, end);

		at += n ? n : 1;
	}
}

static void look_at_blocks(struct hdf5 *h, const struct heap *heap, uint64_t where, uint64_t rows, int depth)
{
	uint64_t at = h->base + where + 5 + h->offset + (heap->bits + 7) / 8;

	if (!is_signed(h, where, STR("FHIB")) || depth == MAX_DEPTH || rows > 64)
		return;
	for (uint64_t row = 0; row < rows; row++) {
		uint64_t size = heap->start << (row > 1 ? row - 1 : 0);

		for (uint64_t i = 0; i < heap->width; i++, at += h->offset) {
			uint64_t child = address(h, at);

			if (child == UINT64_MAX)
				continue;
			if (size <= heap->largest)
				look_at_block(h, heap, child, size);
			else
				look_at_blocks(h, heap, child, row, depth + 1);
		}
	}
}

static void look_at_heap(struct hdf5 *h, uint64_t where)
{
	uint64_t at = h->base + where, rows, root;
	struct heap heap;

	if (!is_signed(h, where, STR("FRHP")))
		return;
	heap.summed = bytes_le(h->s, at + 9, 1) & 2;
	at += 14 + 2 * (uint64_t)h->offset + 10 * (uint64_t)h->size; /* behind the numbers of its objects */
	heap.width = bytes_le(h->s, at, 2);
	heap.start = bytes_le(h->s, at + 2, h->size);
	heap.largest = bytes_le(h->s, at + 2 + h->size, h->size);
	heap.bits = bytes_le(h->s, at + 2 + 2 * (uint64_t)h->size, 2);
	root = address(h, at + 6 + 2 * (uint64_t)h->size);
	rows = bytes_le(h->s, at + 6 + 2 * (uint64_t)h->size + h->offset, 2);
	if (heap.width > 1024 || heap.bits > 64 || !heap.start || heap.start > heap.largest)
		return;
	if (rows)
		look_at_blocks(h, &heap, root, rows, 0);
	else
		look_at_block(h, &heap, root, heap.start);
}

/* ---- symbol tables ---- */

static void look_at_symbols(struct hdf5 *h, uint64_t where)
{
	uint64_t at = h->base + where + 8, n = bytes_le(h->s, h->base + where + 6, 2);

	for (uint64_t i = 0; i < n && at < h->s.n; i++, at += 2 * (uint64_t)h->offset + 24)
		add(h, address(h, at + h->offset));
}

static void look_at_tree(struct hdf5 *h, uint64_t where, int depth)
{
	uint64_t at = h->base + where + 8 + 2 * (uint64_t)h->offset, n;

	if (is_signed(h, where, STR("SNOD"))) {
		look_at_symbols(h, where);
		return;
	}
	if (depth == MAX_DEPTH || !is_signed(h, where, STR("TREE")))
		return;
	n = bytes_le(h->s, h->base + where + 6, 2);
	for (uint64_t i = 0; i < n && at < h->s.n; i++) {
		at += h->size; /* a key */
		look_at_tree(h, address(h, at), depth + 1);
		at += h->offset;
	}
}

/* ---- datasets ---- */

static void look_at_external(struct hdf5 *h, uint64_t at, uint64_t n)
{
	uint64_t used = bytes_le(h->s, at + 6, 2), heap = address(h, at + 8), end = at + n, names;

	if (!is_signed(h, heap, STR("HEAP")))
		return;
	names = address(h, h->base + heap + 8 + 2 * (uint64_t)h->size);
	at += 8 + h->offset;
	for (uint64_t i = 0; names != UINT64_MAX && i < used && at < end; i++, at += 3 * (uint64_t)h->size)
		say_elsewhere(h, at, "a dataset in", text_at(h, h->base + names + bytes_le(h->s, at, h->size), 4096));
}

/* How many printable bytes lie in front of the next NUL; 0 when others do. */
static uint64_t text_length(struct str s, uint64_t at)
{
	for (uint64_t i = at; i < s.n; i++) {
		if (s.p[i] == '\0')
			return i - at;
		if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7f)
			break;
	}
	return 0;
}

/* The mapping of a virtual dataset has for each part the name of a file, "." for this one, and the name of a dataset; between them are
 * selections, which are not read: two texts one behind the other are such names. */
static void look_at_layout(struct hdf5 *h, uint64_t at)
{
	struct str map;

	if (bytes_le(h->s, at, 1) < 4 || bytes_le(h->s, at + 1, 1) != LAYOUT_VIRTUAL)
		return;
	map = pk_hdf5_heap_object(h, address(h, at + 2), bytes_le(h->s, at + 2 + h->offset, 4));
	for (uint64_t i = 1 + h->size; map.p && i < map.n; i++) {
		uint64_t file = text_length(map, i), dataset = file ? text_length(map, i + file + 1) : 0;

		if (!dataset)
			continue;
		if (!str_is(str_slice(map, i, i + file), "."))
			say_elsewhere(h, at, "a virtual dataset in", str_slice(map, i, i + file));
		i += file + 1 + dataset;
	}
}

static uint64_t count_items(const struct hdf5 *h, uint64_t at)
{
	uint64_t version = bytes_le(h->s, at, 1), dims = bytes_le(h->s, at + 1, 1), all = 1;

	at += version == 1 ? 8 : 4;
	for (uint64_t i = 0; i < dims && dims <= MAX_DIMS; i++, at += h->size)
		if (__builtin_mul_overflow(all, bytes_le(h->s, at, h->size), &all))
			return UINT64_MAX;
	return all;
}

static void look_at_message(struct hdf5 *h, uint64_t type, uint64_t at, uint64_t n)
{
	struct objects *o = h->data;
	uint64_t flags;

	switch (type) {
	case MSG_SPACE:
		o->count = count_items(h, at);
		break;
	case MSG_TYPE:
		o->type_size = bytes_le(h->s, at + 4, 4);
		break;
	case MSG_LINK:
		(void)look_at_link(h, at, at + n);
		break;
	case MSG_LINK_INFO:
		flags = bytes_le(h->s, at + 1, 1);
		look_at_heap(h, address(h, at + 2 + (flags & 1 ? 8 : 0)));
		break;
	case MSG_EXTERNAL:
		look_at_external(h, at, n);
		break;
	case MSG_LAYOUT:
		look_at_layout(h, at);
		break;
	case MSG_SYMBOLS:
		look_at_tree(h, address(h, at), 0);
		break;
	default:
		break;
	}
}

static void check_size(struct hdf5 *h, uint64_t where)
{
	const struct objects *o = h->data;
	uint64_t bytes;

	if (__builtin_mul_overflow(o->count, o->type_size, &bytes))
		bytes = UINT64_MAX;
	if (bytes >> BOMB_SHIFT && bytes / BOMB_TIMES > h->s.n)
		pk_probe_say(h->p, PK_ISSUE_BOMB, h->b, h->base + where, "a dataset that asks for %llu GiB",
			     (unsigned long long)(bytes >> 30));
}

void pk_hdf5_objects(struct hdf5 *h, uint64_t root)
{
	struct objects o = { 0 };
	struct hdf5 all = *h;

	all.message = look_at_message;
	all.data = &o;
	map_init(&o.seen, h->p->arena);
	add(&all, root);
	for (uint32_t i = 0; i < o.todo.n && !pk_probe_expired(h->p, h->b); i++) {
		o.count = o.type_size = 0;
		if (pk_hdf5_object(&all, h->base + o.todo.v[i]))
			check_size(&all, o.todo.v[i]);
	}
}
