/* Any bytes as pickles, also behind garbage. */
#include "artifact.h"

static bool look(struct pk_probe *p, const struct pk_blob *b)
{
	return pk_pickle_scan(p, b, true, UINT32_MAX);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	return fuzz_artifact(data, n, look);
}
