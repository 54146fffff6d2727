/*
 * nested: values of pickles and documents that are pickles again, as they are, in base64 or hexadecimal. Loading the outer one
 * does not run them; what it was written for does.
 */
#include "artifacts/probe/bytes.h"
#include "pickle.h"
#include "util/base64.h"

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

struct str pk_decode_pickle(struct arena *a, struct str text)
{
	size_t end;

	if (text.n < 16 || text.p[0] == '\x80')
		return text;
	return text.p[0] == 'g' ? base64_decode(a, text, &end) : hex_decode(a, text);
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
