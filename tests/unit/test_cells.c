#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#include "source/notebook/script.h"
#include "source/unit/edit.h"
#include "source/syntax/tree.h"

struct open_book {
	struct pk_scratch scratch;
	struct pk_notebook book;
};

static void open_book(struct open_book *b, const char *json)
{
	size_t n = strlen(json);
	char *raw;

	pk_scratch_init(&b->scratch, NULL);
	pk_scratch_next(&b->scratch, 0);
	raw = arena_zalloc(&b->scratch.arena, n + 64, 1);
	memcpy(raw, json, n);
	pk_notebook_units(&b->scratch, STR("x.ipynb"), (struct str){ raw, n }, &b->book);
}

static void close_book(struct open_book *b)
{
	pk_scratch_release(&b->scratch);
}

static struct pk_unit *unit_of(struct open_book *b, enum pk_kind kind)
{
	for (uint32_t i = 0; i < b->book.units.n; i++)
		if (b->book.units.v[i].kind == kind)
			return &b->book.units.v[i];
	return NULL;
}

/* The text of the unit of one kind; NULL: there is none. */
static void says(const char *json, enum pk_kind kind, const char *expected)
{
	struct open_book b;
	struct pk_unit *u;

	open_book(&b, json);
	u = unit_of(&b, kind);
	if (!u != !expected || (u && !str_is(u->text, expected)))
		fail_msg("%s\nsays %.*s", json, u ? (int)u->text.n : 7, u ? u->text.p : "nothing");
	close_book(&b);
}

#define CELLS(cells) "{\"cells\": [" cells "], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 5}"
#define CODE(source) "{\"cell_type\": \"code\", \"source\": " source ", \"outputs\": [], \"execution_count\": 3, \"id\": \"one\"}"

static void test_code(void **state)
{
	(void)state;
	says(CELLS(CODE("[\"a = 1\\n\", \"b\"]") "," CODE("\"c\\n\"") "," CODE("[]")), PK_PYTHON, "a = 1\nb\nc\n");
	says(CELLS(CODE("\"\\u0061\\t\\\"\\ud83d\\ude00\\\"\"")), PK_PYTHON, "a\t\"\360\237\230\200\"\n");
	says(CELLS(CODE("[\">>> a\\n\", \"... b\"]")), PK_PYTHON, "a\nb\n");
	says(CELLS(CODE("[\"!pip install x\\n\", \"a\"]") "," CODE("\"%%bash\\nls\"")), PK_PYTHON, "_             \na\n      \n  \n");
	says(CELLS(CODE("[\"!pip install x\\n\", \"a\"]") "," CODE("\"%%bash\\nls\"")), PK_SHELL, "pip install x\nls\n");
	says(CELLS(CODE("\"x\"")), PK_MARKDOWN, NULL);
	says("{\"cells\": [" CODE("\"x\"") "], \"metadata\": {\"language_info\": {\"name\": \"R\"}}}", PK_PYTHON, NULL);
	says("{\"cells\": [" CODE("\"x\"") "], \"metadata\": {\"language_info\": {\"name\": \"R\"}}}", PK_TEXT, "x\n");
}

static void test_format_3(void **state)
{
	static const char book[] =
		"{\"metadata\": {}, \"nbformat\": 3, \"worksheets\": [{\"cells\": [{\"cell_type\": \"code\", \"input\": [\"a\\n\", \"b\"], "
		"\"outputs\": [{\"output_type\": \"pyout\", \"text\": [\"out\"], \"png\": \"aGk=\"}]}, {\"cell_type\": \"heading\", "
		"\"level\": 2, "
		"\"source\": \"head\"}]}]}";

	(void)state;
	says(book, PK_PYTHON, "a\nb\n");
	says(book, PK_OUTPUT, "out\n");
	says(book, PK_MARKDOWN, "head\n");
}

static void test_beside(void **state)
{
	static const char book[] =
		CELLS("{\"cell_type\": \"markdown\", \"metadata\": {\"k\": 1}, \"source\": [\"# T\\n\", \"x\"]}, {\"cell_type\": \"code\", "
		      "\"source\": \"\", "
		      "\"outputs\": [{\"output_type\": \"stream\", \"text\": [\"a\\n\", \"b\"]}, {\"output_type\": \"error\", "
		      "\"traceback\": [\"tb\"]}, "
		      "{\"data\": {\"image/png\": \"AAAA\", \"text/plain\": \"p\", \"application/json\": {\"a\": [1, 2]}}}]}");

	(void)state;
	says(book, PK_MARKDOWN, "# T\nx\n");
	says(book, PK_OUTPUT, "a\nb\ntb\np\n{\"a\": [1, 2]}\n");
	says(book, PK_METADATA, "{\"k\": 1}\n");
	says(book, PK_PYTHON, NULL);
}

