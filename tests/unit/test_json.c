#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "source/text/json.h"
#include "util/limits.h"

/* Text with the bytes behind it that a reader may look at. */
static struct str padded(char *buffer, size_t size, const char *text)
{
	size_t n = strlen(text);

	assert_true(n + 64 <= size);
	memset(buffer, 0, size);
	memcpy(buffer, text, n);
	return (struct str){ buffer, n };
}

/* Passing over the whole text: its fault, or NULL, and where. */
static void faulty(const char *text, const char *fault, uint32_t at)
{
	char buffer[1024];
	struct pk_json j;

	pk_json_init(&j, padded(buffer, sizeof(buffer), text));
	(void)pk_json_skip(&j);
	(void)pk_json_end(&j);
	if (!fault != !j.fault || (fault && (strcmp(fault, j.fault) != 0 || j.at != at)))
		fail_msg("%s: %s at %u", text, j.fault ? j.fault : "no fault", j.at);
}

static void test_sound(void **state)
{
	static const char *const texts[] = { "{}",
					     "[]",
					     "\"\"",
					     " [1, -2.5e+3, true, false, null, NaN, -Infinity] ",
					     "{\"a\": {\"b\": [[], {}]}, \"c\": \"\\\"\"}",
					     "[\"\\\\\", \"\"]",
					     "\"0123456789abcde\"",
					     "\"0123456789abcdef\"",
					     "[{},[],\"x\"]" };

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		faulty(texts[i], NULL, 0);
}

static void test_faults(void **state)
{
	static const char close[] = "expected ',' or the end of the object or array";

	(void)state;
	faulty("", "ends too soon", 0);
	faulty("[1", "ends too soon", 2);
	faulty("[1,", "ends too soon", 3);
	faulty("{\"a\"", "expected ':'", 4);
	faulty("{\"a\":}", "expected a value", 5);
	faulty("{\"a\":1,}", "expected a string", 7);
	faulty("{1:2}", "expected a string", 1);
	faulty("[1 2]", close, 3);
	faulty("[1}", close, 2);
	faulty("{\"a\":1]", close, 6);
	faulty("\"abc", "string without an end", 0);
	faulty("\"abc\\\"", "string without an end", 0);
	faulty("nul", "expected a value", 0);
	faulty("[] []", "something behind the end", 3);
}

static void test_depth(void **state)
{
	char text[2 * PK_MAX_JSON_DEPTH + 80];
	struct pk_json j;

	(void)state;
	memset(text, 0, sizeof(text));
	memset(text, '[', PK_MAX_JSON_DEPTH + 1);
	pk_json_init(&j, (struct str){ text, PK_MAX_JSON_DEPTH + 1 });
	(void)pk_json_skip(&j);
	assert_string_equal(j.fault, "too deep");
	pk_json_init(&j, (struct str){ text, PK_MAX_JSON_DEPTH + 1 });
	while (pk_json_enter(&j))
		;
	assert_string_equal(j.fault, "too deep");
}

static void test_pull(void **state)
{
	char buffer[256];
	struct str text = padded(buffer, sizeof(buffer), "{\"a\": [1, {\"x\": 2}, 33], \"\\u0062\": \"text\", \"c\": 1.5}"), key;
	struct span inside;
	struct pk_json j;
	int64_t v;

	(void)state;
	pk_json_init(&j, text);
	assert_true(pk_json_enter(&j));
	assert_true(pk_json_key(&j, &key) && str_is(key, "a"));
	assert_true(pk_json_enter(&j));
	assert_true(pk_json_item(&j) && pk_json_int(&j, &v) && v == 1);
	assert_true(pk_json_item(&j) && pk_json_peek(&j) == PK_JSON_OBJECT);
	inside = pk_json_skip(&j);
	assert_true(str_is(str_slice(text, inside.start, inside.end), "{\"x\": 2}"));
	assert_true(pk_json_item(&j) && pk_json_int(&j, &v) && v == 33);
	assert_false(pk_json_item(&j));
	assert_true(pk_json_key(&j, &key) && pk_json_is(key, "b") && !pk_json_is(key, "bb"));
	assert_true(pk_json_string(&j, &inside) && str_is(str_slice(text, inside.start, inside.end), "text"));
	assert_true(pk_json_key(&j, &key) && !pk_json_int(&j, &v));
	assert_false(pk_json_key(&j, &key));
	assert_true(pk_json_end(&j));
}

/* Unescaped text, in pieces of at most `max` bytes. */
static void unescapes(const char *inside, const char *expected, size_t n, size_t max, unsigned oddities)
{
	struct str s = str_from(inside);
	unsigned odd = 0;
	size_t at = 0, got = 0;
	char out[256];

	while (at < s.n) {
		size_t k = pk_json_unescape(s, &at, out + got, max, &odd);

		assert_true(k <= max);
		got += k;
	}
	if (got != n || memcmp(out, expected, n) != 0 || odd != oddities)
		fail_msg("%s: %.*s (%zu bytes, oddities %u)", inside, (int)got, out, got, odd);
}

static void test_escapes(void **state)
{
	(void)state;
	for (size_t max = 4; max < 12; max++) {
		unescapes("plain text without any", "plain text without any", 22, max, 0);
		unescapes("\\\"\\\\\\/\\b\\f\\n\\r\\t", "\"\\/\b\f\n\r\t", 8, max, 0);
		unescapes("a\\u0041b\\u00e9c\\u20ACd", "aAb\303\251c\342\202\254d", 10, max, 0);
		unescapes("\\ud83d\\ude00!", "\360\237\230\200!", 5, max, 0);
		unescapes("x\\ud83dy\\ude00", "x\357\277\275y\357\277\275", 8, max, PK_JSON_LONE_SURROGATE);
		unescapes("\\ud83d\\u0041", "\357\277\275A", 4, max, PK_JSON_LONE_SURROGATE);
		unescapes("\\x41\\u12", "x41u12", 6, max, PK_JSON_BAD_ESCAPE);
		unescapes("a\\u0000b", "a\0b", 3, max, 0);
	}
}

static void test_offsets(void **state)
{
	struct str s = STR("ab\\n\\u00e9c\\ud83d\\ude00d");
	static const size_t expected[] = { 0, 1, 2, 4, 4, 10, 11, 11, 11, 11, 23, 24, 24 };

	(void)state;
	for (size_t n = 0; n < sizeof(expected) / sizeof(*expected); n++)
		assert_int_equal(pk_json_offset(s, n), expected[n]);
}

static void test_member(void **state)
{
	char buffer[256];
	struct str text = padded(buffer, sizeof(buffer), "{\"k\": {\"name\": \"one\", \"n\": 1, \"name\": \"two\"}}");
	struct span whole = { 0, (uint32_t)text.n }, k = pk_json_member(text, whole, "k");

	(void)state;
	assert_true(str_is(pk_json_text(text, k, "name"), "two"));
	assert_int_equal(pk_json_text(text, k, "n").n, 0);
	assert_int_equal(pk_json_text(text, pk_json_member(text, whole, "none"), "name").n, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sound),   cmocka_unit_test(test_faults),  cmocka_unit_test(test_depth),  cmocka_unit_test(test_pull),
		cmocka_unit_test(test_escapes), cmocka_unit_test(test_offsets), cmocka_unit_test(test_member),
	};

	return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
