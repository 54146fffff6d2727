/* Any bytes as a safetensors file. */
#include "artifact.h"

static bool look(struct pk_probe *p, const struct pk_blob *b)
{
	return pk_safetensors_is(b) && pk_look_safetensors(p, b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	return fuzz_artifact(data, n, look);
}
