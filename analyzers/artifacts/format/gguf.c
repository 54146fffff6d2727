/* GGUF: keys and values in front of the tensors; the chat template among them is a program. */
#include "artifacts/probe/bytes.h"
#include "formats.h"

enum { UINT8, INT8, UINT16, INT16, UINT32, INT32, FLOAT32, BOOL, TEXT, ARRAY, UINT64, INT64, FLOAT64, TYPES };

static const unsigned char widths[TYPES] = { 1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8 };

struct reader {
	struct str s;
	uint64_t at;
	unsigned count_width; /* version 1 has 32-bit lengths */
	const char *why;      /* NULL while all is well */
};

static bool fail(struct reader *r, const char *why)
{
	if (!r->why)
		r->why = why;
	return false;
}

static bool number(struct reader *r, unsigned width, uint64_t *out)
{
	if (r->at > r->s.n || r->s.n - r->at < width)
		return fail(r, "it ends within the header");
	*out = bytes_le(r->s, r->at, width);
	r->at += width;
	return true;
}

static bool pass(struct reader *r, uint64_t n)
{
	if (n > r->s.n - r->at)
		return fail(r, "a length reaches beyond the file");
	r->at += n;
	return true;
}

static bool text(struct reader *r, struct str *out)
{
	uint64_t n = 0;

	if (!number(r, r->count_width, &n))
		return false;
	*out = bytes_part(r->s, r->at, n);
	return pass(r, n);
}

static bool pass_array(struct reader *r)
{
	uint64_t type, n;
	struct str ignored;

	if (!number(r, 4, &type) || !number(r, r->count_width, &n))
		return false;
	if (type >= TYPES || type == ARRAY)
		return fail(r, "an array of something unknown, or of arrays");
	if (type != TEXT)
		return n <= r->s.n ? pass(r, n * widths[type]) : fail(r, "a length reaches beyond the file");
	while (n--)
		if (!text(r, &ignored))
			return false;
	return true;
}

static bool read_pair(struct reader *r, struct pk_probe *p, const struct pk_blob *b)
{
	struct str key, value;
	uint64_t type, at;

	if (!text(r, &key) || !number(r, 4, &type))
		return false;
	if (type == ARRAY)
		return pass_array(r);
	if (type >= TYPES)
		return fail(r, "a value of an unknown type");
	if (type != TEXT)
		return pass(r, widths[type]);
	at = r->at;
	if (!text(r, &value))
		return false;
	if (str_starts(key, STR("tokenizer.chat_template")))
		pk_check_template(p, b, at, value);
	else
		pk_check_metadata(p, b, at, key, value);
	return true;
}

bool pk_look_gguf(struct pk_probe *p, const struct pk_blob *b)
{
	struct reader r = { .s = b->bytes, .at = 4, .count_width = 8 };
	uint64_t version, tensors, pairs;

	if (!number(&r, 4, &version))
		return false;
	if (version == 1)
		r.count_width = 4;
	if (version == 0 || version > 3)
		fail(&r, "a version that does not exist");
	else if (number(&r, r.count_width, &tensors) && number(&r, r.count_width, &pairs)) {
		if (pairs > b->bytes.n / 12 || tensors > b->bytes.n / 24)
			fail(&r, "more entries than the file can hold");
		while (!r.why && pairs--)
			(void)read_pair(&r, p, b);
	}
	if (r.why)
		pk_probe_say(p, PK_ISSUE_GGUF, b, r.at < b->bytes.n ? r.at : 0, "%s", r.why);
	return true;
}
