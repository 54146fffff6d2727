#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "snippet.h"
#include "source/sieve/fragments.h"
#include "source/syntax/cst.h"
#include "source/sieve/criterion.h"
#include "util/buf.h"

/* What is cut out of the code, a `|` before and behind each; `load` is wanted as a name, `flag` as an argument. */
static void check(const char *code, const char *expected)
{
	struct arena arena;
	struct intern words;
	struct snippet s;
	struct pk_unit *u = snippet_open(&s, code);
	struct buf kept;
	struct span *spans;
	uint32_t n;
	sym_t load, flag;

	arena_init(&arena, 0);
	intern_init(&words, &arena, NULL);
	buf_init(&kept, 1 << 16);
	buf_adds(&kept, "|");
	s.scratch.base = &words;
	load = intern(&words, STR("load"));
	flag = intern(&words, STR("flag"));
	pk_criterion_word(u, load, PK_ROLE_NAME);
	pk_criterion_word(u, flag, PK_ROLE_LABEL);
	spans = pk_fragments(u, &n);
	for (uint32_t i = 0; i < n; i++) {
		if (spans[i].start == PK_APART.start)
			buf_adds(&kept, "|");
		else
			buf_add(&kept, str_slice(u->text, spans[i].start, spans[i].end));
	}
	assert_string_equal(kept.data, expected);
	buf_release(&kept);
	snippet_close(&s);
	arena_release(&arena);
}

static void calls(void **state)
{
	(void)state;
	check("x = ((((((a.load(b, ')')\n", "|a.load(b, ')')|");
	check("x = [[[f(1, flag=True) + g(load) + load\n", "|f(1, flag=True)|g(load)|");
	check("load(1) + load(load(2))\n", "|load(1)|load(load(2))|");
	check("y = lambda: (flag=1, 'load')\n", "|");
	check("load(1\n", "|");
	check("a.load.b(1) + load.c\n", "|a.load.b(1)|");
}

static void imports(void **state)
{
	(void)state;
	check("  import load as b\nfrom c import (d,\n  load)\nfrom c import (d,\n  e)\nfrom_x = 1\nload(b)\nimport nothing\n",
	      "|import load as b\n|from c import (d,\n  load)|load(b)|");
}

/* Of what is too long for a fragment only the name and brackets are left. */
static void long_ones(void **state)
{
	struct buf code;

	(void)state;
	buf_init(&code, 1 << 16);
	buf_adds(&code, "load(");
	for (int i = 0; i < 5000; i++)
		buf_adds(&code, "1,");
	buf_adds(&code, ")\nload(2)\n");
	check(code.data, "|load()|load(2)|");
	buf_release(&code);
}

/* Of an import that is too long, the names that are wanted. */
static void long_imports(void **state)
{
	static const char *const begins[] = { "import ", "from importlib import(" };
	static const char *const kept[] = { "|import  load as a, load as b|load()|",
					    "|from importlib import  load as a, load as b|load()|" };

	(void)state;
	for (int k = 0; k < 2; k++) {
		struct buf code;

		buf_init(&code, 1 << 16);
		buf_adds(&code, begins[k]);
		for (int i = 0; i < 2000; i++)
			buf_adds(&code, i == 600 || i == 700 ? i == 600 ? "load as a, " : "load as b," : "c, ");
		buf_adds(&code, k ? "d)\n" : "d\n");
		buf_adds(&code, "load()\n");
		check(code.data, kept[k]);
		buf_release(&code);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(calls), cmocka_unit_test(imports), cmocka_unit_test(long_ones),
					    cmocka_unit_test(long_imports) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
