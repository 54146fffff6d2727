#include "source/text/json.h"

#include "source/text/decode.h"
#include "util/bytes16.h"
#include "util/limits.h"

void pk_json_init(struct pk_json *j, struct str text)
{
	*j = (struct pk_json){ .text = text };
}

static bool fail(struct pk_json *j, const char *fault)
{
	if (!j->fault)
		j->fault = fault;
	return false;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* The next character that is no white space, 0 at the end. */
static char next_char(struct pk_json *j)
{
	while (j->at < j->text.n && is_space(j->text.p[j->at]))
		j->at++;
	return j->at < j->text.n ? j->text.p[j->at] : 0;
}

/* ---- strings ---- */

/* The first '"' or '\' at or behind p; may read 15 bytes behind end. */
static const char *find_special(const char *p, const char *end)
{
	for (; p < end; p += BYTES16) {
		bytes16 v = bytes16_load(p);
		uint64_t hits = bytes16_bits((v == '"') | (v == '\\'));

		if (hits)
			return p + __builtin_ctzll(hits);
	}
	return end;
}

/* Behind the string whose opening quote is at j->at. */
static bool pass_string(struct pk_json *j)
{
	const char *p = j->text.p + j->at + 1, *end = j->text.p + j->text.n;

	for (;;) {
		p = find_special(p, end);
		if (p >= end)
			return fail(j, "string without an end");
		if (*p == '"')
			break;
		p += 2;
	}
	j->at = (uint32_t)(p + 1 - j->text.p);
	return true;
}

bool pk_json_string(struct pk_json *j, struct span *inside)
{
	uint32_t start;

	if (j->fault)
		return false;
	if (next_char(j) != '"')
		return fail(j, "expected a string");
	start = j->at + 1;
	if (!pass_string(j))
		return false;
	*inside = (struct span){ start, j->at - 1 };
	j->fresh = false;
	return true;
}

/* ---- scalars ---- */

static enum pk_json_kind kind_of(char c)
{
	switch (c) {
	case '{':
		return PK_JSON_OBJECT;
	case '[':
		return PK_JSON_ARRAY;
	case '"':
		return PK_JSON_STRING;
	case 't':
		return PK_JSON_TRUE;
	case 'f':
		return PK_JSON_FALSE;
	case 'n':
		return PK_JSON_NULL;
	default:
		return (c >= '0' && c <= '9') || c == '-' || c == 'N' || c == 'I' ? PK_JSON_NUMBER : PK_JSON_NONE;
	}
}

enum pk_json_kind pk_json_peek(struct pk_json *j)
{
	enum pk_json_kind kind;

	if (j->fault)
		return PK_JSON_NONE;
	kind = kind_of(next_char(j));
	if (kind == PK_JSON_NONE)
		(void)fail(j, j->at < j->text.n ? "expected a value" : "ends too soon");
	return kind;
}

static bool pass_word(struct pk_json *j)
{
	static const struct str words[] = { { "true", 4 }, { "false", 5 },    { "null", 4 },
					    { "NaN", 3 },  { "Infinity", 8 }, { "-Infinity", 9 } };
	struct str rest = str_slice(j->text, j->at, j->text.n);

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_starts(rest, words[i])) {
			j->at += (uint32_t)words[i].n;
			return true;
		}
	return fail(j, "expected a value");
}

static bool is_number_char(char c)
{
	return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
}

/* A string, number or word. */
static bool pass_scalar(struct pk_json *j, char first)
{
	const char *p = j->text.p;

	if (first == '"')
		return pass_string(j);
	if ((first < '0' || first > '9') && (first != '-' || j->at + 1 >= j->text.n || p[j->at + 1] == 'I'))
		return pass_word(j);
	while (j->at < j->text.n && is_number_char(p[j->at]))
		j->at++;
	return true;
}

bool pk_json_int(struct pk_json *j, int64_t *out)
{
	bool number = pk_json_peek(j) == PK_JSON_NUMBER;
	struct span at = pk_json_skip(j);

	return number && !j->fault && str_to_int(str_slice(j->text, at.start, at.end), out);
}

/* ---- containers ---- */

bool pk_json_enter(struct pk_json *j)
{
	enum pk_json_kind kind = pk_json_peek(j);

	if (kind != PK_JSON_OBJECT && kind != PK_JSON_ARRAY)
		return fail(j, "expected an object or an array");
	if (++j->depth > PK_MAX_JSON_DEPTH)
		return fail(j, "too deep");
	j->at++;
	j->fresh = true;
	return true;
}

