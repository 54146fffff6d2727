#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "shape.h"
#include "snippet.h"
#include "source/syntax/cst.h"

struct example {
	const char *code, *shape;
};

static void check(const struct example *e, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct snippet s;
		const struct pk_tree *t = pk_unit_tree(snippet_open(&s, e[i].code));
		struct buf b = shape_of(t);

		if (strcmp(b.data, e[i].shape) != 0)
			fail_msg("%s\nis    %s\n not  %s", e[i].code, b.data, e[i].shape);
		buf_release(&b);
		snippet_close(&s);
	}
}

#define CHECK(...) check((const struct example[]){ __VA_ARGS__ }, sizeof((struct example[]){ __VA_ARGS__ }) / sizeof(struct example))

static void simple_statements(void **state)
{
	(void)state;
	CHECK({ "x: int", "assign(name x, -, name int)" }, { "x: int = 3", "assign(name x, int '3', name int)" },
	      { "a = b = c", "assign(name a, assign(name b, name c, -), -)" }, { "a += 1", "augassign +(name a, int '1')" },
	      { "a, b = 1, 2", "assign(tuple(name a, name b), tuple(int '1', int '2'), -)" }, { "f(),", "expr(tuple(call(name f, args)))" },
	      { "return", "return(-)" }, { "return *a.b, c", "return(tuple(star(attr b(name a)), name c))" }, { "raise", "raise(-, -)" },
	      { "raise A from b", "raise(name A, name b)" }, { "assert a, 'm'", "assert(name a, string 'm')" },
	      { "del a, b", "del(name a, name b)" }, { "global a, b", "global(name a, name b)" },
	      { "nonlocal a", "global +nonlocal(name a)" }, { "type A = B", "type(name A, name B)" },
	      { "pass; break; continue", "pass, break, continue" },
	      { "x = 1 # c\n# d\ny = 2", "assign(name x, int '1', -), assign(name y, int '2', -)" });
}

static void imports(void **state)
{
	(void)state;
	CHECK({ "import a.b as c, d", "import(alias a.b as c, alias d)" }, { "import a . b", "import(alias a.b)" },
	      { "from . import a", "from .(alias a)" }, { "from ..m import (a as b, c)", "from ..m(alias a as b, alias c)" },
	      { "from m import *", "from m +star" }, { "from __future__ import annotations", "from __future__(alias annotations)" });
}

static void compound_statements(void **state)
{
	(void)state;
	CHECK({ "if a:\n b\nelif c:\n d\nelse:\n e",
		"if(name a, block(expr(name b)), block(if +elif(name c, block(expr(name d)), block(expr(name e)))))" },
	      { "if a: b", "if(name a, block(expr(name b)), -)" },
	      { "async for a, b in c:\n d\nelse:\n e",
		"for +async(tuple(name a, name b), name c, block(expr(name d)), block(expr(name e)))" },
	      { "while a:\n b\nelse:\n c", "while(name a, block(expr(name b)), block(expr(name c)))" },
	      { "try:\n a\nexcept A as e:\n b\nexcept:\n d\nelse:\n e\nfinally:\n f",
		"try(block(expr(name a)), block(expr(name e)), block(expr(name f)), except(name A, name e, block(expr(name b))), except(-, "
		"-, "
		"block(expr(name d))))" },
	      { "with (open(a) as b, c):\n e", "with(block(expr(name e)), item(call(name open, args(name a)), name b), item(name c, -))" },
	      { "with a if b else c as d:\n e", "with(block(expr(name e)), item(cond(name a, name b, name c), name d))" },
	      { "async with a: b", "with +async(block(expr(name b)), item(name a, -))" },
	      { "match a, b:\n case [x, y] if c:\n  d\n case _:\n  e",
		"match(tuple(name a, name b), case(other, name c, block(expr(name d))), case(other, -, block(expr(name e))))" });
}

