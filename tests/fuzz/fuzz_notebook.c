/* Any bytes as a notebook: every unit lies in the raw file where its map says, edits and conversion stay in bounds. */
#include "convert/convert.h"
#include "source/notebook/cells.h"
#include "units.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

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
	check_units(book.units.v, book.units.n);
	check_conversion(&scratch.arena, &book.nb);
	pk_scratch_release(&scratch);
	return 0;
}
