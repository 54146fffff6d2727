#include "unpack.h"

#include <zlib.h>

#include "util/limits.h"

enum {
	STEP = 256 << 10,
	FIRST = 64 << 20, /* unpacked before a stream is asked whether it is a bomb */
	PERIOD = 64,      /* bytes after which packed bytes repeat that are more of the same */
	SAMPLE_BYTES = 1 << 20,
};

struct pk_stream {
	struct pk_probe *probe;
	enum pk_packing packing;
	enum pk_unpacked end; /* PK_CUT as long as there may be more */
	uint64_t bytes;       /* packed, all of them */
	struct str packed;    /* what zlib was not given yet */
	z_stream z;
	struct pk_foreign *foreign;
};

static const int window_bits[] = { [PK_DEFLATE] = -15, [PK_ZLIB] = 15, [PK_GZIP] = 15 + 16 };

struct pk_stream *pk_stream_open(struct pk_probe *p, enum pk_packing packing, struct str packed)
{
	struct pk_stream *s = arena_new(p->arena, struct pk_stream);

	s->probe = p;
	s->packing = packing;
	s->end = PK_CUT;
	s->packed = packed;
	s->bytes = packed.n;
	if (packing == PK_OTHER)
		s->foreign = pk_foreign_open(p, packed, &s->end);
	else if (inflateInit2(&s->z, window_bits[packing]) != Z_OK)
		s->end = PK_UNKNOWN;
	return s;
}

void pk_stream_close(struct pk_stream *s)
{
	if (s->packing == PK_OTHER)
		pk_foreign_close(s->foreign);
	else
		(void)inflateEnd(&s->z);
}

static void feed(struct pk_stream *s)
{
	uInt n = s->packed.n < UINT32_MAX ? (uInt)s->packed.n : UINT32_MAX;

	if (s->z.avail_in)
		return;
	s->z.next_in = (Bytef *)(uintptr_t)s->packed.p;
	s->z.avail_in = n;
	s->packed = str_slice(s->packed, n, s->packed.n);
}

/* Several gzip members one after the other are one stream. */
static bool another(struct pk_stream *s)
{
	z_stream *z = &s->z;

	return s->packing == PK_GZIP && (z->avail_in || s->packed.n) && (!z->avail_in || *z->next_in == 0x1f) && inflateReset(z) == Z_OK;
}

static size_t inflate_some(struct pk_stream *s, char *to, size_t n)
{
	z_stream *z = &s->z;
	int rc;

	z->next_out = (Bytef *)to;
	z->avail_out = (uInt)n;
	while (z->avail_out && s->end == PK_CUT) {
		feed(s);
		rc = inflate(z, Z_NO_FLUSH);
		if (rc == Z_STREAM_END && !another(s))
			s->end = PK_UNPACKED;
		else if ((rc != Z_OK && rc != Z_STREAM_END) || (rc == Z_OK && z->avail_out && !z->avail_in && !s->packed.n))
			s->end = PK_BAD;
	}
	return n - z->avail_out;
}

size_t pk_stream_read(struct pk_stream *s, char *to, size_t n, enum pk_unpacked *end)
{
	struct pk_probe *p = s->probe;
	size_t got = 0, most = n < p->unpack_left ? n : (size_t)p->unpack_left;

	while (got < most && s->end == PK_CUT) {
		size_t step = most - got < STEP ? most - got : STEP;

		got += s->foreign ? pk_foreign_read(s->foreign, to + got, step, &s->end) : inflate_some(s, to + got, step);
	}
	p->unpacked += got;
	p->unpack_left -= got;
	pk_probe_grant(p, got);
	*end = s->end;
	return got;
}

static enum pk_unpacked read_all(struct pk_stream *s, struct buf *out, size_t most)
{
	enum pk_unpacked end = s->end;

	while (out->n < most) {
		size_t room = most - out->n < STEP ? most - out->n : STEP, got;

		got = pk_stream_read(s, buf_room(out, room), room, &end);
		buf_grew(out, got);
		if (got < room)
			return end;
	}
	return end;
}

/* What is still packed repeats itself, as what packs one byte over and over does. */
static bool is_more_of_the_same(struct str packed)
{
	size_t same = 0, best = 0, n = packed.n < SAMPLE_BYTES ? packed.n : SAMPLE_BYTES;

	packed = str_slice(packed, packed.n - n, packed.n);
	for (size_t period = 1; period <= PERIOD && n > PERIOD; period++, same = 0) {
		for (size_t i = period; i < n; i++)
			same += packed.p[i] == packed.p[i - period];
		best = same > best ? same : best;
	}
	return best > n - n / 8;
}

/* Whether it goes on as it began, to more than there is room for. */
static bool is_bomb(const struct pk_stream *s, uint64_t out)
{
	uint64_t left = s->packed.n + s->z.avail_in, in = s->bytes - left;
	struct str rest = { (const char *)s->z.next_in, s->z.avail_in };

	return !s->foreign && in && out / in >= PK_MAX_UNPACKED_RATIO && left > (PK_MAX_UNPACKED_BYTES - out) / (out / in) &&
	       is_more_of_the_same(rest);
}

enum pk_unpacked pk_unpack(struct pk_probe *p, enum pk_packing packing, struct str packed, uint64_t most, struct buf *out)
{
	struct pk_stream *s = pk_stream_open(p, packing, packed);
	enum pk_unpacked end;

	out->max = most < PK_MAX_UNPACKED_WHOLE ? most : PK_MAX_UNPACKED_WHOLE;
	end = read_all(s, out, out->max < FIRST ? out->max : FIRST);
	if (end == PK_CUT && out->n == FIRST)
		end = is_bomb(s, out->n) ? PK_BOMB : read_all(s, out, out->max);
	pk_stream_close(s);
	return end;
}

static void say_cut(struct pk_probe *p, const struct pk_blob *b)
{
	bool bomb = p->unpacked / PK_MAX_UNPACKED_RATIO > p->file_bytes;

	if (p->spent)
		return;
	p->spent = !p->unpack_left;
	pk_probe_say(p, bomb ? PK_ISSUE_BOMB : PK_ISSUE_NOT_INSPECTED, b, 0, "it is too big: %llu MiB of it were unpacked and inspected",
		     (unsigned long long)(p->unpacked >> 20));
}

void pk_say_unpacked(struct pk_probe *p, const struct pk_blob *b, enum pk_unpacked end)
{
	switch (end) {
	case PK_CUT:
		say_cut(p, b);
		break;
	case PK_BOMB:
		pk_probe_say(p, PK_ISSUE_BOMB, b, 0, "it unpacks to gigabytes, and is the same over and over");
		break;
	case PK_BAD:
		pk_probe_say(p, PK_ISSUE_NOT_INSPECTED, b, 0, "the compressed data is damaged or ends too soon");
		break;
	case PK_UNKNOWN:
		pk_probe_say(p, PK_ISSUE_NOT_INSPECTED, b, 0, "libarchive, which reads this compression, is not installed");
		break;
	default:
		break;
	}
}
