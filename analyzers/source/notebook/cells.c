#include "source/notebook/cells.h"

#include "source/notebook/ipython.h"
#include "source/text/json.h"
#include "source/notebook/magic.h"
#include "source/notebook/outputs.h"
#include "source/notebook/pieces.h"
#include "source/unit/builder.h"
#include "util/limits.h"
#include "util/vec.h"

struct build {
	struct pk_scratch *scratch;
	struct str path;
	struct pk_notebook *book;
};

static size_t length(struct span s)
{
	return s.end - s.start;
}

static struct arena *arena_of(const struct build *b)
{
	return &b->scratch->arena;
}

static struct pk_cell cell_at(const struct build *b, const struct pk_nb_cell *c, uint32_t code_index, uint32_t start)
{
	return (struct pk_cell){ .span = { start, start },
				 .index = (uint32_t)(c - b->book->nb.cells.v) + 1,
				 .code_index = code_index,
				 .line = 1,
				 .col = 1,
				 .execution_count = c->execution_count,
				 .id = str_slice(b->book->nb.raw, c->id.start, c->id.end) };
}

static void note_oddities(struct pk_nb *nb, const struct pk_builder *into)
{
	if (into->odd & PK_JSON_LONE_SURROGATE)
		pk_nb_note(nb, "notebook", "holds half a surrogate pair: read as U+FFFD", SIZE_MAX);
	if (into->odd & PK_JSON_BAD_ESCAPE)
		pk_nb_note(nb, "notebook", "holds an escape that JSON does not know", SIZE_MAX);
	if (into->cut)
		pk_nb_note(nb, "notebook", "is in too many pieces: the rest is not read", SIZE_MAX);
}

static struct pk_unit unit_of(const struct build *b, enum pk_kind kind)
{
	return (struct pk_unit){
		.kind = kind, .is_notebook = true, .is_broken = b->book->nb.is_broken, .path = b->path, .scratch = b->scratch
	};
}

static void add_unit(const struct build *b, const struct pk_builder *into, enum pk_kind kind)
{
	struct pk_unit u = unit_of(b, kind);

	note_oddities(&b->book->nb, into);
	if (into->n == 0)
		return;
	pk_builder_finish(into, &u);
	vec_push(arena_of(b), &b->book->units, u);
}

static void append_lines(const struct build *b, struct pk_builder *into, struct span value)
{
	struct pk_nb_lines it = pk_nb_lines_of(&b->book->nb, value);
	struct span inside;

	for (bool first = true; pk_nb_line(&it, &inside); first = false) {
		if (it.joins && !first)
			pk_builder_fill(into, '\n', inside.start - 1);
		pk_builder_json(into, inside);
	}
}

/* ---- code ---- */

/* Common indentation and prompts go; empty lines in front stay. */
static void clean(struct arena *a, struct pk_builder *into, uint32_t start)
{
	struct str text = { into->text + start, into->n - start };
	struct pk_cell_lines lines;
	struct spans {
		struct span *v;
		uint32_t n, cap;
	} gaps = { 0 };

	if (text.n > PK_MAX_CLEAN_BYTES || pk_ipython_is_clean(text))
		return;
	pk_ipython_lines(a, text, &lines);
	for (uint32_t i = 0; i < lines.n; i++) {
		uint32_t to = start + lines.v[i].start, from = i ? start + lines.v[i - 1].end : pk_builder_line(into, start, to);

		if (to > from)
			vec_push(a, &gaps, (struct span){ from, to });
	}
	pk_builder_drop(into, start, gaps.v, gaps.n);
}

static void append_code(const struct build *b, struct pk_builder *into)
{
	const struct pk_nb_cell *c;
	uint32_t code_index = 0;
	size_t max = 0;

	vec_each(c, &b->book->nb.cells)
		max += c->type == PK_NB_CODE ? length(c->source) : 0;
	pk_builder_init(into, arena_of(b), b->book->nb.raw, max + b->book->nb.cells.n);
	vec_each(c, &b->book->nb.cells) {
		struct pk_cell cell;

		if (c->type != PK_NB_CODE)
			continue;
		cell = cell_at(b, c, ++code_index, into->n);
		append_lines(b, into, c->source);
		clean(arena_of(b), into, cell.span.start);
		pk_builder_cell(into, cell);
	}
}

/* ---- all of it ---- */

/* Marks what is no Python in every cell; false when that is all of them. */
static bool find_magics(const struct build *b, const struct pk_builder *code, struct pk_magics *magics)
{
	const struct pk_nb *nb = &b->book->nb;
	enum pk_nb_language language = pk_nb_language(nb);
	struct str text = { code->text, code->n };
	const struct pk_cell *cell;
	bool any = false;

	vec_each(cell, &code->cells) {
		enum pk_nb_language own = pk_nb_cell_language(nb, &nb->cells.v[cell->index - 1], language);

		if (own == PK_NB_PYTHON || pk_magics_say_python(text, cell->span)) {
			pk_magics_of(b->scratch, text, cell->span, magics);
			any = true;
		} else {
			pk_magics_foreign(b->scratch, text, cell->span, own == PK_NB_SHELL ? PK_SHELL : PK_TEXT, magics);
		}
	}
	return any;
}

