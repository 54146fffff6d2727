/* .pth files of site-packages: lines that begin with import are run when Python starts. */
#include "artifacts/probe/paths.h"
#include "formats.h"

bool pk_site_path_is(const struct pk_blob *b)
{
	return pk_is_named(b->name, ".pth") && (str_starts(b->bytes, STR("import")) || str_find(b->bytes, STR("\nimport"), 0) != SIZE_MAX);
}

bool pk_look_site_path(struct pk_probe *p, const struct pk_blob *b)
{
	struct str rest = b->bytes, line;

	while (str_cut(&rest, '\n', &line)) {
		struct str shown;

		if (!str_starts(line, STR("import ")) && !str_starts(line, STR("import\t")))
			continue;
		shown = pk_printable(p->arena, str_trim(line));
		pk_probe_say(p, PK_ISSUE_SITE_PTH, b, (uint64_t)(line.p - b->bytes.p), "%.*s", STR_ARG(shown));
	}
	return true;
}
