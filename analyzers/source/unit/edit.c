#include "source/unit/edit.h"

#include "source/text/json.h"
#include "util/buf.h"
#include "util/limits.h"

/* ---- may it be changed ---- */

/* Whether a run's text, from `from` to `to`, is what the raw file says. */
static bool is_verbatim(const struct pk_unit *u, const struct pk_segment *s, uint32_t from, uint32_t to)
{
	uint32_t raw = pk_unit_raw(u, from);
	size_t most = raw + 6 * (size_t)(to - from);
	char buffer[256];
	size_t at = 0;
	unsigned odd = 0;

	if (s->run == PK_RUN_SYNTHETIC || s->run == PK_RUN_QUOTED)
		return false;
	if (s->run == PK_RUN_PLAIN)
		return memcmp(u->text.p + from, u->raw.p + raw, to - from) == 0;
	while (from < to) {
		struct str rest = str_slice(u->raw, raw, most < u->raw.n ? most : u->raw.n);
		size_t want = to - from < sizeof(buffer) ? to - from : sizeof(buffer) - 4;
		size_t n = pk_json_unescape(rest, &at, buffer, want < 4 ? 4 : want, &odd);

		n = n < to - from ? n : to - from;
		if (n == 0 || memcmp(buffer, u->text.p + from, n) != 0)
			return false;
		from += (uint32_t)n;
	}
	return true;
}

static bool may_change(const struct pk_unit *u, struct span at)
{
	const struct pk_cell *cell = pk_unit_cell(u, at.start);
	const struct pk_segment *s = pk_map_segment(u->map, at.start), *end = u->map->segments + u->map->n_segments;

	if (u->map->n_cells && (!cell || at.end > cell->span.end))
		return false;
	if (s->run == PK_RUN_SYNTHETIC)
		return false;
	for (uint32_t from = at.start; from < at.end; s++) {
		uint32_t to = s + 1 < end && s[1].at < at.end ? s[1].at : at.end;

		if (!is_verbatim(u, s, from, to))
			return false;
		if (to < at.end && s->run == PK_RUN_PLAIN && s[1].raw != s->raw + (to - s->at))
			return false; /* what stands in between in the file would be lost */
		from = to;
	}
	return true;
}

/* ---- what to write ---- */

/* What stands between two entries of the list of lines that a cell is, `",` to `"`, where a line of it ends. */
static struct str gap_in(const struct pk_unit *u, const struct pk_cell *cell)
{
	const struct pk_segment *s = pk_map_segment(u->map, cell->span.start), *end = u->map->segments + u->map->n_segments;

	for (; s + 1 < end && s[1].at < cell->span.end; s++) {
		uint32_t close = pk_unit_raw_end(u, s[1].at);

		if (s->run == PK_RUN_JSON && s[1].run == PK_RUN_JSON && s[1].raw > close + 1)
			return str_slice(u->raw, close, s[1].raw);
	}
	return STR("");
}

/* The entries carry no line ends: the text has them in between. */
static bool has_joints(const struct pk_unit *u, const struct pk_cell *cell)
{
	const struct pk_segment *s = pk_map_segment(u->map, cell->span.start), *end = u->map->segments + u->map->n_segments;

	for (; s + 1 < end && s[1].at < cell->span.end - 1; s++)
		if (s[1].run == PK_RUN_SYNTHETIC)
			return true;
	return false;
}

/* The same from how the first entry of a list stands behind its bracket; "" for a source that is one string. */
static struct str gap_before(const struct pk_unit *u, struct arena *a, const struct pk_cell *cell)
{
	uint32_t open = pk_unit_raw(u, cell->span.start), at = open ? open - 1 : 0;

	if (has_joints(u, cell))
		return STR("");
	while (at > 0 && (u->raw.p[at - 1] == ' ' || u->raw.p[at - 1] == '\n' || u->raw.p[at - 1] == '\t' || u->raw.p[at - 1] == '\r'))
		at--;
	if (at == 0 || u->raw.p[at - 1] != '[')
		return STR("");
	return arena_printf(a, "\",%.*s\"", (int)(open - 1 - at), u->raw.p + at);
}

static void escape(struct buf *out, unsigned char c)
{
	static const char from[] = "\"\\\b\f\n\r\t", to[] = "\"\\bfnrt";
	const char *known = c ? strchr(from, c) : NULL;

	if (known) {
		buf_addc(out, '\\');
		buf_addc(out, to[known - from]);
	} else if (c < ' ') {
		buf_printf(out, "\\u%04x", c);
	} else {
		buf_addc(out, (char)c);
	}
}

/* more: text follows in the same entry. */
static struct str escaped(struct arena *a, struct str text, struct str gap, bool more)
{
	struct buf b;
	struct str result;

	buf_init(&b, PK_MAX_OUTPUT_BYTES);
	for (size_t i = 0; i < text.n; i++) {
		escape(&b, (unsigned char)text.p[i]);
		if (text.p[i] == '\n' && (i + 1 < text.n || more))
			buf_add(&b, gap);
	}
	result = arena_str(a, buf_str(&b));
	buf_release(&b);
	return result;
}

bool pk_unit_edit(const struct pk_unit *u, struct arena *a, struct span at, struct str text, struct pk_raw_edit *out)
{
	const struct pk_cell *cell;
	struct str gap;

	*out = (struct pk_raw_edit){ at, text };
	if (!u->map)
		return true;
	if (u->is_broken || !may_change(u, at))
		return false;
	cell = pk_unit_cell(u, at.start);
	out->raw.start = out->raw.end = pk_unit_raw(u, at.start);
	if (at.end > at.start)
		out->raw.end = pk_unit_raw_end(u, at.end);
	if (pk_map_segment(u->map, at.start)->run == PK_RUN_PLAIN)
		return true;
	gap = gap_in(u, cell);
	if (gap.n == 0)
		gap = gap_before(u, a, cell);
	out->text = escaped(a, text, gap, u->raw.p[out->raw.end] != '"');
	return true;
}
