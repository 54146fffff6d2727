#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "walk/classify.h"

static struct pk_class class_of(const char *path, struct str head)
{
	struct pk_class c = pk_classify_name(str_from(path));

	pk_classify_content(&c, head);
	return c;
}

static void is(const char *path, const char *head, uint32_t kinds)
{
	struct pk_class c = class_of(path, str_from(head));

	if (c.kinds != kinds)
		fail_msg("%s is 0x%x, not 0x%x", path, c.kinds, kinds);
}

static void test_names(void **state)
{
	(void)state;
	is("a/b.py", "x = 1\n", PK_PYTHON);
	is("a/b.PY", "x = 1\n", PK_PYTHON);
	is("types.pyi", "x: int\n", PK_PYTHON);
	is("run.sh", "echo\n", PK_SHELL);
	is("README.rst", "x\n", PK_MARKDOWN);
	assert_true(class_of("README.md", STR("# x\n")).is_literate);
	assert_true(class_of("book/a.qmd", STR("# x\n")).kinds & PK_PYTHON);
	is("notes.txt", "x\n", PK_TEXT);
	is("data.json", "{}\n", PK_TEXT);
	is(".bashrc", "export X=1\n", PK_SHELL);
	is("empty.py", "", PK_PYTHON);
}

static void test_dependency_files(void **state)
{
	(void)state;
	is("requirements.txt", "torch\n", PK_DEPS);
	is("requirements-dev.txt", "torch\n", PK_DEPS);
	is("a/dev-requirements.txt", "torch\n", PK_DEPS);
	is("requirements/gpu.txt", "torch\n", PK_DEPS);
	is("a/requirements/gpu.txt", "torch\n", PK_DEPS);
	is("requirements/notes/gpu.txt", "torch\n", PK_TEXT);
	is("pyproject.toml", "[project]\n", PK_DEPS);
	is("environment.yml", "name: x\n", PK_DEPS);
	is("setup.py", "setup()\n", PK_PYTHON);
}

static void test_scripts(void **state)
{
	(void)state;
	is("tool", "#!/usr/bin/env python3\n", PK_PYTHON);
	is("tool", "#!/usr/bin/python3.11 -u\n", PK_PYTHON);
	is("tool", "#!/usr/bin/env -S VAR=1 python\n", PK_PYTHON);
	is("tool", "#! /bin/sh\n", PK_SHELL);
	is("tool", "#!/bin/bash -e\r\n", PK_SHELL);
	is("tool", "#!/usr/bin/perl\n", PK_TEXT);
	is("tool", "no shebang\n", PK_TEXT);
	is("LICENSE", "Apache\n", PK_TEXT);
	is("tool.txt", "#!/usr/bin/env python3\n", PK_TEXT);
}

static void test_binaries(void **state)
{
	struct pk_class c;

	(void)state;
	is("model.pkl", "cos\nsystem\n", PK_BINARY);
	assert_int_equal(class_of("blob", (struct str){ "a\0b", 3 }).kinds, PK_BINARY);
	assert_int_equal(class_of("image.dat", (struct str){ "\x89PNG\r\n\x1a\n\0\0", 10 }).kinds, 0);
	c = class_of("zeros.py", (struct str){ "\0\0\0\0\0\0\0\0", 8 });
	assert_int_equal(c.kinds, PK_BINARY);
	assert_true(c.is_odd);
	assert_false(class_of("blob.txt", (struct str){ "a\0b", 3 }).is_odd);
}

static void test_notebooks(void **state)
{
	(void)state;
	assert_true(class_of("a.ipynb", STR("{}")).is_notebook);
	assert_true(class_of("a.ipynb", STR("{}")).kinds & PK_OUTPUT);
	assert_false(class_of("a.ipynb", (struct str){ "\0", 1 }).is_notebook);
	assert_false(class_of("a.py", STR("")).is_notebook);
}

static void test_utf16_is_text(void **state)
{
	(void)state;
	assert_int_equal(class_of("a.py", (struct str){ "\xff\xfex\0", 4 }).kinds, PK_PYTHON);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),    cmocka_unit_test(test_dependency_files), cmocka_unit_test(test_scripts),
		cmocka_unit_test(test_binaries), cmocka_unit_test(test_notebooks),        cmocka_unit_test(test_utf16_is_text),
	};

	return cmocka_run_group_tests_name("classify", tests, NULL, NULL);
}
