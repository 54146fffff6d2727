#include "base64.h"

#include <string.h>

int base64_digit(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

struct str base64_decode(struct arena *a, struct str text, size_t *end)
{
	char *bytes = arena_alloc(a, text.n + BASE64_PADDING);
	uint32_t held = 0, bits = 0;
	size_t n = 0, i;

	for (i = 0; i < text.n; i++) {
		int v = base64_digit(text.p[i]);

		if (text.p[i] == '\n' || text.p[i] == '\r' || text.p[i] == ' ')
			continue;
		if (v < 0)
			break;
		held = held << 6 | (uint32_t)v;
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			bytes[n++] = (char)(held >> bits & 0xff);
		}
	}
	memset(bytes + n, 0, BASE64_PADDING);
	*end = i;
	return (struct str){ bytes, n };
}
