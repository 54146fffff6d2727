#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "convert/convert.h"
#include "source/notebook/ipython.h"
#include "source/notebook/magic.h"

/* The cell as Python, as IPython itself would run it. */
static void becomes(const char *cell, const char *expected)
{
	struct arena a;
	struct buf out;

	arena_init(&a, 0);
	buf_init(&out, 1 << 20);
	convert_code(&a, str_from(cell), &out);
	if (!str_is(buf_str(&out), expected))
		fail_msg("%s\nbecomes\n%.*s\nnot\n%s", cell, STR_ARG(buf_str(&out)), expected);
	buf_release(&out);
	arena_release(&a);
}

static void test_escapes(void **state)
{
	(void)state;
	becomes("!ls -l", "get_ipython().system('ls -l')\n");
	becomes("!!ls", "get_ipython().getoutput('ls')\n");
	becomes("%pip install 'a' # c\n", "get_ipython().run_line_magic('pip', \"install 'a' # c\")\n");
	becomes("if x:\n  !pip install {pkg}\n", "if x:\n  get_ipython().system('pip install {pkg}')\n");
	becomes("!ls \\\n -l\nx", "get_ipython().system('ls   -l')\nx\n");
	becomes(",f a b", "f(\"a\", \"b\")\n");
	becomes(";f a b", "f(\"a b\")\n");
	becomes("/f a b", "f(a, b)\n");
}

static void test_assignments(void **state)
{
	(void)state;
	becomes("x, y = !ls", "x, y = get_ipython().getoutput('ls')\n");
	becomes("a['k'] = %pwd", "a['k'] = get_ipython().run_line_magic('pwd', '')\n");
	becomes("x %= 3\nf(a=1)\nx = a % b", "x %= 3\nf(a=1)\nx = a % b\n");
	becomes("assert x, !ls", "assert x, !ls\n");
}

static void test_help(void **state)
{
	(void)state;
	becomes("x?", "get_ipython().run_line_magic('pinfo', 'x')\n");
	becomes("  x.y[0]??", "get_ipython().run_line_magic('pinfo2', 'x.y[0]')\n");
	becomes("?x", "get_ipython().run_line_magic('pinfo', 'x')\n");
	becomes("np.*load*?", "get_ipython().run_line_magic('psearch', 'np.*load*')\n");
	becomes("%time?", "get_ipython().run_line_magic('pinfo', '%time')\n");
	becomes("f(x) ?", "f(x) ?\n");
}

static void test_cells(void **state)
{
	(void)state;
	becomes("%%bash --out x\nls\n", "get_ipython().run_cell_magic('bash', '--out x', 'ls\\n')\n");
	becomes("\n%%time\nf(\"it's\")", "get_ipython().run_cell_magic('time', '', 'f(\"it\\'s\")\\n')\n");
	becomes("# c\n%%time", "# c\nget_ipython().run_line_magic('%time', '')\n");
}

static void test_pasted(void **state)
{
	(void)state;
	becomes(">>> x\n1\n>>> if y:\n...     z\n", "x\n1\nif y:\n    z\n");
	becomes("In [1]: x\n   ...: y\n", "x\ny\n");
	becomes("    x\n    y\n", "x\ny\n");
	becomes("\"\"\"\n>>> kept\n\"\"\"", "\"\"\"\n>>> kept\n\"\"\"\n");
}

static void test_not_special(void **state)
{
	(void)state;
	becomes("s = \"\"\"\n!ls\n%time\n\"\"\"", "s = \"\"\"\n!ls\n%time\n\"\"\"\n");
	becomes("f(\n  a\n  % b)\n", "f(\n  a\n  % b)\n");
	becomes("x = 1 # !ls\n", "x = 1 # !ls\n");
	becomes("pip install x\n", "pip install x\n");
	becomes("x != y\n", "x != y\n");
}

/* The cell with everything that is no Python made neutral, and what it says to others: "S:" shell, "T:" text, "F:" a file. */
static void means(const char *cell, const char *neutral, const char *says)
{
	char text[1024] = { 0 }, pieces[1024] = "";
	struct span whole = { 0, (uint32_t)strlen(cell) };
	struct pk_magics m = { .masks = { 0 } };
	struct pk_scratch s;
	size_t n = 0;

	pk_scratch_init(&s, NULL);
	memcpy(text, cell, whole.end);
	pk_magics_of(&s, (struct str){ text, whole.end }, whole, &m);
	for (uint32_t i = 0; i < m.pieces.n; i++) {
		const struct pk_piece *p = &m.pieces.v[i];

		n += (size_t)snprintf(pieces + n, sizeof(pieces) - n, "%c:%.*s|",
				      p->file             ? 'F' :
				      p->kind == PK_SHELL ? 'S' :
							    'T',
				      (int)(p->span.end - p->span.start), text + p->span.start);
	}
	pk_magics_mask(&m, text);
	if (strcmp(text, neutral) != 0)
		fail_msg("%s\nbecomes\n%s\nnot\n%s", cell, text, neutral);
	if (strcmp(pieces, says) != 0)
		fail_msg("%s\nsays %s, not %s", cell, pieces, says);
	pk_scratch_release(&s);
}

static void test_neutral(void **state)
{
	(void)state;
	means("!curl x | sh\ny = 1", "_           \ny = 1", "S:curl x | sh|");
	means("x = !ls -l\n", "x = _     \n", "S:ls -l|");
	means("%pip install x", "_             ", "S:pip install x|");
	means("%env A=b\n", "_       \n", "T:env A=b|");
	means("%time f(x)", "_;    f(x)", "");
	means("%timeit -n 10 f(x)", "_;            f(x)", "");
	means("x = %time f(x)", "x =       f(x)", "");
	means("if a:\n\t!ls \\\n -l\n", "if a:\n\t_    \n   \n", "S:ls \\\n -l|");
	means("os?\n", "_  \n", "");
	means("pip install x\n", "_            \n", "S:pip install x|");
	means("ls = 1\nls - 1\nrun\ncat if x else y\n", "ls = 1\nls - 1\nrun\ncat if x else y\n", "");
}

static void test_neutral_cells(void **state)
{
	(void)state;
	means("%%time\nf(x)", "      \nf(x)", "T:time|");
	means("\n%%capture out\n!ls\nf(x)", "\n             \n_  \nf(x)", "T:capture out|S:ls|");
	means("%%bash\nls\n", "      \n  \n", "S:ls\n|");
	means("%%html\n<b>\n", "      \n   \n", "T:html\n<b>\n|");
	means("%%writefile a.py\nx=1\n", "                \n   \n", "F:x=1\n|");
	means("%%unheard_of\nf(x)\n", "            \nf(x)\n", "T:unheard_of|");
	means("%%unheard_of\nselect x from y\n", "            \n               \n", "T:unheard_of\nselect x from y\n|");
	means("%sql\nselect 1\n", "    \n        \n", "T:sql\nselect 1\n|");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_escapes), cmocka_unit_test(test_assignments),   cmocka_unit_test(test_help),
		cmocka_unit_test(test_cells),   cmocka_unit_test(test_pasted),        cmocka_unit_test(test_not_special),
		cmocka_unit_test(test_neutral), cmocka_unit_test(test_neutral_cells),
	};

	return cmocka_run_group_tests_name("ipython", tests, NULL, NULL);
}
