/* Any bytes as an HDF5 file. */
#include "artifact.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	return fuzz_artifact(data, n, pk_look_hdf5);
}
