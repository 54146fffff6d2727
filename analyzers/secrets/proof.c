#include "proof.h"

#include "taste.h"
#include "util/base64.h"

static const char digits62[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

uint32_t pk_crc32(struct str text)
{
	uint32_t crc = 0xffffffffu;

	for (size_t i = 0; i < text.n; i++) {
		crc ^= (unsigned char)text.p[i];
		for (int bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (0xedb88320u & (0u - (crc & 1)));
	}
	return ~crc;
}

bool pk_base64(struct arena *a, struct str text, struct str *out)
{
	size_t end;

	*out = base64_decode(a, text, &end);
	return end == text.n || text.p[end] == '=';
}

static bool ends_in_base62(struct str body, struct str tail)
{
	uint32_t crc = pk_crc32(body);

	for (size_t i = tail.n; i-- > 0; crc /= 62)
		if (tail.p[i] != digits62[crc % 62])
			return false;
	return true;
}

/* prefix_ + 30 + 6: the last six are the CRC-32 of the thirty, in base 62. GitHub, npm. */
static bool crc32_base62(struct arena *a, struct str s)
{
	size_t at = str_rfind(s, '_');
	struct str body;

	(void)a;
	if (at == SIZE_MAX || s.n - at - 1 <= 6)
		return false;
	body = str_slice(s, at + 1, s.n);
	return ends_in_base62(str_slice(body, 0, body.n - 6), str_slice(body, body.n - 6, body.n));
}

/* ....01. + two characters of length + seven of CRC-32 of all before them, in base 36. GitLab. */
static bool crc32_base36(struct arena *a, struct str s)
{
	static const char digits36[] = "0123456789abcdefghijklmnopqrstuvwxyz";
	uint32_t crc;

	(void)a;
	if (s.n < 16)
		return false;
	crc = pk_crc32(str_slice(s, 0, s.n - 7));
	for (size_t i = s.n; i-- > s.n - 7; crc /= 36)
		if (s.p[i] != digits36[crc % 36])
			return false;
	return true;
}

static bool is_json_object(struct str text)
{
	text = str_trim(text);
	return text.n > 6 && text.p[0] == '{' && text.p[1] == '"';
}

/* header.payload.signature: the header is JSON and names an algorithm; the payload is not that of every tutorial. */
static bool jwt(struct arena *a, struct str s)
{
	struct str rest = s, part, header, payload;

	return str_cut(&rest, '.', &part) && pk_base64(a, part, &header) && is_json_object(header) &&
	       str_find(header, STR("\"alg\""), 0) != SIZE_MAX && str_cut(&rest, '.', &part) && pk_base64(a, part, &payload) &&
	       str_find(payload, STR("1234567890"), 0) == SIZE_MAX;
}

/* Everything, or the part before the first dot behind a short prefix, is Base64 of a JSON object. */
static bool base64_json(struct arena *a, struct str s)
{
	size_t at = str_find(s, STR("eyJ"), 0);
	struct str rest, part, text;

	if (at == SIZE_MAX)
		return false;
	rest = str_slice(s, at, s.n);
	return str_cut(&rest, '.', &part) && pk_base64(a, part, &text) && is_json_object(text);
}

/* Base64 of user:password, and the password is none that documentation shows. */
static bool base64_pair(struct arena *a, struct str s)
{
	struct str text;
	const char *colon;

	if (!pk_base64(a, s, &text))
		return false;
	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)text.p[i] < 0x20 || (text.p[i] & 0x80))
			return false;
	colon = memchr(text.p, ':', text.n);
	return colon && colon > text.p && colon + 5 < text.p + text.n &&
	       !pk_is_placeholder(str_slice(text, (size_t)(colon - text.p) + 1, text.n));
}

/* The DER in a PEM block is as long as it says. What does not begin with a long sequence is not DER: enciphered, another format. */
static bool pem(struct arena *a, struct str s)
{
	size_t at = str_find(s, STR("KEY-----"), 0), n = 0;
	struct str head, bytes;
	char first[8];

	for (size_t i = at == SIZE_MAX ? s.n : at + 8; i < s.n && s.p[i] != '-'; i++) {
		if (s.p[i] == '\\') {
			i += !(i + 1 < s.n && s.p[i + 1] == '\\'); /* and the letter behind the last of them */
			continue;
		}
		if (base64_digit(s.p[i]) < 0)
			continue;
		if (n < sizeof(first))
			first[n] = s.p[i];
		n++;
	}
	head = (struct str){ first, sizeof(first) };
	if (n < sizeof(first) || !pk_base64(a, head, &bytes) || (unsigned char)bytes.p[0] != 0x30 || (unsigned char)bytes.p[1] != 0x82)
		return true;
	return n / 4 * 3 + 3 >= 4 + ((size_t)(unsigned char)bytes.p[2] << 8 | (unsigned char)bytes.p[3]);
}

