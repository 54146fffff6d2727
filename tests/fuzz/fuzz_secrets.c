/* Credentials in any text, as Python and as plain text: bounded, spans in range, and no finding shows what it found. */
#include "secrets.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void check(int holds)
{
	if (!holds)
		abort();
}

static void check_unit(struct pk_unit *u)
{
	struct arena results;
	struct pk_sink sink;

	arena_init(&results, 0);
	pk_sink_init(&sink, &results);
	pk_analyzer_secrets.criterion(plan, u);
	check(pk_analyzer_secrets.run(plan, u, &sink) == PK_OK);
	for (uint32_t i = 0; i < sink.findings.n; i++) {
		const struct pk_finding *f = sink.findings.v[i];

		check(f->key.n == 64 && f->at.start.offset <= f->at.end.offset && f->at.end.offset <= u->text.n);
		if (u->kind == PK_TEXT && f->at.end.offset - f->at.start.offset >= 16)
			check(str_find(f->at.lines, str_slice(u->text, f->at.start.offset, f->at.end.offset), 0) == SIZE_MAX);
	}
	arena_release(&results);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const enum pk_kind kinds[] = { PK_PYTHON, PK_TEXT };
	struct pk_scratch scratch;

	pk_scratch_init(&scratch, &symbols);
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		struct pk_unit u = { .kind = kinds[i], .path = STR("fuzz") };
		char *text;

		pk_scratch_next(&scratch, 0);
		text = arena_zalloc(&scratch.arena, n + 64, 1);
		memcpy(text, data, n);
		u.text = u.raw = (struct str){ text, n };
		u.scratch = &scratch;
		check_unit(&u);
	}
	pk_scratch_release(&scratch);
	return 0;
}
