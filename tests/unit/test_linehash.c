#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "judge/linehash.h"

static struct arena arena;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, 0);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

/* want: "hash:nth hash:nth ..." of all lines. */
static void check(struct str text, const char *want)
{
	struct pk_linehashes lines = { 0 };
	struct str rest = str_from(want), one;
	char got[40];
	uint32_t n = 0;

	pk_linehash_lines(&arena, text, &lines);
	while (str_cut(&rest, ' ', &one)) {
		assert_true(n < lines.n);
		(void)snprintf(got, sizeof(got), "%llx:%u", (unsigned long long)lines.v[n].hash, lines.v[n].nth);
		assert_int_equal(strlen(got), one.n);
		assert_memory_equal(got, one.p, one.n);
		n++;
	}
	assert_int_equal(lines.n, n);
}

static void test_empty(void **state)
{
	(void)state;
	check(STR(""), "c129715d7a2bc9a3:1");
}

static void test_short_lines(void **state)
{
	(void)state;
	check(STR("x = 2\nx = 1\nprint(x)\nx = 3\nprint(x)\nx = 4\nprint(x)\n"),
	      "e54938cc54b302f1:1 bb609acbe9138d60:1 1131fd5871777f34:1 5c482a0f8b35ea28:1 54517377da7028d2:1 2c644846cb18d53e:1 "
	      "f1b89f20de0d133:1 c129715d7a2bc9a3:1");
}

static void test_line_ends_and_blanks_do_not_matter(void **state)
{
	(void)state;
	check(STR("x=2\r\n  x = 1\r\n\tprint( x )\rx = 3\nprint(x)\nx = 4\nprint(x)\n"),
	      "e54938cc54b302f1:1 bb609acbe9138d60:1 1131fd5871777f34:1 5c482a0f8b35ea28:1 54517377da7028d2:1 2c644846cb18d53e:1 "
	      "f1b89f20de0d133:1 c129715d7a2bc9a3:1");
}

static void test_beyond_ascii(void **state)
{
	(void)state;
	check(STR("caf\xc3\xa9 \xf0\x9f\x98\x80 \xe4\xbd\xa0\n\xef\xbb\xbfx\n"),
	      "9949c541781a9566:1 51bfbc6e89697e4c:1 c129715d7a2bc9a3:1");
}

static void test_repeated_lines_are_counted(void **state)
{
	struct pk_linehashes lines = { 0 };
	char text[280];

	(void)state;
	for (size_t i = 0; i < 10; i++)
		memcpy(text + i * 28, "Lorem ipsum dolor sit amet.\n", 28);
	pk_linehash_lines(&arena, (struct str){ text, sizeof(text) }, &lines);
	assert_int_equal(lines.n, 11);
	for (uint32_t i = 0; i < 6; i++) {
		assert_true(lines.v[i].hash == 0xa7f2ff13bc495cf2);
		assert_int_equal(lines.v[i].nth, i + 1);
	}
	assert_true(lines.v[6].hash != 0xa7f2ff13bc495cf2);
}

/* A run of bytes that starts like a character is one U+FFFD, as browsers decode. */
static void test_bad_utf8(void **state)
{
	struct pk_linehashes bad = { 0 }, good = { 0 };

	(void)state;
	pk_linehash_lines(&arena,
			  STR("a\xe4\xbd"
			      "b\xc0\xaf\xed\xa0\x80\xf0\x9f\x98"),
			  &bad);
	pk_linehash_lines(&arena,
			  STR("a\xef\xbf\xbd"
			      "b\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"),
			  &good);
	assert_int_equal(bad.n, 1);
	assert_true(bad.v[0].hash == good.v[0].hash);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_short_lines),
		cmocka_unit_test(test_line_ends_and_blanks_do_not_matter),
		cmocka_unit_test(test_beyond_ascii),
		cmocka_unit_test(test_repeated_lines_are_counted),
		cmocka_unit_test(test_bad_utf8),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
