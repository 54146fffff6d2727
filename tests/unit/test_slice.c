#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "snippet.h"
#include "source/sieve/criterion.h"
#include "source/sieve/slice.h"
#include "util/buf.h"

/* Lines of code, those that are kept marked by a `|` before them; `load` is wanted, by its name, or first.load. An empty block is "...". */
static void check_wanted(const char *marked, struct str first)
{
	struct arena arena;
	struct intern words;
	struct snippet s;
	struct buf code, kept, expected;
	struct span *spans;
	struct pk_unit *u;
	uint32_t n;
	sym_t load;

	arena_init(&arena, 0);
	intern_init(&words, &arena, NULL);
	load = intern(&words, STR("load"));
	(void)intern(&words, STR("__import__"));
	buf_init(&code, 1 << 16);
	buf_init(&kept, 1 << 16);
	buf_init(&expected, 1 << 16);
	for (const char *line = marked, *end; *line; line = end) {
		bool wanted = *line == '|';
		struct str text;

		end = strchr(line, '\n') + 1;
		text = (struct str){ line + 1, (size_t)(end - line - 1) };
		buf_add(&code, text);
		if (wanted)
			buf_add(&expected, text);
	}
	u = snippet_open(&s, code.data);
	s.scratch.base = &words;
	if (first.n)
		pk_criterion_part(u, load, first);
	else
		pk_criterion_word(u, load, PK_ROLE_NAME);
	spans = pk_slice(u, &n);
	assert_non_null(spans);
	for (uint32_t i = 0; i < n; i++) {
		buf_add(&kept, str_slice(u->text, spans[i].start, spans[i].end));
		if (spans[i].start == spans[i].end)
			buf_adds(&kept, "\n");
	}
	if (strcmp(kept.data, expected.data) != 0)
		fail_msg("of\n%skept\n%snot\n%s", code.data, kept.data, expected.data);
	buf_release(&code);
	buf_release(&kept);
	buf_release(&expected);
	snippet_close(&s);
	arena_release(&arena);
}

static void check(const char *marked)
{
	check_wanted(marked, STR_NONE);
}

/* torch.load is wanted. */
static void check_part(const char *marked)
{
	check_wanted(marked, STR("torch"));
}

static void what_is_read_and_what_binds_it(void **state)
{
	(void)state;
	check("|import torch\n"
	      " limit = 3\n"
	      "|path = 'a'\n"
	      " def f(x):\n"
	      "     return x\n"
	      "|def g(y):\n"
	      "     '''load'''\n"
	      "     z = y\n"
	      "|    w = torch.load(path)\n"
	      "     # load\n"
	      "|    return\n");
	check("|name = 'a'\n"
	      "|name += 'b'\n"
	      " other = 'c'\n"
	      "|load(name)\n");
	check("|opts = {}\n"
	      "|opts['a'] = 1\n"
	      "|opts.update(b=2)\n"
	      " print(opts)\n"
	      "|load(**opts)\n");
	check("|args = parser.parse_args(argv)\n"
	      " argv = 1\n"
	      "|load(args.path)\n");
	check("|parser = ArgumentParser()\n"
	      " parser.add_argument('a')\n"
	      "|args = parser.parse_args()\n"
	      " args.b = 1\n"
	      "|load(args.path)\n");
	check("|command = ['a']\n"
	      "|command.append('b')\n"
	      "|copy = command\n"
	      "|load(copy)\n");
}

static void imports(void **state)
{
	(void)state;
	check(" import os\n"
	      "|import torch as t\n"
	      " from a import b, c\n"
	      "|from a import (d,\n"
	      "|               e)\n"
	      "|from f import *\n"
	      " def g():\n"
	      "     import h\n"
	      "|t.load(e)\n");
	check("|from a import T\n"
	      "|from a import D\n"
	      " from a import E\n"
	      "|@D\n"
	      "|def f(x: T):\n"
	      "|    load(x)\n");
	check("|def f():\n"
	      "|    import a\n"
	      "|def g():\n"
	      "|    load(a)\n");
}

