/*
 * What a script says of itself in comments, by PEP 723: TOML between the lines `# /// script` and `# ///`, each behind a hash and a blank.
 */
#include "source/notebook/pieces.h"
#include "source/notebook/script.h"

static const struct str begin = { "# /// script", 12 }, end = { "# ///", 5 };

/* The line at `at`, without its end. */
static struct str line_at(struct str text, size_t at)
{
	struct str rest = str_slice(text, at, text.n), line = STR("");

	(void)str_cut(&rest, '\n', &line);
	if (line.n && line.p[line.n - 1] == '\r')
		line.n--;
	return line;
}

static size_t next_line(struct str text, size_t at)
{
	size_t feed = str_find(text, STR("\n"), at);

	return feed == SIZE_MAX ? text.n : feed + 1;
}

/* Where the block begins; SIZE_MAX when there is none. */
static size_t find_block(struct str text)
{
	for (size_t at = 0; (at = str_find(text, end, at)) != SIZE_MAX; at += end.n)
		if ((at == 0 || text.p[at - 1] == '\n') && str_eq(line_at(text, at), begin))
			return next_line(text, at);
	return SIZE_MAX;
}

void pk_script_metadata(const struct pk_unit *file, struct pk_units *units)
{
	struct str text = file->text;
	size_t at = find_block(text);
	struct pk_builder into;
	struct str line;

	if (at == SIZE_MAX)
		return;
	pk_builder_init(&into, &file->scratch->arena, text, text.n - at + 1);
	for (; at < text.n; at = next_line(text, at)) {
		line = line_at(text, at);
		if (!str_starts(line, STR("#")) || str_eq(line, end))
			break;
		line = str_slice(line, 1 + (line.n > 1 && line.p[1] == ' '), line.n);
		pk_builder_plain(&into, (struct span){ (uint32_t)(line.p - text.p), (uint32_t)(line.p - text.p + line.n) });
		pk_builder_fill(&into, '\n', (uint32_t)(line.p - text.p + line.n));
	}
	if (into.n == 0)
		return;
	pk_pieces_unit(file, &into, PK_DEPS, units);
	units->v[units->n - 1].called = STR("script metadata");
}
