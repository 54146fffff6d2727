/* TorchScript: no Python, but it can read and write files. */
#include "artifacts/probe/paths.h"
#include "formats.h"

bool pk_torchscript_is(const struct pk_blob *b)
{
	return b->host == PK_HOST_TORCH && pk_is_named(b->name, ".py") && str_find(b->name, STR("/code/"), 0) != SIZE_MAX;
}

bool pk_look_torchscript(struct pk_probe *p, const struct pk_blob *b)
{
	static const char *const calls[] = { "aten::save", "aten::from_file", "torch.from_file",
					     "torch.save", "ops.aten.save",   "ops.aten.from_file" };

	for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++) {
		size_t at = str_find(b->bytes, str_from(calls[i]), 0);

		if (at != SIZE_MAX)
			pk_probe_say(p, PK_ISSUE_SCRIPT_FILES, b, at, "%s", calls[i]);
	}
	return true;
}
