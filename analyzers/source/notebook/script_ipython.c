/*
 * Scripts with IPython in their code: as it is typed (Colab, Spyder, .ipy), or as the calls that nbconvert writes for it. The cells are put
 * together again, each call as the line or cell that it was, and read as those of a notebook.
 */
#include "source/notebook/calls.h"
#include "source/notebook/pieces.h"
#include "source/notebook/script.h"
#include "source/sieve/identifiers.h"
#include "util/vec.h"

struct reader {
	struct pk_scratch *scratch;
	struct str text;
	struct pk_builder code;
	struct pk_magics magics;
	struct offsets {
		uint32_t *v;
		uint32_t n, cap;
	} names;       /* where `get_ipython` stands in the code */
	uint32_t name; /* the next one */
	uint32_t part; /* where in `code` what was not yet looked at begins */
};

/* ---- where the calls are ---- */

static void find_names(struct reader *r, const struct pk_unit *file)
{
	const struct str word = STR("get_ipython");
	const struct intern *base = r->scratch->base;
	sym_t sym = base ? intern_find(base, word) : 0;
	struct pk_unit u = *file;
	const struct pk_idents *words = sym ? pk_unit_idents(&u) : NULL;

	for (uint32_t i = 0; words && i < words->n; i++)
		if (words->hits[i].sym == sym && (words->hits[i].where & PK_IDENT_CODE))
			vec_push(&r->scratch->arena, &r->names, words->hits[i].at);
	for (size_t at = 0; !sym && (at = str_find(r->text, word, at)) != SIZE_MAX; at += word.n)
		vec_push(&r->scratch->arena, &r->names, (uint32_t)at);
}

/* The next call in the file's text from `at` to `end`. */
static bool next_call(struct reader *r, uint32_t at, uint32_t end, struct pk_ipython_call *call)
{
	for (; r->name < r->names.n && r->names.v[r->name] < end; r->name++)
		if (r->names.v[r->name] >= at && pk_ipython_call(r->text, r->names.v[r->name], call) && call->span.end <= end)
			return true;
	return false;
}

/* ---- one cell ---- */

static void copy(struct reader *r, uint32_t start, uint32_t end)
{
	pk_builder_plain(&r->code, (struct span){ start, end });
}

static struct str code_text(const struct reader *r)
{
	return (struct str){ r->code.text, r->code.n };
}

/* Looks at the part of the code that no call has put there. */
static void end_part(struct reader *r)
{
	if (r->code.n > r->part)
		pk_magics_of(r->scratch, code_text(r), (struct span){ r->part, r->code.n }, &r->magics);
	r->part = r->code.n;
}

static void fill(struct reader *r, const char *text, uint32_t at)
{
	for (; *text; text++)
		pk_builder_fill(&r->code, *text, at);
}

/* The value of what comes is given to a name. */
static bool is_assigned(const struct reader *r)
{
	uint32_t at = r->code.n;

	while (at > 0 && (r->code.text[at - 1] == ' ' || r->code.text[at - 1] == '\t'))
		at--;
	return at > 0 && r->code.text[at - 1] == '=';
}

static void take_line(struct reader *r, const struct pk_ipython_call *call)
{
	uint32_t start = r->code.n;
	bool assigned = is_assigned(r);

	pk_ipython_append(&r->code, call->args[0]);
	if (call->n > 1) {
		fill(r, " ", call->args[1].start);
		pk_ipython_append(&r->code, call->args[1]);
	}
	if (call->kind == PK_CALL_SHELL)
		pk_magics_shell(r->scratch, code_text(r), (struct span){ start, r->code.n }, &r->magics);
	else
		pk_magics_line(r->scratch, code_text(r), (struct span){ start, r->code.n }, assigned, &r->magics);
}

