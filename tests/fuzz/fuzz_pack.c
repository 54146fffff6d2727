/* Any bytes as packed results: they are refused, or pack again to what was read. */
#include <stdlib.h>

#include "scan/pack.h"
#include "util/vec.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct pk_rule rule = { .id = STR("r") };
	struct pk_rules rules = { 0 };
	struct arena arena;
	struct pk_sink sink;
	struct buf again;

	arena_init(&arena, 0);
	rules.arena = &arena;
	vec_push(&arena, &rules.list, &rule);
	pk_sink_init(&sink, &arena);
	buf_init(&again, size + 1);
	if (pk_pack_read(&rules, (struct str){ (const char *)data, size }, &sink)) {
		if (!pk_pack_write(&rules, &sink, (struct pk_mark){ 0 }, &again) ||
		    !str_eq(buf_str(&again), (struct str){ (const char *)data, size }))
			abort();
	} else if (sink.findings.n || sink.notes.n || sink.facts.n) {
		abort();
	}
	buf_release(&again);
	arena_release(&arena);
	return 0;
}
