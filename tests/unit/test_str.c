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

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_two_bytes_are_found) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
