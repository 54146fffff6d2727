/*
 * Magics in the comments of scripts: `# !pip install x` behind jupytext's `# %%` or `# +`, `# MAGIC %sh` in a source file of Databricks.
 */
#include "source/notebook/ipython.h"
#include "source/notebook/magic.h"
#include "source/notebook/pieces.h"
#include "source/notebook/script.h"

enum { HEAD = 4096 }; /* bytes in which a script says what it is */

/* What comments in a cell are. */
enum mode { MODE_CODE, MODE_PROSE, MODE_SHELL };

enum form { FORM_NONE, FORM_PERCENT, FORM_LIGHT, FORM_DATABRICKS };

static bool has(struct str s, const char *what)
{
	return str_find(s, str_from(what), 0) != SIZE_MAX;
}

/* What the rest of a marker says of its cell: a title, [markdown], language="bash", {"language": "bash"}. */
static enum mode mode_of(struct str marker)
{
	size_t at = str_find(marker, STR("language"), 0);
	struct str said;

	if (has(marker, "[markdown]") || has(marker, "[md]") || has(marker, "[raw]"))
		return MODE_PROSE;
	if (at == SIZE_MAX)
		return MODE_CODE;
	for (said = str_slice(marker, at + 8, marker.n); said.n && strchr("\"'=: ", said.p[0]);)
		said = str_slice(said, 1, said.n);
	return str_starts(said, STR("bash")) || str_starts(said, STR("sh\"")) || str_starts(said, STR("shell")) ? MODE_SHELL : MODE_CODE;
}

/* Behind its hash: "%%" and "+" begin a cell, "-" ends one. */
static bool marks_cell(struct str s, enum form form)
{
	if (form == FORM_PERCENT)
		return str_starts(s, STR("%%")) && (s.n == 2 || s.p[2] == ' ' || s.p[2] == '%');
	return str_is(s, "+") || str_is(s, "-") || str_starts(s, STR("+ "));
}

static bool is_marker(struct str line, enum form form, enum mode *mode)
{
	struct str rest = str_trim(line);

	if (!str_starts(rest, STR("#")))
		return false;
	rest = str_trim(str_slice(rest, 1, rest.n));
	if (!marks_cell(rest, form))
		return false;
	*mode = mode_of(rest);
	return true;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* What the comment that is this line says, if it holds a magic; from: where in the line it begins. */
static bool says(struct str line, enum mode mode, enum pk_kind *kind, size_t *from)
{
	size_t at = 0, skip;

	while (at < line.n && (line.p[at] == ' ' || line.p[at] == '\t'))
		at++;
	if (mode == MODE_PROSE || at + 3 > line.n || line.p[at] != '#')
		return false;
	at += line.p[at + 1] == ' ' ? 2 : 1;
	*kind = PK_SHELL;
	*from = at;
	if (mode == MODE_SHELL)
		return true;
	if (line.p[at] == '!') {
		*from = at + 1;
		return line.p[at - 1] == ' ';
	}
	if (line.p[at] != '%' || at + 1 >= line.n || !is_letter(line.p[at + 1]))
		return false;
	*kind = pk_magic_line(str_slice(line, at + 1, line.n), &skip);
	*from = at + 1 + skip;
	return true;
}

/* ---- the script ---- */

struct reader {
	const struct pk_unit *file;
	struct pk_builder shell, text;
};

static void take(struct reader *r, enum pk_kind kind, uint32_t start, uint32_t end)
{
	struct pk_builder *into = kind == PK_SHELL ? &r->shell : &r->text;

	if (start >= end)
		return;
	pk_builder_plain(into, (struct span){ start, end });
	pk_builder_end_line(into);
}

static void take_jupytext(struct reader *r, enum form form)
{
	struct str rest = r->file->text, line;
	enum mode mode = MODE_CODE;
	bool marked = form == FORM_LIGHT;

	while (str_cut(&rest, '\n', &line)) {
		uint32_t at = (uint32_t)(line.p - r->file->text.p);
		enum pk_kind kind;
		size_t from;

		if (is_marker(line, form, &mode))
			marked = true;
		else if (marked && says(line, mode, &kind, &from))
			take(r, kind, at + (uint32_t)from, at + (uint32_t)line.n);
	}
}

/* ---- Databricks ---- */

/* What a cell's first `# MAGIC` line makes of those below it. */
enum cell { CELL_NEW, CELL_SHELL, CELL_OTHER };

/* `%name args` of Databricks, from `from` on: %sh and %md govern their cell, %pip only its line. */
static enum cell take_magic(struct reader *r, uint32_t from, uint32_t end, enum cell cell)
{
	struct str said = str_slice(r->file->text, from, end), args, word = pk_ipython_word(said, &args);
	enum pk_kind kind;
	size_t skip;

	if (str_is(word, "sh") || str_is(word, "bash")) {
		take(r, PK_SHELL, end - (uint32_t)args.n, end);
		return CELL_SHELL;
	}
	kind = pk_magic_line(said, &skip);
	take(r, kind, from + (uint32_t)skip, end);
	return kind == PK_SHELL ? cell : CELL_OTHER;
}

static void take_databricks(struct reader *r)
{
	const struct str magic = STR("# MAGIC");
	struct str rest = r->file->text, line;
	enum cell cell = CELL_NEW;

	while (str_cut(&rest, '\n', &line)) {
		uint32_t at = (uint32_t)(line.p - r->file->text.p), end = at + (uint32_t)line.n, from = at + (uint32_t)magic.n;
		const char *p = r->file->text.p;

		if (str_starts(line, STR("# COMMAND")))
			cell = CELL_NEW;
		if (!str_starts(line, magic))
			continue;
		while (from < end && p[from] == ' ')
			from++;
		if (p[from] == '%')
			cell = take_magic(r, from + 1 + (p[from + 1] == '%'), end, cell);
		else if (p[from] == '!' && cell == CELL_NEW)
			take(r, PK_SHELL, from + 1, end);
		else
			take(r, cell == CELL_SHELL ? PK_SHELL : PK_TEXT, from, end);
	}
}

/* ---- */

static enum form form_of(struct str text)
{
	struct str head = str_slice(text, 0, text.n < HEAD ? text.n : HEAD);

	if (str_starts(text, STR("# Databricks notebook source")))
		return FORM_DATABRICKS;
	if (has(head, "format_name: light"))
		return FORM_LIGHT;
	if (has(text, "%%"))
		return FORM_PERCENT;
	return has(head, "\n# +\n") && has(text, "\n# -\n") ? FORM_LIGHT : FORM_NONE;
}

void pk_script_comments(const struct pk_unit *file, struct pk_units *units)
{
	struct reader r = { .file = file };
	enum form form = form_of(file->text);

	if (form == FORM_NONE)
		return;
	pk_builder_init(&r.shell, &file->scratch->arena, file->text, file->text.n + 1);
	pk_builder_init(&r.text, &file->scratch->arena, file->text, file->text.n + 1);
	if (form == FORM_DATABRICKS)
		take_databricks(&r);
	else
		take_jupytext(&r, form);
	pk_pieces_unit(file, &r.shell, PK_SHELL, units);
	pk_pieces_unit(file, &r.text, PK_TEXT, units);
}
