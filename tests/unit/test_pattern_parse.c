#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "shape.h"

struct example {
	const char *pattern, *shape;
};

/* Each pattern's tree, or part of the message when it is none ("!..."). */
static void check(const struct example *e, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct pk_err err = { 0 };
		struct arena arena;
		struct pk_scratch scratch;
		struct intern symbols;
		const struct pk_tree *t;
		struct buf b;

		arena_init(&arena, 0);
		intern_init(&symbols, &arena, NULL);
		pk_scratch_init(&scratch, NULL);
		t = pk_tree_pattern(&scratch, &arena, &symbols, str_from(e[i].pattern), &err);
		pk_scratch_release(&scratch);
		if (e[i].shape[0] == '!') {
			if (t || !strstr(err.msg, e[i].shape + 1))
				fail_msg("%s\nsays %s\n not %s", e[i].pattern, err.msg, e[i].shape + 1);
		} else {
			if (!t)
				fail_msg("%s\nsays %s", e[i].pattern, err.msg);
			b = shape_of(t);
			if (strcmp(b.data, e[i].shape) != 0)
				fail_msg("%s\nis    %s\n not  %s", e[i].pattern, b.data, e[i].shape);
			buf_release(&b);
		}
		arena_release(&arena);
	}
}

#define CHECK(...) check((const struct example[]){ __VA_ARGS__ }, sizeof((struct example[]){ __VA_ARGS__ }) / sizeof(struct example))

static void metavariables(void **state)
{
	(void)state;
	CHECK({ "$X", "expr(metavar $X)" }, { "$_", "expr(metavar $_)" }, { "f($1)", "expr(call(name f, args(metavar $1)))" },
	      { "$F(..., $K=$V, ...)", "expr(call(metavar $F, args(dots, kwarg $K(metavar $V), dots)))" },
	      { "f(**$KW, *$A)", "expr(call(name f, args(dstar(metavar $KW), star(metavar $A))))" },
	      { "f($...ARGS)", "expr(call(name f, args(metavar_run $...ARGS)))" }, { "a.$F", "expr(attr $F(name a))" },
	      { "def $F(..., $X, ...): ...", "def $F(params(dots, param $X(-, -), dots), -, block(expr(dots)))" },
	      { "def f($X: $T = 3, *$A): ...", "def f(params(param $X(metavar $T, int '3'), param $A +star(-, -)), -, block(expr(dots)))" },
	      { "class $C(..., B, ...): ...", "class $C(args(dots, name B, dots), block(expr(dots)))" },
	      { "import $X", "import(alias $X)" }, { "from $M.x import $N as $Q", "from $M.x(alias $N as $Q)" },
	      { "import a.$B", "import(alias a.$B)" }, { "price = '$' + x", "assign(name price, binary +(string '$', name x), -)" });
}

static void dots(void **state)
{
	(void)state;
	CHECK({ "...", "expr(dots)" }, { "{..., 'k': $V, ...}", "expr(dict(dots, pair(string 'k', metavar $V), dots))" },
	      { "{...}", "expr(dict(dots))" }, { "{$A, ...}", "expr(set(metavar $A, dots))" },
	      { "(..., $X)", "expr(tuple(dots, metavar $X))" }, { "[...]", "expr(list(dots))" }, { "return ...", "return(dots)" },
	      { "x[...]", "expr(subscript(name x, dots))" }, { "$X = ...", "assign(metavar $X, dots, -)" },
	      { "lambda ...: $E", "expr(lambda(params(dots), metavar $E))" },
	      { "'$SQL' + ...", "expr(binary +(string_metavar $SQL, dots))" },
	      { "with ... as $F:\n  ...", "with(block(expr(dots)), item(dots, metavar $F))" },
	      { "for $X in ...: ...", "for(metavar $X, dots, block(expr(dots)), -)" },
	      { "try:\n  ...\nexcept ...:\n  $S", "try(block(expr(dots)), -, -, except(dots, -, block(expr(metavar $S))))" },
	      { "$X\n...\n$Y", "expr(metavar $X), expr(dots), expr(metavar $Y)" },
	      { "f(a, # why\n  ...)", "expr(call(name f, args(name a, dots)))" });
}

