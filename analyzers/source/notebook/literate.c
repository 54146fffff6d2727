#include "source/notebook/literate.h"

#include "source/notebook/magic.h"
#include "source/notebook/nbformat.h"
#include "source/notebook/pieces.h"
#include "util/vec.h"

enum { HEAD = 4096 }; /* bytes in which a file says what it is */

/* A fenced block: its lines, and what runs them. */
struct chunk {
	struct span body;
	uint32_t behind; /* its closing fence */
	uint32_t indent; /* of the fences */
	bool runs;
	enum pk_nb_language language;
};

struct reader {
	const struct pk_unit *file;
	struct str text;
	bool shows_run;               /* jupytext's Markdown: plain blocks run */
	enum pk_nb_language language; /* of blocks that name none */
	struct pk_builder code, prose;
	struct pk_magics magics;
	bool python;
};

static bool has(struct str s, const char *what)
{
	return str_find(s, str_from(what), 0) != SIZE_MAX;
}

static struct str line_at(struct str text, uint32_t at)
{
	struct str rest = str_slice(text, at, text.n), line = STR("");

	(void)str_cut(&rest, '\n', &line);
	return line;
}

static uint32_t next_line(struct str text, uint32_t at)
{
	uint32_t end = at + (uint32_t)line_at(text, at).n + 1;

	return end < text.n ? end : (uint32_t)text.n;
}

/* ---- fences ---- */

static uint32_t run_of(struct str s, char c)
{
	uint32_t n = 0;

	while (n < s.n && s.p[n] == c)
		n++;
	return n;
}

/* The fence that a line is: its character, how often that stands, and what follows; 0 when it is none. */
static uint32_t fence_of(struct str line, char *c, uint32_t *indent, struct str *info)
{
	uint32_t n;

	*indent = run_of(line, ' ');
	line = str_slice(line, *indent, line.n);
	*c = line.n ? line.p[0] : 0;
	if (*c != '`' && *c != '~')
		return 0;
	n = run_of(line, *c);
	*info = str_trim(str_slice(line, n, line.n));
	return n >= 3 && !(*c == '`' && memchr(info->p, '`', info->n)) ? n : 0;
}

/* ---- what a fence says ---- */

/* The first word, ended by what ends one in `{python, echo=FALSE}` and `{.python .marimo}`. */
static struct str first_word(struct str s)
{
	size_t n = 0;

	while (n < s.n && !strchr(" ,{}\t\r", s.p[n]))
		n++;
	return str_slice(s, 0, n);
}

static enum pk_nb_language named(struct str word)
{
	if (str_is(word, "pyodide") || str_is(word, "pyodide-python") || str_is(word, "py"))
		return PK_NB_PYTHON;
	return pk_nb_language_named(word);
}

/* {code-cell} ipython3 */
static void read_directive(const struct reader *r, struct str behind, struct chunk *c)
{
	struct str word = first_word(str_trim(behind));

	c->runs = true;
	c->language = word.n ? named(word) : r->language;
}

static void read_info(const struct reader *r, struct str info, struct chunk *c)
{
	size_t close = str_find(info, STR("}"), 0);
	struct str inside = str_slice(info, 1, close == SIZE_MAX ? info.n : close), word;

	if (!str_starts(info, STR("{"))) {
		word = first_word(info);
		c->runs = word.n && (r->shows_run || has(info, "marimo"));
		c->language = named(word);
		return;
	}
	word = first_word(inside);
	if (str_starts(word, STR("."))) {
		word = str_slice(word, 1, word.n);
		(void)str_cut(&(struct str){ word.p, word.n }, '.', &word); /* {.python.marimo} */
	}
	if (str_is(word, "code-cell") || str_is(word, "jupyter-execute")) {
		read_directive(r, str_slice(info, close == SIZE_MAX ? info.n : close + 1, info.n), c);
		return;
	}
	if (str_starts(inside, STR("{")) || close == SIZE_MAX || close + 1 < info.n)
		return; /* {{python}} is shown; a directive with an argument is no chunk */
	if (str_starts(inside, STR(".")) && !has(inside, "marimo") && !has(inside, "cb."))
		return;
	c->runs = word.n > 0;
	c->language = named(word);
}

/* ---- chunks ---- */

/* The block that the fence at `at` opens; false when the line is none. */
static bool read_chunk(const struct reader *r, uint32_t at, struct chunk *out)
{
	struct str info, other;
	uint32_t indent, n;
	char mark, c;

	*out = (struct chunk){ .runs = false };
	n = fence_of(line_at(r->text, at), &mark, &out->indent, &info);
	if (!n)
		return false;
	read_info(r, info, out);
	at = next_line(r->text, at);
	out->body.start = at;
	for (; at < r->text.n; at = next_line(r->text, at))
		if (fence_of(line_at(r->text, at), &c, &indent, &other) >= n && c == mark && !other.n)
			break;
	out->body.end = at;
	out->behind = next_line(r->text, at);
	return true;
}

