/* For the fuzz targets of model files: the bytes, without any behind them, given to one way of looking. */
#ifndef FUZZ_ARTIFACT_H
#define FUZZ_ARTIFACT_H

#include <stdlib.h>

#include "artifacts/format/formats.h"
#include "artifacts/inspect.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static inline void fuzz_text(struct pk_probe *p, const struct pk_blob *b)
{
	if (!b->depth || !b->where.p || b->bytes.n + p->text_left > 1 << 20)
		abort();
}

/* With `look` as the way of looking, or as any file when it is NULL; each packed text is given to `text`. */
static inline int fuzz_any(const uint8_t *data, size_t n, bool (*look)(struct pk_probe *p, const struct pk_blob *b),
			   void (*text)(struct pk_probe *p, const struct pk_blob *b))
{
	struct arena arena;
	struct pk_verdicts verdicts;
	struct pk_probe probe;
	char *exact = malloc(n ? n : 1);
	struct pk_blob blob = { .bytes = { exact, n }, .where = STR(""), .name = STR("fuzz.bin") };

	if (!exact)
		return 0;
	if (n)
		memcpy(exact, data, n);
	arena_init(&arena, 0);
	pk_verdicts_init(&verdicts, &arena);
	pk_probe_init(&probe, &arena, &verdicts, n);
	probe.inspector = &pk_inspector;
	probe.unpack_left = 8 << 20;
	probe.keep_text = text;
	probe.text_left = 1 << 20;
	if (look)
		(void)look(&probe, &blob);
	(void)pk_inspect(&probe, &blob);
	pk_probe_finish(&probe);
	for (uint32_t i = 0; i < probe.issues.n; i++)
		if (probe.issues.v[i].at > n)
			abort();
	arena_release(&arena);
	free(exact);
	return 0;
}

static inline int fuzz_artifact(const uint8_t *data, size_t n, bool (*look)(struct pk_probe *p, const struct pk_blob *b))
{
	return fuzz_any(data, n, look, fuzz_text);
}

#endif
