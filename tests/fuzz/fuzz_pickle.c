/* Any bytes as pickles, also behind garbage. What is run opcode by opcode must come to the same as what is run at once. */
#include "artifact.h"

static bool look(struct pk_probe *p, const struct pk_blob *b)
{
	return pk_pickle_scan(p, b, true, UINT32_MAX);
}

static void traced(void *data, const struct pk_blob *blob, uint64_t at, const char *opcode, struct str argument)
{
	(void)data;
	(void)blob;
	(void)at;
	(void)opcode;
	(void)argument;
}

static void scan(struct arena *arena, const struct pk_verdicts *verdicts, const struct pk_blob *b, bool singly, struct pk_probe *p)
{
	pk_probe_init(p, arena, verdicts, b->bytes.n);
	p->trace = singly ? traced : NULL;
	(void)look(p, b);
	pk_probe_finish(p);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct pk_blob blob = { .bytes = { (const char *)data, n }, .where = STR(""), .name = STR("fuzz.pkl") };
	struct pk_verdicts verdicts;
	struct pk_probe one, all;
	struct arena arena;

	arena_init(&arena, 0);
	pk_verdicts_init(&verdicts, &arena);
	scan(&arena, &verdicts, &blob, true, &one);
	scan(&arena, &verdicts, &blob, false, &all);
	if (one.issues.n != all.issues.n || one.named.n != all.named.n)
		abort();
	for (uint32_t i = 0; i < one.issues.n; i++)
		if (one.issues.v[i].kind != all.issues.v[i].kind || one.issues.v[i].at != all.issues.v[i].at ||
		    !str_eq(one.issues.v[i].what, all.issues.v[i].what))
			abort();
	arena_release(&arena);
	return fuzz_artifact(data, n, look);
}