static void take_lines(struct reader *r, const struct pk_ipython_call *call)
{
	uint32_t start = r->code.n;
	bool alone = start == 0 || r->code.text[start - 1] == '\n';

	if (call->kind == PK_CALL_CELL) {
		fill(r, "%%", call->span.start);
		pk_ipython_append(&r->code, call->args[0]);
		fill(r, " ", call->args[1].start);
		pk_ipython_append(&r->code, call->args[1]);
		fill(r, "\n", call->args[2].start);
	} else if (!alone) {
		fill(r, "%%python\n", call->span.start);
	}
	pk_ipython_append(&r->code, call->args[call->n - 1]);
	if (alone) {
		pk_builder_end_line(&r->code);
		pk_magics_of(r->scratch, code_text(r), (struct span){ start, r->code.n }, &r->magics);
	} else {
		pk_magics_inner(r->scratch, code_text(r), (struct span){ start, r->code.n }, &r->magics);
	}
}

static void take_cell(struct reader *r, uint32_t at, uint32_t end)
{
	struct pk_ipython_call call;

	r->part = r->code.n;
	while (next_call(r, at, end, &call)) {
		copy(r, at, call.span.start);
		end_part(r);
		if (call.kind == PK_CALL_SHELL || call.kind == PK_CALL_LINE)
			take_line(r, &call);
		else
			take_lines(r, &call);
		r->part = r->code.n;
		at = call.span.end;
	}
	copy(r, at, end);
	pk_builder_end_line(&r->code);
	end_part(r);
}

/* ---- the cells ---- */

static struct str line_at(struct str text, uint32_t at)
{
	struct str rest = str_slice(text, at, text.n), line = STR("");

	(void)str_cut(&rest, '\n', &line);
	return line;
}

static bool is_mark(struct str line)
{
	static const struct str marks[] = { { "# In[", 5 },          { "# %%", 4 },    { "#%%", 3 },
					    { "# COMMAND ---", 13 }, { "# <code", 7 }, { "# <markdown", 11 } };

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (line.n && line.p[0] == '#' && str_starts(line, marks[i]))
			return true;
	return false;
}

static bool is_cell_magic(struct str line)
{
	return line.n > 2 && line.p[0] == '%' && line.p[1] == '%' && (line.p[2] | 32) >= 'a' && (line.p[2] | 32) <= 'z';
}

/* The end of the cell that begins at `at`: before the next mark or cell magic, and for a cell magic of a script without marks where its
 * lines end. */
static uint32_t cell_end(struct str text, uint32_t at, bool marked)
{
	bool any = false, magic = false;

	while (at < text.n) {
		struct str line = line_at(text, at);
		bool blank = str_trim(line).n == 0;

		if (is_mark(line) || (any && is_cell_magic(line)) || (any && magic && blank && !marked))
			return at;
		magic |= !any && is_cell_magic(line);
		any |= !blank;
		at += (uint32_t)line.n + 1;
	}
	return (uint32_t)text.n;
}

static bool has_marks(struct str text)
{
	struct str line;

	while (str_cut(&text, '\n', &line))
		if (is_mark(line))
			return true;
	return false;
}

static void take_cells(struct reader *r)
{
	bool marked = has_marks(r->text);
	uint32_t at = 0;

	while (at < r->text.n) {
		uint32_t end = cell_end(r->text, at, marked);

		if (end > at) {
			take_cell(r, at, end);
			at = end;
			continue;
		}
		end = at + (uint32_t)line_at(r->text, at).n + 1;
		copy(r, at, end < r->text.n ? end : (uint32_t)r->text.n);
		at = end;
	}
}

bool pk_script_ipython(const struct pk_unit *file, struct pk_units *units)
{
	struct reader r = { .scratch = file->scratch, .text = file->text };

	find_names(&r, file);
	pk_builder_init(&r.code, &file->scratch->arena, file->text, file->text.n + 16);
	take_cells(&r);
	if (!r.magics.masks.n)
		return false;
	pk_pieces_unit(file, &r.code, PK_PYTHON, units);
	pk_pieces_units(file, &r.code, &r.magics, units);
	return true;
}