static int base32_digit(char c)
{
	return c >= 'A' && c <= 'Z' ? c - 'A' : c >= '2' && c <= '7' ? c - '2' + 26 : -1;
}

/* A key id holds the account, a number of twelve digits: 40 bits behind the four letters, in base 32. */
static bool aws_account(struct arena *a, struct str s)
{
	uint64_t bits = 0;

	(void)a;
	if (s.n != 20)
		return false;
	for (size_t i = 4; i < 14; i++) {
		int digit = base32_digit(s.p[i]);

		if (digit < 0)
			return false;
		bits = bits << 5 | (uint64_t)digit;
	}
	return (bits >> 2 & 0x7fffffffff80u) >> 7 <= 999999999999u;
}

/* A macaroon of version 2 whose location is a package index. */
static bool macaroon(struct arena *a, struct str s)
{
	size_t at = str_find(s, STR("-"), 0);
	struct str text;

	return at != SIZE_MAX && pk_base64(a, str_slice(s, at + 1, s.n), &text) && text.n > 20 && text.p[0] == 2 && text.p[1] == 1 &&
	       str_find(str_slice(text, 0, 20), STR("pypi.org"), 0) != SIZE_MAX;
}

/* The part before the first dot is Base64 of a number: the id of a user. */
static bool base64_id(struct arena *a, struct str s)
{
	struct str rest = s, part, text;

	if (!str_cut(&rest, '.', &part) || !pk_base64(a, part, &text) || text.n < 15 || text.n > 20)
		return false;
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] < '0' || text.p[i] > '9')
			return false;
	return true;
}

/* A private key in DER: a sequence as long as it says, of a version (0 or 1) and what the version asks for. */
static bool der_key(struct arena *a, struct str s)
{
	struct str bytes;
	const unsigned char *p;
	size_t head, n;

	if (!pk_base64(a, s, &bytes) || bytes.n < 64)
		return false;
	p = (const unsigned char *)bytes.p;
	head = p[1] < 0x80 ? 2 : p[1] == 0x81 ? 3 : 4;
	n = head == 2 ? p[1] : head == 3 ? p[2] : (size_t)p[2] << 8 | p[3];
	return p[0] == 0x30 && head + n == bytes.n && p[head] == 2 && p[head + 1] == 1 && p[head + 2] < 2;
}

static uint16_t crc16(const unsigned char *p, size_t n)
{
	uint16_t crc = 0;

	for (size_t i = 0; i < n; i++) {
		crc ^= (uint16_t)(p[i] << 8);
		for (int bit = 0; bit < 8; bit++)
			crc = (uint16_t)(crc << 1 ^ (crc & 0x8000 ? 0x1021 : 0));
	}
	return crc;
}

/* Base 32 of 34 bytes and their CRC-16, the lower byte first. NATS. */
static bool nkey(struct arena *a, struct str s)
{
	unsigned char bytes[37] = { 0 };
	uint32_t bits = 0, held = 0;
	size_t n = 0;

	(void)a;
	if (s.n != 58)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		bits = bits << 5 | (uint32_t)base32_digit(s.p[i]);
		held += 5;
		if (held >= 8) {
			held -= 8;
			bytes[n++] = (unsigned char)(bits >> held);
		}
	}
	return crc16(bytes, 34) == (bytes[34] | bytes[35] << 8);
}

pk_proof *pk_proof_find(struct str name)
{
	static const struct {
		const char *name;
		pk_proof *proof;
	} proofs[] = {
		{ "crc32-base62", crc32_base62 },
		{ "crc32-base36", crc32_base36 },
		{ "jwt", jwt },
		{ "base64-json", base64_json },
		{ "base64-pair", base64_pair },
		{ "base64-id", base64_id },
		{ "aws-account", aws_account },
		{ "macaroon", macaroon },
		{ "pem", pem },
		{ "der-key", der_key },
		{ "nkey", nkey },
	};

	for (size_t i = 0; i < sizeof(proofs) / sizeof(*proofs); i++)
		if (str_is(name, proofs[i].name))
			return proofs[i].proof;
	return NULL;
}
