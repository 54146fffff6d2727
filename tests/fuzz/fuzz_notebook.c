/* Any bytes as a notebook: every unit lies in the raw file where its map says, edits and conversion stay in bounds. */
#include <stdlib.h>

#include "convert/convert.h"
#include "source/notebook/cells.h"
#include "source/unit/edit.h"
#include "source/text/lines.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void check(int holds)
{
	if (!holds)
		abort();
}

static void check_map(struct pk_unit *u)
{
	const struct pk_map *m = u->map;

	check(u->text.n && m && m->n_segments && m->segments[0].at == 0);
	for (uint32_t i = 1; i < m->n_segments; i++)
		check(m->segments[i].at > m->segments[i - 1].at && m->segments[i].at < u->text.n);
	for (uint32_t i = 1; i < m->n_cells; i++)
		check(m->cells[i].span.start >= m->cells[i - 1].span.end);
	for (uint32_t i = 0; i < m->n_cells; i++)
		check(m->cells[i].span.start < m->cells[i].span.end && m->cells[i].span.end <= u->text.n);
	for (uint32_t i = 0; i < 64; i++)
		check(u->text.p[u->text.n + i] == 0);
}

static void check_places(struct pk_unit *u)
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

static void check_conversion(struct arena *a, const struct pk_nb *nb)
{
	struct buf out;

	buf_init(&out, 1 << 26);
	for (int to = CONVERT_SCRIPT; to <= CONVERT_PERCENT; to++)
		convert_notebook(a, nb, (enum convert_to)to, &out);
	buf_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct pk_scratch scratch;
	struct pk_notebook book;
	char *raw;

	pk_scratch_init(&scratch, NULL);
	pk_scratch_next(&scratch, 0);
	raw = arena_zalloc(&scratch.arena, n + 64, 1);
	if (n)
		memcpy(raw, data, n);
	pk_notebook_units(&scratch, STR("fuzz.ipynb"), (struct str){ raw, n }, &book);
	for (uint32_t i = 0; i < book.units.n; i++) {
		check_map(&book.units.v[i]);
		check_places(&book.units.v[i]);
	}
	check_conversion(&scratch.arena, &book.nb);
	pk_scratch_release(&scratch);
	return 0;
}
