#include "source/text/decode.h"

enum {
	PADDING = 64, /* zero bytes behind decoded text */
	SNIFF_BYTES = 8000,
};

enum charset { UTF8, UTF16LE, UTF16BE, UTF32LE, UTF32BE, LATIN1, CP1252, LATIN9, UNKNOWN };

uint32_t pk_utf8_next(struct str s, size_t *i)
{
	static const uint32_t smallest[] = { 0, 0x80, 0x800, 0x10000 };
	unsigned char lead = (unsigned char)s.p[(*i)++];
	int more = lead < 0x80 ? 0 : lead >= 0xf0 && lead < 0xf8 ? 3 : lead >= 0xe0 ? 2 : 1;
	uint32_t c;

	if (!more)
		return lead;
	if (lead < 0xc2 || lead > 0xf4 || s.n - *i < (size_t)more)
		return 0xfffd;
	c = lead & (0x3fu >> more);
	for (int k = 0; k < more; k++) {
		unsigned char b = (unsigned char)s.p[*i + (size_t)k];

		if ((b & 0xc0) != 0x80)
			return 0xfffd;
		c = c << 6 | (b & 0x3f);
	}
	if (c < smallest[more] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
		return 0xfffd;
	*i += (size_t)more;
	return c;
}

size_t pk_utf8_put(uint32_t c, char out[4])
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xc0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xe0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3f));
		out[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3f));
	out[2] = (char)(0x80 | (c >> 6 & 0x3f));
	out[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}

/* The byte order mark, if any: its charset and length. */
static enum charset mark_of(struct str raw, uint32_t *length)
{
	*length = 0;
	if (str_starts(raw, STR("\xef\xbb\xbf"))) {
		*length = 3;
		return UTF8;
	}
	if (str_starts(raw, STR("\xff\xfe\0\0"))) {
		*length = 4;
		return UTF32LE;
	}
	if (str_starts(raw, STR("\0\0\xfe\xff"))) {
		*length = 4;
		return UTF32BE;
	}
	if (str_starts(raw, STR("\xff\xfe"))) {
		*length = 2;
		return UTF16LE;
	}
	if (str_starts(raw, STR("\xfe\xff"))) {
		*length = 2;
		return UTF16BE;
	}
	return UNKNOWN;
}

/* JSON in UTF-16 without a mark: two ASCII characters, the first of them a bracket. */
static enum charset wide_json(struct str raw)
{
	if (raw.n < 4)
		return UNKNOWN;
	if (raw.p[0] == '{' && !raw.p[1] && raw.p[2] > 0 && !raw.p[3])
		return UTF16LE;
	return !raw.p[0] && raw.p[1] == '{' && !raw.p[2] && raw.p[3] > 0 ? UTF16BE : UNKNOWN;
}

bool pk_decode_is_source(struct str raw)
{
	size_t nuls = 0, n = raw.n;

	while (n && !raw.p[n - 1])
		n--;
	n = n < SNIFF_BYTES ? n : SNIFF_BYTES;
	for (size_t i = 0; i < n; i++) {
		nuls += !raw.p[i];
		if (raw.p[i] > 0 && raw.p[i] < '\t')
			return false;
	}
	return n && (nuls < n / 3 || wide_json(raw) != UNKNOWN);
}

bool pk_decode_is_text(struct str raw)
{
	uint32_t length;

	if (mark_of(raw, &length) != UNKNOWN)
		return true;
	return memchr(raw.p ? raw.p : "", '\0', raw.n < SNIFF_BYTES ? raw.n : SNIFF_BYTES) == NULL;
}

static bool name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

/* The coding name of one line by PEP 263, or STR_NONE. */
static struct str coding_of_line(struct str line)
{
	struct str s = str_trim(line);
	size_t at, end;

	if (!s.n || s.p[0] != '#')
		return STR_NONE;
	at = str_find(s, STR("coding"), 0);
	if (at == SIZE_MAX || at + 7 > s.n || (s.p[at + 6] != ':' && s.p[at + 6] != '='))
		return STR_NONE;
	for (at += 7; at < s.n && (s.p[at] == ' ' || s.p[at] == '\t'); at++)
		;
	for (end = at; end < s.n && name_char(s.p[end]); end++)
		;
	return end > at ? str_slice(s, at, end) : STR_NONE;
}

