#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "snippet.h"
#include "source/meaning/names.h"

/* In the code, the last place where `expr` stands means `dotted`; NULL: nothing. */
static void means(const char *code, const char *expr, const char *dotted)
{
	struct snippet s;
	struct pk_unit *u = snippet_open(&s, code);
	uint32_t node = snippet_find(u, expr);
	const struct pk_names *names = pk_unit_names(u);

	if (!node)
		fail_msg("no `%s` in:\n%s", expr, code);
	if (!dotted && names->resolved[node])
		fail_msg("`%s` means %s in:\n%s", expr, intern_text(u->tree->symbols, names->resolved[node]).p, code);
	if (dotted && !str_is(intern_text(u->tree->symbols, names->resolved[node]), dotted))
		fail_msg("`%s` means %s, not %s in:\n%s", expr, intern_text(u->tree->symbols, names->resolved[node]).p, dotted, code);
	snippet_close(&s);
}

/* Whether the last `name` is an ordinary variable. */
static void variable(const char *code, const char *name, bool expected)
{
	struct snippet s;
	struct pk_unit *u = snippet_open(&s, code);
	uint32_t node = snippet_find(u, name);

	if (!node || pk_names_is_variable(pk_unit_names(u), node) != expected)
		fail_msg("`%s` is %sa variable in:\n%s", name, expected ? "not " : "", code);
	snippet_close(&s);
}

/* The bindings of all NAMEs `x` in the order of the text, as letters: the same letter is the same variable, - is none. */
static void bindings(const char *code, const char *expected)
{
	struct snippet s;
	struct pk_unit *u = snippet_open(&s, code);
	const struct pk_names *names = pk_unit_names(u);
	uint32_t seen[26], n_seen = 0, n = 0;
	char got[64] = "";

	for (uint32_t at = 0; at < u->text.n; at++) {
		for (uint32_t i = 1; i < u->tree->n; i++) {
			uint32_t k = 0;

			if (u->tree->nodes[i].kind != PKN_NAME || u->tree->nodes[i].start != at || !str_is(pk_node_source(u->tree, i), "x"))
				continue;
			while (k < n_seen && seen[k] != names->binding[i])
				k++;
			if (k == n_seen && names->binding[i])
				seen[n_seen++] = names->binding[i];
			got[n++] = names->binding[i] ? (char)('a' + k) : '-';
		}
	}
	if (strcmp(got, expected) != 0)
		fail_msg("bindings are %s, not %s in:\n%s", got, expected, code);
	snippet_close(&s);
}

static void test_plain_imports(void **state)
{
	(void)state;
	means("import numpy as np\nnp.load(f)\n", "np.load", "numpy.load");
	means("import numpy\nnumpy.load(f)\n", "numpy.load", "numpy.load");
	means("import a.b\na.b.c()\n", "a.b.c", "a.b.c");
	means("import torch.hub\ntorch.load(f)\n", "torch.load", "torch.load");
	means("import a.b as d\nd.c()\n", "d.c", "a.b.c");
	means("import a, b as c\nc.f(a.g)\n", "c.f", "b.f");
	means("import numpy as np\nnp.random.rand(3)\n", "np.random.rand", "numpy.random.rand");
	means("numpy.load(f)\n", "numpy.load", NULL);
}

static void test_from_imports(void **state)
{
	(void)state;
	means("from numpy import load as L\nL(f)\n", "L", "numpy.load");
	means("from a.b import c, d as e\ne.f(c)\n", "e.f", "a.b.d.f");
	means("from a.b import (\n\tc,\n\td,\n)\nd(c)\n", "d", "a.b.d");
	means("from xml.etree import ElementTree as ET\nET.parse(f)\n", "ET.parse", "xml.etree.ElementTree.parse");
	means("from .foo import x\nx()\n", "x", ".foo.x");
	means("from . import x\nx()\n", "x", "..x");
	means("from keras.src.utils.module_utils import tensorflow as tf\ntf.load(f)\n", "tf.load",
	      "keras.src.utils.module_utils.tensorflow.load");
}