static void test_written_file(void **state)
{
	struct open_book b;

	(void)state;
	open_book(&b, CELLS(CODE("\"x = 1\"") "," CODE("[\"%%writefile -a d/y.py\\n\", \"import os\\n\"]")));
	assert_int_equal(b.book.units.n, 2);
	assert_true(str_is(b.book.units.v[1].text, "import os\n") && b.book.units.v[1].kind == PK_PYTHON);
	assert_int_equal(pk_unit_place(&b.book.units.v[1], 7).cell, 2);
	assert_int_equal(pk_unit_place(&b.book.units.v[1], 7).cell_line, 2);
	close_book(&b);
}

/* Every byte of every unit stands in the raw text where its place says, as far as one can see without unescaping. */
static void test_places(void **state)
{
	static const char json[] =
		"{\n\"cells\": [\n {\"cell_type\": \"markdown\", \"source\": \"m\"},\n {\"cell_type\": \"code\", \"id\": \"two\",\n"
		"  \"source\": [\n   \"a\\t= 1\\n\",\n   \"\\u00e9 = b\"]},\n"
		" {\"cell_type\": \"code\", \"source\": \"if x:\\n  !ls\"}]}";
	struct open_book b;
	struct pk_unit *u;
	struct pk_place p;

	(void)state;
	open_book(&b, json);
	u = unit_of(&b, PK_PYTHON);
	for (uint32_t i = 0; i < u->text.n; i++)
		if (strchr("ab=1ifx:", u->text.p[i]) && u->text.p[i])
			assert_int_equal(u->raw.p[pk_unit_raw(u, i)], u->text.p[i]);
	p = pk_unit_place(u, (uint32_t)str_find(u->text, STR("= b"), 0));
	assert_int_equal(p.line, 7);
	assert_int_equal(p.col, 12);
	assert_int_equal(p.cell, 2);
	assert_int_equal(p.code_cell, 1);
	assert_int_equal(p.cell_line, 2);
	assert_int_equal(p.cell_col, 3);
	assert_true(str_is(p.cell_id, "two"));
	p = pk_unit_place(unit_of(&b, PK_SHELL), 1);
	assert_int_equal(p.cell, 3);
	assert_int_equal(p.cell_line, 2);
	assert_int_equal(p.cell_col, 5);
	close_book(&b);
}

static void test_broken_cells_stay_alone(void **state)
{
	struct open_book b;
	const struct pk_tree *t;
	uint32_t calls = 0;

	(void)state;
	open_book(&b, CELLS(CODE("\"f(\"") "," CODE("\"g(x)\"") "," CODE("\"s = '''\"") "," CODE("\"h(y)\"")));
	t = pk_unit_tree(unit_of(&b, PK_PYTHON));
	for (uint32_t i = 1; i < t->n; i++)
		if (t->nodes[i].kind == PKN_CALL && t->nodes[t->nodes[i].parent].kind == PKN_EXPR_STMT &&
		    !t->nodes[t->nodes[i].parent].parent)
			calls++;
	assert_true(calls >= 2);
	close_book(&b);
}

/* One note of this kind and text. */
static void notes(const char *json, const char *kind, const char *text, uint32_t line)
{
	struct open_book b;

	open_book(&b, json);
	if (b.book.nb.n_notes == 0)
		fail_msg("%s\nno note", json);
	if (strcmp(b.book.nb.notes[0].kind, kind) != 0 || strcmp(b.book.nb.notes[0].text, text) != 0 || b.book.nb.notes[0].line != line)
		fail_msg("%s\n%s: %s (%u)", json, b.book.nb.notes[0].kind, b.book.nb.notes[0].text, b.book.nb.notes[0].line);
	close_book(&b);
}

