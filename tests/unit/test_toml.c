#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "source/config/toml.h"
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

/* {a: 1, b: "x", c: [..]}, strings in quotes. */
static void print(struct buf *out, const struct yaml *y)
{
	if (y->kind == YAML_SCALAR) {
		buf_printf(out, y->quoted ? "\"%.*s\"" : "%.*s", STR_ARG(yaml_scalar(y)));
		return;
	}
	buf_addc(out, y->kind == YAML_MAP ? '{' : '[');
	for (const struct yaml *e = yaml_first(y); e; e = yaml_next(e)) {
		if (y->kind == YAML_MAP)
			buf_printf(out, "%.*s: ", STR_ARG(yaml_key(e)));
		print(out, e);
		buf_adds(out, yaml_next(e) ? ", " : "");
	}
	buf_addc(out, y->kind == YAML_MAP ? '}' : ']');
}

static void reads(const char *toml, const char *expected)
{
	struct pk_err err = { 0 };
	const struct yaml *root = pk_toml_parse(&arena, str_from(toml), "t.toml", &err);
	struct buf out;

	if (!root)
		fail_msg("%s: %s", toml, err.msg);
	buf_init(&out, 1 << 20);
	print(&out, root);
	assert_string_equal(out.data, expected);
	buf_release(&out);
}

static void refuses(const char *toml, uint32_t line, const char *message)
{
	struct pk_err err = { 0 };

	assert_null(pk_toml_parse(&arena, str_from(toml), "t.toml", &err));
	assert_string_equal(err.msg, message);
	assert_int_equal(err.line, line);
	assert_string_equal(err.path, "t.toml");
}

static void test_tables(void **state)
{
	(void)state;
	reads("", "{}");
	reads("# only this\n", "{}");
	reads("a = 1\nb.c = true # why\n[d]\ne = 2\n[d.f]\ng = 3\n[\"x y\".'z']\nh = 4\n",
	      "{a: 1, b: {c: true}, d: {e: 2, f: {g: 3}}, x y: {z: {h: 4}}}");
	reads("[[a]]\nb = 1\n[[a]]\nb = 2\n[a.c]\nd = 3\n", "{a: [{b: 1}, {b: 2, c: {d: 3}}]}");
	reads("a = { b = 1, c.d = 2 }\n", "{a: {b: 1, c: {d: 2}}}");
	reads("a = [1, [2, 'x'], # first\n  { y = 3 }, # second\n]\n", "{a: [1, [2, \"x\"], {y: 3}]}");
}

static void test_strings(void **state)
{
	(void)state;
	reads("a = 'C:\\x'\n", "{a: \"C:\\x\"}");
	reads("a = \"tab\\tquote\\\"back\\\\e\\u00e9 \\U0001F600\"\n", "{a: \"tab\tquote\"back\\e\u00e9 \U0001F600\"}");
	reads("a = \"\"\"\nx\n y\"\"\"\n", "{a: \"x\n y\"}");
	reads("a = \"\"\"x \\\n    y\"\"\"\n", "{a: \"x y\"}");
	reads("a = '''\r\nx\\n'''\n", "{a: \"x\\n\"}");
	reads("a = ''\nb = \"\"\n", "{a: \"\", b: \"\"}");
	reads("a = 1979-05-27T07:32:00Z\nb = 1e3\n", "{a: 1979-05-27T07:32:00Z, b: 1e3}");
}

static void test_mistakes(void **state)
{
	struct buf deep;

	(void)state;
	refuses("a = 1\nb = \n", 2, "not valid TOML");
	refuses("a = 1\n\nx y = 2\n", 3, "not valid TOML");
	refuses("a = 1\na = 2\n", 2, "the same key twice: a");
	refuses("a = 1\n[a.b]\nc = 1\n", 2, "not a table: a");
	refuses("a = 1\n[[a]]\n", 2, "not a list of tables: a");
	buf_init(&deep, 1 << 20);
	buf_adds(&deep, "a = ");
	buf_pad(&deep, '[', 100000);
	buf_pad(&deep, ']', 100000);
	buf_adds(&deep, "\n");
	refuses(deep.data, 1, "nested too deeply or too long");
	buf_reset(&deep);
	for (int i = 0; i < 20000; i++)
		buf_printf(&deep, "k%d = 1\n", i);
	refuses(deep.data, 10001, "nested too deeply or too long");
	buf_release(&deep);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_tables, setup, teardown),
		cmocka_unit_test_setup_teardown(test_strings, setup, teardown),
		cmocka_unit_test_setup_teardown(test_mistakes, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
