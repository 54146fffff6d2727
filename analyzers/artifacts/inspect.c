#include "formats.h"

#include "util/limits.h"

bool pk_inspect(struct pk_probe *p, const struct pk_blob *b)
{
	return pk_pickle_scan(p, b, PK_HOST_PLAIN, false);
}

void pk_inspect_nested(struct pk_probe *p, const struct pk_blob *b, struct str bytes)
{
	bool inside = bytes.p >= b->bytes.p && bytes.p < b->bytes.p + b->bytes.n;
	struct pk_blob part =
		inside ? pk_blob_part(p, b, (size_t)(bytes.p - b->bytes.p), bytes.n, STR("")) : pk_blob_unpacked(p, b, 0, bytes, STR(""));

	if (part.depth > PK_MAX_ARTIFACT_DEPTH)
		pk_probe_say(p, PK_ISSUE_NOT_INSPECTED, b, 0, "it is packed %d times", PK_MAX_ARTIFACT_DEPTH);
	else
		(void)pk_inspect(p, &part);
}
