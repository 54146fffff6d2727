/* edit: how to change a unit's text in its raw file. */
#ifndef SOURCE_EDIT_H
#define SOURCE_EDIT_H

#include "source/unit/unit.h"

/* Replace the bytes `raw` of the raw file by `text`. */
struct pk_raw_edit {
	struct span raw;
	struct str text;
};

/*
 * What replacing the unit's text `at` by `text` means for the raw file; strings in the arena. In a notebook the text is escaped for JSON, and
 * where the source is a list of lines a line end in it begins a new entry, laid out as those around it; nothing else of the
 * file changes. False when it cannot be done: the span goes over the end of a cell, or holds what is not in the file as it
 * stands here (IPython syntax that was made neutral).
 */
bool pk_unit_edit(const struct pk_unit *u, struct arena *a, struct span at, struct str text, struct pk_raw_edit *out);

#endif
