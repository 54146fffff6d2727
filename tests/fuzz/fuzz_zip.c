/* Any bytes as a zip archive with all that may be in it. */
#include "artifact.h"
#include "artifacts/container/container.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	return fuzz_artifact(data, n, pk_look_zip);
}
