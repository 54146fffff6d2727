/*
 * nbformat: where things stand in the JSON of a notebook, format 1 to 4. Nothing is unescaped or copied; places are offsets in
 * the raw text. What is odd becomes a note; of a key that comes twice the last counts, as for Jupyter. Where the JSON breaks, the cells
 * that can still be made out are read (salvage.c).
 */
#ifndef SOURCE_NBFORMAT_H
#define SOURCE_NBFORMAT_H

#include "source/text/json.h"
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
	int64_t format; /* 1 to 4; 4 when not said */
	struct pk_nb_cells {
		struct pk_nb_cell *v;
		uint32_t n, cap;
	} cells;
	struct span metadata; /* JSON value; empty when absent */
	bool is_broken;       /* the JSON is: */
	uint32_t sound;       /* it makes sense up to here */
	struct pk_nb_note notes[PK_NB_NOTES];
	uint32_t n_notes;
};

/* raw: UTF-8 with 64 readable bytes behind it. */
void pk_nb_read(struct arena *a, struct str raw, struct pk_nb *out);
/* Adds a note, once each text. at: offset in the raw text; SIZE_MAX for none. */
void pk_nb_note(struct pk_nb *nb, const char *kind, const char *text, size_t at);

enum pk_nb_language { PK_NB_PYTHON, PK_NB_SHELL, PK_NB_FOREIGN };

/* Of this name, in any case; R, SQL and all others are foreign. */
enum pk_nb_language pk_nb_language_named(struct str name);
/* The language of the code: Python unless the metadata says otherwise. */
enum pk_nb_language pk_nb_language(const struct pk_nb *nb);
/* That of one cell, which may say that it is another one than the notebook's. */
enum pk_nb_language pk_nb_cell_language(const struct pk_nb *nb, const struct pk_nb_cell *c, enum pk_nb_language notebook);

/* The strings of a "multi-line string": one string, or a list of them. */
struct pk_nb_lines {
	struct str raw;
	uint32_t at, end;
	bool joins; /* the strings carry no line ends: one belongs between two of them */
	bool loose; /* there may be anything between them, and single quotes round them */
};
struct pk_nb_lines pk_nb_lines_of(const struct pk_nb *nb, struct span value);
/* The inside of the next; false behind the last. */
bool pk_nb_line(struct pk_nb_lines *it, struct span *inside);
/* All of it unescaped, in the arena. */
struct str pk_nb_source(struct arena *a, const struct pk_nb *nb, struct span value);
/* The same of a string anywhere in the file. */
struct str pk_nb_text(struct arena *a, struct str raw, struct span value);

/* Reads what can be made out of the cells from nb->sound on. For nbformat.c. */
void pk_nb_salvage(struct arena *a, struct pk_nb *nb);
/* One cell's object, which comes; false when it breaks off, *c then has what was read before. For salvage.c. */
bool pk_nb_read_cell(struct pk_nb *nb, struct pk_json *j, struct pk_nb_cell *c, bool *is_cell);

#endif