static void test_order_of_the_text(void **state)
{
	(void)state;
	means("np.load(f)\nimport numpy as np\n", "np.load", NULL);
	means("def f():\n\timport numpy as np\ndef g():\n\tnp.load(x)\n", "np.load", "numpy.load");
	means("def g():\n\tnp.load(x)\ndef f():\n\timport numpy as np\n", "np.load", NULL);
	means("from transformers import pipeline\npipeline = build()\npipeline(x)\n", "pipeline", NULL);
	means("from transformers import pipeline\npipeline = pipeline(x)\n", "pipeline", "transformers.pipeline");
	means("from transformers import pipeline\nq = pipeline\npipeline = p\nq(x)\n", "q", "transformers.pipeline");
	means("pipeline = 1\nfrom transformers import pipeline\npipeline(x)\n", "pipeline", "transformers.pipeline");
	means("try:\n\timport cPickle as pickle\nexcept ImportError:\n\timport pickle\npickle.load(f)\n", "pickle.load", "pickle.load");
}

static void test_shadowing(void **state)
{
	(void)state;
	means("import pickle\ndef f(pickle):\n\tpickle.load(x)\n", "pickle.load", NULL);
	means("import pickle\ndef f(pickle):\n\tpass\npickle.load(x)\n", "pickle.load", "pickle.load");
	means("import pickle\ndef f():\n\tpickle.load(x)\n\tpickle = 1\n", "pickle.load", "pickle.load");
	means("import pickle\ndef f():\n\tpickle = 1\n\tpickle.load(x)\n", "pickle.load", NULL);
	means("import pickle\nfor pickle in y:\n\tpickle.load(x)\n", "pickle.load", NULL);
	means("import pickle\nwith a as pickle:\n\tpickle.load(x)\n", "pickle.load", NULL);
	means("import pickle\ntry:\n\tf()\nexcept E as pickle:\n\tpickle.load(x)\n", "pickle.load", NULL);
	means("import pickle\n[pickle.load(x) for pickle in y]\n", "pickle.load", NULL);
	means("import pickle\n[x for pickle in pickle.y]\n", "pickle.y", "pickle.y");
	means("import pickle\n[x for pickle in y]\npickle.load(x)\n", "pickle.load", "pickle.load");
	means("import pickle\nf = lambda pickle: pickle.load(x)\n", "pickle.load", NULL);
	means("import pickle\nf = lambda x=pickle.load: x\n", "pickle.load", "pickle.load");
	means("from torch import load\ndef load(f):\n\tpass\nload(x)\n", "load", NULL);
	means("from torch import load\nclass load:\n\tpass\nload(x)\n", "load", NULL);
	means("from torch import load\nclass A:\n\tdef load(self):\n\t\treturn load(x)\n", "load", "torch.load");
	means("from torch import load\nclass A:\n\tload = 1\n\ty = load\n", "load", NULL);
	means("import torch\ntorch += 1\ntorch.load(x)\n", "torch.load", NULL);
	means("import torch\na, (torch, *b) = y\ntorch.load(x)\n", "torch.load", NULL);
	means("import torch\nif (torch := y):\n\ttorch.load(x)\n", "torch.load", NULL);
	means("import torch\ntorch: Any\ntorch.load(x)\n", "torch.load", "torch.load");
	means("import torch\ntorch.backends.x = 1\ntorch.load(x)\n", "torch.load", "torch.load");
}

static void test_placeholders_do_not_shadow(void **state)
{
	(void)state;
	means("try:\n\timport torch\nexcept ImportError:\n\ttorch = None\ntorch.load(x)\n", "torch.load", "torch.load");
	means("try:\n\tfrom a import b\nexcept ImportError:\n\tclass b:\n\t\tpass\nb.f(x)\n", "b.f", "a.b.f");
	means("if ok():\n\timport torch\nelse:\n\ttorch = Lazy()\ntorch.load(x)\n", "torch.load", "torch.load");
	means("if a:\n\timport torch\nelif b:\n\ttorch = x\nelse:\n\ttorch = y\ntorch.load(x)\n", "torch.load", "torch.load");
	means("import torch\ntry:\n\tf()\nexcept E:\n\ttorch = g()\ntorch.load(x)\n", "torch.load", NULL);
	means("try:\n\timport torch\nfinally:\n\ttorch = g()\ntorch.load(x)\n", "torch.load", NULL);
	means("np = None\ndef f():\n\tglobal np\n\timport numpy as np\ndef g():\n\tnp.load(x)\n", "np.load", "numpy.load");
	means("np = None\ndef f():\n\timport numpy as np\ndef g():\n\tnp.load(x)\n", "np.load", NULL);
}

