#include "source/notebook/magic.h"

#include <stdlib.h>

#include "source/syntax/cst.h"
#include "source/notebook/calls.h"
#include "source/notebook/ipython.h"
#include "util/limits.h"
#include "util/vec.h"

struct cell {
	struct pk_scratch *scratch;
	struct pk_magics *out;
	struct str text; /* the cell's */
	uint32_t base;   /* where it begins in the unit */
};

static void mask(struct cell *c, uint32_t start, uint32_t end, enum pk_mask_kind kind)
{
	struct pk_mask m = { { c->base + start, c->base + end }, kind };

	vec_push(&c->scratch->arena, &c->out->masks, m);
}

static void say(struct cell *c, enum pk_kind kind, uint32_t start, uint32_t end, bool file)
{
	struct pk_piece p = { .span = { c->base + start, c->base + end }, .kind = kind, .file = file };

	c->out->cut |= c->out->pieces.n >= PK_MAX_MAGICS;
	if (end > start && !c->out->cut)
		vec_push(&c->scratch->arena, &c->out->pieces, p);
}

/* ---- lines ---- */

#define CODE_MAGICS  "time timeit prun memit mprun lprun snakeviz"
#define INSTALLERS   "pip pip3 conda mamba micromamba uv poetry"
#define SHELL_MAGICS "sx system sc sh"

/* Where the code of `%timeit -n 10 code` begins: behind its options. */
static uint32_t behind_options(struct str text, uint32_t at, uint32_t end)
{
	for (;;) {
		uint32_t word = at;

		while (word < end && text.p[word] == ' ')
			word++;
		if (word + 1 >= end || text.p[word] != '-')
			return word;
		at = word;
		while (at < end && text.p[at] != ' ')
			at++;
		if (at - word != 2 || !strchr("nrpslfmTDu", text.p[word + 1]))
			continue;
		while (at < end && text.p[at] == ' ')
			at++;
		while (at < end && text.p[at] != ' ')
			at++;
	}
}

enum pk_kind pk_magic_line(struct str name_args, size_t *from)
{
	struct str rest, word = pk_ipython_word(name_args, &rest);
	bool shell = str_among(word, SHELL_MAGICS);

	*from = shell ? name_args.n - rest.n : 0;
	return shell || str_among(word, INSTALLERS) ? PK_SHELL : PK_TEXT;
}

/* `%name args` from `start` (its escape, if any) to `end`; the name begins at `name`. */
static void line_magic(struct cell *c, uint32_t start, uint32_t name, uint32_t end, bool assigned)
{
	struct str rest, word = pk_ipython_word(str_slice(c->text, name, end), &rest);
	uint32_t args = (uint32_t)(rest.p - c->text.p), code;
	enum pk_kind kind;
	size_t from;

	if (str_among(word, CODE_MAGICS)) {
		code = behind_options(c->text, args, end);
		mask(c, start, code, code == end ? PK_MASK_VALUE : assigned ? PK_MASK_BLANK : PK_MASK_STATEMENT);
		return;
	}
	mask(c, start, end, PK_MASK_VALUE);
	kind = pk_magic_line(str_slice(c->text, name, end), &from);
	say(c, kind, name + (uint32_t)from, end, false);
}

/* IPython takes these without the percent sign when what follows is no Python. */
static void automagic(struct cell *c, const struct pk_magic *m)
{
	struct str rest, word = pk_ipython_word(str_slice(c->text, m->rest.start, m->rest.end), &rest);

	if (str_among(word, CODE_MAGICS) || str_among(word, INSTALLERS)) {
		line_magic(c, m->span.start, m->rest.start, m->span.end, false);
		return;
	}
	mask(c, m->span.start, m->span.end, PK_MASK_VALUE);
	say(c, str_among(word, "ls ll cp mv rm mkdir rmdir cat cd") ? PK_SHELL : PK_TEXT, m->rest.start, m->rest.end, false);
}

/* ---- cells ---- */

