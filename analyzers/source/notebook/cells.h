/*
 * cells: a notebook (.ipynb, nbformat 1 to 4) as units. All Python cells are joined into one PK_PYTHON unit, so that
 * names and data flow cross cells; IPython's own syntax in it is made neutral (magic.h). What is said in that syntax
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

#include "source/notebook/nbformat.h"
#include "source/unit/unit.h"

struct pk_notebook {
	struct pk_nb nb; /* its cells, and notes on what was odd */
	struct pk_units {
		struct pk_unit *v;
		uint32_t n, cap;
	} units; /* only those with text in them; the code unit is first if there is one */
};

/* raw: the file as UTF-8 (decode.h), 64 zero bytes behind it; it must live as long as the units, which live in the scratch's arena. */
void pk_notebook_units(struct pk_scratch *s, struct str path, struct str raw, struct pk_notebook *out);

#endif
