/*
 * lines: byte offset <-> line and column of one text. Lines end with LF, CR LF or a lone CR; columns count code
 * points (a byte that is not UTF-8 counts as one).
 */
#ifndef SOURCE_LINES_H
#define SOURCE_LINES_H

#include "util/arena.h"

struct pk_lines {
	struct str text;
	uint32_t *starts;                  /* offset of each line's first byte */
	uint32_t n;                        /* at least 1 */
	const struct pk_lines_mark *marks; /* in long lines, one for so many bytes; NULL where there are none */
};

struct pk_lines *pk_lines_new(struct arena *a, struct str text);
/* The same, where a lone CR ends no line. */
struct pk_lines *pk_lines_new_lf(struct arena *a, struct str text);
/* 1-based line of an offset; text.n is allowed. O(log n). */
uint32_t pk_lines_of(const struct pk_lines *l, uint32_t offset);
/* 1-based column in code points. In the time of a short line, however long it is. */
uint32_t pk_lines_col(const struct pk_lines *l, uint32_t offset);
/* The line's text without its line end. */
struct str pk_lines_text(const struct pk_lines *l, uint32_t line);

#endif
