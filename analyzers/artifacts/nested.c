/*
 * nested: values of pickles and documents that are pickles again, as they are, in base64 or hexadecimal. Loading the outer one
 * does not run them; what it was written for does.
 */
#include "formats.h"

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