static void test_notes(void **state)
{
	(void)state;
	notes("", "syntax", "is empty", 1);
	notes("[]", "syntax", "is no JSON object", 1);
	notes("{}", "notebook", "has no cells", 0);
	notes("{\"cells\": 1}", "notebook", "the cells are no list", 1);
	notes("{\"cells\":\n [1]}", "notebook", "a cell is no object", 2);
	notes("{\"cells\": [\n\n{\"cell_type\": \"code\", \"source\": \"a\", \"source\": \"b\"}]}", "notebook",
	      "a key comes twice: the last one counts", 3);
	notes(CELLS(CODE("\"\\ud800\"")), "notebook", "holds half a surrogate pair: read as U+FFFD", 0);
	notes("{\"cells\": [" CODE("\"a\"") ",\n{\"cell_type\": \"co", "syntax", "string without an end", 2);
	says("{\"cells\": [" CODE("\"a\"") ",\n{\"cell_type\": \"co", PK_PYTHON, "a\n");
	says(CELLS(CODE("\"a\\u0000b\"")), PK_PYTHON, "a b\n");
}

/* Replacing `old` by `text` in the code gives this cell source in the raw file; NULL: it cannot be done. */
static void edits(const char *source, const char *old, const char *text, const char *expected)
{
	static const char before[] = "{\"cells\": [{\"cell_type\": \"code\", \"source\": ";
	char json[512], got[512];
	struct pk_raw_edit edit;
	struct open_book b;
	struct pk_unit *u;
	size_t at;
	bool ok;

	(void)snprintf(json, sizeof(json), "%s%s}]}", before, source);
	open_book(&b, json);
	u = unit_of(&b, PK_PYTHON);
	at = str_find(u->text, str_from(old), 0);
	assert_true(at != SIZE_MAX);
	ok = pk_unit_edit(u, &b.scratch.arena, (struct span){ (uint32_t)at, (uint32_t)(at + strlen(old)) }, str_from(text), &edit);
	if (ok != (expected != NULL))
		fail_msg("%s: editing %s", source, ok ? "works" : "fails");
	if (ok) {
		(void)snprintf(got, sizeof(got), "%.*s%.*s%s", (int)(edit.raw.start + 1 - sizeof(before)), json + sizeof(before) - 1,
			       STR_ARG(edit.text), json + edit.raw.end);
		got[strlen(got) - 3] = 0;
		assert_string_equal(got, expected);
	}
	close_book(&b);
}

static void test_edits(void **state)
{
	(void)state;
	edits("\"f(a)\\n\"", "a", "\"b\"", "\"f(\\\"b\\\")\\n\"");
	edits("[\n \"f(a)\\n\",\n \"g\"]", "a", "b", "[\n \"f(b)\\n\",\n \"g\"]");
	edits("[\n \"f(a)\\n\",\n \"g\"]", "f(a)", "x\nf(b)", "[\n \"x\\n\",\n \"f(b)\\n\",\n \"g\"]");
	edits("[\n \"f(a)\\n\",\n \"g\"]", "f(a)\ng", "h", "[\n \"h\"]");
	edits("[\n   \"g\"\n]", "g", "x\ng", "[\n   \"x\\n\",\n   \"g\"\n]");
	edits("\"g\"", "g", "x\ng", "\"x\\ng\"");
	edits("[\"\\u00e9 = 1\"]", "\303\251", "e", "[\"e = 1\"]");
	edits("[\"a\\n\", \"!ls\\n\", \"b\"]", "_  ", "x", NULL);
	edits("\"a\"", "a\n", "x", NULL);
}

static void test_percent(void **state)
{
	static const char script[] = "# %%\n# !pip install x\nimport a\n# %cd y\n# %% [markdown]\n# !no\n# %% language=\"bash\"\n# ls\n";
	struct pk_units units = { .n = 0 };
	struct open_book b;
	struct pk_unit u = { .kind = PK_PYTHON, .path = STR("x.py"), .scratch = &b.scratch };

	(void)state;
	open_book(&b, "{}");
	u.text = u.raw = str_from(script);
	pk_script_comments(&u, &units);
	assert_int_equal(units.n, 2);
	assert_true(str_is(units.v[0].text, "pip install x\nls\n"));
	assert_true(str_is(units.v[1].text, "cd y\n"));
	assert_int_equal(pk_unit_place(&units.v[0], 14).line, 8);
	close_book(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_code),    cmocka_unit_test(test_format_3),
		cmocka_unit_test(test_beside),  cmocka_unit_test(test_written_file),
		cmocka_unit_test(test_places),  cmocka_unit_test(test_notes),
		cmocka_unit_test(test_edits),   cmocka_unit_test(test_broken_cells_stay_alone),
		cmocka_unit_test(test_percent),
	};

	return cmocka_run_group_tests_name("cells", tests, NULL, NULL);
}