#define CODE_CELLS  "time timeit capture prun python python2 python3 pypy debug ipytest memit mprun lprun spark pyspark"
#define SHELL_CELLS "bash sh zsh ksh shell sx system ! cmd powershell"
#define TEXT_CELLS \
	"html HTML javascript js latex markdown md md-sandbox svg SVG sql R r scala fs perl ruby cython cython_inline bigquery cpp cu"
#define FILE_CELLS "writefile file"

static enum pk_kind kind_of_file(struct str name)
{
	size_t slash = str_rfind(name, '/');

	name = str_slice(name, slash + 1, name.n);
	if (str_ends(name, STR(".py")))
		return PK_PYTHON;
	if (str_ends(name, STR(".sh")) || str_ends(name, STR(".bash")))
		return PK_SHELL;
	if (str_ends(name, STR(".md")))
		return PK_MARKDOWN;
	if (str_glob(STR("*requirements*.txt"), name) || str_glob(STR("environment*.y*ml"), name) || str_is(name, "pyproject.toml"))
		return PK_DEPS;
	return PK_TEXT;
}

/* The last word that is no option. */
static struct str file_name(struct str args)
{
	struct str one, last = STR("");

	while (str_cut(&args, ' ', &one))
		if (one.n && one.p[0] != '-')
			last = one;
	if (last.n > 1 && (last.p[0] == '"' || last.p[0] == '\''))
		last = str_slice(last, 1, last.n - 1);
	return last;
}

bool pk_magics_is_python(struct pk_scratch *s, struct str text)
{
	struct cst cst;

	if (text.n > PK_MAX_GUESS_BYTES)
		return true;
	return pk_cst_parse(s, &s->arena, text, NULL, 0, &cst) == CST_OK && cst.n_errors == 0;
}

enum body { BODY_CODE, BODY_SHELL, BODY_TEXT, BODY_FILE };

/* What the lines below `%%name args` are. */
static enum body body_of(const struct cell *c, struct str name, struct str args, uint32_t body)
{
	struct str rest;

	if (str_is(name, "script"))
		name = pk_ipython_word(str_trim(args), &rest);
	if (str_among(name, CODE_CELLS))
		return BODY_CODE;
	if (str_among(name, SHELL_CELLS))
		return BODY_SHELL;
	if (str_among(name, FILE_CELLS))
		return BODY_FILE;
	if (str_among(name, TEXT_CELLS))
		return BODY_TEXT;
	return pk_magics_is_python(c->scratch, str_slice(c->text, body, c->text.n)) ? BODY_CODE : BODY_TEXT;
}

static void code(struct cell *c, uint32_t from);

/* The first line of a cell that it governs, `%%name args`; the name begins at `name`. */
struct head {
	uint32_t line, body; /* where it ends, and what is below it begins */
	struct str word, args;
	enum body kind;
};

static struct head head_of(const struct cell *c, uint32_t name)
{
	size_t feed = str_find(c->text, STR("\n"), 0);
	struct head h = { .line = (uint32_t)(feed == SIZE_MAX ? c->text.n : feed) };

	h.body = h.line + (h.line < c->text.n);
	h.word = pk_ipython_word(str_trim(str_slice(c->text, name, h.line)), &h.args);
	h.kind = body_of(c, h.word, h.args, h.body);
	return h;
}

static void say_body(struct cell *c, const struct head *h, uint32_t name)
{
	uint32_t end = (uint32_t)c->text.n;

	if (h->kind == BODY_FILE) {
		uint32_t before = c->out->pieces.n;

		say(c, kind_of_file(file_name(h->args)), h->body, end, true);
		if (c->out->pieces.n > before)
			c->out->pieces.v[before].called = file_name(h->args);
	} else if (h->kind == BODY_SHELL) {
		say(c, PK_SHELL, h->body, end, false);
	} else {
		say(c, PK_TEXT, name, end, false);
	}
}

/* All of the line, but for the code that `%%timeit` and its like run before the cell. */
static void mask_head(struct cell *c, const struct head *h)
{
	uint32_t at = str_among(h->word, "timeit prun memit mprun") ? behind_options(c->text, (uint32_t)(h->args.p - c->text.p), h->line) :
								      h->line;

	mask(c, 0, at, at < h->line ? PK_MASK_STATEMENT : PK_MASK_BLANK);
}

