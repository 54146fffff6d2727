#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "snippet.h"
#include "source/meaning/consts.h"
#include "util/limits.h"

static void show(const struct pk_const *c, char *out, size_t n)
{
	static const char *const words[] = { [PKC_UNKNOWN] = "?", [PKC_NONE] = "None", [PKC_SOME_STRING] = "some string" };

	if (!c)
		(void)snprintf(out, n, "?");
	else if (c->kind == PKC_STRING)
		(void)snprintf(out, n, "%s'%s'", c->is_bytes ? "b" : "", c->s.p);
	else if (c->kind == PKC_FLOAT)
		(void)snprintf(out, n, "%s", c->s.p);
	else if (c->kind == PKC_INT)
		(void)snprintf(out, n, "%lld", (long long)c->i);
	else if (c->kind == PKC_BOOL)
		(void)snprintf(out, n, "%s", c->i ? "True" : "False");
	else
		(void)snprintf(out, n, "%s", words[c->kind]);
}

/* In the code, the last place where `expr` stands is known to be `value`; "?" for not known. */
static void is(const char *code, const char *expr, const char *value)
{
	struct snippet s;
	struct pk_unit *u = snippet_open(&s, code);
	uint32_t node = snippet_find(u, expr);
	char got[256];

	if (!node)
		fail_msg("no `%s` in:\n%s", expr, code);
	show(pk_const_of(u, node), got, sizeof(got));
	if (strcmp(got, value) != 0)
		fail_msg("`%s` is %s, not %s in:\n%s", expr, got, value, code);
	snippet_close(&s);
}

/* The value of one expression. */
static void folds(const char *expr, const char *value)
{
	is(expr, expr, value);
}

/* The last use of `name` is defined by the expression `def`; "" for none. */
static void defined(const char *code, const char *name, const char *def)
{
	struct snippet s;
	struct pk_unit *u = snippet_open(&s, code);
	uint32_t node = snippet_find(u, name), by = pk_unit_consts(u)->def[node];
	struct str got = by ? pk_node_source(u->tree, by) : STR("");

	if (!node || !str_is(got, def))
		fail_msg("`%s` is defined by `%.*s`, not `%s` in:\n%s", name, STR_ARG(got), def, code);
	snippet_close(&s);
}

/* The dict that the last `name` spreads; "" for none. */
static void spreads(const char *code, const char *name, const char *dict)
{
	struct snippet s;
	struct pk_unit *u = snippet_open(&s, code);
	uint32_t node = pk_const_dict(u, snippet_find(u, name));
	struct str got = node ? pk_node_source(u->tree, node) : STR("");

	if (!str_is(got, dict))
		fail_msg("`%s` spreads `%.*s`, not `%s` in:\n%s", name, STR_ARG(got), dict, code);
	snippet_close(&s);
}

static void test_literals(void **state)
{
	(void)state;
	folds("'a'", "'a'");
	folds("b'a'", "b'a'");
	folds("'a' 'b'", "'ab'");
	folds("0x10", "16");
	folds("1.5", "1.5");
	folds("True", "True");
	folds("None", "None");
	folds("x", "?");
	folds("[1]", "?");
	folds("99999999999999999999", "?");
}

static void test_operators(void **state)
{
	(void)state;
	folds("'a' + 'b' + 'c'", "'abc'");
	folds("'a' + b'b'", "?");
	folds("'a' + x", "?");
	folds("1 + 2 * 3 - 4", "3");
	folds("9223372036854775807 + 1", "?");
	folds("-1", "-1");
	folds("-1.5", "-1.5");
	folds("--1", "1");
	folds("'ab' * 3", "'ababab'");
	folds("3 * 'ab'", "'ababab'");
	folds("'ab' * -1", "''");
	folds("'ab' * n", "some string");
	folds("'ab' * 1000000000", "some string");
	folds("not 'a'", "False");
	folds("not x", "?");
	folds("'' or 'a'", "'a'");
	folds("'a' and None", "None");
	folds("x or 'a'", "?");
	folds("'a' if x else 'a'", "'a'");
	folds("'a' if x else 'b'", "some string");
	folds("'a' if 1 else None", "'a'");
	folds("1 if x else 2", "?");
	is("(y := 'a')\n", "y := 'a'", "'a'");
}