/* Behind the options of MyST: lines `:key: value`, or YAML between two lines `---`. */
static uint32_t behind_options(struct str text, struct span body)
{
	uint32_t at = body.start;

	if (at < body.end && str_is(str_trim(line_at(text, at)), "---")) {
		for (at = next_line(text, at); at < body.end && !str_is(str_trim(line_at(text, at)), "---");)
			at = next_line(text, at);
		return at < body.end ? next_line(text, at) : body.start;
	}
	while (at < body.end && str_starts(str_trim(line_at(text, at)), STR(":")))
		at = next_line(text, at);
	return at;
}

static void take_chunk(struct reader *r, const struct chunk *c)
{
	uint32_t start = r->code.n, at = behind_options(r->text, c->body);
	struct span cell = { start, 0 };

	for (; at < c->body.end; at = next_line(r->text, at)) {
		struct str line = line_at(r->text, at);
		uint32_t skip = run_of(line, ' ');

		skip = skip < c->indent ? skip : c->indent;
		pk_builder_plain(&r->code, (struct span){ at + skip, next_line(r->text, at) });
	}
	pk_builder_end_line(&r->code);
	cell.end = r->code.n;
	if (cell.end == cell.start)
		return;
	r->python |= c->language == PK_NB_PYTHON;
	if (c->language == PK_NB_PYTHON)
		pk_magics_of(r->file->scratch, (struct str){ r->code.text, r->code.n }, cell, &r->magics);
	else
		pk_magics_foreign(r->file->scratch, (struct str){ r->code.text, r->code.n }, cell,
				  c->language == PK_NB_SHELL ? PK_SHELL : PK_TEXT, &r->magics);
}

/* `{python} expression` in the prose, and {eval}`expression`. */
static void take_inline(struct reader *r, struct span prose)
{
	static const struct str marks[] = { { "`{python} ", 10 }, { "{eval}`", 7 } };
	struct str text = str_slice(r->text, 0, prose.end);

	for (size_t i = 0; i < 2; i++) {
		for (size_t at = prose.start; (at = str_find(text, marks[i], at)) != SIZE_MAX;) {
			size_t start = at + marks[i].n, end = str_find(text, STR("`"), start);

			at = start;
			if (end == SIZE_MAX || memchr(text.p + start, '\n', end - start))
				continue;
			pk_builder_plain(&r->code, (struct span){ (uint32_t)start, (uint32_t)end });
			pk_builder_end_line(&r->code);
			r->python = true;
		}
	}
}

static void take_all(struct reader *r)
{
	uint32_t at = 0, prose = 0;
	struct chunk c;

	while (at < r->text.n) {
		if (!read_chunk(r, at, &c)) {
			at = next_line(r->text, at);
			continue;
		}
		at = c.behind;
		if (!c.runs)
			continue;
		take_inline(r, (struct span){ prose, c.body.start });
		pk_builder_plain(&r->prose, (struct span){ prose, c.body.start });
		take_chunk(r, &c);
		prose = c.body.end;
	}
	take_inline(r, (struct span){ prose, (uint32_t)r->text.n });
	pk_builder_plain(&r->prose, (struct span){ prose, (uint32_t)r->text.n });
}

/* ---- the file ---- */

static void read_head(struct reader *r)
{
	struct str head = str_slice(r->text, 0, r->text.n < HEAD ? r->text.n : HEAD);
	size_t end;

	r->language = PK_NB_PYTHON;
	if (!str_starts(head, STR("---")))
		return;
	end = str_find(head, STR("\n---"), 3);
	head = str_slice(head, 0, end == SIZE_MAX ? head.n : end);
	r->shows_run = has(head, "jupytext") && has(head, "format_name: markdown");
	if (has(head, "name: ir") || has(head, "language: R") || has(head, "language: julia"))
		r->language = PK_NB_FOREIGN;
}

/* Whether there may be a chunk, or an expression in the prose. */
static bool may_run(const struct reader *r)
{
	return has(r->text, "```{") || has(r->text, "~~~{") || has(r->text, "`{python}") || has(r->text, "``` {") ||
	       has(r->text, "{.marimo") || r->shows_run;
}

void pk_literate_units(const struct pk_unit *file, struct pk_units *units)
{
	struct reader r = { .file = file, .text = file->text };
	struct arena *a = &file->scratch->arena;

	read_head(&r);
	if (may_run(&r)) {
		pk_builder_init(&r.code, a, r.text, 2 * r.text.n + 1);
		pk_builder_init(&r.prose, a, r.text, r.text.n);
		take_all(&r);
	}
	if (!r.code.n) {
		vec_push(a, units, *file);
		return;
	}
	if (r.python)
		pk_pieces_unit(file, &r.code, PK_PYTHON, units);
	pk_pieces_units(file, &r.code, &r.magics, units);
	pk_pieces_unit(file, &r.prose, PK_MARKDOWN, units);
}