static void definitions(void **state)
{
	(void)state;
	CHECK({ "@a.b\n@c(1)\nasync def f(x, y: int = 2, /, z=3, *, k, **kw) -> R:\n pass",
		"def f +async(params(param x(-, -), param y(name int, int '2'), param(-, -), param z(-, int '3'), param +star(-, -), "
		"param k(-, -), param kw +dstar(-, -)), name R, block(pass), decorator(attr b(name a)), decorator(call(name c, args(int "
		"'1'))))" },
	      { "@d\nclass A(B, metaclass=C):\n x = 1",
		"class A(args(name B, kwarg metaclass(name C)), block(assign(name x, int '1', -)), decorator(name d))" },
	      { "class A: pass", "class A(args, block(pass))" },
	      { "lambda x, *y, z=1: x", "expr(lambda(params(param x(-, -), param y +star(-, -), param z(-, int '1')), name x))" },
	      { "lambda: 0", "expr(lambda(params, int '0'))" },
	      { "def f(a: A[B, C] = None) -> 'D': pass",
		"def f(params(param a(subscript(name A, tuple(name B, name C)), none)), string 'D', block(pass))" });
}

static void calls_and_containers(void **state)
{
	(void)state;
	CHECK({ "f(*a, b, **c, d=1)", "expr(call(name f, args(star(name a), name b, dstar(name c), kwarg d(int '1'))))" },
	      { "f(x for x in y)", "expr(call(name f, args(genexp(name x, comp_for(name x, name y)))))" },
	      { "f(g)(h).i[j]", "expr(subscript(attr i(call(call(name f, args(name g)), args(name h))), name j))" },
	      { "a[1, 2:3, ::4]", "expr(subscript(name a, tuple(int '1', slice(int '2', int '3', -), slice(-, -, int '4'))))" },
	      { "a[: # x:y\n b]", "expr(subscript(name a, slice(-, name b, -)))" }, { "[*a, b]", "expr(list(star(name a), name b))" },
	      { "{1, *a}", "expr(set(int '1', star(name a)))" }, { "{}", "expr(dict)" },
	      { "{a: b, **c}", "expr(dict(pair(name a, name b), dstar(name c)))" }, { "()", "expr(tuple)" },
	      { "[x for x, in y if z if w for q in r]",
		"expr(listcomp(name x, comp_for(tuple(name x), name y), comp_if(name z), comp_if(name w), comp_for(name q, name r)))" },
	      { "{a: b for (a) in c}", "expr(dictcomp(pair(name a, name b), comp_for(name a +paren, name c)))" });
}

static void operators(void **state)
{
	(void)state;
	CHECK({ "a and b or not c", "expr(bool or(bool and(name a, name b), unary not(name c)))" },
	      { "a < b", "expr(compare <(name a, name b))" }, { "a < b <= c", "expr(chain(name a, name b, name c))" },
	      { "a not in b, a is not b", "expr(tuple(compare not in(name a, name b), compare is not(name a, name b)))" },
	      { "-a ** ~b", "expr(unary -(binary **(name a, unary ~(name b))))" },
	      { "a if b else c", "expr(cond(name a, name b, name c))" },
	      { "a @ b // c << d", "expr(binary <<(binary //(binary @(name a, name b), name c), name d))" },
	      { "await a", "expr(await(name a))" }, { "x = yield", "assign(name x, yield(-), -)" },
	      { "yield from a", "expr(yield +star(name a))" }, { "(a := b)", "expr(walrus +paren(name a, name b))" },
	      { "True, False, None, ...", "expr(tuple(true, false, none, ellipsis))" },
	      { "0x1F + 1_000 + 2j", "expr(binary +(binary +(int '0x1F', int '1000'), float '2j'))" });
}