static void test_formatting(void **state)
{
	(void)state;
	folds("f'a{1}b{\"c\"}{None}{True}'", "'a1bcNoneTrue'");
	folds("f'a{x}'", "?");
	folds("f'{1:03d}'", "some string");
	folds("'a%sb%d%%' % ('x', 2)", "'axb2%'");
	folds("'a%s' % 'x'", "'ax'");
	folds("'a%5s' % 'x'", "some string");
	folds("'a%s' % x", "?");
	folds("'a%s' % ('x', x)", "?");
	folds("'a%s' % ()", "some string");
	folds("'{}-{1}-{n}{{}}'.format('x', 2, n='z')", "'x-2-z{}'");
	folds("'{}'.format(x)", "?");
	folds("'{:>3}'.format(1)", "some string");
	folds("'{0.real}'.format(1)", "some string");
	folds("'{}'.format(*x)", "?");
	folds("'{'.format()", "some string");
}

static void test_globals_assigned_once(void **state)
{
	(void)state;
	is("K = 'a'\ndef f():\n\treturn K\n", "K", "'a'");
	is("def f():\n\treturn K + 'b'\nK = 'a'\n", "K + 'b'", "'ab'");
	is("K = 'a'\nK = 'b'\ndef f():\n\treturn K\n", "K", "?");
	is("K = 'a'\nK += 'b'\ndef f():\n\treturn K\n", "K", "?");
	is("K = 'a'\nfor K in y:\n\tpass\ndef f():\n\treturn K\n", "K", "?");
	is("K = 'a'\ndef g():\n\tglobal K\n\tK = x\ndef f():\n\treturn K\n", "K", "?");
	is("K = 'a'\ndef f(K):\n\treturn K\n", "K", "?");
	is("if x:\n\tK = 'a'\nuse(K)\n", "K", "'a'");
	is("A = 'a'\nB = A + 'b'\ndef f():\n\treturn B\n", "B", "'ab'");
	is("class C:\n\tK = 'a'\n\tdef f(self):\n\t\treturn K\n", "K", "?");
	is("class C:\n\tK = 'a'\n\tuse(K)\n", "K", "'a'");
	is("K = x\nclass C:\n\tif c:\n\t\tK = 'a'\n\tuse(K)\n", "K", "?");
	is("def f():\n\tk = 'a'\n\tdef g():\n\t\treturn k\n", "k", "'a'");
	is("k = 'a'\nf = lambda: k\n", "k", "'a'");
	is("k = 'a'\nf = lambda: k + 'b'\nk = 'c'\n", "k + 'b'", "?");
}

static void test_straight_flow(void **state)
{
	(void)state;
	is("x = 'a'\nx = 'b'\nuse(x)\n", "x", "'b'");
	is("x = 'a'\nx = y\nuse(x)\n", "x", "?");
	is("x = 1\nx += 2\nuse(x)\n", "x", "3");
	is("x = 'a'\nx %= 'b'\nx += 'c'\nuse(x)\n", "x", "some string");
	is("def f(x):\n\tx = 'a'\n\tuse(x)\n", "x", "'a'");
	is("x = y = 'a'\nx = y\nuse(x)\n", "x", "'a'");
	is("x, (y, z) = 'a', ('b', 'c')\nx = z\nuse(x)\n", "x", "'c'");
	is("x, y = f()\nuse(x)\n", "x", "?");
	is("x, *y = 'a', 'b'\nuse(x)\n", "x", "?");
	is("x: str = 'a'\nx = x + 'b'\nuse(x)\n", "x", "'ab'");
	is("x = 'a'\nimport x\nuse(x)\n", "x", "?");
	is("x = 'a'\ndef x():\n\tpass\nuse(x)\n", "x", "?");
	is("x = 'a'\nwith f() as x:\n\tuse(x)\n", "x", "?");
	is("x = 'a'\nx.strip()\nuse(x)\n", "x", "'a'");
	is("for x in ['a', 'b']:\n\tuse(x)\n", "x", "some string");
	is("y = ('a', 'a')\nfor x in y:\n\tuse(x)\n", "x", "'a'");
	is("for x in ['a', z]:\n\tuse(x)\n", "x", "?");
}

