/* The text of strings in pickles, with the escapes of those that are written as lines. */
#include "machine.h"

enum { MAX_STRING = 1 << 16 }; /* longer lines are no names */

static int hex_digit(unsigned char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool hex(struct str s, size_t at, size_t digits, uint32_t *out)
{
	*out = 0;
	for (size_t i = at; i < at + digits; i++) {
		int d = i < s.n ? hex_digit((unsigned char)s.p[i]) : -1;

		if (d < 0)
			return false;
		*out = *out << 4 | (uint32_t)d;
	}
	return true;
}

static void add_utf8(struct buf *b, uint32_t c)
{
	if (c < 0x80) {
		buf_addc(b, (char)c);
	} else if (c < 0x800) {
		buf_addc(b, (char)(0xc0 | c >> 6));
		buf_addc(b, (char)(0x80 | (c & 0x3f)));
	} else {
		if (c >= 0x10000) {
			buf_addc(b, (char)(0xf0 | (c >> 18 & 7)));
			buf_addc(b, (char)(0x80 | (c >> 12 & 0x3f)));
		} else {
			buf_addc(b, (char)(0xe0 | c >> 12));
		}
		buf_addc(b, (char)(0x80 | (c >> 6 & 0x3f)));
		buf_addc(b, (char)(0x80 | (c & 0x3f)));
	}
}

/* UNICODE knows \u and \U only. */
static size_t raw_unicode_escape(struct buf *b, struct str s, size_t i)
{
	size_t digits = i + 1 < s.n && s.p[i + 1] == 'u' ? 4 : i + 1 < s.n && s.p[i + 1] == 'U' ? 8 : 0;
	uint32_t c;

	if (s.p[i] == '\\' && digits && hex(s, i + 2, digits, &c)) {
		add_utf8(b, c);
		return i + 2 + digits;
	}
	buf_addc(b, s.p[i]);
	return i + 1;
}

/* STRING has those of Python's byte strings. */
static size_t string_escape(struct buf *b, struct str s, size_t i)
{
	static const char from[] = "abfnrtv\\'\"", to[] = "\a\b\f\n\r\t\v\\'\"";
	const char *simple;
	uint32_t c = 0;
	int digits = 0;

	if (s.p[i] != '\\' || i + 1 == s.n) {
		buf_addc(b, s.p[i]);
		return i + 1;
	}
	i++;
	simple = memchr(from, s.p[i], sizeof(from) - 1);
	if (simple) {
		buf_addc(b, to[simple - from]);
		return i + 1;
	}
	if (s.p[i] == 'x' && hex(s, i + 1, 2, &c)) {
		buf_addc(b, (char)c);
		return i + 3;
	}
	for (; digits < 3 && i < s.n && s.p[i] >= '0' && s.p[i] <= '7'; digits++)
		c = c << 3 | (uint32_t)(s.p[i++] - '0');
	if (digits)
		buf_addc(b, (char)c);
	else
		buf_addc(b, '\\');
	return i;
}

static struct str unescape(const struct pk_machine *m, struct str s, size_t (*one)(struct buf *, struct str, size_t))
{
	struct str out;
	struct buf b;

	if (!memchr(s.p, '\\', s.n))
		return s;
	buf_init(&b, MAX_STRING);
	for (size_t i = 0; i < s.n;)
		i = one(&b, s, i);
	out = arena_str(m->probe->arena, buf_str(&b));
	buf_release(&b);
	return out;
}

static struct str line_text(const struct pk_machine *m, size_t at)
{
	const char *line = (const char *)m->p + at + 1, *end = memchr(line, '\n', m->n - at - 1);
	struct str s = { line, end ? (size_t)(end - line) : 0 };

	if (s.n > MAX_STRING)
		return STR_NONE;
	if (m->p[at] == 'V')
		return unescape(m, s, raw_unicode_escape);
	if (m->p[at] == 'P')
		return s;
	s = str_trim(s);
	return s.n < 2 ? STR_NONE : unescape(m, str_slice(s, 1, s.n - 1), string_escape);
}

struct str pk_val_text(const struct pk_machine *m, val_t v)
{
	size_t at = (size_t)val_payload(v), width;
	uint64_t n = 0;

	if (v == VAL_ABSENT || (val_tag(v) != T_STR && val_tag(v) != T_BYTES))
		return STR_NONE;
	switch (m->p[at]) {
	case 'S':
	case 'V':
	case 'P':
		return line_text(m, at);
	case 'B':
	case 'T':
	case 'X':
		width = 4;
		break;
	case 0x8d:
	case 0x8e:
	case 0x96:
		width = 8;
		break;
	default:
		width = 1;
	}
	for (size_t i = width; i; i--)
		n = n << 8 | m->p[at + i];
	return (struct str){ (const char *)m->p + at + 1 + width, (size_t)n };
}