static enum charset charset_named(struct str name)
{
	static const struct {
		const char *name;
		enum charset charset;
	} table[] = {
		{ "utf-8", UTF8 },        { "utf8", UTF8 },           { "utf_8", UTF8 },         { "ascii", UTF8 },
		{ "us-ascii", UTF8 },     { "utf-8-sig", UTF8 },      { "latin-1", LATIN1 },     { "latin1", LATIN1 },
		{ "iso-8859-1", LATIN1 }, { "iso8859-1", LATIN1 },    { "iso_8859_1", LATIN1 },  { "l1", LATIN1 },
		{ "cp1252", CP1252 },     { "windows-1252", CP1252 }, { "iso-8859-15", LATIN9 }, { "latin-9", LATIN9 },
		{ "utf-8-unix", UTF8 },
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++)
		if (str_eq_fold(name, str_from(table[i].name)))
			return table[i].charset;
	return UNKNOWN;
}

static enum charset declared(struct str raw, const char **note)
{
	struct str rest = raw, line;

	for (int i = 0; i < 2 && str_cut(&rest, '\n', &line); i++) {
		struct str name = coding_of_line(line);
		enum charset c;

		if (!name.p)
			continue;
		c = charset_named(name);
		if (c == UNKNOWN)
			*note = "declares an encoding picket does not decode; read as UTF-8";
		return c == UNKNOWN ? UTF8 : c;
	}
	return UTF8;
}

static uint32_t from_cp1252(unsigned char c)
{
	static const uint16_t high[32] = { 0x20ac, 0x81,   0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021, 0x2c6,  0x2030, 0x160,
					   0x2039, 0x152,  0x8d,   0x17d,  0x8f,   0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
					   0x2013, 0x2014, 0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0x9d,   0x17e,  0x178 };

	return c >= 0x80 && c < 0xa0 ? high[c - 0x80] : c;
}

static uint32_t unit16(struct str s, size_t i, bool big)
{
	unsigned char a = (unsigned char)s.p[i], b = (unsigned char)s.p[i + 1];

	return big ? (uint32_t)(a << 8 | b) : (uint32_t)(b << 8 | a);
}

/* One character of any charset at *i. */
static uint32_t next_char(struct str s, size_t *i, enum charset charset)
{
	bool big = charset == UTF16BE || charset == UTF32BE;
	uint32_t c, low;

	switch (charset) {
	case UTF16LE:
	case UTF16BE:
		if (s.n - *i < 2) {
			*i = s.n;
			return 0xfffd;
		}
		c = unit16(s, *i, big);
		*i += 2;
		if (c >= 0xd800 && c < 0xdc00 && s.n - *i >= 2) {
			low = unit16(s, *i, big);
			if (low >= 0xdc00 && low < 0xe000) {
				*i += 2;
				return 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
			}
		}
		return c >= 0xd800 && c < 0xe000 ? 0xfffd : c;
	case UTF32LE:
	case UTF32BE:
		if (s.n - *i < 4) {
			*i = s.n;
			return 0xfffd;
		}
		c = big ? unit16(s, *i, big) << 16 | unit16(s, *i + 2, big) : unit16(s, *i + 2, big) << 16 | unit16(s, *i, big);
		*i += 4;
		return c > 0x10ffff || (c >= 0xd800 && c < 0xe000) ? 0xfffd : c;
	case CP1252:
		return from_cp1252((unsigned char)s.p[(*i)++]);
	case LATIN9:
		c = (unsigned char)s.p[(*i)++];
		return c == 0xa4 ? 0x20ac : c;
	default:
		return (unsigned char)s.p[(*i)++];
	}
}

static struct str convert(struct arena *a, struct str raw, enum charset charset)
{
	char *out = arena_alloc(a, raw.n * 3 + PADDING);
	size_t n = 0, i = 0;

	while (i < raw.n)
		n += pk_utf8_put(next_char(raw, &i, charset), out + n);
	memset(out + n, 0, PADDING);
	return (struct str){ out, n };
}

static bool is_ascii(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] & 0x80)
			return false;
	return true;
}

void pk_decode(struct arena *a, struct str raw, bool python, struct pk_decoded *out)
{
	uint32_t mark;
	enum charset charset = mark_of(raw, &mark);

	*out = (struct pk_decoded){ .text = raw };
	if (charset == UNKNOWN && wide_json(raw) != UNKNOWN)
		charset = wide_json(raw);
	if (charset == UNKNOWN)
		charset = python ? declared(raw, &out->note) : UTF8;
	raw = str_slice(raw, mark, raw.n);
	if (charset == UTF8) {
		out->text = raw;
		out->skipped = mark;
		return;
	}
	out->text = (charset == LATIN1 || charset == CP1252 || charset == LATIN9) && is_ascii(raw) ? raw : convert(a, raw, charset);
}
