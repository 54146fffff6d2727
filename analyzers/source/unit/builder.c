#include "source/unit/builder.h"

#include "source/text/json.h"
#include "util/err.h"
#include "util/limits.h"
#include "util/vec.h"

enum {
	PADDING = 64,
	STRIDE = 512, /* bytes of text that one segment covers at most */
};

void pk_builder_init(struct pk_builder *into, struct arena *a, struct str raw, size_t max)
{
	*into = (struct pk_builder){ .arena = a, .raw = raw };
	if (max > UINT32_MAX - PADDING)
		die_bug("a built text over 4 GiB");
	into->max = (uint32_t)max;
	into->text = arena_alloc(a, max + PADDING);
}

/* Opens a run at the end of the text, unless the last one simply goes on; false when there are too many. */
static bool open_run(struct pk_builder *into, uint32_t raw, enum pk_run run)
{
	if (into->segments.n >= PK_MAX_SEGMENTS) {
		into->cut = true;
		return false;
	}
	vec_push(into->arena, &into->segments, (struct pk_segment){ into->n, raw, run });
	return true;
}

static void check_room(const struct pk_builder *into, size_t n)
{
	if (n > into->max - into->n)
		die_bug("a built text grew over its bound");
}

static void blank_nuls(char *p, size_t n)
{
	char *nul;

	while (n && (nul = memchr(p, 0, n))) {
		*nul = ' ';
		n -= (size_t)(nul + 1 - p);
		p = nul + 1;
	}
}

void pk_builder_json(struct pk_builder *into, struct span inside)
{
	struct str s = str_slice(into->raw, inside.start, inside.end);
	size_t at = 0;

	check_room(into, s.n);
	while (at < s.n && open_run(into, inside.start + (uint32_t)at, PK_RUN_JSON)) {
		size_t n = pk_json_unescape(s, &at, into->text + into->n, STRIDE, &into->odd);

		blank_nuls(into->text + into->n, n);
		into->n += (uint32_t)n;
	}
}

static void add_run(struct pk_builder *into, struct span raw, enum pk_run run)
{
	size_t n = raw.end - raw.start;

	check_room(into, n);
	if (n == 0 || !open_run(into, raw.start, run))
		return;
	memcpy(into->text + into->n, into->raw.p + raw.start, n);
	blank_nuls(into->text + into->n, n);
	into->n += (uint32_t)n;
}

void pk_builder_plain(struct pk_builder *into, struct span raw)
{
	add_run(into, raw, PK_RUN_PLAIN);
}

void pk_builder_quoted(struct pk_builder *into, struct span raw)
{
	add_run(into, raw, PK_RUN_QUOTED);
}

void pk_builder_fill(struct pk_builder *into, char c, uint32_t raw)
{
	check_room(into, 1);
	if (open_run(into, raw, PK_RUN_SYNTHETIC))
		into->text[into->n++] = c;
}

/* Number of the last segment at or before an offset. */
static uint32_t segment_at(const struct pk_builder *into, uint32_t offset)
{
	struct pk_map map = { .segments = into->segments.v, .n_segments = into->segments.n };

	return (uint32_t)(pk_map_segment(&map, offset) - into->segments.v);
}

/* Where a byte of the text comes from. */
static uint32_t raw_of(const struct pk_builder *into, const struct pk_segment *s, uint32_t offset)
{
	if (s->run == PK_RUN_JSON)
		return s->raw + (uint32_t)pk_json_offset(str_slice(into->raw, s->raw, into->raw.n), offset - s->at);
	return s->run == PK_RUN_SYNTHETIC ? s->raw : s->raw + (offset - s->at);
}

void pk_builder_copy(struct pk_builder *into, const struct pk_builder *from, struct span at)
{
	uint32_t first = segment_at(from, at.start);

	check_room(into, at.end - at.start);
	for (uint32_t i = first; i < from->segments.n && from->segments.v[i].at < at.end; i++) {
		const struct pk_segment *s = &from->segments.v[i];
		uint32_t start = s->at > at.start ? s->at : at.start;
		uint32_t end = i + 1 < from->segments.n && s[1].at < at.end ? s[1].at : at.end;

		if (start >= end)
			continue;
		if (!open_run(into, raw_of(from, s, start), s->run))
			return;
		memmove(into->text + into->n, from->text + start, end - start); /* a drop copies within one text */
		into->n += end - start;
	}
}

void pk_builder_drop(struct pk_builder *into, uint32_t start, const struct span *spans, uint32_t n)
{
	struct pk_builder old = *into;
	uint32_t first, at = start;
	size_t tail;

	if (n == 0)
		return;
	first = segment_at(into, start);
	tail = (into->segments.n - first) * sizeof(*into->segments.v);
	old.segments.v = arena_alloc(into->arena, tail);
	old.segments.n -= first;
	memcpy(old.segments.v, into->segments.v + first, tail);
	into->segments.n = into->segments.v[first].at < start ? first + 1 : first;
	into->n = start;
	for (uint32_t i = 0; i < n; i++) {
		pk_builder_copy(into, &old, (struct span){ at, spans[i].start });
		at = spans[i].end;
	}
	pk_builder_copy(into, &old, (struct span){ at, old.n });
}

void pk_builder_end_line(struct pk_builder *into)
{
	if (into->n && into->text[into->n - 1] != '\n')
		pk_builder_fill(into, '\n', raw_of(into, &into->segments.v[into->segments.n - 1], into->n));
}

void pk_builder_cell(struct pk_builder *into, struct pk_cell cell)
{
	if (into->n == cell.span.start)
		return;
	pk_builder_end_line(into);
	cell.span.end = into->n;
	vec_push(into->arena, &into->cells, cell);
}

uint32_t pk_builder_line(const struct pk_builder *into, uint32_t start, uint32_t at)
{
	while (at > start && into->text[at - 1] != '\n')
		at--;
	return at;
}

void pk_builder_finish(const struct pk_builder *into, struct pk_unit *u)
{
	struct pk_map *map = arena_new(into->arena, struct pk_map);

	memset(into->text + into->n, 0, PADDING);
	*map = (struct pk_map){ into->segments.v, into->segments.n, into->cells.v, into->cells.n };
	u->text = (struct str){ into->text, into->n };
	u->raw = into->raw;
	u->map = map;
}
