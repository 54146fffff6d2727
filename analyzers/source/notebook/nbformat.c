#include "source/notebook/nbformat.h"

#include "util/limits.h"
#include "util/vec.h"

void pk_nb_note(struct pk_nb *nb, const char *kind, const char *text, size_t at)
{
	uint32_t line = at == SIZE_MAX ? 0 : 1;

	for (uint32_t i = 0; i < nb->n_notes; i++)
		if (strcmp(nb->notes[i].text, text) == 0)
			return;
	if (nb->n_notes == PK_NB_NOTES)
		return;
	for (size_t i = 0; line && i < at && i < nb->raw.n; i++)
		line += nb->raw.p[i] == '\n';
	nb->notes[nb->n_notes++] = (struct pk_nb_note){ kind, text, line };
}

/* Notes a key that was there before. */
static void check_twice(struct pk_nb *nb, const struct pk_json *j, unsigned *seen, unsigned bit)
{
	if (*seen & bit)
		pk_nb_note(nb, "notebook", "a key comes twice: the last one counts", j->at);
	*seen |= bit;
}

/* The inside of a string value; any other value is passed over and gives an empty span. */
static struct span string_value(struct pk_json *j)
{
	struct span inside = { 0, 0 };

	if (pk_json_peek(j) == PK_JSON_STRING)
		(void)pk_json_string(j, &inside);
	else
		(void)pk_json_skip(j);
	return inside;
}

static int64_t int_value(struct pk_json *j, int64_t fallback)
{
	int64_t v;

	return pk_json_int(j, &v) ? v : fallback;
}

/* ---- cells ---- */

static enum pk_nb_type type_of(struct str inside)
{
	static const struct {
		const char *name;
		enum pk_nb_type type;
	} types[] = { { "code", PK_NB_CODE },       { "markdown", PK_NB_MARKDOWN }, { "raw", PK_NB_RAW },
		      { "heading", PK_NB_HEADING }, { "html", PK_NB_MARKDOWN },     { "text", PK_NB_MARKDOWN } };

	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (pk_json_is(inside, types[i].name))
			return types[i].type;
	return PK_NB_OTHER;
}

enum cell_key { KEY_TYPE = 1, KEY_SOURCE = 2, KEY_OUTPUTS = 4, KEY_METADATA = 8, KEY_ID = 16, KEY_COUNT = 32, KEY_LEVEL = 64 };

static unsigned cell_key(struct str key)
{
	static const struct {
		const char *name;
		unsigned bit;
	} keys[] = { { "cell_type", KEY_TYPE },        { "source", KEY_SOURCE },       { "input", KEY_SOURCE },
		     { "outputs", KEY_OUTPUTS },       { "metadata", KEY_METADATA },   { "id", KEY_ID },
		     { "execution_count", KEY_COUNT }, { "prompt_number", KEY_COUNT }, { "level", KEY_LEVEL },
		     { "code", KEY_SOURCE },           { "text", KEY_SOURCE } };

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (pk_json_is(key, keys[i].name))
			return keys[i].bit;
	return 0;
}

static void read_member(struct pk_nb *nb, struct pk_json *j, unsigned key, struct pk_nb_cell *c)
{
	struct span inside;

	switch (key) {
	case KEY_TYPE:
		inside = string_value(j);
		c->type = type_of(str_slice(nb->raw, inside.start, inside.end));
		break;
	case KEY_SOURCE:
		if (pk_json_peek(j) != PK_JSON_STRING && pk_json_peek(j) != PK_JSON_ARRAY)
			pk_nb_note(nb, "notebook", "a cell's source is no text", j->at);
		c->source = pk_json_skip(j);
		break;
	case KEY_OUTPUTS:
		c->outputs = pk_json_skip(j);
		break;
	case KEY_METADATA:
		c->metadata = pk_json_skip(j);
		break;
	case KEY_ID:
		c->id = string_value(j);
		break;
	case KEY_COUNT:
		c->execution_count = int_value(j, -1);
		break;
	case KEY_LEVEL:
		c->level = (uint32_t)int_value(j, 1);
		break;
	default:
		(void)pk_json_skip(j);
	}
}

bool pk_nb_read_cell(struct pk_nb *nb, struct pk_json *j, struct pk_nb_cell *c, bool *is_cell)
{
	unsigned seen = 0;
	struct str key;

	*c = (struct pk_nb_cell){ .type = PK_NB_OTHER, .execution_count = -1, .level = 1 };
	(void)pk_json_enter(j);
	while (pk_json_key(j, &key)) {
		unsigned bit = cell_key(key);

		check_twice(nb, j, &seen, bit);
		read_member(nb, j, bit, c);
	}
	*is_cell = seen & KEY_TYPE;
	return !j->fault;
}