static void test_branches(void **state)
{
	(void)state;
	is("x = 'a'\nif c:\n\tx = 'b'\nuse(x)\n", "x", "some string");
	is("x = 1\nif c:\n\tx = 2\nuse(x)\n", "x", "?");
	is("x = 1\nif c:\n\tx = 2\nelse:\n\tx = 2\nuse(x)\n", "x", "2");
	is("x = 1\nif c:\n\tx = 2\nelif d:\n\tx = 2\nelse:\n\tx = 2\nuse(x)\n", "x", "2");
	is("x = 1\nif c:\n\tx = 2\nelif d:\n\tx = 2\nuse(x)\n", "x", "?");
	is("def f():\n\tx = 1\n\tif c:\n\t\tx = 2\n\t\treturn\n\tuse(x)\n", "x", "1");
	is("def f():\n\tif c:\n\t\tx = 2\n\telse:\n\t\tx = 3\n\t\traise E\n\tuse(x)\n", "x", "2");
	is("x = 1\nif c:\n\tuse(x + 0)\n\tx = 2\n", "x + 0", "1");
	is("x = 1\nif c:\n\ty = 2\nuse(x)\n", "x", "1");
	is("x = 1\nmatch c:\n\tcase 1:\n\t\tx = 2\n\tcase _:\n\t\tx = 2\nuse(x)\n", "x", "?");
	is("x = 1\nc and (x := 2)\nuse(x)\n", "x", "?");
	is("x = 1\n(x := 2) and c\nuse(x)\n", "x", "2");
}

static void test_loops(void **state)
{
	(void)state;
	is("x = 'a'\nwhile c:\n\tuse(x + 'b')\n\tx = y\n", "x + 'b'", "?");
	is("x = 1\nwhile c:\n\tf(x + 0)\n\tx = 2\n", "x + 0", "?");
	is("x = 1\nfor i in y:\n\tx = 2\n\tuse(x)\n", "x", "2");
	is("x = 1\nfor i in y:\n\tx = 2\nuse(x)\n", "x", "?");
	is("x = 1\nfor i in y:\n\tz = 2\nuse(x)\n", "x", "1");
	is("def f():\n\tx = 1\n\twhile True:\n\t\treturn\n\tx = 2\n\tuse(x)\n", "x", "2");
	is("x = 1\nfor i in y:\n\tpass\nelse:\n\tx = 2\nuse(x)\n", "x", "?");
	is("x = 1\n[(x := 2) for i in y]\nuse(x)\n", "x", "?");
}

static void test_exceptions(void **state)
{
	(void)state;
	is("x = 1\ntry:\n\tx = 2\nexcept E:\n\tuse(x)\n", "x", "?");
	is("x = 1\ntry:\n\tx = 2\nexcept E:\n\tpass\nuse(x)\n", "x", "?");
	is("x = 1\ntry:\n\tx = 2\nexcept E:\n\tx = 2\nuse(x)\n", "x", "2");
	is("def f():\n\tx = 1\n\ttry:\n\t\tx = 2\n\texcept E:\n\t\traise\n\tuse(x)\n", "x", "2");
	is("x = 1\ntry:\n\tx = 2\nfinally:\n\tpass\nuse(x)\n", "x", "2");
	is("x = 1\ntry:\n\ty()\nexcept E as x:\n\tpass\nuse(x)\n", "x", "?");
}