/* True when one more member comes, false behind the closing bracket. */
static bool more(struct pk_json *j, char close)
{
	char c;

	if (j->fault)
		return false;
	c = next_char(j);
	if (c == close) {
		j->at++;
		j->depth--;
		j->fresh = false;
		return false;
	}
	if (!j->fresh) {
		if (c != ',')
			return fail(j, j->at < j->text.n ? "expected ',' or the end of the object or array" : "ends too soon");
		j->at++;
	}
	j->fresh = false;
	return true;
}

static bool pass_colon(struct pk_json *j)
{
	if (next_char(j) != ':')
		return fail(j, "expected ':'");
	j->at++;
	return true;
}

bool pk_json_key(struct pk_json *j, struct str *key)
{
	struct span inside;

	if (!more(j, '}') || !pk_json_string(j, &inside) || !pass_colon(j))
		return false;
	*key = str_slice(j->text, inside.start, inside.end);
	return true;
}

bool pk_json_item(struct pk_json *j)
{
	return more(j, ']');
}

/* Which of the open containers are objects: one bit a level. */
struct levels {
	uint64_t objects[PK_MAX_JSON_DEPTH / 64 + 1];
	uint32_t n;
};

static bool push(struct pk_json *j, struct levels *l, bool object)
{
	if (j->depth + l->n >= PK_MAX_JSON_DEPTH)
		return fail(j, "too deep");
	if (object)
		l->objects[l->n / 64] |= UINT64_C(1) << (l->n % 64);
	else
		l->objects[l->n / 64] &= ~(UINT64_C(1) << (l->n % 64));
	l->n++;
	j->at++;
	return true;
}

static bool in_object(const struct levels *l)
{
	return l->objects[(l->n - 1) / 64] >> ((l->n - 1) % 64) & 1;
}

static bool pass_key(struct pk_json *j)
{
	if (next_char(j) != '"')
		return fail(j, "expected a string");
	return pass_string(j) && pass_colon(j);
}

/* Behind a value: closes what ends here; true when one more value comes. */
static bool close_levels(struct pk_json *j, struct levels *l)
{
	while (l->n) {
		char c = next_char(j);

		if (c == ',') {
			j->at++;
			return !in_object(l) || pass_key(j);
		}
		if (c != (in_object(l) ? '}' : ']'))
			return fail(j, j->at < j->text.n ? "expected ',' or the end of the object or array" : "ends too soon");
		j->at++;
		l->n--;
	}
	return false;
}

/* Into a container. *value: whether a value comes in it, so it is not empty. */
static bool open_level(struct pk_json *j, struct levels *l, char open, bool *value)
{
	char c;

	*value = false;
	if (!push(j, l, open == '{'))
		return false;
	c = next_char(j);
	if (c == (open == '{' ? '}' : ']'))
		return true;
	*value = true;
	return open == '[' || pass_key(j);
}

struct span pk_json_skip(struct pk_json *j)
{
	struct levels l = { .n = 0 };
	struct span at;
	bool value = true;

	if (j->fault)
		return (struct span){ 0, 0 };
	(void)next_char(j);
	at.start = j->at;
	while (value) {
		char c = next_char(j);

		if (kind_of(c) == PK_JSON_NONE)
			(void)fail(j, j->at < j->text.n ? "expected a value" : "ends too soon");
		else if (c == '{' || c == '[')
			(void)open_level(j, &l, c, &value);
		else
			value = !pass_scalar(j, c);
		if (j->fault)
			return (struct span){ 0, 0 };
		if (!value)
			value = close_levels(j, &l);
	}
	if (j->fault)
		return (struct span){ 0, 0 };
	j->fresh = false;
	at.end = j->at;
	return at;
}

bool pk_json_end(struct pk_json *j)
{
	if (j->fault)
		return false;
	(void)next_char(j);
	return j->at >= j->text.n || fail(j, "something behind the end");
}

struct span pk_json_member(struct str text, struct span object, const char *key)
{
	struct pk_json j = { .text = str_slice(text, 0, object.end), .at = object.start };
	struct span found = { 0, 0 };
	struct str name;

	if (object.start == object.end || pk_json_peek(&j) != PK_JSON_OBJECT)
		return found;
	(void)pk_json_enter(&j);
	while (pk_json_key(&j, &name)) {
		struct span value = pk_json_skip(&j);

		if (pk_json_is(name, key))
			found = value;
	}
	return found;
}