/* Of a line that only leaves, the word alone. */
static void leaving(void **state)
{
	const char text[] = "def f():\n    try:\n        load(1)\n    except E:\n        raise F('b',\n                c)\n    return d";
	struct snippet s;
	struct pk_unit *u = snippet_open(&s, text);
	struct span *spans;
	struct intern words;
	struct arena arena;
	struct buf kept;
	uint32_t n;

	(void)state;
	arena_init(&arena, 0);
	intern_init(&words, &arena, NULL);
	buf_init(&kept, 1 << 10);
	s.scratch.base = &words;
	pk_criterion_word(u, intern(&words, STR("load")), PK_ROLE_NAME);
	spans = pk_slice(u, &n);
	for (uint32_t i = 0; i < n; i++)
		buf_add(&kept, str_slice(u->text, spans[i].start, spans[i].end));
	assert_string_equal(kept.data, "def f():\n    try:\n        load(1)\n    except E:\n        raise\n    return");
	buf_release(&kept);
	snippet_close(&s);
	arena_release(&arena);
}

/* Lines that were asked for by their place, and what becomes of what they bind. */
static void places(void **state)
{
	const char text[] = "a = 'x_' + 'y'\nb = a\nc = 1\nd.e = 2\nf(b)\n";
	struct snippet s;
	struct pk_unit *u = snippet_open(&s, text);
	struct span *spans;
	uint32_t n;

	(void)state;
	pk_criterion_place(u, 30);
	pk_criterion_place(u, 5);
	spans = pk_slice(u, &n);
	assert_int_equal(n, 2);
	assert_true(str_is(str_slice(u->text, spans[0].start, spans[0].end), "a = 'x_' + 'y'\nb = a\n"));
	assert_true(str_is(str_slice(u->text, spans[1].start, spans[1].end), "d.e = 2\nf(b)\n"));
	snippet_close(&s);
}

static void other_names(void **state)
{
	(void)state;
	check("|f = torch.load\n"
	      "|g = f\n"
	      " h = other\n"
	      "|g(1)\n");
	check("|from torch import load as read\n"
	      " write(1)\n"
	      "|read(1)\n");
	check("|from torch.load import a, b\n"
	      "|b(1)\n"
	      " c(1)\n");
	check("|from load.part import a\n"
	      "|import load.part as p\n"
	      "|a(1)\n"
	      "|p.a(1)\n");
	check(" x = 1\n"
	      "|y = foo(load)\n"
	      " y(1)\n");
}

static void blocks(void **state)
{
	(void)state;
	check("|if a:\n"
	      "|    x = 1\n"
	      "|elif b:\n"
	      "|    return\n"
	      "|else:\n"
	      "|    x = 2\n"
	      "|load(x)\n");
	check("|try:\n"
	      "|    load(1)\n"
	      "|except E:\n"
	      "|    raise\n");
	check("|for name in names:\n"
	      "     print(1)\n"
	      "|    load(name)\n"
	      "|    continue\n"
	      " if a:\n"
	      "     return\n");
	check("|class A:\n"
	      "     x = 1\n"
	      "|    @decorated\n"
	      "|    def f(self):\n"
	      "|        load(1)\n"
	      "     def g(self):\n"
	      "         pass\n");
	check("|with open(p) as f:\n"
	      "|    load(f)\n"
	      "|p = 'a'\n");
	check("|def f():\n"
	      "|    global x\n"
	      "|    x = 1\n"
	      "     y = 1\n"
	      "|load(x)\n");
	check("|match load:\n"
	      "|    case 1:\n"
	      "|        break\n"
	      "     case 2:\n"
	      "         pass\n");
}

static void lines_that_are_several(void **state)
{
	(void)state;
	check("|x = 1; y = 2\n"
	      " z = 1; w = 2\n"
	      "|load(y)\n");
	check("|if a: x = 1\n"
	      "|load(x,\n"
	      "|     2)\n"
	      " print(\n"
	      " )\n");
}