static void operators_of_patterns(void **state)
{
	(void)state;
	CHECK({ "<... f($X) ...>", "expr(deep(call(name f, args(metavar $X))))" },
	      { "if <... $X == 1 ...>: ...", "if(deep(compare ==(metavar $X, int '1')), block(expr(dots)), -)" },
	      { "$X. ... .foo()", "expr(call(attr foo(attr_dots(metavar $X)), args))" },
	      { "numpy. ... .$FN(...)", "expr(call(attr $FN(attr_dots(name numpy)), args(dots)))" },
	      { "f($X: int)", "expr(call(name f, args(typed $X(name int))))" },
	      { "f(($X: a.B))", "expr(call(name f, args(typed $X +paren(attr B(name a)))))" },
	      { "$X: int", "assign(metavar $X, -, name int)" }, { "@$X.route(...)", "decorator(call(attr route(metavar $X), args(dots)))" },
	      { "@$X.route(...)\ndef $F(...): ...",
		"def $F(params(dots), -, block(expr(dots)), decorator(call(attr route(metavar $X), args(dots))))" });
}

static void strings(void **state)
{
	(void)state;
	CHECK({ "'...'", "expr(any_string)" }, { "\"$X\"", "expr(string_metavar $X)" }, { "'a $X'", "expr(string 'a $X')" },
	      { "'=~/a.*\\/b/i'", "expr(string_regex 'a.*\\/b')" }, { "'...' '...'", "expr(any_string +concat)" },
	      { "f'$SQL{...}...'", "expr(fstring(string_metavar $SQL, interp(dots, -), any_string))" },
	      { "f'...{$X}a...'", "expr(fstring(any_string, interp(metavar $X, -), string 'a', any_string))" },
	      { "f(r'\\d $X', ...)", "expr(call(name f, args(string '\\d $X' +raw, dots)))" });
}

static void layout(void **state)
{
	(void)state;
	CHECK({ "    foo()\n    ...\n    bar()", "expr(call(name foo, args)), expr(dots), expr(call(name bar, args))" },
	      { "foo()\n  ...\n  bar()", "expr(call(name foo, args)), expr(dots), expr(call(name bar, args))" },
	      { "f(...)  # trailing\n\n", "expr(call(name f, args(dots)))" }, { "print $X", "print(metavar $X)" },
	      { "print '...' % $X", "print(binary %(any_string, metavar $X))" });
}

static void refused(void **state)
{
	(void)state;
	CHECK({ "f(", "!line 1 of the pattern is not Python near `f(`" }, { "x = 1\n\nf($A b)", "!line 3" }, { "a ... b", "!`a ...`" },
	      { "$X. ... .f(", "!near `$X. ... .f(`" }, { "else:\n  ...", "!not Python" });
}

static void nothing_is_left_of_the_markers(void **state)
{
	struct pk_err err = { 0 };
	struct pk_scratch scratch;
	struct arena arena;
	struct intern symbols;
	const struct pk_tree *t;
	struct buf b;

	(void)state;
	arena_init(&arena, 0);
	intern_init(&symbols, &arena, NULL);
	pk_scratch_init(&scratch, NULL);
	t = pk_tree_pattern(&scratch, &arena, &symbols,
			    STR("@$A(...)\ndef $F($X, $...R):\n  with $Y.$Z as $W:\n    <... {..., **$K} ...>. ... .$M = f'{$S}'"), &err);
	pk_scratch_release(&scratch);
	assert_non_null(t);
	b = shape_of(t);
	assert_null(strstr(b.data, "__"));
	buf_release(&b);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(metavariables),
		cmocka_unit_test(dots),
		cmocka_unit_test(operators_of_patterns),
		cmocka_unit_test(strings),
		cmocka_unit_test(layout),
		cmocka_unit_test(refused),
		cmocka_unit_test(nothing_is_left_of_the_markers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
