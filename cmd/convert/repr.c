#include "convert.h"

#include "source/text/decode.h"

/* Assigned characters that Python does not print: controls, formats, blanks other than the space, surrogates, private use. */
static const struct {
	uint32_t first, last;
} hidden[] = {
	{ 0x7f, 0xa0 },       { 0xad, 0xad },        { 0x600, 0x605 },     { 0x61c, 0x61c },     { 0x6dd, 0x6dd },     { 0x70f, 0x70f },
	{ 0x890, 0x891 },     { 0x8e2, 0x8e2 },      { 0x1680, 0x1680 },   { 0x180e, 0x180e },   { 0x2000, 0x200f },   { 0x2028, 0x202f },
	{ 0x205f, 0x206f },   { 0x3000, 0x3000 },    { 0xd800, 0xf8ff },   { 0xfdd0, 0xfdef },   { 0xfeff, 0xfeff },   { 0xfff0, 0xfffb },
	{ 0xfffe, 0xffff },   { 0x110bd, 0x110bd },  { 0x110cd, 0x110cd }, { 0x13430, 0x1343f }, { 0x1bca0, 0x1bca3 }, { 0x1d173, 0x1d17a },
	{ 0xe0000, 0xe00ff }, { 0xf0000, 0x10ffff },
};

static bool is_hidden(uint32_t c)
{
	for (size_t i = 0; i < sizeof(hidden) / sizeof(*hidden); i++)
		if (c >= hidden[i].first && c <= hidden[i].last)
			return true;
	return c < ' ';
}

static void escape(uint32_t c, struct buf *out)
{
	switch (c) {
	case '\n':
		buf_adds(out, "\\n");
		break;
	case '\r':
		buf_adds(out, "\\r");
		break;
	case '\t':
		buf_adds(out, "\\t");
		break;
	default:
		buf_printf(out, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
	}
}

void convert_repr(struct str text, struct buf *out)
{
	bool single = text.n && memchr(text.p, '\'', text.n), twice = text.n && memchr(text.p, '"', text.n);
	char quote = single && !twice ? '"' : '\'';

	buf_addc(out, quote);
	for (size_t i = 0; i < text.n;) {
		size_t start = i;
		uint32_t c = pk_utf8_next(text, &i);

		if (c == (unsigned char)quote || c == '\\')
			buf_addc(out, '\\');
		if (is_hidden(c))
			escape(c, out);
		else
			buf_add(out, str_slice(text, start, i));
	}
	buf_addc(out, quote);
}
