/* Magics in the comments of percent scripts. */
#include "source/notebook/cells.h"
#include "source/notebook/magic.h"
#include "source/unit/builder.h"
#include "util/vec.h"

enum mode { MODE_CODE, MODE_PROSE, MODE_SHELL };

/* "# %% title [markdown] language="bash"": what the lines below are. */
static bool is_marker(struct str line, enum mode *mode)
{
	struct str rest = str_trim(line);

	if (!str_starts(rest, STR("#")))
		return false;
	rest = str_trim(str_slice(rest, 1, rest.n));
	if (!str_starts(rest, STR("%%")) || (rest.n > 2 && rest.p[2] != ' ' && rest.p[2] != '%'))
		return false;
	*mode = MODE_CODE;
	if (str_find(rest, STR("[markdown]"), 0) != SIZE_MAX || str_find(rest, STR("[md]"), 0) != SIZE_MAX ||
	    str_find(rest, STR("[raw]"), 0) != SIZE_MAX)
		*mode = MODE_PROSE;
	else if (str_find(rest, STR("language=\"bash\""), 0) != SIZE_MAX || str_find(rest, STR("language=\"sh\""), 0) != SIZE_MAX)
		*mode = MODE_SHELL;
	return true;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* What the comment that is this line says, if it holds a magic; from: where in the line it begins. */
static bool says(struct str line, enum mode mode, enum pk_kind *kind, size_t *from)
{
	size_t at = 0, skip;

	while (at < line.n && (line.p[at] == ' ' || line.p[at] == '\t'))
		at++;
	if (mode == MODE_PROSE || at + 3 > line.n || line.p[at] != '#')
		return false;
	at += line.p[at + 1] == ' ' ? 2 : 1;
	*kind = PK_SHELL;
	*from = at;
	if (mode == MODE_SHELL)
		return true;
	if (line.p[at] == '!') {
		*from = at + 1;
		return line.p[at - 1] == ' ';
	}
	if (line.p[at] != '%' || at + 1 >= line.n || !is_letter(line.p[at + 1]))
		return false;
	*kind = pk_magic_line(str_slice(line, at + 1, line.n), &skip);
	*from = at + 1 + skip;
	return true;
}

static void add_unit(const struct pk_unit *script, const struct pk_builder *into, enum pk_kind kind, struct pk_units *units)
{
	struct pk_unit u = { .kind = kind, .path = script->path, .scratch = script->scratch };

	if (into->n == 0)
		return;
	pk_builder_finish(into, &u);
	vec_push(&script->scratch->arena, units, u);
}

void pk_percent_units(const struct pk_unit *script, struct pk_units *units)
{
	struct str rest = script->text, line;
	struct pk_builder shell, text;
	enum mode mode = MODE_CODE;
	bool marked = false;

	if (str_find(rest, STR("%%"), 0) == SIZE_MAX)
		return;
	pk_builder_init(&shell, &script->scratch->arena, script->text, script->text.n);
	pk_builder_init(&text, &script->scratch->arena, script->text, script->text.n);
	while (str_cut(&rest, '\n', &line)) {
		uint32_t at = (uint32_t)(line.p - script->text.p);
		enum pk_kind kind;
		size_t from;

		if (is_marker(line, &mode)) {
			marked = true;
			continue;
		}
		if (!marked || !says(line, mode, &kind, &from))
			continue;
		pk_builder_plain(kind == PK_SHELL ? &shell : &text, (struct span){ at + (uint32_t)from, at + (uint32_t)line.n });
		pk_builder_fill(kind == PK_SHELL ? &shell : &text, '\n', at + (uint32_t)line.n);
	}
	add_unit(script, &shell, PK_SHELL, units);
	add_unit(script, &text, PK_TEXT, units);
}
