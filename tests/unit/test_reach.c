#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "flow/reach.h"
#include "snippet.h"
#include "util/buf.h"

enum { MAX_LINES = 32 };

/* Lines of code, each a statement of its own; those that the value comes from are marked by `<` before them, those it may get to by `>`. */
static bool gets_there(const char *marked)
{
	bool from[MAX_LINES] = { false }, to[MAX_LINES] = { false }, way[MAX_LINES] = { false };
	enum reach_answer answer;
	const struct pk_logical_lines *lines;
	struct snippet s;
	struct pk_unit *u;
	struct buf code;
	int n = 0;

	buf_init(&code, 1 << 12);
	for (const char *line = marked, *end; *line; line = end) {
		end = strchr(line, '\n') + 1;
		from[++n] = *line == '<';
		to[n] = *line == '>';
		buf_add(&code, (struct str){ line + 1, (size_t)(end - line - 1) });
	}
	u = snippet_open(&s, code.data);
	lines = pk_unit_logical_lines(u);
	assert_non_null(lines);
	assert_int_equal(lines->n, n + 1);
	answer = reach_by_names(u, lines, from, to, way);
	for (int i = 1; i <= n && answer == REACH_YES; i++)
		assert_true(way[i] || !from[i]);
	snippet_close(&s);
	buf_release(&code);
	return answer == REACH_YES;
}

static void yes(const char *marked)
{
	if (!gets_there(marked))
		fail_msg("it gets there in\n%s", marked);
}

static void no(const char *marked)
{
	if (gets_there(marked))
		fail_msg("it does not get there in\n%s", marked);
}

static void targets(void **state)
{
	(void)state;
	yes("<a = source\n"
	    ">sink(a)\n");
	yes("<a, (b, *c) = source\n"
	    " d = e = c\n"
	    ">sink(d)\n");
	yes(">sink(a)\n"
	    "<a = source\n");
	yes("<a += source\n"
	    ">sink(a)\n");
	yes("<for a in source:\n"
	    ">    sink(a)\n");
	yes("<with source as a:\n"
	    ">    sink(a)\n");
	yes("<f(a := source)\n"
	    ">sink(a)\n");
	yes("<f'{(a := source)}'\n"
	    ">sink(a)\n");
	yes("<b = 1; a = source\n"
	    ">sink(a)\n");
	no("<b = source\n"
	   " c = a\n"
	   ">sink(a, c)\n");
	no("<sink(source)\n"
	   ">sink(a)\n");
	no("<a = source\n"
	   ">sink(b.a, a=1)\n");
}

static void texts(void **state)
{
	(void)state;
	yes("<a = source\n"
	    " b = f'{a!r}'\n"
	    ">sink(b)\n");
	no("<a = source\n"
	   " b = 'a'\n"
	   ">sink(b)\n");
}

static void parts(void **state)
{
	(void)state;
	yes("<a.b = source\n"
	    ">sink(a.b.c)\n");
	yes("<a.b = source\n"
	    " def f(a):\n"
	    ">    sink(a.b)\n");
	yes("<a['b'] = source\n"
	    ">sink(a)\n");
	yes(" def f():\n"
	    "<    a['b'] = source\n"
	    " def g():\n"
	    ">    sink(a)\n");
	yes("<a.b['c'] = source\n"
	    ">sink(a.b)\n");
	no("<a.b = source\n"
	   ">sink(a.c, c.b, b)\n");
}

static void mutators(void **state)
{
	(void)state;
	yes("<a.append(source)\n"
	    ">sink(a)\n");
	yes("<a.b.update(source)\n"
	    ">sink(a.b)\n");
	no("<a.mix(source)\n"
	   ">sink(a, a.mix)\n");
}

static void functions(void **state)
{
	(void)state;
	yes("<f(source)\n"
	    " def f(a, *, b=1):\n"
	    ">    sink(b)\n");
	yes("<f(source)\n"
	    " def f(* a):\n"
	    ">    sink(a)\n");
	yes(" def f():\n"
	    "     def g(a):\n"
	    ">        sink(a)\n"
	    "<    g(source)\n");
	yes(" def f(a):\n"
	    ">    sink(a)\n"
	    "<b = source\n"
	    " f(b)\n");
	yes(" def f(a):\n"
	    "     return a\n"
	    "<b = f(source)\n"
	    ">sink(b)\n");
	yes(" def f():\n"
	    "<    return source\n"
	    ">sink(f())\n");
	yes(" class A:\n"
	    "     def f(self):\n"
	    "<        return source\n"
	    "     def g(self):\n"
	    ">        sink(self.f())\n");
	yes("<def f(a=source):\n"
	    ">    sink(a)\n");
	yes("<a = source\n"
	    " def f(b=a):\n"
	    ">    sink(b)\n");
	no("<g(source)\n"
	   " def f(a):\n"
	   ">    sink(a)\n");
	no(" def f():\n"
	   "<    a = source\n"
	   "     return 1\n"
	   ">sink(f())\n");
}

static void functions_on_one_line(void **state)
{
	(void)state;
	yes(">def f(a): sink(a)\n"
	    "<f(source)\n");
	yes("<a = source\n"
	    ">def f(): sink(a)\n");
	yes(" def f(): return a\n"
	    "<a = source\n"
	    ">sink(f())\n");
	no(">def f(a): sink(a)\n"
	   "<g(source)\n");
}

static void scopes(void **state)
{
	(void)state;
	yes("<a = source\n"
	    " def f():\n"
	    ">    sink(a)\n");
	yes(" def f():\n"
	    "     global a\n"
	    "<    a = source\n"
	    " def g():\n"
	    ">    sink(a)\n");
	yes(" def f():\n"
	    "<    a = source\n"
	    "     def g():\n"
	    ">        sink(a)\n");
	no(" def f():\n"
	   "<    a = source\n"
	   " def g():\n"
	   ">    sink(a)\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(targets),  cmocka_unit_test(texts),     cmocka_unit_test(parts),
		cmocka_unit_test(mutators), cmocka_unit_test(functions), cmocka_unit_test(functions_on_one_line),
		cmocka_unit_test(scopes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
