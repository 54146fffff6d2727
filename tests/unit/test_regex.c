#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "source/text/regex.h"

static int run(const char *pattern, unsigned flags, struct str subject)
{
	struct pk_err err = { 0 };
	struct pk_regex *re = pk_regex_new(str_from(pattern), flags, &err);
	struct pk_match *m = pk_match_new();
	int found;

	if (!re)
		fail_msg("%s: %s", pattern, err.msg);
	found = pk_regex_run(re, m, subject, 0);
	pk_match_free(m);
	pk_regex_free(re);
	return found;
}

static void flags(void **state)
{
	(void)state;
	assert_int_equal(run("b+", 0, STR("abba")), 1);
	assert_int_equal(run("B+", 0, STR("abba")), 0);
	assert_int_equal(run("B+", PK_REGEX_FOLD, STR("abba")), 1);
	assert_int_equal(run("b+", PK_REGEX_ANCHORED, STR("abba")), 0);
	assert_int_equal(run("^b", 0, STR("a\nb")), 0);
	assert_int_equal(run("^b", PK_REGEX_MULTILINE, STR("a\nb")), 1);
	assert_int_equal(run("a.b", 0, STR("a\nb")), 0);
	assert_int_equal(run("a.b", PK_REGEX_DOTALL, STR("a\nb")), 1);
	assert_int_equal(run("a b # c", PK_REGEX_EXTENDED, STR("ab")), 1);
	assert_int_equal(run("x(?i)y", 0, STR("xY")), 1);
	assert_int_equal(run("^$", 0, STR("")), 1);
	assert_int_equal(run("^$", 0, STR_NONE), 1);
}

static void bytes_that_are_not_utf8(void **state)
{
	(void)state;
	assert_int_equal(run("b", 0, STR("\xff\xfe b")), 1);
	assert_int_equal(run("^.$", 0, STR("\xe2\x82\xac")), 1);
	assert_int_equal(run("a.b", 0,
			     STR("a\xff"
				 "b")),
			 0);
}

static void groups(void **state)
{
	struct pk_err err = { 0 };
	struct pk_regex *re = pk_regex_new(STR("(?<key>\\w+)=(x)?(\\d+)"), 0, &err);
	struct pk_match *m = pk_match_new();
	size_t start, end;

	(void)state;
	assert_int_equal(pk_regex_groups(re), 3);
	assert_true(str_is(pk_regex_group_name(re, 1), "key"));
	assert_true(str_is(pk_regex_group_name(re, 2), ""));
	assert_int_equal(pk_regex_run(re, m, STR("a=1, bc=23"), 3), 1);
	assert_true(pk_match_group(m, 0, &start, &end));
	assert_int_equal(start, 5);
	assert_int_equal(end, 10);
	assert_true(pk_match_group(m, 1, &start, &end));
	assert_int_equal(end - start, 2);
	assert_false(pk_match_group(m, 2, &start, &end));
	assert_true(pk_match_group(m, 3, &start, &end));
	assert_false(pk_match_group(m, 4, &start, &end));
	assert_int_equal(pk_regex_run(re, m, STR("none"), 0), 0);
	assert_false(pk_match_group(m, 0, &start, &end));
	pk_match_free(m);
	pk_regex_free(re);
}

static void bad_patterns(void **state)
{
	struct pk_err err = { 0 };

	(void)state;
	assert_null(pk_regex_new(STR("a(b"), 0, &err));
	assert_int_equal(err.code, PK_ERULE);
	assert_non_null(strstr(err.msg, "offset 3"));
	assert_null(pk_regex_new(STR("\\C"), 0, &err));
}

/* A match that would take ages is given up, and soon. */
static void gives_up(void **state)
{
	char *subject = malloc(5000);

	(void)state;
	assert_non_null(subject);
	memset(subject, 'a', 4999);
	subject[4999] = 'c';
	assert_int_equal(run("^(a|aa)+$", 0, (struct str){ subject, 5000 }), -1);
	free(subject);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(flags),    cmocka_unit_test(bytes_that_are_not_utf8),
		cmocka_unit_test(groups),   cmocka_unit_test(bad_patterns),
		cmocka_unit_test(gives_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
