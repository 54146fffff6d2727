/*
 * script: Python files that are notebooks in another form, as units. What a script says to others than Python stands in its comments
 * (percent and light scripts of jupytext, Databricks), in calls (nbconvert) or as it is (Colab, Spyder, IPython's own .ipy).
 *
 * The code unit comes first. It is the file itself wherever the file is Python; else it has a map that leads back to it.
 */
#ifndef SOURCE_SCRIPT_H
#define SOURCE_SCRIPT_H

#include "source/notebook/cells.h"

/* Adds the units of a Python file, the file itself given as one. */
void pk_script_units(const struct pk_unit *file, struct pk_units *units);

/* ---- for script.c: each adds what it finds in the file ---- */

/* Magics in comments, behind `# %%`, `# +` and `# MAGIC`. */
void pk_script_comments(const struct pk_unit *file, struct pk_units *units);
/* The dependencies that a script names in its comments. */
void pk_script_metadata(const struct pk_unit *file, struct pk_units *units);
/* IPython's syntax and calls in the code: true when the code unit was added, false when the file is plain Python. */
bool pk_script_ipython(const struct pk_unit *file, struct pk_units *units);
/* marimo: likewise. */
bool pk_script_marimo(const struct pk_unit *file, struct pk_units *units);

#endif
