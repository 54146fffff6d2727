/* Any bytes as an archive, and credentials in the texts that it holds: bounded, spans in range. */
#include "artifact.h"
#include "secrets.h"

static void look_at_text(struct pk_probe *p, const struct pk_blob *b)
{
	struct pk_scratch scratch;
	struct arena results;
	struct pk_sink sink;
	struct pk_unit u = { .kind = PK_TEXT, .path = STR("fuzz"), .scratch = &scratch };
	char *text;

	fuzz_text(p, b);
	arena_init(&results, 0);
	pk_sink_init(&sink, &results);
	pk_scratch_init(&scratch, &symbols);
	pk_scratch_next(&scratch, 0);
	text = arena_zalloc(&scratch.arena, b->bytes.n + 64, 1);
	if (b->bytes.n)
		memcpy(text, b->bytes.p, b->bytes.n);
	u.text = u.raw = (struct str){ text, b->bytes.n };
	if (pk_analyzer_secrets.run(plan, &u, &sink) != PK_OK)
		abort();
	for (uint32_t i = 0; i < sink.findings.n; i++)
		if (sink.findings.v[i]->at.end.offset > u.text.n || sink.findings.v[i]->at.start.offset > sink.findings.v[i]->at.end.offset)
			abort();
	pk_scratch_release(&scratch);
	arena_release(&results);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	return fuzz_any(data, n, NULL, look_at_text);
}
