/* Any bytes as a GGUF model. */
#include "artifact.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	return fuzz_artifact(data, n, pk_look_gguf);
}