static void what_cannot_be_told(void **state)
{
	const char *const texts[] = {
		"load('\n", "load(\n", "if a:\nload(1)\n", "if a:\n   x\n  load(1)\n", "load(])\n", "x = 1\rload(2)\n"
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct snippet s;
		struct pk_unit *u = snippet_open(&s, texts[i]);
		uint32_t n = 7;

		u->criterion.words = arena_zalloc(&s.scratch.arena, 1, 1);
		assert_null(pk_slice(u, &n));
		assert_int_equal(n, 0);
		snippet_close(&s);
	}
}

static void parts_by_imports(void **state)
{
	(void)state;
	check_part("|import torch\n"
		   " import json, a as b\n"
		   "|torch.load(1)\n"
		   "|torch.hub.load(1)\n"
		   " json.load(1)\n"
		   " b.load(1)\n"
		   " c.load(1)\n");
	check_part("|import torch as t, torch.hub as h, json as j  # a, torch as j\n"
		   "|t.load(1)\n"
		   "|h.load(1)\n"
		   " j.load(1)\n");
	check_part("|from torch import hub, a as b\n"
		   " from json import c\n"
		   "|hub.load(1)\n"
		   "|b.load(1)\n"
		   " c.load(1)\n");
	check_part("|from .a import t\n"
		   "|t.load(1)\n");
	check_part("|from a import *\n"
		   "|b.load(1)\n");
	check_part("|from json import (c,  # d\n"
		   "|                  e)\n"
		   "|e.load(1)\n");
	check_part("|import builtins as b\n"
		   "|b.torch.load(1)\n"
		   "|builtins.torch.load(1)\n");
}

static void parts_by_lines_with_more_in_them(void **state)
{
	(void)state;
	check_part("|import json; t = torch\n"
		   "|t.load(1)\n");
	check_part("|from json import a; import torch as t\n"
		   "|t.load(1)\n");
	check_part("|import json \\\n"
		   "|    , torch as t\n"
		   "|t.load(1)\n");
	check_part("|if a: import torch as t\n"
		   "|t.load(1)\n");
	check_part("|a = f(b); t = torch\n"
		   "|t.load(1)\n");
	check_part("|def f(): (t, u) = torch, 1; t.load(1)\n");
}

static void parts_by_assignments(void **state)
{
	(void)state;
	check_part("|t = torch\n"
		   " a = 'torch'\n"
		   " b = f(torch)\n"
		   "|t.load(1)\n"
		   " a.load(1)\n"
		   " b.load(1)\n");
	check_part("|a = t = torch\n"
		   "|t.load(1)\n");
	check_part("|a, t = f(1), torch\n"
		   "|t.load(1)\n");
	check_part("|f(t := torch)\n"
		   "|t.load(1)\n");
	check_part("|f'{(t := torch)}'\n"
		   "|t.load(1)\n");
	check_part("|t = __import__('torch')\n"
		   "|t.load(1)\n"
		   "|f('a').load(1)\n");
	check_part("|torch.load(1)\n"
		   " a = f(1)\n"
		   " a.load(1)\n"
		   " f('a').load(1)\n"
		   " for t in f(torch):\n"
		   "     t.load(1)\n");
}

static void parts_as_they_are_written(void **state)
{
	(void)state;
	check_part("|torch . load(1)\n"
		   "|torch\f.load(1)\n"
		   " json . load(1)\n");
	check_part("|(torch).load(1)\n"
		   " json.load(1)\n");
	check_part("|(json.\n"
		   "|    load(1))\n"
		   " f(a, b).load(1)\n"
		   " a[0].load(1)\n"
		   "|torch \\\n"
		   "|    .load(1)\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_read_and_what_binds_it),
		cmocka_unit_test(other_names),
		cmocka_unit_test(places),
		cmocka_unit_test(imports),
		cmocka_unit_test(leaving),
		cmocka_unit_test(blocks),
		cmocka_unit_test(lines_that_are_several),
		cmocka_unit_test(what_cannot_be_told),
		cmocka_unit_test(parts_by_imports),
		cmocka_unit_test(parts_by_lines_with_more_in_them),
		cmocka_unit_test(parts_by_assignments),
		cmocka_unit_test(parts_as_they_are_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
