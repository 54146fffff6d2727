/*
 * convert: a notebook as a Python script, byte for byte what Jupyter's own tools write: `jupyter nbconvert --to script` and `--to python`,
 * and jupytext's percent format (but for the line that names jupytext's version).
 */
#ifndef CONVERT_H
#define CONVERT_H

#include "source/notebook/nbformat.h"
#include "util/buf.h"

enum convert_to {
	CONVERT_SCRIPT,  /* Python when the metadata names that exporter; else the code as it is */
	CONVERT_PYTHON,  /* IPython's syntax becomes calls; prose becomes comments */
	CONVERT_PERCENT, /* `# %%` cells; magics become comments */
};

/* Appends the script to out. */
void convert_notebook(struct arena *a, const struct pk_nb *nb, enum convert_to to, struct buf *out);

/* ---- parts ---- */

void convert_script(struct arena *a, const struct pk_nb *nb, struct buf *out);
void convert_percent(struct arena *a, const struct pk_nb *nb, struct buf *out);
void convert_python(struct arena *a, const struct pk_nb *nb, struct buf *out);
/* The source of a cell as text; that of a heading of format 3 as Markdown. */
struct str convert_source(struct arena *a, const struct pk_nb *nb, const struct pk_nb_cell *c);
/* Whether scripts show this raw cell: it has no format of its own, or this one. */
bool convert_shows_raw(const struct pk_nb *nb, const struct pk_nb_cell *c, const char *mime);
/* The code of one cell with IPython's syntax replaced by calls. */
void convert_code(struct arena *a, struct str code, struct buf *out);
/* The text as Python's repr() writes it. */
void convert_repr(struct str text, struct buf *out);

#endif
