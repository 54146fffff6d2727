/*
 * nested: values of pickles and documents that are pickles again, as they are, in base64 or hexadecimal. Loading the outer one
 * does not run them; what it was written for does.
 */
#include "formats.h"

static int base64_digit(unsigned char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

static int hex_digit(unsigned char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Up to the first byte that is no digit; line ends are passed over. */
static struct str decode(struct arena *a, struct str text, unsigned bits, int (*digit)(unsigned char c))
{
	char *out = arena_alloc(a, text.n + 1);
	uint32_t held = 0;
	unsigned have = 0;
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		int d = digit((unsigned char)text.p[i]);

		if (d < 0 && (text.p[i] == '\n' || text.p[i] == '\r'))
			continue;
		if (d < 0)
			break;
		held = (held << bits | (uint32_t)d) & 0xffff;
		have += bits;
		if (have >= 8) {
			have -= 8;
			out[n++] = (char)(held >> have);
		}
	}
	return (struct str){ out, n };
}

struct str pk_decode_pickle(struct arena *a, struct str text)
{
	if (text.n < 16 || text.p[0] == '\x80')
		return text;
	return text.p[0] == 'g' ? decode(a, text, 6, base64_digit) : decode(a, text, 4, hex_digit);
}
