#include "source/notebook/pieces.h"

#include "source/text/newlines.h"
#include "util/vec.h"

struct maker {
	const struct pk_unit *like;
	const struct pk_builder *code;
	const struct pk_magics *magics;
	struct pk_units *units;
};

void pk_pieces_unit(const struct pk_unit *like, const struct pk_builder *built, enum pk_kind kind, struct pk_units *units)
{
	struct pk_unit u = {
		.kind = kind, .is_notebook = like->is_notebook, .is_broken = like->is_broken, .path = like->path, .scratch = like->scratch
	};

	if (built->n == 0)
		return;
	pk_builder_finish(built, &u);
	vec_push(&like->scratch->arena, units, u);
}

/* How far the lines of a cell were counted. Pieces come in the order of the text. */
struct counter {
	const struct pk_cell *cell; /* NULL when the code has none */
	uint32_t line, at;
};

/* A piece as a cell: it begins somewhere within one. */
static struct pk_cell cell_of_piece(const struct pk_builder *code, struct counter *k, uint32_t at)
{
	struct pk_cell c;

	while (at >= k->cell->span.end) {
		k->cell++;
		k->line = k->cell->line;
		k->at = k->cell->span.start;
	}
	for (; k->at < at; k->at++)
		k->line += code->text[k->at] == '\n';
	c = *k->cell;
	c.line = k->line;
	c.col = at - pk_builder_line(code, k->cell->span.start, at) + 1;
	return c;
}

/* Adds a piece to what is built, as a cell or as lines. */
static void add_piece(const struct pk_builder *code, struct span piece, struct counter *k, struct pk_builder *into)
{
	struct pk_cell c;

	if (k->cell) {
		c = cell_of_piece(code, k, piece.start);
		c.span.start = into->n;
	}
	pk_builder_copy(into, code, piece);
	if (k->cell)
		pk_builder_cell(into, c);
	else
		pk_builder_end_line(into);
}

static struct counter counter_of(const struct maker *m)
{
	struct counter k = { .cell = m->code->cells.v };

	if (k.cell) {
		k.line = k.cell->line;
		k.at = k.cell->span.start;
	}
	return k;
}

static bool is_of(const struct pk_piece *p, enum pk_kind kind)
{
	return !p->file && p->kind == kind;
}

/* The pieces of one kind as a unit. */
static void add_pieces(const struct maker *m, enum pk_kind kind)
{
	struct counter k = counter_of(m);
	const struct pk_piece *p;
	struct pk_builder into;
	size_t max = 0;

	vec_each(p, &m->magics->pieces)
		max += is_of(p, kind) ? p->span.end - p->span.start + 1 : 0;
	if (max == 0)
		return;
	pk_builder_init(&into, &m->like->scratch->arena, m->code->raw, max);
	vec_each(p, &m->magics->pieces)
		if (is_of(p, kind))
			add_piece(m->code, p->span, &k, &into);
	pk_pieces_unit(m->like, &into, kind, m->units);
}

/* Each written file as a unit. */
static void add_files(const struct maker *m)
{
	struct counter k = counter_of(m);
	const struct pk_piece *p;

	vec_each(p, &m->magics->pieces) {
		struct pk_builder into;

		if (!p->file)
			continue;
		pk_builder_init(&into, &m->like->scratch->arena, m->code->raw, p->span.end - p->span.start + 1);
		add_piece(m->code, p->span, &k, &into);
		if (p->kind == PK_PYTHON)
			pk_newlines_mend(into.text, into.n);
		if (into.n == 0)
			continue;
		pk_pieces_unit(m->like, &into, p->kind, m->units);
		m->units->v[m->units->n - 1].called = arena_str(&m->like->scratch->arena, p->called);
	}
}

void pk_pieces_units(const struct pk_unit *like, struct pk_builder *code, const struct pk_magics *magics, struct pk_units *units)
{
	struct maker m = { like, code, magics, units };

	add_pieces(&m, PK_SHELL);
	add_pieces(&m, PK_TEXT);
	add_files(&m);
	pk_magics_mask(magics, code->text);
	pk_newlines_mend(code->text, code->n);
}
