/*
 * cells: a notebook (.ipynb, nbformat 3 or 4) as units. All Python cells are joined into one PK_PYTHON unit, so that
 * names and data flow cross cells; IPython's own syntax in it is made neutral (ipython.h). What is said in that syntax
 * and what stands beside the code comes as text, one unit a kind, its pieces joined by line ends:
 *
 *     PK_SHELL     `!` lines, %pip and the like, %%bash cells
 *     PK_MARKDOWN  markdown, raw and heading cells
 *     PK_OUTPUT    streams, tracebacks, text and JSON mime parts; pictures are passed over
 *     PK_METADATA  metadata of the notebook and of its cells, as JSON text
 *     PK_TEXT      other magics and the cells they govern; code of other languages
 *
 * A %%writefile cell is a unit of its own, of the kind that the file's name says. Every unit has a map; every piece is
 * a cell of it.
 *
 * Notebooks are hostile input: what cannot be read is a note, and the cells before it still count. Time and memory are
 * linear in the notebook's size.
 */
#ifndef SOURCE_CELLS_H
#define SOURCE_CELLS_H

#include "source/unit.h"

/* What was odd. kind is one stable word: "syntax" (broken JSON), "notebook" (valid JSON, but not as a notebook is). */
struct pk_cells_note {
	const char *kind, *text;
	uint32_t line; /* of the raw file; 0 for none */
};

enum { PK_CELLS_NOTES = 8 };

struct pk_notebook {
	struct pk_unit *units; /* only those with text in them; the code unit is first if there is one */
	uint32_t n;
	uint32_t n_cells; /* of any type */
	struct str language; /* "python" unless the metadata says otherwise */
	struct pk_cells_note notes[PK_CELLS_NOTES];
	uint32_t n_notes;
};

/* raw: the file as UTF-8 (decode.h), 64 zero bytes behind it; it must live as long as the units, which live in the scratch's arena. */
void pk_notebook_units(struct pk_scratch *s, struct str path, struct str raw, struct pk_notebook *out);

/* The magics that a percent script (jupytext's `# %%` format) keeps in comments: `# !pip install x`. Units as those of a
 * notebook, of kinds PK_SHELL and PK_TEXT; none when `script` has no `# %%` line. Returns their number. */
uint32_t pk_percent_units(struct pk_scratch *s, const struct pk_unit *script, struct pk_unit **units);

/*
 * How to change a unit's text in the raw file: the bytes *raw are to be replaced by *raw_text (in the arena). In a notebook the
 * text is escaped for JSON and cut into the source's list of lines again, so that nothing else of the file changes.
 * False when the span cannot be rewritten: it goes over the end of a cell, or holds IPython syntax that was made neutral.
 */
bool pk_unit_edit(const struct pk_unit *u, struct arena *a, struct span at, struct str text, struct span *raw, struct str *raw_text);

#endif
