#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "opts.h"

static struct arena arena;
static struct opts opts;
static struct pk_err err;

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

/* The words of the line, which has no quotes, as the arguments of one command. */
static int parse(unsigned command, const char *line)
{
	char *argv[32];
	int argc = 0;
	struct str rest = str_from(line), word;

	while (str_cut(&rest, ' ', &word))
		if (word.n)
			argv[argc++] = arena_strdup(&arena, word);
	return opts_parse(&opts, &arena, command, argc, argv, &err);
}

static void ok(const char *line)
{
	if (parse(OPT_SCAN, line) != PK_OK)
		fail_msg("%s: %s", line, err.msg);
}

static void bad(const char *line, const char *message)
{
	assert_int_equal(parse(OPT_SCAN, line), PK_EUSAGE);
	assert_string_equal(err.msg, message);
}

static void test_shapes(void **state)
{
	(void)state;
	ok("a --jobs 4 b");
	assert_int_equal(opts.jobs, 4);
	assert_int_equal(opts.operands.n, 2);
	ok("--jobs=5");
	assert_int_equal(opts.jobs, 5);
	ok("-j6");
	assert_int_equal(opts.jobs, 6);
	ok("-qvj 7");
	assert_true(opts.quiet && opts.verbose);
	assert_int_equal(opts.jobs, 7);
	ok("-- --jobs -");
	assert_int_equal(opts.operands.n, 2);
	assert_string_equal(opts.operands.v[0], "--jobs");
	ok("-");
	assert_string_equal(opts.operands.v[0], "-");
}

static void test_lists(void **state)
{
	(void)state;
	ok("--select a,b --select c -c x -c y,z");
	assert_int_equal(opts.select.n, 3);
	assert_string_equal(opts.select.v[2], "c");
	assert_int_equal(opts.config.n, 2);
	assert_string_equal(opts.config.v[1], "y,z");
}

static void test_values(void **state)
{
	(void)state;
	ok("--max-file-size 3M --timeout 2s --severity High --color never");
	assert_int_equal(opts.max_file_size, 3 << 20);
	assert_int_equal(opts.timeout, 2000);
	assert_int_equal(opts.severity, 3);
	assert_int_equal(opts.color, OPT_COLOUR_NEVER);
	ok("--max-file-size 10 --timeout 250ms");
	assert_int_equal(opts.max_file_size, 10);
	assert_int_equal(opts.timeout, 250);
}

static void test_mistakes(void **state)
{
	(void)state;
	bad("--selct a", "unknown option --selct: did you mean --select?");
	bad("--nothing-like-it", "unknown option --nothing-like-it: see picket --help");
	bad("-Z", "unknown option -Z: see picket --help");
	bad("--jobs many", "--jobs cannot be \"many\": write a number");
	bad("--jobs", "--jobs needs a value: --jobs N");
	bad("--json=1", "--json takes no value: write --json");
	bad("--timeout 2h", "--timeout cannot be \"2h\": write a time like 500ms or 2s");
	bad("--max-file-size 99999999999G", "--max-file-size cannot be \"99999999999G\": write a size like 500K or 64M");
	assert_int_equal(parse(OPT_TEST, "--baseline x"), PK_EUSAGE);
}

static void test_table_is_sound(void **state)
{
	(void)state;
	for (const struct opt *o = opt_table; o->name; o++) {
		assert_true((o->type == OPT_FLAG) == (o->arg == NULL));
		assert_true((o->type == OPT_CHOICE) == (o->choices != NULL));
		for (const struct opt *p = opt_table; p < o; p++) {
			assert_string_not_equal(o->name, p->name);
			assert_true(!o->letter || o->letter != p->letter);
			assert_true(o->at != p->at);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_shapes, setup, teardown),
		cmocka_unit_test_setup_teardown(test_lists, setup, teardown),
		cmocka_unit_test_setup_teardown(test_values, setup, teardown),
		cmocka_unit_test_setup_teardown(test_mistakes, setup, teardown),
		cmocka_unit_test(test_table_is_sound),
	};

	return cmocka_run_group_tests_name("opts", tests, NULL, NULL);
}