static void cell_magic(struct cell *c, uint32_t name)
{
	struct head h = head_of(c, name);

	if (h.kind == BODY_CODE) {
		mask_head(c, &h);
		say(c, PK_TEXT, name, h.line, false);
		code(c, h.body);
		return;
	}
	mask(c, 0, (uint32_t)c->text.n, PK_MASK_BLANK);
	say_body(c, &h, name);
}

/* Databricks has cells that one percent sign governs. */
static bool is_governed(struct str text)
{
	struct str first = STR(""), rest;

	(void)str_cut(&text, '\n', &first);
	if (!str_starts(first, STR("%")))
		return false;
	return str_among(pk_ipython_word(str_trim(str_slice(first, 1, first.n)), &rest), "md md-sandbox sql sh scala r fs");
}

static void one_magic(struct cell *c, const struct pk_magic *m)
{
	switch (m->kind) {
	case PK_MAGIC_SHELL:
	case PK_MAGIC_CAPTURE:
		mask(c, m->span.start, m->span.end, PK_MASK_VALUE);
		say(c, PK_SHELL, m->rest.start, m->rest.end, false);
		break;
	case PK_MAGIC_LINE:
		line_magic(c, m->span.start, m->rest.start, m->span.end, m->assigned);
		break;
	case PK_MAGIC_CELL:
		cell_magic(c, m->rest.start);
		break;
	case PK_MAGIC_AUTO:
		automagic(c, m);
		break;
	case PK_MAGIC_HELP:
	case PK_MAGIC_CALL:
		mask(c, m->span.start, m->span.end, PK_MASK_VALUE);
		break;
	}
}

/* `get_ipython().system('ls')`: what it says is taken as it is written, escapes and all. */
static void one_call(struct cell *c, const struct pk_ipython_call *call)
{
	struct span inside = pk_ipython_inside(c->text, call->args[call->n - 1]);
	struct str name, rest;
	size_t from;

	if (call->kind == PK_CALL_SHELL) {
		say(c, PK_SHELL, inside.start, inside.end, false);
	} else if (call->kind == PK_CALL_LINE && call->n == 1) {
		enum pk_kind kind = pk_magic_line(str_slice(c->text, inside.start, inside.end), &from);

		say(c, kind, inside.start + (uint32_t)from, inside.end, false);
	} else if (call->kind == PK_CALL_LINE || call->kind == PK_CALL_CELL) {
		struct span word = pk_ipython_inside(c->text, call->args[0]);

		name = pk_ipython_word(str_slice(c->text, word.start, word.end), &rest);
		say(c, str_among(name, SHELL_MAGICS) || str_among(name, INSTALLERS) || str_among(name, SHELL_CELLS) ? PK_SHELL : PK_TEXT,
		    inside.start, inside.end, false);
	}
}

/* Whether a place is in a comment or string, as far as its line shows. */
static bool is_quoted(struct str text, size_t at)
{
	size_t start = at;
	unsigned quotes = 0;

	while (start > 0 && text.p[start - 1] != '\n')
		start--;
	for (; start < at; start++) {
		if (text.p[start] == '#')
			return true;
		quotes += text.p[start] == '"' || text.p[start] == '\'';
	}
	return quotes % 2;
}

/* Pieces are in the order of the text. */
static int by_place(const void *a, const void *b)
{
	const struct pk_piece *x = a, *y = b;

	return x->span.start < y->span.start ? -1 : x->span.start > y->span.start;
}

static void calls(struct cell *c, uint32_t first)
{
	const struct str word = STR("get_ipython");
	struct pk_ipython_call call;
	uint32_t before = c->out->pieces.n;

	for (size_t at = 0; (at = str_find(c->text, word, at)) != SIZE_MAX; at += word.n)
		if (!is_quoted(c->text, at) && pk_ipython_call(c->text, (uint32_t)at, &call))
			one_call(c, &call);
	if (c->out->pieces.n > before)
		qsort(c->out->pieces.v + first, c->out->pieces.n - first, sizeof(*c->out->pieces.v), by_place);
}

