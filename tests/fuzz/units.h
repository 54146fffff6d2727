/* What holds of every unit that was made of a file: it lies in the file where its map says, and edits stay in bounds. */
#ifndef FUZZ_UNITS_H
#define FUZZ_UNITS_H

#include <stdlib.h>

#include "source/unit/edit.h"
#include "source/text/lines.h"

static inline void check(int holds)
{
	if (!holds)
		abort();
}

static inline void check_map(struct pk_unit *u)
{
	const struct pk_map *m = u->map;

	check(u->text.n > 0);
	for (uint32_t i = 0; i < 64; i++)
		check(u->text.p[u->text.n + i] == 0);
	if (!m)
		return;
	check(m->n_segments && m->segments[0].at == 0);
	for (uint32_t i = 1; i < m->n_segments; i++)
		check(m->segments[i].at > m->segments[i - 1].at && m->segments[i].at < u->text.n);
	for (uint32_t i = 1; i < m->n_cells; i++)
		check(m->cells[i].span.start >= m->cells[i - 1].span.end);
	for (uint32_t i = 0; i < m->n_cells; i++)
		check(m->cells[i].span.start < m->cells[i].span.end && m->cells[i].span.end <= u->text.n);
}

static inline void check_places(struct pk_unit *u)
{
	uint32_t step = (uint32_t)(u->text.n / 200) + 1;

	for (uint32_t at = 0; at <= u->text.n; at += step) {
		struct pk_place p = pk_unit_place(u, at);
		struct pk_raw_edit edit;
		struct span span = { at, at + 3 < u->text.n ? at + 3 : (uint32_t)u->text.n };

		check(p.offset <= u->raw.n && p.line >= 1 && p.col >= 1);
		if (pk_unit_edit(u, &u->scratch->arena, span, STR("a\n\"b"), &edit))
			check(edit.raw.start <= edit.raw.end && edit.raw.end <= u->raw.n);
	}
}

static inline void check_units(struct pk_unit *v, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		check_map(&v[i]);
		check_places(&v[i]);
	}
}

#endif
