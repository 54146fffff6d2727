#include "taste.h"

#include <math.h>

#include "util/limits.h"

enum { BLOB = 256, LONG = 200, NAME = 64 };

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return ((unsigned char)c | 0x20) >= 'a' && ((unsigned char)c | 0x20) <= 'z';
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

double pk_entropy(struct str s)
{
	uint32_t count[256] = { 0 };
	double sum = 0;

	for (size_t i = 0; i < s.n; i++)
		count[(unsigned char)s.p[i]]++;
	for (int c = 0; c < 256; c++)
		if (count[c])
			sum -= count[c] * log2((double)count[c] / (double)s.n);
	return s.n ? sum / (double)s.n : 0;
}

/* The alphabet that the text is from: 0 hex, 1 one case and digits, 2 more. */
static int alphabet(struct str s)
{
	bool hex = true, upper = false, small = false;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		hex = hex && (is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'f'));
		upper = upper || (c >= 'A' && c <= 'Z');
		small = small || (c >= 'a' && c <= 'z');
	}
	return hex ? 0 : upper && small ? 2 : 1;
}

/* First percentiles of random texts, at 8, 16, 32 and 64 bytes, less a tenth. */
double pk_entropy_floor(struct str s)
{
	static const double floors[3][4] = {
		{ 1.60, 2.42, 2.93, 3.26 },
		{ 1.95, 2.84, 3.51, 4.02 },
		{ 2.05, 3.04, 3.82, 4.44 },
	};
	const double *f = floors[alphabet(s)];
	double at = s.n > 8 ? log2((double)s.n) - 3 : 0;
	int i = at >= 3 ? 2 : (int)at;

	return at >= 3 ? f[3] : f[i] + (at - i) * (f[i + 1] - f[i]);
}

/* The longest run of one step from byte to byte: 0 is repetition, 1 counts up, -1 down. */
static size_t longest_run(struct str s, int step)
{
	size_t longest = 1, run = 1;

	for (size_t i = 1; i < s.n; i++) {
		int from = (unsigned char)lower(s.p[i - 1]), to = (unsigned char)lower(s.p[i]);

		run = to - from == step || (step == 1 && from == '9' && to == '0') ? run + 1 : 1;
		longest = run > longest ? run : longest;
	}
	return longest;
}

/* Bytes in runs of three and more that repeat or count: "abc123def456". */
static size_t counted(struct str s)
{
	size_t n = 0, run = 1;
	int step = 2;

	for (size_t i = 1; i <= s.n; i++) {
		int to = i < s.n ? (unsigned char)lower(s.p[i]) - (unsigned char)lower(s.p[i - 1]) : 2;

		if (to == step && to >= -1 && to <= 1) {
			run++;
			continue;
		}
		n += run >= 3 ? run : 0;
		step = to;
		run = 2;
	}
	return n;
}

static bool is_periodic(struct str s)
{
	for (size_t p = 1; p <= s.n / 2; p++)
		if (memcmp(s.p, s.p + p, s.n - p) == 0)
			return true;
	return false;
}

static bool holds_word(struct str s, const char *const *words)
{
	for (; *words; words++) {
		struct str word = str_from(*words);

		for (size_t i = 0; i + word.n <= s.n; i++)
			if (str_eq_fold(str_slice(s, i, i + word.n), word))
				return true;
	}
	return false;
}

/* What the services' own documentation shows, copied ever since. */
static bool is_published(struct str s)
{
	static const char *const samples[] = {
		"SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c", /* jwt.io */
		"4eC39HqLyjWDarjtT1zdp7dc",                    /* stripe.com/docs */
		NULL,
	};

	return holds_word(s, samples);
}

bool pk_is_placeholder(struct str s)
{
	static const char *const words[] = { "example",  "xxxx",   "your",    "change",   "placehold",  "dummy",    "sample",
					     "redacted", "insert", "replace", "fake",     "my-",        "my_",      "mykey",
					     "here",     "...",    "***",     "${",       "{{",         "<",        ">",
					     "%s",       "$(",     "foobar",  "deadbeef", "abcdef0123", "qwerty",   "asdf",
					     "password", "passwd", "_pass",   "-pass",    "secret1",    "changeit", NULL };
	if (s.n > LONG)
		return false;
	return longest_run(s, 0) >= 6 || longest_run(s, 1) >= 7 || longest_run(s, -1) >= 7 || is_periodic(s) || counted(s) * 2 > s.n ||
	       holds_word(s, words) || is_published(s);
}

/* Pairs of letters that make up most of English and of identifiers. */
static bool is_common_pair(char a, char b)
{
	static const char pairs[] = "th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de "
				    "hi ri ro ic ne ea ra ce li ch ll be ma si om ur ca el ta la ns di fo ho pe ec pr no ct us ac ot il tr "
				    "ly nc et ut ss so rs un lo wa ge ie wh ee wi em ad ol rt po we na ul ni ts mo ow pa im mi ai sh ir su "
				    "id os iv ia am fi ci vi pl ig tu ev ld ry mp fe bl ab gh ty op wo sa ay ex ke ui fr oo bo ag ls cl tt "
				    "up ap od da if ck sp cr gr bi bu ue pp ey od ok ep av ub ib ob um ot ff fu pu du mu lu nu cu gu qu "
				    "key auth pass";
	char c1 = lower(a), c2 = lower(b);

	for (size_t i = 0; i + 1 < sizeof(pairs) - 1; i++)
		if (pairs[i] == c1 && pairs[i + 1] == c2)
			return true;
	return false;
}

bool pk_is_wording(struct str s)
{
	static const char *const words[] = { "secret", "password", "passwd", "token", "test", "none", "null", "true", "false", NULL };
	uint32_t letters = 0, numbers = 0, pairs = 0, common = 0, others = 0;

	for (size_t i = 0; i < s.n; i++) {
		letters += is_letter(s.p[i]);
		numbers += is_digit(s.p[i]);
		others += !is_letter(s.p[i]) && !is_digit(s.p[i]);
		if (i && is_letter(s.p[i - 1]) && is_letter(s.p[i])) {
			pairs++;
			common += is_common_pair(s.p[i - 1], s.p[i]);
		}
	}
	if (holds_word(s, words) || numbers < 2 || letters < 4 || others > s.n / 6)
		return true;
	return pairs >= 4 && common * 100 >= pairs * 62;
}

bool pk_is_token_byte(char c)
{
	return is_letter(c) || is_digit(c) || (c && strchr("_-.+/=~%:", c));
}

bool pk_is_assigned(struct str text, size_t at)
{
	size_t end = text.n - at < NAME ? text.n : at + NAME;

	while (at < end && (is_letter(text.p[at]) || is_digit(text.p[at]) || text.p[at] == '_' || text.p[at] == '-'))
		at++;
	while (at < end && text.p[at] && strchr("\\\"'`]) \t", text.p[at]))
		at++;
	return at < end && text.p[at] && strchr("=:,>s?", text.p[at]);
}

static bool is_blob_byte(char c)
{
	return is_letter(c) || is_digit(c) || c == '+' || c == '/' || c == '=';
}

bool pk_is_in_blob(struct str text, struct span at)
{
	size_t before = at.start, behind = at.end;

	while (before && at.start - before < BLOB && is_blob_byte(text.p[before - 1]))
		before--;
	while (behind < text.n && behind - at.end < BLOB && is_blob_byte(text.p[behind]))
		behind++;
	return at.start - before == BLOB || behind - at.end == BLOB;
}
