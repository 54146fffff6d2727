#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "util/version.h"

static int order(const char *a, const char *b)
{
	struct version x, y;

	assert_true(version_parse(str_from(a), &x));
	assert_true(version_parse(str_from(b), &y));
	return version_cmp(&x, &y);
}

static void test_order(void **state)
{
	static const char *const rising[] = { "0.9",       "1.0.dev1", "1.0a2", "1.0b1", "1.0rc1", "1.0",
					      "1.0.post1", "1.0.1",    "1.10",  "2",     "1!0.1" };

	(void)state;
	for (size_t i = 0; i + 1 < sizeof(rising) / sizeof(*rising); i++)
		assert_true(order(rising[i], rising[i + 1]) < 0);
	assert_int_equal(order("2.6", "2.6.0"), 0);
	assert_int_equal(order("2.1.0+cu118", "v2.1"), 0);
}

static void test_no_version(void **state)
{
	static const char *const texts[] = { "", "abc", "1.2.x", "1..2", "99999999999", "*" };
	struct version v;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		assert_false(version_parse(str_from(texts[i]), &v));
}

static bool within(const char *inner, const char *outer)
{
	struct version_range a, b;

	assert_true(version_range_parse(str_from(inner), &a));
	assert_true(version_range_parse(str_from(outer), &b));
	return version_range_within(&a, &b);
}

static void test_within(void **state)
{
	(void)state;
	assert_true(within("==2.5.1", "< 2.6"));
	assert_true(within("==2.5.*", "< 2.6"));
	assert_true(within(">=2.0,<2.6", "< 2.6"));
	assert_true(within("~=2.5.0", "< 2.6"));
	assert_true(within("^2.6", ">= 2.6, < 3"));
	assert_true(within("^0.3.1", "< 0.4"));
	assert_true(within("=2.5=py310_0", "< 2.6"));
	assert_true(within("(>=2.7)", ">= 2.6"));
	assert_true(within("2.10.0", ">= 2.10"));
	assert_true(within("==1.4 ; python_version < '3.9'", "< 2"));
	assert_false(within("~=2.5", "< 2.6"));
	assert_false(within(">=2.0", "< 2.6"));
	assert_false(within("<=2.6", "< 2.6"));
	assert_false(within("==2.6.0", "< 2.6"));
	assert_false(within("<2.6", ">= 2.0"));
}

static void test_no_range(void **state)
{
	static const char *const texts[] = { "", "*", "!=2.0", ">=3,<2", "^2 || ^3", ">2,<2" };
	struct version_range r;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		assert_false(version_range_parse(str_from(texts[i]), &r));
}

static void test_both_either(void **state)
{
	struct version_range a, b, c;

	(void)state;
	assert_true(version_range_parse(STR(">=2.0,<3"), &a));
	assert_true(version_range_parse(STR("==2.5"), &b));
	assert_true(version_range_parse(STR("==2.7"), &c));
	assert_false(version_range_apart(&a, &b));
	assert_true(version_range_apart(&b, &c));
	a = version_range_both(&a, &b);
	assert_int_equal(version_cmp(&a.low, &a.high), 0);
	a = version_range_either(&b, &c);
	assert_int_equal(a.low.part[1], 5);
	assert_int_equal(a.high.part[1], 7);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_order),    cmocka_unit_test(test_no_version),  cmocka_unit_test(test_within),
		cmocka_unit_test(test_no_range), cmocka_unit_test(test_both_either),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
