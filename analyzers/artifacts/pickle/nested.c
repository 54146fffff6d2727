/*
 * nested: values of pickles and documents that are pickles again, as they are, in base64 or hexadecimal. Loading the outer one
 * does not run them; what it was written for does.
 */
#include "artifacts/probe/bytes.h"
#include "artifacts/stream/unpack.h"
#include "pickle.h"
#include "util/base64.h"

enum { PACKED_VALUE = 16 << 20 }; /* bytes of a packed value that are unpacked */

static int hex_digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Up to the first byte that is no digit; line ends are passed over. */
static struct str hex_decode(struct arena *a, struct str text)
{
	char *out = arena_alloc(a, text.n + 1);
	int high = -1;
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		int d = hex_digit(text.p[i]);

		if (d < 0 && (text.p[i] == '\n' || text.p[i] == '\r'))
			continue;
		if (d < 0)
			break;
		if (high < 0) {
			high = d;
		} else {
			out[n++] = (char)(high << 4 | d);
			high = -1;
		}
	}
	return (struct str){ out, n };
}

/* Unpacked, as far as a pickle needs it; as it is where it is not packed. */
static struct str unpack(struct pk_probe *p, struct str s)
{
	bool gzip = str_starts(s, STR("\x1f\x8b")), zlib = str_starts(s, STR("x")),
	     other = str_starts(s, STR("BZh")) || str_starts(s, STR("\3757zXZ"));
	struct buf out;

	if (!gzip && !zlib && !other)
		return s;
	buf_init(&out, 0);
	(void)pk_unpack(p, gzip ? PK_GZIP : zlib ? PK_ZLIB : PK_OTHER, s, PACKED_VALUE, &out);
	s = arena_str(p->arena, buf_str(&out));
	buf_release(&out);
	return s;
}

struct str pk_decode_pickle(struct pk_probe *p, struct str text)
{
	bool packed = false;
	size_t end;

	if (text.n < 16)
		return text;
	if (text.p[0] == 'g' || text.p[0] == 'H' || text.p[0] == 'e') {
		text = base64_decode(p->arena, text, &end);
		packed = true;
	} else if (text.p[0] == '8') {
		text = hex_decode(p->arena, text);
	}
	text = unpack(p, text);
	return text.n > 1 && (pk_pickle_begins(text) || !packed) ? text : STR("");
}

bool pk_is_kept(const struct pk_probe *p, const struct pk_blob *head)
{
	return pk_probe_knows(p, head) || pk_may_be_pickle((const unsigned char *)head->bytes.p, head->bytes.n);
}

void pk_inspect_nested(struct pk_probe *p, const struct pk_blob *b, struct str bytes)
{
	bool inside = bytes.p >= b->bytes.p && bytes.p < b->bytes.p + b->bytes.n;
	struct pk_blob head = { .bytes = bytes_part(bytes, 0, PK_KEPT_TEXT), .where = b->where },
		       part = inside ? pk_blob_part(p, b, (size_t)(bytes.p - b->bytes.p), bytes.n, STR("")) :
				       pk_blob_unpacked(p, b, 0, bytes, STR(""));

	if (b->tape && bytes.n > PK_KEPT_TEXT && !pk_is_kept(p, &head))
		pk_probe_say(p, PK_ISSUE_NOT_INSPECTED, b, 0, "bytes that it hands to a loader are too many");
	part.name = STR("");
	(void)pk_probe_inspect(p, &part);
}