/* The lines from `from` on. */
static void code(struct cell *c, uint32_t from)
{
	struct cell part = { c->scratch, c->out, str_slice(c->text, from, c->text.n), c->base + from };
	uint32_t first = c->out->pieces.n;
	struct pk_ipython it;
	struct pk_magic m;

	pk_ipython_init(&it, part.text, true);
	while (pk_ipython_next(&it, &m))
		one_magic(&part, &m);
	calls(&part, first);
}

/* Where the first line that is not empty begins. */
static uint32_t first_line(struct str text, struct span cell)
{
	uint32_t start = cell.start;

	for (uint32_t at = start; at < cell.end && (text.p[at] == ' ' || text.p[at] == '\t' || text.p[at] == '\n'); at++)
		if (text.p[at] == '\n')
			start = at + 1;
	return start;
}

void pk_magics_of(struct pk_scratch *s, struct str text, struct span cell, struct pk_magics *out)
{
	uint32_t start = first_line(text, cell);
	struct cell c = { s, out, str_slice(text, start, cell.end), start };

	if (is_governed(c.text))
		cell_magic(&c, 1);
	else
		code(&c, 0);
}

void pk_magics_shell(struct pk_scratch *s, struct str text, struct span command, struct pk_magics *out)
{
	struct cell c = { s, out, str_slice(text, command.start, command.end), command.start };

	mask(&c, 0, (uint32_t)c.text.n, PK_MASK_VALUE);
	say(&c, PK_SHELL, 0, (uint32_t)c.text.n, false);
}

void pk_magics_line(struct pk_scratch *s, struct str text, struct span name_args, bool assigned, struct pk_magics *out)
{
	struct cell c = { s, out, str_slice(text, name_args.start, name_args.end), name_args.start };

	line_magic(&c, 0, 0, (uint32_t)c.text.n, assigned);
}

void pk_magics_inner(struct pk_scratch *s, struct str text, struct span cell, struct pk_magics *out)
{
	struct cell c = { s, out, str_slice(text, cell.start, cell.end), cell.start };
	struct head h = head_of(&c, 2);

	mask(&c, 0, (uint32_t)c.text.n, PK_MASK_VALUE);
	if (h.kind == BODY_CODE)
		say(&c, PK_PYTHON, h.body, (uint32_t)c.text.n, true);
	else
		say_body(&c, &h, 2);
}

bool pk_magics_say_python(struct str text, struct span cell)
{
	uint32_t start = first_line(text, cell);
	struct str rest = str_slice(text, start, cell.end), first = STR("");

	(void)str_cut(&rest, '\n', &first);
	if (!str_starts(first, STR("%")))
		return false;
	return str_among(pk_ipython_word(str_trim(str_slice(first, 1 + str_starts(first, STR("%%")), first.n)), &rest),
			 "python python2 python3 pyspark ipython");
}

void pk_magics_foreign(struct pk_scratch *s, struct str text, struct span cell, enum pk_kind kind, struct pk_magics *out)
{
	struct cell c = { s, out, str_slice(text, cell.start, cell.end), cell.start };

	mask(&c, 0, (uint32_t)c.text.n, PK_MASK_BLANK);
	say(&c, kind, 0, (uint32_t)c.text.n, false);
}

void pk_magics_mask(const struct pk_magics *m, char *text)
{
	const struct pk_mask *k;

	vec_each(k, &m->masks) {
		for (uint32_t i = k->span.start; i < k->span.end; i++)
			if (text[i] != '\n' && text[i] != '\r')
				text[i] = ' ';
		if (k->kind != PK_MASK_BLANK && k->span.end > k->span.start)
			text[k->span.start] = '_';
		if (k->kind == PK_MASK_STATEMENT && k->span.end > k->span.start + 1)
			text[k->span.start + 1] = ';';
	}
}
