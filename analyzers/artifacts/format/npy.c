/* npy: an array behind a header that is a Python literal; arrays of objects are a pickle. */
#include "artifacts/pickle/pickle.h"
#include "artifacts/probe/bytes.h"
#include "formats.h"

bool pk_look_npy(struct pk_probe *p, const struct pk_blob *b)
{
	unsigned width = bytes_le(b->bytes, 6, 1) == 1 ? 2 : 4;
	uint64_t n = bytes_le(b->bytes, 8, width), data = 8 + width + n;
	struct str header = bytes_part(b->bytes, 8 + width, n);
	struct pk_blob part;

	if (n == UINT64_MAX || data > b->bytes.n) {
		pk_probe_say(p, PK_ISSUE_NOT_INSPECTED, b, 0, "the header is longer than the file");
		return true;
	}
	if (bytes_le(b->bytes, 6, 1) - 1 > 2 || !str_starts(header, STR("{"))) {
		pk_probe_say(p, PK_ISSUE_NOT_INSPECTED, b, 0, "a header of an unknown version, or without a dictionary");
		return true;
	}
	if (str_find(header, STR("'|O"), 0) == SIZE_MAX && str_find(header, STR("'O"), 0) == SIZE_MAX)
		return true;
	pk_probe_say(p, PK_ISSUE_NUMPY_OBJECTS, b, 0, "an array of objects");
	part = pk_blob_part(p, b, (size_t)data, b->bytes.n - (size_t)data, STR(""));
	(void)pk_pickle_scan(p, &part, true, UINT32_MAX);
	return true;
}
