/*
 * literate: Markdown with code that runs, as units: Quarto (.qmd), R Markdown (.Rmd), MyST and jupytext (.md), marimo's Markdown. All Python
 * chunks are one code unit, so that names and data go from chunk to chunk; shell chunks, chunks of other languages and the prose are text
 * of their kinds. A block that only shows code, ```python, is prose, unless the file is a notebook of jupytext's Markdown format.
 */
#ifndef SOURCE_LITERATE_H
#define SOURCE_LITERATE_H

#include "source/notebook/cells.h"

/* Adds the units of a Markdown file, the file itself given as one. */
void pk_literate_units(const struct pk_unit *file, struct pk_units *units);

#endif