static void test_imports_by_call(void **state)
{
	(void)state;
	means("__import__('os').system(x)\n", "__import__('os').system", "os.system");
	means("__import__('os.path').system(x)\n", "__import__('os.path').system", "os.system");
	means("__import__('a.b', fromlist=['c']).f(x)\n", "__import__('a.b', fromlist=['c']).f", "a.b.f");
	means("import importlib\nm = importlib.import_module('a.b')\nm.f(x)\n", "m.f", "a.b.f");
	means("from importlib import import_module as im\nim('pickle').loads(x)\n", "im('pickle').loads", "pickle.loads");
	means("import importlib\nm = importlib.import_module(name)\nm.f(x)\n", "m.f", NULL);
	means("def __import__(x):\n\tpass\n__import__('os').system(x)\n", "__import__('os').system", NULL);
	means("m = __import__('os')\nm = x\nm.system(y)\n", "m.system", NULL);
	means("import torch\ngetattr(torch, 'load')(f)\n", "getattr(torch, 'load')", "torch.load");
	means("import torch\ngetattr(torch, 'load', None)(f)\n", "getattr(torch, 'load', None)", "torch.load");
	means("getattr(__import__('os'), 'system')(f)\n", "getattr(__import__('os'), 'system')", "os.system");
	means("def f(torch):\n\tgetattr(torch, 'load')(f)\n", "getattr(torch, 'load')", NULL);
	means("import torch\ngetattr(torch, 'a b')(f)\n", "getattr(torch, 'a b')", NULL);
}

static void test_builtins(void **state)
{
	(void)state;
	means("import builtins\nbuiltins.eval(x)\n", "builtins.eval", "eval");
	means("from builtins import eval as e\ne(x)\n", "e", "eval");
	means("__builtins__.eval(x)\n", "__builtins__.eval", "eval");
	means("e = eval\ne(x)\n", "e", "eval");
	variable("eval(x)\n", "eval", false);
	variable("def eval(x):\n\tpass\neval(x)\n", "eval", true);
	variable("def f():\n\teval(x)\ndef eval(x):\n\tpass\n", "eval", true);
	variable("class A:\n\tdef eval(self):\n\t\teval(x)\n", "eval", false);
	variable("def f(torch):\n\ttorch.load(x)\n", "torch", true);
	variable("import torch\ntorch.load(x)\n", "torch", false);
	variable("torch.load(x)\nimport torch\n", "torch", false);
}

static void test_aliases(void **state)
{
	(void)state;
	means("import torch\nload = torch.load\nload(f)\n", "load", "torch.load");
	means("import torch\ndef f():\n\tload = torch.load\n\treturn load(x)\n", "load", "torch.load");
	means("import torch\nload = torch.load\nload = safe\nload(f)\n", "load", NULL);
	means("import torch\nif a:\n\tload = torch.load\nelse:\n\tload = safe\nload(f)\n", "load", NULL);
	means("import pickle\nl, d = pickle.load, pickle.dump\nl(f)\n", "l", "pickle.load");
	means("import torch as t\nu = t\nu.load(f)\n", "u.load", "torch.load");
	means("load = torch.load\nload(f)\n", "load", "torch.load");
	means("import torch\nload = getattr(torch, 'load')\nload(f)\n", "load", "torch.load");
	means("load = self.load\ndef f(self):\n\tl = self.load\n\tl(x)\n", "l", NULL);
	means("import torch\nx = torch.load(f)\nx.y()\n", "x.y", NULL);
}

