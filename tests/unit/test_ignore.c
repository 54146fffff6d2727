#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "walk/glob.h"
#include "walk/ignore.h"
#include "util/limits.h"

static bool ignored(const char *lines, const char *path)
{
	size_t n = strlen(path);
	bool is_dir = n && path[n - 1] == '/';
	struct arena a;
	struct pk_ignore *list;
	enum pk_ignored said;

	arena_init(&a, 0);
	list = pk_ignore_new(&a, NULL, 0);
	pk_ignore_add(&a, list, str_from(lines));
	said = pk_ignore_match(list, (struct str){ path, n - is_dir }, is_dir);
	arena_release(&a);
	return said == PK_IGNORED;
}

static void test_names(void **state)
{
	(void)state;
	assert_true(ignored("foo", "foo"));
	assert_true(ignored("foo", "a/b/foo"));
	assert_true(ignored("foo", "foo/"));
	assert_false(ignored("foo", "foobar"));
	assert_true(ignored("*.pyc", "a/x.pyc"));
	assert_false(ignored("*.pyc", "a/x.py"));
	assert_true(ignored("f?o", "foo"));
	assert_false(ignored("f?o", "f/o"));
}

static void test_folders_only(void **state)
{
	(void)state;
	assert_true(ignored("build/", "a/build/"));
	assert_false(ignored("build/", "a/build"));
}

static void test_anchored(void **state)
{
	(void)state;
	assert_true(ignored("/foo", "foo"));
	assert_false(ignored("/foo", "a/foo"));
	assert_true(ignored("a/foo", "a/foo"));
	assert_false(ignored("a/foo", "b/a/foo"));
	assert_false(ignored("a/*", "a/b/c"));
	assert_true(ignored("a/*", "a/b/"));
}

static void test_two_stars(void **state)
{
	(void)state;
	assert_true(ignored("**/foo", "foo"));
	assert_true(ignored("**/foo", "a/b/foo"));
	assert_true(ignored("a/**/b", "a/b"));
	assert_true(ignored("a/**/b", "a/x/y/b"));
	assert_false(ignored("a/**/b", "a/xb"));
	assert_true(ignored("a/**", "a/x/y"));
	assert_false(ignored("a/**", "a/"));
	assert_false(ignored("x/*a**/b", "x/a/c/b"));
}

static void test_negation_and_order(void **state)
{
	(void)state;
	assert_false(ignored("*.py\n!a.py", "a.py"));
	assert_true(ignored("!a.py\n*.py", "a.py"));
	assert_true(ignored("\\!a", "!a"));
}

static void test_written_oddly(void **state)
{
	(void)state;
	assert_false(ignored("# foo\n\n", "# foo"));
	assert_true(ignored("\\#foo", "#foo"));
	assert_true(ignored("foo  ", "foo"));
	assert_true(ignored("foo\\ ", "foo "));
	assert_false(ignored("foo\\ ", "foo"));
	assert_true(ignored("foo\r\nbar\r\n", "foo"));
	assert_true(ignored("\xef\xbb\xbf"
			    "foo",
			    "foo"));
	assert_false(ignored("foo\\", "foo\\"));
	assert_false(ignored("/", "foo"));
}

static void test_sets(void **state)
{
	(void)state;
	assert_true(ignored("[a-c]x", "bx"));
	assert_false(ignored("[!a-c]x", "bx"));
	assert_true(ignored("[]a]", "]"));
	assert_true(ignored("[[:digit:]a]", "7"));
	assert_false(ignored("[[:nonsense:]]", "7"));
	assert_false(ignored("[abc", "a"));
	assert_true(ignored("[\\]]", "]"));
}

static void test_deeper_files_win(void **state)
{
	struct arena a;
	struct pk_ignore *top, *below;

	(void)state;
	arena_init(&a, 0);
	top = pk_ignore_new(&a, NULL, 0);
	pk_ignore_add(&a, top, STR("*.txt\n/sub/keep\n"));
	below = pk_ignore_new(&a, top, sizeof("sub/") - 1);
	pk_ignore_add(&a, below, STR("!*.txt\n/only\n"));
	assert_int_equal(pk_ignore_match(below, STR("sub/a.txt"), false), PK_TAKEN_BACK);
	assert_int_equal(pk_ignore_match(below, STR("sub/keep"), false), PK_IGNORED);
	assert_int_equal(pk_ignore_match(below, STR("sub/only"), false), PK_IGNORED);
	assert_int_equal(pk_ignore_match(below, STR("sub/x/only"), false), PK_UNDECIDED);
	arena_release(&a);
}

/* What takes other matchers exponential time. */
static void test_stars_are_cheap(void **state)
{
	char pattern[PK_MAX_GLOB_BYTES + 1], path[PK_MAX_PATH_BYTES];
	struct arena a;
	const struct pk_glob *g;

	(void)state;
	arena_init(&a, 0);
	for (size_t i = 0; i < PK_MAX_GLOB_BYTES; i++)
		pattern[i] = i % 2 ? 'a' : '*';
	pattern[PK_MAX_GLOB_BYTES - 1] = 'b';
	memset(path, 'a', sizeof(path));
	g = pk_glob_new(&a, (struct str){ pattern, PK_MAX_GLOB_BYTES });
	assert_false(pk_glob_match(g, (struct str){ path, sizeof(path) }));
	path[sizeof(path) - 1] = 'b';
	assert_true(pk_glob_match(g, (struct str){ path, sizeof(path) }));
	g = pk_glob_new(&a, (struct str){ pattern, PK_MAX_GLOB_BYTES + 1 });
	assert_false(pk_glob_match(g, (struct str){ path, sizeof(path) }));
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),     cmocka_unit_test(test_folders_only),       cmocka_unit_test(test_anchored),
		cmocka_unit_test(test_two_stars), cmocka_unit_test(test_negation_and_order), cmocka_unit_test(test_written_oddly),
		cmocka_unit_test(test_sets),      cmocka_unit_test(test_deeper_files_win),   cmocka_unit_test(test_stars_are_cheap),
	};

	return cmocka_run_group_tests_name("ignore", tests, NULL, NULL);
}
