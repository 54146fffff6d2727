#include "source/notebook/nbformat.h"

#include "source/text/json.h"
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

/* ---- language ---- */

/* As written; "" when nothing is said. */
static struct str language_of(const struct pk_nb *nb)
{
	struct str said = pk_json_text(nb->raw, pk_json_member(nb->raw, nb->metadata, "language_info"), "name");
	struct span kernel = pk_json_member(nb->raw, nb->metadata, "kernelspec");
	struct str name = pk_json_text(nb->raw, kernel, "name");

	if (said.n == 0)
		said = pk_json_text(nb->raw, kernel, "language");
	if (said.n)
		return said;
	return str_is(name, "ir") ? STR("R") : str_starts(name, STR("julia")) ? STR("julia") : STR("");
}

bool pk_nb_is_python(const struct pk_nb *nb)
{
	static const char *const names[] = { "",         "python",   "ipython", "python2", "python3",
					     "ipython2", "ipython3", "sage",    "pyspark", "xpython" };
	struct str language = language_of(nb);

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (str_eq_fold(language, str_from(names[i])))
			return true;
	return false;
}

/* ---- cells ---- */

static enum pk_nb_type type_of(struct str inside)
{
	static const struct {
		const char *name;
		enum pk_nb_type type;
	} types[] = { { "code", PK_NB_CODE },
		      { "markdown", PK_NB_MARKDOWN },
		      { "raw", PK_NB_RAW },
		      { "heading", PK_NB_HEADING },
		      { "html", PK_NB_MARKDOWN } };

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
		     { "execution_count", KEY_COUNT }, { "prompt_number", KEY_COUNT }, { "level", KEY_LEVEL } };

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

static void read_cell(struct arena *a, struct pk_nb *nb, struct pk_json *j)
{
	struct pk_nb_cell c = { .type = PK_NB_OTHER, .execution_count = -1, .level = 1 };
	unsigned seen = 0;
	struct str key;

	if (pk_json_peek(j) != PK_JSON_OBJECT || nb->cells.n >= PK_MAX_CELLS) {
		pk_nb_note(nb, "notebook", nb->cells.n >= PK_MAX_CELLS ? "too many cells: the rest is not read" : "a cell is no object",
			   j->at);
		(void)pk_json_skip(j);
		return;
	}
	(void)pk_json_enter(j);
	while (pk_json_key(j, &key)) {
		unsigned bit = cell_key(key);

		check_twice(nb, j, &seen, bit);
		read_member(nb, j, bit, &c);
	}
	if (!(seen & KEY_TYPE) && !j->fault)
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

void pk_nb_read(struct arena *a, struct str raw, struct pk_nb *out)
{
	struct pk_json j;
	struct str key;
	unsigned seen = 0;

	*out = (struct pk_nb){ .raw = raw, .format = 4 };
	pk_json_init(&j, raw);
	if (pk_json_peek(&j) == PK_JSON_OBJECT) {
		(void)pk_json_enter(&j);
		while (pk_json_key(&j, &key))
			read_top(a, out, &j, key, &seen);
		(void)pk_json_end(&j);
	} else {
		pk_nb_note(out, "syntax", raw.n ? "is no JSON object" : "is empty", 0);
		return;
	}
	if (j.fault)
		pk_nb_note(out, "syntax", j.fault, j.at);
	else if (!(seen & (1 | 8)))
		pk_nb_note(out, "notebook", "has no cells", SIZE_MAX);
	if (out->format < 3 || out->format > 4)
		pk_nb_note(out, "notebook", "is of a format other than 3 or 4: read as far as it is alike", SIZE_MAX);
}

/* ---- multi-line strings ---- */

bool pk_nb_line(struct pk_nb_lines *it, struct span *inside)
{
	struct pk_json j = { .text = str_slice(it->raw, 0, it->end), .at = it->at };

	while (j.at < j.text.n && it->raw.p[j.at] != '"') {
		if (it->raw.p[j.at] == '[' || it->raw.p[j.at] == ',' || it->raw.p[j.at] == ']' || it->raw.p[j.at] <= ' ')
			j.at++;
		else
			(void)pk_json_skip(&j); /* a number or word among the lines */
		if (j.fault)
			return false;
	}
	if (!pk_json_string(&j, inside))
		return false;
	it->at = j.at;
	return true;
}

struct str pk_nb_text(struct arena *a, struct str raw, struct span value)
{
	struct pk_nb_lines it = { raw, value.start, value.end };
	char *text = arena_alloc(a, value.end - value.start + 4);
	struct span inside;
	unsigned odd = 0;
	size_t n = 0;

	while (pk_nb_line(&it, &inside)) {
		struct str s = str_slice(raw, inside.start, inside.end);
		size_t at = 0;

		n += pk_json_unescape(s, &at, text + n, s.n + 3, &odd);
	}
	text[n] = 0;
	return (struct str){ text, n };
}
