#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "util/str.h"

static void test_two_bytes_are_found(void **state)
{
	(void)state;
	assert_int_equal(str_find(STR("a%b%%c%%"), STR("%%"), 0), 3);
	assert_int_equal(str_find(STR("a%b%%c%%"), STR("%%"), 4), 6);
	assert_int_equal(str_find(STR("%%"), STR("%%"), 0), 0);
	assert_int_equal(str_find(STR("a%b%"), STR("%%"), 0), SIZE_MAX);
	assert_int_equal(str_find(STR("%"), STR("%%"), 0), SIZE_MAX);
	assert_int_equal(str_find(STR(""), STR("%%"), 0), SIZE_MAX);
	assert_int_equal(str_find((struct str){ "%%%", 1 }, STR("%%"), 0), SIZE_MAX); /* ends where the text does */
	assert_int_equal(str_find(STR("aaab"), STR("ab"), 0), 2);
}

static void check_head(const char *text, size_t n, const char *expected)
{
	assert_true(str_is(str_head(str_from(text), n), expected));
}

static void test_no_character_is_cut(void **state)
{
	(void)state;
	check_head("abc", 2, "ab");
	check_head("abc", 3, "abc");
	check_head("abc", 9, "abc");
	check_head("a\u20acb", 3, "a");
	check_head("a\u20acb", 4, "a\u20ac");
	check_head("\U0001F40D", 3, "");
	check_head("\x80\x80\x80\x80\x80\x80\x80\x80", 7, "\x80\x80\x80\x80"); /* belong to no character */
	assert_int_equal(str_char_start(STR("\u20ac"), 3), 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_two_bytes_are_found), cmocka_unit_test(test_no_character_is_cut) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