struct str pk_json_text(struct str text, struct span object, const char *key)
{
	struct span value = pk_json_member(text, object, key);

	if (value.end - value.start < 2 || text.p[value.start] != '"')
		return STR("");
	return str_slice(text, value.start + 1, value.end - 1);
}

/* ---- the inside of a string ---- */

/* Four hex digits at s.p[at], or UINT32_MAX. */
static uint32_t hex4(struct str s, size_t at)
{
	uint32_t v = 0;

	if (at + 4 > s.n)
		return UINT32_MAX;
	for (size_t i = at; i < at + 4; i++) {
		char c = s.p[i];
		uint32_t digit = c >= '0' && c <= '9' ? (uint32_t)(c - '0') :
				 c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10) :
				 c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10) :
							16;

		if (digit == 16)
			return UINT32_MAX;
		v = v * 16 + digit;
	}
	return v;
}

/* \uXXXX at s.p[*at], with its other half if it is one of a pair. */
static size_t unescape_unicode(struct str s, size_t *at, char out[4], unsigned *odd)
{
	uint32_t c = hex4(s, *at + 2), low;

	if (c == UINT32_MAX) {
		*odd |= PK_JSON_BAD_ESCAPE;
		out[0] = 'u';
		*at += 2;
		return 1;
	}
	*at += 6;
	if (c < 0xd800 || c > 0xdfff)
		return pk_utf8_put(c, out);
	low = c < 0xdc00 && *at + 1 < s.n && s.p[*at] == '\\' && s.p[*at + 1] == 'u' ? hex4(s, *at + 2) : 0;
	if (low >= 0xdc00 && low <= 0xdfff) {
		*at += 6;
		return pk_utf8_put(0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00), out);
	}
	*odd |= PK_JSON_LONE_SURROGATE;
	return pk_utf8_put(0xfffd, out);
}

/* The escape at s.p[*at], a backslash: its text to out, its length returned, *at moved behind it. */
static size_t unescape_one(struct str s, size_t *at, char out[4], unsigned *odd)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	char c = *at + 1 < s.n ? s.p[*at + 1] : 0;
	const char *known = c ? strchr(from, c) : NULL;

	if (c == 'u')
		return unescape_unicode(s, at, out, odd);
	if (!known)
		*odd |= PK_JSON_BAD_ESCAPE;
	out[0] = known ? to[known - from] : c;
	*at += *at + 1 < s.n ? 2 : 1;
	return 1;
}

/* Length of what comes before the next backslash, at most max. */
static size_t plain_run(struct str s, size_t at, size_t max)
{
	size_t n = s.n - at < max ? s.n - at : max;
	const char *backslash = memchr(s.p + at, '\\', n);

	return backslash ? (size_t)(backslash - s.p) - at : n;
}

size_t pk_json_unescape(struct str inside, size_t *at, char *out, size_t max, unsigned *odd)
{
	size_t n = 0;

	while (*at < inside.n && n < max) {
		size_t run = plain_run(inside, *at, max - n), k;
		char escaped[4];

		memcpy(out + n, inside.p + *at, run);
		n += run;
		*at += run;
		if (*at == inside.n || n + 4 > max)
			break;
		k = unescape_one(inside, at, escaped, odd);
		memcpy(out + n, escaped, k);
		n += k;
	}
	return n;
}

size_t pk_json_offset(struct str inside, size_t n)
{
	size_t at = 0;
	unsigned odd = 0;

	while (at < inside.n) {
		size_t run = plain_run(inside, at, n + 1), escape, k;
		char escaped[4];

		if (n < run)
			return at + n;
		n -= run;
		at += run;
		escape = at;
		if (at == inside.n)
			break;
		k = unescape_one(inside, &at, escaped, &odd);
		if (n < k)
			return escape;
		n -= k;
	}
	return at;
}

bool pk_json_is(struct str inside, const char *word)
{
	size_t n = strlen(word), at = 0;
	unsigned odd = 0;

	if (inside.n < n || inside.n > 6 * n)
		return false;
	for (size_t i = 0; i < n; i++) {
		char c[4];

		if (at >= inside.n)
			return false;
		if (inside.p[at] != '\\')
			c[0] = inside.p[at++];
		else if (unescape_one(inside, &at, c, &odd) != 1)
			return false;
		if (c[0] != word[i])
			return false;
	}
	return at == inside.n;
}