static void test_scopes(void **state)
{
	(void)state;
	bindings("x = 1\nx\n", "aa");
	bindings("x\n", "-");
	bindings("x = 1\ndef f():\n\tx\n", "aa");
	bindings("x = 1\ndef f():\n\tx = 2\n\tx\nx\n", "abba");
	bindings("def f():\n\tx\n\tx = 2\n", "aa");
	bindings("x = 1\ndef f():\n\tglobal x\n\tx = 2\n", "aaa");
	bindings("def f():\n\tglobal x\n\tx = 2\nx\n", "aaa");
	bindings("def f():\n\ta = b = c = d = e = 1\n\tglobal x\n\tx = 2\nx\n", "aaa");
	bindings("def f():\n\tx = 1\n\tdef g():\n\t\tnonlocal x\n\t\tx = 2\n\tx\nx\n", "aaaa-");
	bindings("x = 1\nclass A:\n\tx = 2\n\tx\n\tdef f(self):\n\t\tx\n", "abba");
	bindings("x = 1\n[x for x in x]\nx\n", "abbaa");
	bindings("[y for y in z if (x := y)]\nx\n", "aa");
	bindings("def f(x):\n\tx\nx\n", "a-");
	bindings("x = 1\ndef f(y=x):\n\tx = 2\n", "aab");
	bindings("x = 1\nlambda x: x\nx\n", "aba");
	bindings("lambda: [x for x in y]\n", "aa");
	bindings("x = 1\n@x\ndef f(x) -> x:\n\tx\n", "aaab");
	bindings("x = 1\nclass A(x):\n\tx = 2\n", "aab");
	bindings("for x in y:\n\tx\nelse:\n\tx\n", "aaa");
	bindings("with y as x, z as (a, x):\n\tx\n", "aaa");
	bindings("try:\n\ty\nexcept E as x:\n\tx\n", "aa");
	bindings("x.y = 1\nx[0] = 1\n", "--");
	bindings("x: int\nx\n", "aa");
	bindings("import a as x\nx\n", "a");
	bindings("def x():\n\tx\n", "a");
}

static void test_import_list(void **state)
{
	struct snippet s;
	struct pk_unit *u = snippet_open(&s, "import a.b, c as d\n"
					     "try:\n\tfrom .e import f as g\nexcept ImportError:\n\tpass\n"
					     "from h import *\n"
					     "if TYPE_CHECKING:\n\timport i\n"
					     "j = __import__('k.l')\n"
					     "import m\n");
	const struct pk_names *names = pk_unit_names(u);
	char got[512] = "";

	(void)state;
	for (uint32_t i = 0; i < names->n_imports; i++) {
		const struct pk_import *im = &names->imports[i];
		size_t n = strlen(got);

		(void)snprintf(got + n, sizeof(got) - n, "%s|%s|%s|%s%s%s\n", intern_text(u->tree->symbols, im->module).p,
			       intern_text(u->tree->symbols, im->member).p, intern_text(u->tree->symbols, im->bound).p,
			       intern_text(u->tree->symbols, im->full).p, im->star ? " star" : "", im->guarded ? " guarded" : "");
	}
	assert_string_equal(got, "a.b||a|a\n"
				 "c||d|c\n"
				 ".e|f|g|.e.f guarded\n"
				 "h|||h star\n"
				 "i||i|i guarded\n"
				 "k.l||j|k\n"
				 "m||m|m\n");
	assert_int_equal(names->n_stars, 1);
	snippet_close(&s);
}

static void test_dotted_falls_back_to_text(void **state)
{
	struct snippet s;
	struct pk_unit *u = snippet_open(&s, "a.b.c\nf().d\nimport numpy as np\nnp.load\n");

	(void)state;
	assert_string_equal(intern_text(&s.scratch.symbols, pk_names_dotted(u, snippet_find(u, "a.b.c"))).p, "a.b.c");
	assert_string_equal(intern_text(&s.scratch.symbols, pk_names_dotted(u, snippet_find(u, "np.load"))).p, "numpy.load");
	assert_int_equal(pk_names_dotted(u, snippet_find(u, "f().d")), 0);
	snippet_close(&s);
}

static void test_long_chains_stay_unresolved(void **state)
{
	char code[2048] = "import aa\naa";

	(void)state;
	for (int i = 0; i < 200; i++)
		memcpy(code + strlen(code), ".bb", 4);
	means(code, "aa.bb", "aa.bb");
	means(code, code + strlen("import aa\n"), NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain_imports),
		cmocka_unit_test(test_from_imports),
		cmocka_unit_test(test_order_of_the_text),
		cmocka_unit_test(test_shadowing),
		cmocka_unit_test(test_placeholders_do_not_shadow),
		cmocka_unit_test(test_imports_by_call),
		cmocka_unit_test(test_builtins),
		cmocka_unit_test(test_aliases),
		cmocka_unit_test(test_scopes),
		cmocka_unit_test(test_import_list),
		cmocka_unit_test(test_dotted_falls_back_to_text),
		cmocka_unit_test(test_long_chains_stay_unresolved),
	};

	return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}