static void strings(void **state)
{
	(void)state;
	CHECK({ "\"a\" 'b'", "expr(string 'ab' +concat)" },
	      { "u'a\\x41\\u00e9\\U0001F600\\N{DASH}\\101\\q\\\nz'", "expr(string 'aA\u00e9\U0001F600\\N{DASH}A\\qz')" },
	      { "r'\\n' + rb'\\x'", "expr(binary +(string '\\n' +raw, string '\\x' +bytes +raw))" },
	      { "r'\\\\'", "expr(string '\\\\' +raw)" }, { "b'\\x41\\u0041'", "expr(string 'A\\u0041' +bytes)" },
	      { "\"\"\"a\"b\"\"\"", "expr(string 'a\"b' +triple)" },
	      { "f'a{b}c'", "expr(fstring(string 'a' +format, interp(name b, -), string 'c' +format))" },
	      { "f'a{{{b!r:>{w}.2f}}}' 'd' f'{e}'", "expr(fstring +concat(string 'a{' +format, interp(name b, fstring(string '>', "
						    "interp(name w, -), string '.2f')), string '}d' "
						    "+concat +format, interp(name e, -)))" },
	      { "f'abc{{}}'", "expr(string 'abc{}' +format)" });
}

static void python_2(void **state)
{
	(void)state;
	CHECK({ "print 'a' % b, c", "print(binary %(string 'a', name b), name c)" }, { "print >>f, x", "print(name f, name x)" },
	      { "print(a)", "expr(call(name print, args(name a)))" }, { "exec 'a' in b", "exec(string 'a', name b)" },
	      { "raise E, 'm'", "raise(tuple(name E, string 'm'), -)" },
	      { "try:\n a\nexcept A, e:\n b", "try(block(expr(name a)), -, -, except(name A, name e, block(expr(name b))))" },
	      { "def f(a, (b, (c, d))): pass",
		"def f(params(param a(-, -), param b(-, -), param c(-, -), param d(-, -)), -, block(pass))" },
	      { "a <> 0777L", "expr(compare !=(name a, int '0777L'))" });
}

/* What stands near broken code is still seen. */
static void broken(void **state)
{
	static const char *const samples[] = {
		"x = foo(1\nos.system(y)\n",
		"<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> b\nos.system(y)\n",
		"class A\n  def f(self):\n    os.system(y)\n",
		"%matplotlib inline\nos.system(y)\n",
		"def f(\n\nx = os.system(y)\n",
		"for i in range(3)\n  x = 1\nif a:\n  os.system(y)\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct snippet s;
		struct pk_unit *u = snippet_open(&s, samples[i]);
		const struct pk_tree *t = pk_unit_tree(u);
		uint32_t seen = 0;

		assert_non_null(t);
		assert_non_null(u->parse_note);
		for (uint32_t n = 1; n < t->n; n++)
			seen += t->nodes[n].kind == PKN_ATTR && str_is(intern_text(t->symbols, t->nodes[n].sym), "system");
		if (seen != 1)
			fail_msg("os.system is lost in:\n%s", samples[i]);
		snippet_close(&s);
	}
}

/* Spans leave out parentheses and trailing comments; pk_node_outer has the parentheses. */
static void spans(void **state)
{
	static const char code[] = "@d\ndef f():\n  return ((a + b))  # c\n  # d\n\nx = 1\n";
	struct snippet s;
	const struct pk_tree *t = pk_unit_tree(snippet_open(&s, code));
	uint32_t def = pk_node_first(t, 0), block = pk_node_child(t, def, 2), sum = block + 2;
	struct span outer = pk_node_outer(t, sum);

	(void)state;
	assert_int_equal(t->nodes[def].kind, PKN_DEF);
	assert_true(str_is(pk_node_source(t, def), "@d\ndef f():\n  return ((a + b))"));
	assert_true(str_is(pk_node_source(t, block), "return ((a + b))"));
	assert_int_equal(t->nodes[sum].kind, PKN_BINARY);
	assert_true(str_is(pk_node_source(t, sum), "a + b"));
	assert_true(str_is(str_slice(t->source, outer.start, outer.end), "((a + b))"));
	assert_true(str_starts(str_slice(t->source, t->nodes[def].aux, t->source.n), STR("f()")));
	assert_int_equal(pk_node_count(t, def), 4);
	assert_int_equal(pk_node_next(t, pk_node_next(t, def)), 0);
	snippet_close(&s);
}