static void add_code(const struct build *b)
{
	struct pk_builder code;
	struct pk_magics magics = { .masks = { 0 } };
	const struct pk_unit like = unit_of(b, PK_TEXT);

	append_code(b, &code);
	if (find_magics(b, &code, &magics))
		add_unit(b, &code, PK_PYTHON);
	if (magics.cut)
		pk_nb_note(&b->book->nb, "notebook", "holds too many magics: the rest of what they say is not read", SIZE_MAX);
	pk_pieces_units(&like, &code, &magics, &b->book->units);
}

/* ---- what stands beside it ---- */

static void add_prose(const struct build *b)
{
	const struct pk_nb_cell *c;
	struct pk_builder into;
	size_t max = 0;

	vec_each(c, &b->book->nb.cells)
		max += c->type != PK_NB_CODE ? length(c->source) + 1 : 0;
	pk_builder_init(&into, arena_of(b), b->book->nb.raw, max);
	vec_each(c, &b->book->nb.cells) {
		struct pk_cell cell = cell_at(b, c, 0, into.n);

		if (c->type == PK_NB_CODE)
			continue;
		append_lines(b, &into, c->source);
		pk_builder_cell(&into, cell);
	}
	add_unit(b, &into, PK_MARKDOWN);
}

static void add_outputs(const struct build *b)
{
	const struct pk_nb_cell *c;
	uint32_t code_index = 0;
	struct pk_builder into;
	size_t max = 0;

	vec_each(c, &b->book->nb.cells)
		max += length(c->outputs);
	pk_builder_init(&into, arena_of(b), b->book->nb.raw, max);
	vec_each(c, &b->book->nb.cells) {
		struct pk_cell cell;

		code_index += c->type == PK_NB_CODE;
		if (length(c->outputs) == 0)
			continue;
		cell = cell_at(b, c, c->type == PK_NB_CODE ? code_index : 0, into.n);
		pk_outputs_stitch(&b->book->nb, &into, c->outputs);
		pk_builder_cell(&into, cell);
	}
	add_unit(b, &into, PK_OUTPUT);
}

/* {} and white space say nothing. */
static bool says_something(struct str raw, struct span value)
{
	for (uint32_t i = value.start; i < value.end; i++)
		if (!strchr("{} \t\r\n", raw.p[i]))
			return true;
	return false;
}

static void add_metadata(const struct build *b)
{
	struct pk_nb *nb = &b->book->nb;
	const struct pk_nb_cell *c;
	struct pk_builder into;
	size_t max = length(nb->metadata) + 1;

	vec_each(c, &nb->cells)
		max += length(c->metadata) + 1;
	pk_builder_init(&into, arena_of(b), nb->raw, max);
	vec_each(c, &nb->cells) {
		struct pk_cell cell = cell_at(b, c, 0, into.n);

		if (!says_something(nb->raw, c->metadata))
			continue;
		pk_builder_plain(&into, c->metadata);
		pk_builder_cell(&into, cell);
	}
	if (says_something(nb->raw, nb->metadata)) {
		pk_builder_plain(&into, nb->metadata);
		pk_builder_fill(&into, '\n', nb->metadata.end);
	}
	add_unit(b, &into, PK_METADATA);
}

/* What lies between the pieces of a broken notebook that could be made out: it may hold a credential. */
static void add_rest(const struct build *b)
{
	const struct pk_nb *nb = &b->book->nb;
	const struct pk_nb_cell *c;
	struct pk_builder into;
	uint32_t at = nb->sound;

	pk_builder_init(&into, arena_of(b), nb->raw, nb->raw.n - at + 1);
	vec_each(c, &nb->cells) {
		struct pk_nb_lines it = pk_nb_lines_of(nb, c->source);
		struct span known;

		while (c->source.start >= nb->sound && pk_nb_line(&it, &known)) {
			pk_builder_plain(&into, (struct span){ at, known.start });
			at = known.end;
		}
	}
	pk_builder_plain(&into, (struct span){ at, (uint32_t)nb->raw.n });
	add_unit(b, &into, PK_TEXT);
}

/* Something else under a notebook's name: Python, or any text. */
static void add_other(const struct build *b)
{
	struct str raw = b->book->nb.raw, start = str_trim(raw);
	bool python = start.n && !strchr("{[<\"", start.p[0]) && pk_magics_is_python(b->scratch, raw);
	struct pk_unit u = { .kind = python ? PK_PYTHON : PK_TEXT, .path = b->path, .scratch = b->scratch, .text = raw, .raw = raw };

	if (start.n)
		vec_push(arena_of(b), &b->book->units, u);
}

void pk_notebook_units(struct pk_scratch *s, struct str path, struct str raw, struct pk_notebook *out)
{
	struct build b = { s, path, out };

	*out = (struct pk_notebook){ .units = { 0 } };
	pk_nb_read(&s->arena, raw, &out->nb);
	if (out->nb.is_broken && !out->nb.cells.n) {
		add_other(&b);
		return;
	}
	add_code(&b);
	add_prose(&b);
	if (out->nb.is_broken) {
		out->nb.metadata.end = out->nb.metadata.start;
		add_rest(&b);
		return;
	}
	add_outputs(&b);
	add_metadata(&b);
}
