#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "util/path.h"

static struct arena arena;

static void expect_join(const char *folder, const char *rest, const char *want)
{
	assert_string_equal(path_join(&arena, str_from(folder), str_from(rest)).p, want);
}

static void test_join(void **state)
{
	(void)state;
	expect_join("", "a.bin", "a.bin");
	expect_join("a/b", "c.bin", "a/b/c.bin");
	expect_join("a/b", "./c//d/", "a/b/c/d");
	expect_join("a/b", "../c", "a/c");
	expect_join("a/b", "../../c", "c");
	expect_join("a/b", "../../../c", "../c");
	expect_join("..", "../c", "../../c");
	expect_join("a", "/etc/c", "/etc/c");
	expect_join("/", "../c", "/c");
	expect_join("/a", "../../c", "/c");
	expect_join("a", "..", "");
	expect_join("", "", "");
	expect_join("a/..b", "..", "a");
}

static void test_folder(void **state)
{
	static const char *const pairs[][2] = { { "a/b/c.py", "a/b" }, { "c.py", "" }, { "/c.py", "/" }, { "/a/c.py", "/a" }, { "", "" } };

	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++)
		assert_true(str_is(path_folder(str_from(pairs[i][0])), pairs[i][1]));
}

static void expect_from(const char *folder, const char *path, const char *want)
{
	struct str got = path_from(&arena, str_from(folder), str_from(path));

	assert_string_equal(got.p, want);
	assert_string_equal(path_join(&arena, str_from(folder), got).p, path);
}

static void test_from(void **state)
{
	(void)state;
	expect_from("/a/b", "/a/b/c", "c");
	expect_from("/a/b", "/a/b", "");
	expect_from("/a/b", "/a/bc", "../bc");
	expect_from("/a/b/c", "/a/d/e", "../../d/e");
	expect_from("/", "/a", "a");
	expect_from("/a", "/", "..");
	expect_from("/a/b", "/c", "../../c");
}

static bool within(const char *path, const char *folder)
{
	return path_is_within(str_from(path), str_from(folder));
}

static void test_within(void **state)
{
	(void)state;
	assert_true(within("a/b", "a"));
	assert_true(within("a", "a"));
	assert_true(within("a/b", ""));
	assert_true(within("/a/b", "/"));
	assert_true(within("..a", ""));
	assert_false(within("ab", "a"));
	assert_false(within("b", "a"));
	assert_false(within("/a", ""));
	assert_false(within("../a", ""));
	assert_false(within("..", ""));
}

static int make(void **state)
{
	(void)state;
	arena_init(&arena, 0);
	return 0;
}

static int drop(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_join), cmocka_unit_test(test_folder), cmocka_unit_test(test_from),
					    cmocka_unit_test(test_within) };

	return cmocka_run_group_tests(tests, make, drop);
}