static void numbers(void **state)
{
	static const struct {
		const char *code;
		bool fits;
		int64_t value;
	} table[] = { { "0x1f", true, 31 },
		      { "0o17", true, 15 },
		      { "0b101", true, 5 },
		      { "0777", true, 511 },
		      { "12L", true, 12 },
		      { "1_000", true, 1000 },
		      { "0", true, 0 },
		      { "9223372036854775807", true, INT64_MAX },
		      { "9223372036854775808", false, 0 },
		      { "99999999999999999999999", false, 0 } };

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
		struct snippet s;
		const struct pk_tree *t = pk_unit_tree(snippet_open(&s, table[i].code));
		int64_t v = 0;

		if (pk_node_int(t, 2, &v) != table[i].fits || (table[i].fits && v != table[i].value))
			fail_msg("%s is %lld", table[i].code, (long long)v);
		snippet_close(&s);
	}
}

static char *repeat(const char *head, const char *piece, size_t count, const char *tail)
{
	size_t n = strlen(piece);
	char *out = malloc(strlen(head) + n * count + strlen(tail) + 1), *p = out;

	assert_non_null(out);
	p = stpcpy(p, head);
	for (size_t i = 0; i < count; i++)
		p = stpcpy(p, piece);
	(void)stpcpy(p, tail);
	return out;
}

/* Nesting without end is cut, says so, and costs neither the stack nor much time. */
static void deep(void **state)
{
	static const char *const pieces[] = { "[", "(",    "{",   "not ",   "lambda: ", "a[",           "f(",
					      "-", "a = ", "f'{", "a.b().", "a + ",     "a if b else ", "'a' " };

	(void)state;
	for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++) {
		char *code = repeat("x = ", pieces[i], 20000, "y\n");
		struct snippet s;
		struct pk_unit *u = snippet_open(&s, code);
		const struct pk_tree *t;

		pk_scratch_next(&s.scratch, 20000);
		u->text.p = u->raw.p = code;
		t = pk_unit_tree(u);
		assert_true(t || u->parse_note);
		if (t && t->n > 1)
			assert_true(u->parse_note || i == 13);
		snippet_close(&s);
		free(code);
	}
}

static void timeout(void **state)
{
	char *code = repeat("", "def f(\n", 30000, "");
	struct snippet s;
	struct pk_unit *u = snippet_open(&s, "");

	(void)state;
	pk_scratch_next(&s.scratch, 50);
	u->text = u->raw = str_from(code);
	assert_null(pk_unit_tree(u));
	assert_non_null(u->parse_note);
	/* the parser can be used again */
	pk_scratch_next(&s.scratch, 0);
	u->tree_tried = false;
	u->text = u->raw = STR("x = 1");
	assert_non_null(pk_unit_tree(u));
	assert_int_equal(u->tree->n, 5);
	snippet_close(&s);
	free(code);
}

/* Brackets that never close are dear to the parser: it gives up when they take far more memory than text does. */
static void memory(void **state)
{
	char *code = repeat("", "[", 300000, "");
	struct snippet s;
	struct pk_unit *u = snippet_open(&s, code);
	struct cst out;

	(void)state;
	assert_int_equal(pk_cst_parse(&s.scratch, &s.scratch.arena, u->text, NULL, 0, &out), CST_TOO_BIG);
	snippet_close(&s);
	free(code);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(simple_statements),
		cmocka_unit_test(imports),
		cmocka_unit_test(compound_statements),
		cmocka_unit_test(definitions),
		cmocka_unit_test(operators),
		cmocka_unit_test(calls_and_containers),
		cmocka_unit_test(strings),
		cmocka_unit_test(python_2),
		cmocka_unit_test(broken),
		cmocka_unit_test(spans),
		cmocka_unit_test(numbers),
		cmocka_unit_test(deep),
		cmocka_unit_test(timeout),
		cmocka_unit_test(memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
