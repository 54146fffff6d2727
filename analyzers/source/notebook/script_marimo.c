/*
 * marimo's notebooks: every cell is a function whose parameters are what other cells return. Here the bodies become the module, each
 * behind those that it takes something from, so that names and data go from cell to cell.
 */
#include "source/lex/lexical.h"
#include "source/lex/logical_lines.h"
#include "source/notebook/pieces.h"
#include "source/notebook/script.h"
#include "util/map.h"
#include "util/vec.h"

struct cell {
	uint32_t decorator, header, behind; /* lines: its own two, and the next one that is not in it */
	bool placed;
};

struct reader {
	const struct pk_unit *file;
	struct pk_logical_lines lines;
	struct pk_builder code;
	struct cells {
		struct cell *v;
		uint32_t n, cap;
	} cells;
	struct map owners; /* by name: the cell that returns it, + 1 */
};

static struct str line_text(const struct reader *r, uint32_t i)
{
	struct span s = r->lines.v[i].span;

	return str_slice(r->file->text, s.start, s.end);
}

/* `@app.cell`, with or without brackets. */
static bool decorates_cell(const struct reader *r, uint32_t i)
{
	struct str text = line_text(r, i);
	size_t at = 0;

	if (r->lines.v[i].parent || !(r->lines.v[i].flags & PK_LINE_DECORATES))
		return false;
	for (at = 1; at < text.n && pk_is_word_byte(text.p[at]);)
		at++;
	text = str_trim(str_slice(text, at, text.n));
	return str_is(text, ".cell") || str_starts(text, STR(".cell("));
}

static void find_cells(struct reader *r)
{
	for (uint32_t i = 1; i + 1 < r->lines.n; i++) {
		struct cell c = { .decorator = i, .header = i + 1, .behind = i + 2 };
		unsigned flags = r->lines.v[i + 1].flags;

		if (!decorates_cell(r, i) || !(flags & PK_LINE_DEFINES) || !(flags & PK_LINE_OPENS))
			continue;
		while (c.behind < r->lines.n && r->lines.v[c.behind].scope == c.header)
			c.behind++;
		vec_push(&r->file->scratch->arena, &r->cells, c);
		i = c.behind - 1;
	}
}

static bool is_return(const struct reader *r, const struct cell *c, uint32_t i)
{
	return r->lines.v[i].parent == c->header && str_starts(str_trim(line_text(r, i)), STR("return"));
}

/* ---- the order ---- */

static void learn_owners(struct reader *r)
{
	map_init(&r->owners, &r->file->scratch->arena);
	for (uint32_t k = 0; k < r->cells.n; k++) {
		const struct cell *c = &r->cells.v[k];

		for (uint32_t i = c->header + 1; i < c->behind; i++) {
			struct str text = line_text(r, i), word;

			for (size_t at = 0; is_return(r, c, i) && pk_next_word(text, &at, &word);) {
				bool fresh;
				uint64_t *owner = map_put(&r->owners, word, &fresh);

				if (fresh)
					*owner = k + 1;
			}
		}
	}
}

static void copy(struct reader *r, uint32_t start, uint32_t end)
{
	pk_builder_plain(&r->code, (struct span){ start, end });
}

/* A line of a body without the indentation of the body, which a string in it keeps. A cell's `return` becomes an assignment. */
static void take_line(struct reader *r, const struct cell *c, uint32_t i, uint32_t indent)
{
	struct span s = r->lines.v[i].span;
	uint32_t start = s.start, at;

	while (start < s.end && start - s.start < indent && (r->file->text.p[start] == ' ' || r->file->text.p[start] == '\t'))
		start++;
	at = r->code.n;
	copy(r, start, s.end);
	if (is_return(r, c, i))
		memcpy(r->code.text + at, str_trim(line_text(r, i)).n > 6 ? "_    =" : "pass  ", 6);
}

static void take_cell(struct reader *r, const struct cell *c)
{
	uint32_t first = c->header + 1, indent = 0, at = r->lines.v[c->header].span.end;
	struct str text = line_text(r, first);

	while (indent < text.n && (text.p[indent] == ' ' || text.p[indent] == '\t'))
		indent++;
	for (uint32_t i = first; i < c->behind; i++) {
		copy(r, at, r->lines.v[i].span.start); /* comments and empty lines */
		take_line(r, c, i, indent);
		at = r->lines.v[i].span.end;
	}
	pk_builder_end_line(&r->code);
}

/* The cell behind those that it takes something from. Recursion goes no deeper than `depth`. */
static void place(struct reader *r, uint32_t k, int depth)
{
	struct cell *c = &r->cells.v[k];
	struct str header = line_text(r, c->header), word;

	if (c->placed)
		return;
	c->placed = true;
	for (size_t at = 0; depth > 0 && pk_next_word(header, &at, &word);) {
		const uint64_t *owner = map_get(&r->owners, word);

		if (owner)
			place(r, (uint32_t)*owner - 1, depth - 1);
	}
	take_cell(r, c);
}

/* What is no cell, in its order: the head, functions, `with app.setup`. */
static void take_rest(struct reader *r)
{
	const struct cell *c;
	uint32_t at = 0;

	vec_each(c, &r->cells) {
		copy(r, at, r->lines.v[c->decorator].span.start);
		at = r->lines.v[c->behind - 1].span.end;
	}
	copy(r, at, (uint32_t)r->file->text.n);
	pk_builder_end_line(&r->code);
}

bool pk_script_marimo(const struct pk_unit *file, struct pk_units *units)
{
	enum { DEPTH = 200 };
	struct reader r = { .file = file };

	if (!pk_logical_lines_read(&file->scratch->arena, file->text, &r.lines))
		return false;
	find_cells(&r);
	if (!r.cells.n)
		return false;
	pk_builder_init(&r.code, &file->scratch->arena, file->text, file->text.n + r.cells.n + 2);
	learn_owners(&r);
	take_rest(&r);
	for (uint32_t k = 0; k < r.cells.n; k++)
		place(&r, k, DEPTH);
	pk_pieces_unit(file, &r.code, PK_PYTHON, units);
	return true;
}
