/* Values of configuration files: each as `path=value`, tables as `path/`, one a line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "source/config/fields.h"
#include "util/arena.h"

struct reading {
	struct str text;
	struct arena arena;
	struct str said;
};

static void take(void *to, const struct pk_field *f)
{
	struct reading *r = to;
	struct str value = str_slice(r->text, f->value.start, f->value.end);

	assert_true(f->value.end <= r->text.n && f->key.end <= r->text.n);
	if (f->kind == PK_FIELD_TABLE)
		r->said = arena_printf(&r->arena, "%.*s%.*s/\n", STR_ARG(r->said), STR_ARG(f->path));
	else
		r->said = arena_printf(&r->arena, "%.*s%.*s=%.*s%s\n", STR_ARG(r->said), STR_ARG(f->path), STR_ARG(value),
				       f->escaped ? " (escaped)" : "");
}

typedef void read_fields(struct str text, struct pk_fields out);

/* The readers want a few bytes behind the text. */
static void reads(read_fields *read, const char *text, const char *expected)
{
	struct reading r = { .said = STR("") };
	size_t n = strlen(text);
	char *padded = calloc(1, n + 64);

	assert_non_null(padded);
	memcpy(padded, text, n);
	arena_init(&r.arena, 0);
	r.text = (struct str){ padded, n };
	read(r.text, (struct pk_fields){ take, &r });
	if (!str_is(r.said, expected))
		fail_msg("%s\ngives\n%.*s\nand not\n%s", text, STR_ARG(r.said), expected);
	arena_release(&r.arena);
	free(padded);
}

static void toml(void **state)
{
	(void)state;
	reads(pk_fields_toml, "a = \"x\" # y\nb.c = 'z'\n", "a=x\nb/c=z\n");
	reads(pk_fields_toml, "[t.\"u v\"]\nn = 1\n[[w]]\nt = true", "t/u v/\nt/u v/n=1\nw/\nw/t=true\n");
	reads(pk_fields_toml, "a = [ \"x\", # \"no\"\n 'y', ]\nb = \"z\"", "a=x\na=y\nb=z\n");
	reads(pk_fields_toml, "a = {b = \"x\", c = {d = 2}}", "a/\na/b=x\na/c/\na/c/d=2\n");
	reads(pk_fields_toml, "a = \"\"\"x \"\" y\"\"\"\nb='''c'''", "a=x \"\" y\nb=c\n");
	reads(pk_fields_toml, "a = \"x\\\"y\"", "a=x\\\"y (escaped)\n");
	reads(pk_fields_toml, "a = [[[\"x\"]]", "a=x\n");
	reads(pk_fields_toml, "a = \nb\n= c\nd = \"open\ne = 'f'", "d=open\ne=f\n");
}

static void json(void **state)
{
	(void)state;
	reads(pk_fields_json, "{\"a\": {\"b\": \"x\", \"c\": [\"y\", 1]}, \"d\": null}", "a/\na/b=x\na/c/\na/c=y\na/c=1\nd=null\n");
	reads(pk_fields_json, "{\"a\": \"x\\n\"}", "a=x\\n (escaped)\n");
	reads(pk_fields_json, "[1]", "");
	reads(pk_fields_json, "{\"a\": \"x\", ", "a=x\n");
}

static void ini(void **state)
{
	(void)state;
	reads(pk_fields_ini, "[o]\na = x\nb =\n  y>=1\n  # no\n  z\n[p]\nc: w\n", "o/a=x\no/b=y>=1\no/b=z\np/c=w\n");
	reads(pk_fields_ini, "; no\n[o]\na\n", "");
}

static void yaml(void **state)
{
	(void)state;
	reads(pk_fields_yaml, "name: x\ndeps:\n- a=1\n- pip:\n  - b # c\n  - 'd'\n- e\nf: g",
	      "name=x\ndeps=a=1\ndeps/pip=b\ndeps/pip=d\ndeps=e\nf=g\n");
	reads(pk_fields_yaml, "deps:\n  - a::b\n  - pip:\n    - c==1\n  - d\n", "deps=a::b\ndeps/pip=c==1\ndeps=d\n");
	reads(pk_fields_yaml, "- - - x\n", "=x\n");
}

/* Nothing here is a valid file; all must end, with spans in the text. */
static void hostile(void **state)
{
	read_fields *const readers[] = { pk_fields_toml, pk_fields_json, pk_fields_ini, pk_fields_yaml };
	const char *const parts[] = { "[", "{", "a=", "\"", "'''", "- ", "a: ", "]", "}", ",", "\\", "\n", "{\"a\":", "[[" };

	(void)state;
	for (size_t r = 0; r < sizeof(readers) / sizeof(*readers); r++)
		for (size_t p = 0; p < sizeof(parts) / sizeof(*parts); p++) {
			struct reading reading = { .said = STR("") };
			size_t n = strlen(parts[p]);
			char *text = calloc(1, n * 3000 + 64);

			assert_non_null(text);
			for (size_t i = 0; i < 3000; i++)
				memcpy(text + i * n, parts[p], n);
			reading.text = (struct str){ text, n * 3000 };
			arena_init(&reading.arena, 0);
			readers[r](reading.text, (struct pk_fields){ take, &reading });
			arena_release(&reading.arena);
			free(text);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(toml), cmocka_unit_test(json), cmocka_unit_test(ini), cmocka_unit_test(yaml),
					    cmocka_unit_test(hostile) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