static void read_cell(struct arena *a, struct pk_nb *nb, struct pk_json *j)
{
	struct pk_nb_cell c;
	bool is_cell;

	if (pk_json_peek(j) != PK_JSON_OBJECT || nb->cells.n >= PK_MAX_CELLS) {
		if (!j->fault)
			pk_nb_note(nb, "notebook",
				   nb->cells.n >= PK_MAX_CELLS ? "too many cells: the rest is not read" : "a cell is no object", j->at);
		(void)pk_json_skip(j);
		return;
	}
	nb->sound = j->at;
	if (!pk_nb_read_cell(nb, j, &c, &is_cell))
		return;
	nb->sound = j->at;
	if (!is_cell)
		pk_nb_note(nb, "notebook", "a cell has no type", j->at);
	vec_push(a, &nb->cells, c);
}

static void read_cells(struct arena *a, struct pk_nb *nb, struct pk_json *j)
{
	if (pk_json_peek(j) != PK_JSON_ARRAY) {
		pk_nb_note(nb, "notebook", "the cells are no list", j->at);
		(void)pk_json_skip(j);
		return;
	}
	(void)pk_json_enter(j);
	while (pk_json_item(j))
		read_cell(a, nb, j);
}

/* Format 3 keeps its cells in worksheets. */
static void read_worksheets(struct arena *a, struct pk_nb *nb, struct pk_json *j)
{
	struct str key;

	if (pk_json_peek(j) != PK_JSON_ARRAY) {
		(void)pk_json_skip(j);
		return;
	}
	(void)pk_json_enter(j);
	while (pk_json_item(j)) {
		if (pk_json_peek(j) != PK_JSON_OBJECT) {
			(void)pk_json_skip(j);
			continue;
		}
		(void)pk_json_enter(j);
		while (pk_json_key(j, &key)) {
			if (pk_json_is(key, "cells"))
				read_cells(a, nb, j);
			else
				(void)pk_json_skip(j);
		}
	}
}

/* ---- the whole ---- */

static void read_top(struct arena *a, struct pk_nb *nb, struct pk_json *j, struct str key, unsigned *seen)
{
	if (pk_json_is(key, "cells")) {
		check_twice(nb, j, seen, 1);
		nb->cells.n = 0;
		read_cells(a, nb, j);
	} else if (pk_json_is(key, "metadata")) {
		check_twice(nb, j, seen, 2);
		nb->metadata = pk_json_skip(j);
	} else if (pk_json_is(key, "nbformat")) {
		check_twice(nb, j, seen, 4);
		nb->format = int_value(j, 4);
	} else if (pk_json_is(key, "worksheets") && !(*seen & 1)) {
		*seen |= 8;
		read_worksheets(a, nb, j);
	} else {
		(void)pk_json_skip(j);
	}
}

static void note_what_is_odd(struct pk_nb *nb, const struct pk_json *j, unsigned seen)
{
	if (j->fault)
		pk_nb_note(nb, "syntax", j->fault, j->at);
	else if (!(seen & (1 | 8)))
		pk_nb_note(nb, "notebook", "has no cells", SIZE_MAX);
	if (nb->format < 1 || nb->format > 4)
		pk_nb_note(nb, "notebook", "is of a format other than 1 to 4: read as far as it is alike", SIZE_MAX);
}

void pk_nb_read(struct arena *a, struct str raw, struct pk_nb *out)
{
	struct pk_json j;
	struct str key;
	unsigned seen = 0;

	while (raw.n && raw.p[raw.n - 1] == 0) /* what a full disk leaves */
		raw.n--;
	*out = (struct pk_nb){ .raw = raw, .format = 4 };
	pk_json_init(&j, raw);
	if (pk_json_peek(&j) == PK_JSON_OBJECT) {
		(void)pk_json_enter(&j);
		while (pk_json_key(&j, &key))
			read_top(a, out, &j, key, &seen);
		(void)pk_json_end(&j);
		note_what_is_odd(out, &j, seen);
	} else {
		pk_nb_note(out, "syntax", raw.n ? "is no JSON object" : "is empty", 0);
	}
	out->is_broken = raw.n && (j.fault || !(seen & (1 | 8)));
	if (!(seen & (1 | 8)))
		out->sound = 0;
	if (out->is_broken)
		pk_nb_salvage(a, out);
}
