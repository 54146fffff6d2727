#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "query/spaces.h"
#include "util/buf.h"

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

static bool is_in(const struct pk_spaces *s, uint32_t block, uint32_t outer)
{
	while (block && block != outer)
		block = s->blocks.v[block].parent;
	return block == outer;
}

static void leave(const struct pk_spaces *s, uint32_t *block, struct buf *out)
{
	buf_adds(out, " >");
	*block = s->blocks.v[*block].parent;
}

static void enter(const struct pk_spaces *s, uint32_t *block, uint32_t to, struct buf *out)
{
	if (*block == to)
		return;
	enter(s, block, s->blocks.v[to].parent, out);
	buf_adds(out, " <");
	*block = to;
}

/* The tokens with < and > round each block; metavariables and dots are marked. */
static void check_as(const char *text, const char *want, bool pattern)
{
	static const char *const marks[] = { "", "", "%", "%" };
	const struct pk_spaces *s = pk_spaces_new(&arena, str_from(text), pattern);
	uint32_t block = 0;
	struct buf out;

	buf_init(&out, 1000);
	for (uint32_t i = 1; i < s->tokens.n; i++) {
		const struct pk_space *t = &s->tokens.v[i];

		while (!is_in(s, t->block, block))
			leave(s, &block, &out);
		enter(s, &block, t->block, &out);
		buf_printf(&out, " %s%.*s", marks[t->kind], STR_ARG(str_slice(s->text, t->start, t->end)));
	}
	while (block)
		leave(s, &block, &out);
	buf_addc(&out, '\0');
	assert_string_equal(out.data, want);
	buf_release(&out);
}

static void check(const char *text, const char *want)
{
	check_as(text, want, false);
}

static void test_tokens(void **state)
{
	(void)state;
	check("", "");
	check("a_1 b.c\n\n$X ...", " a_1 b . c $ X . . .");
	check_as("$X $... $...REST ... .... $x", " %$X $ %... %$...REST %... . . . . $ x", true);
}

static void test_indentation(void **state)
{
	(void)state;
	check("a\n  b\n  c\nd", " a < b c > d");
	check("a\n    b\n  c\nd", " a < b > < c > d");
	check("  a\nb", " < a > b");
	check("a\n\tb\n        c", " a < b c >");
}

static void test_brackets(void **state)
{
	(void)state;
	check("f(x, [y]) z", " f ( < x , [ < y > ] > ) z");
	check("f() {", " f ( ) {");
	check("(a [b) c]", " ( < a [ b > ) c ]");
	check("( [ } ] )", " ( [ } ] )");
	check("(a\nb)", " ( a b )");
	check_as("f(x)", " f ( x )", true);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tokens),
		cmocka_unit_test(test_indentation),
		cmocka_unit_test(test_brackets),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
