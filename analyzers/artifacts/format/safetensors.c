/*
 * safetensors: no code in it, if the header keeps the rules. Where it does not, readers differ or something else hides in
 * the gaps.
 */
#include <stdlib.h>

#include "artifacts/probe/bytes.h"
#include "documents.h"
#include "formats.h"
#include "source/text/json.h"
#include "util/vec.h"

enum { MAX_HEADER = 100000000, PADDING = 64 };

struct extent {
	uint64_t from, to;
};

struct header {
	struct pk_probe *p;
	const struct pk_blob *b;
	struct map names;
	struct {
		struct extent *v;
		uint32_t n, cap;
	} extents;
	bool odd;
};

bool pk_safetensors_is(const struct pk_blob *b)
{
	uint64_t n = bytes_le(b->bytes, 0, 8);

	return b->bytes.n > 9 && n >= 2 && n < UINT64_C(1) << 40 && b->bytes.p[8] == '{' && memchr("\"} \n\t", b->bytes.p[9], 5) != NULL;
}

static void say(struct header *h, const char *what)
{
	h->odd = true;
	pk_probe_say(h->p, PK_ISSUE_SAFETENSORS, h->b, 0, "%s", what);
}

static bool read_extent(struct pk_json *j, struct extent *e)
{
	int64_t v[2] = { -1, -1 };
	int n = 0;

	if (!pk_json_enter(j))
		return false;
	while (pk_json_item(j)) {
		if (n == 2 || !pk_json_int(j, &v[n]))
			return false;
		n++;
	}
	*e = (struct extent){ (uint64_t)v[0], (uint64_t)v[1] };
	return n == 2 && v[0] >= 0 && v[1] >= v[0];
}

/* Of one number, in bits; 0 for one that is not known here. */
static uint64_t read_type(struct header *h, struct pk_json *j)
{
	static const struct {
		const char *name;
		unsigned bits;
	} types[] = {
		{ "BOOL", 8 }, { "U8", 8 },   { "I8", 8 },    { "F8_E4M3", 8 }, { "F8_E5M2", 8 }, { "I16", 16 },
		{ "U16", 16 }, { "F16", 16 }, { "BF16", 16 }, { "I32", 32 },    { "U32", 32 },    { "F32", 32 },
		{ "I64", 64 }, { "U64", 64 }, { "F64", 64 },  { "C64", 64 },
	};
	struct str text;
	struct span at;

	if (!pk_json_string(j, &at))
		return 0;
	text = bytes_part(h->b->bytes, 8 + at.start, at.end - at.start);
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (str_is(text, types[i].name))
			return types[i].bits;
	return 0;
}

/* How many numbers; UINT64_MAX when that cannot be. */
static uint64_t read_shape(struct pk_json *j)
{
	uint64_t all = 1;
	int64_t n;

	if (!pk_json_enter(j))
		return UINT64_MAX;
	while (pk_json_item(j))
		if (!pk_json_int(j, &n) || n < 0 || __builtin_mul_overflow(all, (uint64_t)n, &all))
			all = UINT64_MAX;
	return all;
}

static void read_tensor(struct header *h, struct pk_json *j)
{
	uint64_t bits = 0, numbers = 0, bytes;
	struct extent e = { 0 };
	bool found = false, shaped = false;
	struct str key;

	if (!pk_json_enter(j))
		return;
	while (pk_json_key(j, &key)) {
		if (pk_json_is(key, "data_offsets") && pk_json_peek(j) == PK_JSON_ARRAY)
			found = read_extent(j, &e);
		else if (pk_json_is(key, "dtype") && pk_json_peek(j) == PK_JSON_STRING)
			bits = read_type(h, j);
		else if (pk_json_is(key, "shape") && (shaped = pk_json_peek(j) == PK_JSON_ARRAY))
			numbers = read_shape(j);
		else
			(void)pk_json_skip(j);
	}
	if (!found) {
		say(h, "a tensor does not say where its bytes are");
		return;
	}
	vec_push(h->p->arena, &h->extents, e);
	if (bits && shaped && (__builtin_mul_overflow(numbers, bits / 8, &bytes) || bytes != e.to - e.from))
		say(h, "a tensor's bytes are not what its shape needs");
}

static void read_entry(struct header *h, struct str key, struct span at)
{
	struct pk_blob value = pk_blob_part(h->p, h->b, 8 + at.start, at.end - at.start, STR("__metadata__"));

	if (pk_json_is(key, "_target_")) {
		pk_check_target(h->p, h->b, 8 + at.start, value.bytes);
		return;
	}
	if (str_find(value.bytes, STR("_target_"), 0) != SIZE_MAX)
		(void)pk_look_yaml(h->p, &value);
	pk_check_metadata(h->p, h->b, 8 + at.start, key, pk_document_text(h->p->arena, value.bytes));
}

/* Values are strings; some loaders keep configurations in them. */
static void read_metadata(struct header *h, struct pk_json *j)
{
	struct span at;
	struct str key;

	if (!pk_json_enter(j))
		return;
	while (pk_json_key(j, &key)) {
		if (pk_json_peek(j) != PK_JSON_STRING) {
			say(h, "metadata that is not text");
			(void)pk_json_skip(j);
		} else if (pk_json_string(j, &at)) {
			read_entry(h, key, at);
		}
	}
}

static void read_header(struct header *h, struct str text)
{
	struct pk_json j;
	struct str key;
	bool fresh;

	pk_json_init(&j, text);
	if (!pk_json_enter(&j))
		return;
	while (pk_json_key(&j, &key)) {
		(void)map_put(&h->names, key, &fresh);
		if (!fresh)
			say(h, "two tensors have one name");
		if (pk_json_peek(&j) != PK_JSON_OBJECT) {
			say(h, "a tensor that is no object");
			(void)pk_json_skip(&j);
		} else if (pk_json_is(key, "__metadata__")) {
			read_metadata(h, &j);
		} else {
			read_tensor(h, &j);
		}
	}
	if (j.fault || !pk_json_end(&j))
		say(h, "the header is not JSON");
}

static int by_start(const void *a, const void *b)
{
	const struct extent *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->to > y->to) - (x->to < y->to);
}

/* Tensors lie one after the other, without gaps, up to the end of the file. */
static void check_extents(struct header *h, uint64_t bytes)
{
	uint64_t at = 0;

	if (h->extents.n)
		qsort(h->extents.v, h->extents.n, sizeof(*h->extents.v), by_start);
	for (uint32_t i = 0; i < h->extents.n; i++) {
		if (h->extents.v[i].from != at) {
			say(h, h->extents.v[i].from < at ? "tensors overlap" : "bytes that belong to no tensor");
			return;
		}
		at = h->extents.v[i].to;
	}
	if (at != bytes)
		say(h, at < bytes ? "bytes behind the last tensor" : "tensors end behind the file");
}

bool pk_look_safetensors(struct pk_probe *p, const struct pk_blob *b)
{
	struct header h = { .p = p, .b = b };
	uint64_t n = bytes_le(b->bytes, 0, 8);
	char *copy;

	if (n > b->bytes.n - 8 || n > MAX_HEADER) {
		say(&h, "the header is longer than the file, or than readers allow");
		return true;
	}
	map_init(&h.names, p->arena);
	copy = arena_alloc(p->arena, (size_t)n + PADDING);
	memcpy(copy, b->bytes.p + 8, (size_t)n);
	memset(copy + n, 0, PADDING);
	read_header(&h, (struct str){ copy, (size_t)n });
	if (!h.odd)
		check_extents(&h, b->bytes.n - 8 - n);
	return true;
}
