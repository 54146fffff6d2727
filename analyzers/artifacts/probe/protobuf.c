#include "protobuf.h"

static bool varint(struct str *s, uint64_t *out)
{
	*out = 0;
	for (unsigned shift = 0; shift < 64 && s->n; shift += 7) {
		unsigned char c = (unsigned char)s->p[0];

		*s = str_slice(*s, 1, s->n);
		*out |= (uint64_t)(c & 0x7f) << shift;
		if (!(c & 0x80))
			return true;
	}
	return false;
}

static bool fixed(struct str *s, size_t width, uint64_t *out)
{
	if (s->n < width)
		return false;
	*out = 0;
	for (size_t i = width; i; i--)
		*out = *out << 8 | (unsigned char)s->p[i - 1];
	*s = str_slice(*s, width, s->n);
	return true;
}

static bool read_value(struct str *s, unsigned wire, struct pk_pb_field *f)
{
	uint64_t n;

	switch (wire) {
	case 0:
		return varint(s, &f->value);
	case 1:
		return fixed(s, 8, &f->value);
	case 5:
		return fixed(s, 4, &f->value);
	case 2:
		if (!varint(s, &n) || n > s->n)
			return false;
		f->is_bytes = true;
		f->bytes = str_slice(*s, 0, (size_t)n);
		*s = str_slice(*s, (size_t)n, s->n);
		return true;
	default:
		return false;
	}
}

bool pk_pb_next(struct pk_pb *m, struct pk_pb_field *out)
{
	uint64_t tag;

	*out = (struct pk_pb_field){ 0 };
	if (!m->rest.n || m->bad)
		return false;
	m->bad = !varint(&m->rest, &tag) || tag >> 3 == 0 || tag >> 3 > 0x1fffffff || !read_value(&m->rest, tag & 7, out);
	out->number = (uint32_t)(tag >> 3);
	return !m->bad;
}

bool pk_pb_is_cut(struct str head)
{
	struct pk_pb m = pk_pb_begin(head);
	struct pk_pb_field f;
	uint64_t tag, n;

	while (pk_pb_next(&m, &f))
		head = m.rest;
	return m.bad && varint(&head, &tag) && tag >> 3 && tag >> 3 <= 0x1fffffff && (tag & 7) == 2 && varint(&head, &n) && n > head.n;
}

struct str pk_pb_bytes(struct str message, uint32_t number)
{
	struct pk_pb m = pk_pb_begin(message);
	struct pk_pb_field f;

	while (pk_pb_next(&m, &f))
		if (f.is_bytes && f.number == number)
			return f.bytes;
	return STR_NONE;
}
