/* percent: the parts of jupytext's percent format. */
#ifndef CONVERT_PERCENT_H
#define CONVERT_PERCENT_H

#include "convert.h"

/* Lines of text without their ends. */
struct percent_lines {
	struct str *v;
	uint32_t n, cap;
};

/* One cell as it will be written. */
struct percent_cell {
	struct percent_lines lines; /* the marker, then the source */
	uint32_t gap;               /* empty lines behind it */
};

struct percent_cells {
	struct percent_cell *v;
	uint32_t n, cap;
};

/* ---- header ---- */

/* The `# ---` block with the metadata that jupytext keeps; `front` holds lines of the notebook's own YAML header, if it has one. */
void percent_header(struct arena *a, const struct pk_nb *nb, const struct percent_lines *front, struct buf *out);
/* A JSON value as Python's json.dumps writes it. */
void percent_dump(struct str raw, struct span value, struct buf *out);

/* ---- lines ---- */

/* Tells lines that begin inside a string, line by line. Start with zeros. */
struct percent_quotes {
	char single, triple;
};

bool percent_quoted(const struct percent_quotes *q);
void percent_read(struct percent_quotes *q, struct str line);
/* Puts lines that are no Python into comments. */
void percent_comment_magics(struct arena *a, struct percent_lines *lines, uint32_t from);
/* How many empty lines belong between cell `i` and what follows it, whose gaps are known: two around functions and classes. */
uint32_t percent_gap(const struct percent_cells *cells, uint32_t i);

#endif
