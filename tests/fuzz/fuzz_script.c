/* Any bytes as a script and as Markdown, both of which may be notebooks: all units lie in the file where their maps say. */
#include "source/notebook/literate.h"
#include "source/notebook/script.h"
#include "source/text/newlines.h"
#include "units.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

typedef void read_units(const struct pk_unit *file, struct pk_units *units);

static void look(read_units *read, const uint8_t *data, size_t n, enum pk_kind kind)
{
	struct pk_scratch scratch;
	struct pk_unit file = { .kind = kind, .path = STR("fuzz.py"), .scratch = &scratch };
	struct pk_units units = { .n = 0 };
	char *raw;

	pk_scratch_init(&scratch, NULL);
	pk_scratch_next(&scratch, 0);
	raw = arena_zalloc(&scratch.arena, n + 64, 1);
	memcpy(raw, data, n);
	file.raw = (struct str){ raw, n };
	file.text = kind == PK_PYTHON ? pk_newlines_mended(&scratch.arena, file.raw) : file.raw;
	read(&file, &units);
	check(units.n > 0);
	check_units(units.v, units.n);
	pk_scratch_release(&scratch);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	if (n == 0)
		return 0;
	look(pk_script_units, data, n, PK_PYTHON);
	look(pk_literate_units, data, n, PK_MARKDOWN);
	return 0;
}
