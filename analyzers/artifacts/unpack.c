#include "unpack.h"

#include <zlib.h>

enum { STEP = 256 << 10 };

static const int window_bits[] = { [PK_DEFLATE] = -15, [PK_ZLIB] = 15, [PK_GZIP] = 15 + 16 };

static void feed(z_stream *z, struct str *packed)
{
	uInt n = packed->n < UINT32_MAX ? (uInt)packed->n : UINT32_MAX;

	if (z->avail_in)
		return;
	z->next_in = (Bytef *)(uintptr_t)packed->p;
	z->avail_in = n;
	*packed = str_slice(*packed, n, packed->n);
}

/* Several gzip members one after the other are one stream. */
static bool another(z_stream *z, enum pk_packing packing, const struct str *packed)
{
	return packing == PK_GZIP && (z->avail_in || packed->n) && (!z->avail_in || *z->next_in == 0x1f) && inflateReset(z) == Z_OK;
}

static enum pk_unpacked inflate_all(z_stream *z, enum pk_packing packing, struct str packed, struct buf *out)
{
	for (;;) {
		size_t room = out->max - out->n < STEP ? out->max - out->n : STEP;
		char *to = room ? buf_room(out, room) : NULL;
		int rc;

		if (!to)
			return PK_CUT;
		feed(z, &packed);
		z->next_out = (Bytef *)to;
		z->avail_out = (uInt)room;
		rc = inflate(z, Z_NO_FLUSH);
		buf_grew(out, room - z->avail_out);
		if (rc == Z_STREAM_END && !another(z, packing, &packed))
			return PK_UNPACKED;
		if (rc != Z_OK && rc != Z_STREAM_END)
			return PK_BAD;
		if (rc == Z_OK && z->avail_out && !z->avail_in && !packed.n)
			return PK_BAD;
	}
}

enum pk_unpacked pk_unpack(struct pk_probe *p, enum pk_packing packing, struct str packed, uint64_t most, struct buf *out)
{
	enum pk_unpacked end;
	z_stream z = { 0 };

	out->max = most < p->unpack_left ? most : p->unpack_left;
	if (inflateInit2(&z, window_bits[packing]) != Z_OK)
		return PK_UNKNOWN;
	end = inflate_all(&z, packing, packed, out);
	(void)inflateEnd(&z);
	p->unpack_left -= out->n;
	pk_probe_grant(p, out->n);
	return end;
}
