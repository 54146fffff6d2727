/*
 * builder: a unit's text made of pieces of the raw file, with the map that leads back (unit.h). A piece of text costs one
 * segment however many escapes it holds; long ones get another every few hundred bytes, so that mapping an offset stays cheap.
 */
#ifndef SOURCE_BUILDER_H
#define SOURCE_BUILDER_H

#include "source/unit/unit.h"

struct pk_builder {
	struct arena *arena;
	struct str raw;
	char *text;
	uint32_t n, max;
	struct pk_segments {
		struct pk_segment *v;
		uint32_t n, cap;
	} segments;
	struct pk_cells {
		struct pk_cell *v;
		uint32_t n, cap;
	} cells;
	unsigned odd; /* set of enum pk_json_oddity: what strange escapes there were */
	bool cut;     /* a piece was left out because of PK_MAX_SEGMENTS */
};

/* max: how many bytes all pieces may come to; the memory is taken at once, but untouched pages cost nothing. */
void pk_builder_init(struct pk_builder *into, struct arena *a, struct str raw, size_t max);
/* The inside of a JSON string of the raw file. NULs become spaces: no reader of the text expects them. */
void pk_builder_json(struct pk_builder *into, struct span inside);
/* Bytes of the raw file as they are. */
void pk_builder_plain(struct pk_builder *into, struct span raw);
/* The same of a string's inside. */
void pk_builder_quoted(struct pk_builder *into, struct span raw);
/* Text that is not in the raw file; raw is where it would stand. */
void pk_builder_fill(struct pk_builder *into, char c, uint32_t raw);
/* A piece of another text over the same raw file. */
void pk_builder_copy(struct pk_builder *into, const struct pk_builder *from, struct span at);
/* Takes these spans out of the text again: in order, without overlaps, none before `start`, where a cell not yet added begins. */
void pk_builder_drop(struct pk_builder *into, uint32_t start, const struct span *spans, uint32_t n);
/* Ends the last line, if it does not. */
void pk_builder_end_line(struct pk_builder *into);
/* Everything from span.start to the end of the text is this cell; ends its last line. An empty cell is not added. */
void pk_builder_cell(struct pk_builder *into, struct pk_cell cell);
/* Where the line that holds `at` begins, not before `start`. */
uint32_t pk_builder_line(const struct pk_builder *into, uint32_t start, uint32_t at);
/* Gives text and map to the unit. */
void pk_builder_finish(const struct pk_builder *into, struct pk_unit *u);

#endif