static void test_definitions(void **state)
{
	(void)state;
	defined("q = 'a' + u\nrun(q)\n", "q", "'a' + u");
	defined("q = a\nq = b\nrun(q)\n", "q", "b");
	defined("q = a\nif c:\n\tq = b\nrun(q)\n", "q", "");
	defined("q = f()\nq.close()\nrun(q)\n", "q", "");
	defined("q = f()\nq.x = 1\nrun(q)\n", "q", "");
	defined("q = f()\ndel q[0]\nrun(q)\n", "q", "");
	defined("q = f()\nx = q.close()\nrun(q)\n", "q", "f()");
	defined("q = f()\nwhile c:\n\tq = g()\nrun(q)\n", "q", "");
	defined("def f(q):\n\trun(q)\n", "q", "");
	defined("q = f()\ndef g():\n\trun(q)\n", "q", "f()");
	defined("q = f()\ndef g():\n\trun(q)\ndef h():\n\tq.x()\n", "q", "");
	defined("q = q + 1\nq = q + 2\n", "q", "q + 1");
	defined("f = lambda: f()\n", "f", "");
}

static void test_spread_dicts(void **state)
{
	(void)state;
	spreads("f(**{'a': 1})\n", "{'a': 1}", "{'a': 1}");
	spreads("kw = {'a': 1}\nf(**kw)\n", "kw", "{'a': 1}");
	spreads("kw = dict(a=1)\nf(**kw)\n", "kw", "dict(a=1)");
	spreads("KW = {'a': 1}\ndef g():\n\tf(**KW)\n", "KW", "{'a': 1}");
	spreads("KW = {'a': 1}\ndef g():\n\tf(**KW)\ndef h():\n\tKW['b'] = 2\n", "KW", "");
	spreads("kw = {'a': 1}\nkw['b'] = 2\nf(**kw)\n", "kw", "");
	spreads("kw = {'a': 1}\nkw.update(b=2)\nf(**kw)\n", "kw", "");
	spreads("kw = {'a': 1}\nif c:\n\tkw['b'] = 2\nf(**kw)\n", "kw", "");
	spreads("kw = {'a': 1}\nfor i in y:\n\tf(**kw)\n\tkw['b'] = 2\n", "kw", "");
	spreads("kw = g()\nf(**kw)\n", "kw", "");
	spreads("def dict(a):\n\tpass\nkw = dict(a=1)\nf(**kw)\n", "kw", "");
}

static void test_folded_text_is_bounded(void **state)
{
	static char code[PK_MAX_CONST_BYTES + 64];
	size_t n = 0;

	(void)state;
	memcpy(code, "x = '", 5);
	memset(code + 5, 'a', PK_MAX_CONST_BYTES);
	n = 5 + PK_MAX_CONST_BYTES;
	(void)snprintf(code + n, sizeof(code) - n, "'\nuse(x + 'b')\n");
	is(code, "x + 'b'", "some string");
}

static void test_folded_text_of_a_file_is_bounded(void **state)
{
	static char code[16384] = "a = 'x' * 60000\n";
	size_t n = strlen(code);

	(void)state;
	for (int i = 0; i < 300; i++)
		n += (size_t)snprintf(code + n, sizeof(code) - n, "b%03d = a + '%03d'\n", i, i);
	is(code, "'000'", "'000'");
	is(code, "a + '299'", "some string");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_literals),
		cmocka_unit_test(test_operators),
		cmocka_unit_test(test_formatting),
		cmocka_unit_test(test_globals_assigned_once),
		cmocka_unit_test(test_straight_flow),
		cmocka_unit_test(test_branches),
		cmocka_unit_test(test_loops),
		cmocka_unit_test(test_exceptions),
		cmocka_unit_test(test_definitions),
		cmocka_unit_test(test_spread_dicts),
		cmocka_unit_test(test_folded_text_is_bounded),
		cmocka_unit_test(test_folded_text_of_a_file_is_bounded),
	};

	return cmocka_run_group_tests_name("consts", tests, NULL, NULL);
}
