/*
 * nbformat: where things stand in the JSON of a notebook, format 3 or 4. Nothing is unescaped or copied; places are offsets in
 * the raw text. What is odd becomes a note, and reading goes on as far as the JSON makes sense; of a key that comes twice the
 * last counts, as for Jupyter.
 */
#ifndef SOURCE_NBFORMAT_H
#define SOURCE_NBFORMAT_H

#include "util/arena.h"

enum pk_nb_type { PK_NB_CODE, PK_NB_MARKDOWN, PK_NB_RAW, PK_NB_HEADING, PK_NB_OTHER };

struct pk_nb_cell {
	enum pk_nb_type type;
	struct span source, outputs, metadata; /* JSON values; empty when absent */
	struct span id;                        /* inside of its string */
	int64_t execution_count;               /* -1 none */
	uint32_t level;                        /* of a heading */
};

/* kind is one stable word: "syntax" (broken JSON), "notebook" (JSON, but not as a notebook is). */
struct pk_nb_note {
	const char *kind, *text;
	uint32_t line; /* of the raw text; 0 for none */
};

enum { PK_NB_NOTES = 8 };

struct pk_nb {
	struct str raw;
	int64_t format; /* 3 or 4; 4 when not said */
	struct pk_nb_cells {
		struct pk_nb_cell *v;
		uint32_t n, cap;
	} cells;
	struct span metadata; /* JSON value; empty when absent */
	struct pk_nb_note notes[PK_NB_NOTES];
	uint32_t n_notes;
};

/* raw: UTF-8 with 64 readable bytes behind it. */
void pk_nb_read(struct arena *a, struct str raw, struct pk_nb *out);
/* Adds a note, once each text. at: offset in the raw text; SIZE_MAX for none. */
void pk_nb_note(struct pk_nb *nb, const char *kind, const char *text, size_t at);
/* Whether the code is Python: it is unless the metadata says otherwise. */
bool pk_nb_is_python(const struct pk_nb *nb);

/* The strings of a "multi-line string": one string, or a list of them. Start with at = value.start. */
struct pk_nb_lines {
	struct str raw;
	uint32_t at, end;
};
/* The inside of the next; false behind the last. */
bool pk_nb_line(struct pk_nb_lines *it, struct span *inside);
/* All of it unescaped, in the arena. */
struct str pk_nb_text(struct arena *a, struct str raw, struct span value);

#endif
