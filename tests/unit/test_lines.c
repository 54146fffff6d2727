#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "source/text/lines.h"
#include "source/unit/unit.h"

static void expect(struct str text, uint32_t offset, uint32_t line, uint32_t col)
{
	struct arena a;
	struct pk_lines *l;

	arena_init(&a, 0);
	l = pk_lines_new(&a, text);
	assert_int_equal(pk_lines_of(l, offset), line);
	assert_int_equal(pk_lines_col(l, offset), col);
	arena_release(&a);
}

static void places(void **state)
{
	(void)state;
	expect(STR(""), 0, 1, 1);
	expect(STR("ab"), 2, 1, 3);
	expect(STR("a\nb"), 1, 1, 2);
	expect(STR("a\nb"), 2, 2, 1);
	expect(STR("a\r\nb"), 2, 1, 3);
	expect(STR("a\r\nb"), 3, 2, 1);
	expect(STR("a\rb\n\nc"), 2, 2, 1);
	expect(STR("a\rb\n\nc"), 5, 4, 1);
	expect(STR("a\n"), 2, 2, 1);
	expect(STR("\r\n\r\n"), 4, 3, 1);
}

static void columns_are_code_points(void **state)
{
	(void)state;
	expect(STR("x\n\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80y"), 11, 2, 4);
	expect(STR("\xff\xfey"), 2, 1, 3);
	expect(STR("\xe2\x82"), 2, 1, 3);
}

static void texts_of_lines(void **state)
{
	struct arena a;
	struct pk_lines *l;

	(void)state;
	arena_init(&a, 0);
	l = pk_lines_new(&a, STR("one\r\ntwo\n\nfour"));
	assert_int_equal(l->n, 4);
	assert_true(str_is(pk_lines_text(l, 1), "one"));
	assert_true(str_is(pk_lines_text(l, 2), "two"));
	assert_true(str_is(pk_lines_text(l, 3), ""));
	assert_true(str_is(pk_lines_text(l, 4), "four"));
	arena_release(&a);
}

/* A unit of two cells, `ab` and `c`, cut out of [ab][c] with a synthetic line end between them. */
static void places_in_cells(void **state)
{
	static const struct pk_segment segments[] = { { 0, 1, PK_RUN_PLAIN }, { 2, 3, PK_RUN_SYNTHETIC }, { 3, 5, PK_RUN_PLAIN } };
	static const struct pk_cell cells[] = {
		{ .span = { 0, 3 }, .index = 2, .code_index = 1, .line = 1, .col = 1, .id = { "one", 3 } },
		{ .span = { 3, 4 }, .index = 5, .code_index = 2, .line = 1, .col = 1, .id = { "two", 3 } }
	};
	static const struct pk_map map = { .segments = segments, .n_segments = 3, .cells = cells, .n_cells = 2 };
	struct pk_scratch s;
	struct pk_unit u = { .kind = PK_PYTHON, .text = STR("ab\nc"), .raw = STR("[ab][c]"), .map = &map, .scratch = &s };
	struct pk_place p;

	(void)state;
	pk_scratch_init(&s, NULL);
	assert_int_equal(pk_unit_raw(&u, 1), 2);
	assert_int_equal(pk_unit_raw(&u, 2), 3);
	assert_int_equal(pk_unit_raw(&u, 3), 5);
	assert_int_equal(pk_unit_raw(&u, 4), 6);
	p = pk_unit_place(&u, 3);
	assert_int_equal(p.offset, 5);
	assert_int_equal(p.line, 1);
	assert_int_equal(p.col, 6);
	assert_int_equal(p.cell, 5);
	assert_int_equal(p.code_cell, 2);
	assert_int_equal(p.cell_line, 1);
	assert_int_equal(p.cell_col, 1);
	assert_true(str_is(p.cell_id, "two"));
	p = pk_unit_place(&u, 1);
	assert_int_equal(p.cell, 2);
	assert_int_equal(p.cell_col, 2);
	pk_scratch_release(&s);
}

/* Each byte is passed over once, whichever ends of lines are missing: else this takes hours. */
static void ends_of_one_kind(void **state)
{
	enum { N = 8 << 20 };
	struct arena a;
	char *text;

	(void)state;
	arena_init(&a, 0);
	text = arena_alloc(&a, N);
	for (size_t i = 0; i < N; i++)
		text[i] = i % 64 == 63 ? '\r' : 'x';
	expect((struct str){ text, N }, N - 1, N / 64, 64);
	arena_release(&a);
}

/* Of a long line nothing is counted twice; a long line that follows in the same place does not disturb it. */
static void columns_of_long_lines(void **state)
{
	enum { N = 4 << 20, FIRST = N / 2 + 5 };
	struct arena a;
	struct pk_lines *l;
	char *text;

	(void)state;
	arena_init(&a, 0);
	text = arena_alloc(&a, N);
	for (uint32_t i = 0; i < N; i++)
		text[i] = "\xc3\xa4"[i & 1];
	text[FIRST] = '\n';
	l = pk_lines_new(&a, (struct str){ text, N });
	for (uint32_t i = 0; i < N; i += 2) {
		bool behind = i > FIRST;

		assert_int_equal(pk_lines_col(l, i), behind ? (i - FIRST + 1) / 2 : i / 2 + 1);
	}
	arena_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ends_of_one_kind), cmocka_unit_test(places),          cmocka_unit_test(columns_are_code_points),
		cmocka_unit_test(texts_of_lines),   cmocka_unit_test(places_in_cells), cmocka_unit_test(columns_of_long_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
