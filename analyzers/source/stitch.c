#include "source/stitch.h"

#include "source/json.h"
#include "util/err.h"
#include "util/limits.h"
#include "util/vec.h"

enum {
	PADDING = 64,
	STRIDE = 512, /* bytes of text that one segment covers at most */
};

void pk_stitch_init(struct pk_stitch *st, struct arena *a, struct str raw, size_t max)
{
	*st = (struct pk_stitch){ .arena = a, .raw = raw };
	if (max > UINT32_MAX - PADDING)
		die_bug("a stitched text over 4 GiB");
	st->max = (uint32_t)max;
	st->text = arena_alloc(a, max + PADDING);
}

/* Opens a run at the end of the text, unless the last one simply goes on; false when there are too many. */
static bool open_run(struct pk_stitch *st, uint32_t raw, enum pk_run run)
{
	if (st->segments.n >= PK_MAX_SEGMENTS) {
		st->cut = true;
		return false;
	}
	vec_push(st->arena, &st->segments, (struct pk_segment){ st->n, raw, run });
	return true;
}

static void check_room(const struct pk_stitch *st, size_t n)
{
	if (n > st->max - st->n)
		die_bug("a stitched text grew over its bound");
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

void pk_stitch_json(struct pk_stitch *st, struct span inside)
{
	struct str s = str_slice(st->raw, inside.start, inside.end);
	size_t at = 0;

	check_room(st, s.n);
	while (at < s.n && open_run(st, inside.start + (uint32_t)at, PK_RUN_JSON)) {
		size_t n = pk_json_unescape(s, &at, st->text + st->n, STRIDE, &st->odd);

		blank_nuls(st->text + st->n, n);
		st->n += (uint32_t)n;
	}
}

void pk_stitch_plain(struct pk_stitch *st, struct span raw)
{
	size_t n = raw.end - raw.start;

	check_room(st, n);
	if (n == 0 || !open_run(st, raw.start, PK_RUN_PLAIN))
		return;
	memcpy(st->text + st->n, st->raw.p + raw.start, n);
	blank_nuls(st->text + st->n, n);
	st->n += (uint32_t)n;
}

void pk_stitch_fill(struct pk_stitch *st, char c, uint32_t raw)
{
	check_room(st, 1);
	if (open_run(st, raw, PK_RUN_SYNTHETIC))
		st->text[st->n++] = c;
}

/* Number of the last segment at or before an offset. */
static uint32_t segment_at(const struct pk_stitch *st, uint32_t offset)
{
	struct pk_map map = { .segments = st->segments.v, .n_segments = st->segments.n };

	return (uint32_t)(pk_map_segment(&map, offset) - st->segments.v);
}

/* Where a byte of the text comes from. */
static uint32_t raw_of(const struct pk_stitch *st, const struct pk_segment *s, uint32_t offset)
{
	if (s->run == PK_RUN_JSON)
		return s->raw + (uint32_t)pk_json_offset(str_slice(st->raw, s->raw, st->raw.n), offset - s->at);
	return s->run == PK_RUN_PLAIN ? s->raw + (offset - s->at) : s->raw;
}

void pk_stitch_copy(struct pk_stitch *st, const struct pk_stitch *from, struct span at)
{
	uint32_t first = segment_at(from, at.start);

	check_room(st, at.end - at.start);
	for (uint32_t i = first; i < from->segments.n && from->segments.v[i].at < at.end; i++) {
		const struct pk_segment *s = &from->segments.v[i];
		uint32_t start = s->at > at.start ? s->at : at.start;
		uint32_t end = i + 1 < from->segments.n && s[1].at < at.end ? s[1].at : at.end;

		if (start >= end)
			continue;
		if (!open_run(st, raw_of(from, s, start), s->run))
			return;
		memmove(st->text + st->n, from->text + start, end - start); /* a drop copies within one text */
		st->n += end - start;
	}
}

void pk_stitch_drop(struct pk_stitch *st, uint32_t start, const struct span *spans, uint32_t n)
{
	struct pk_stitch old = *st;
	uint32_t first, at = start;
	size_t tail;

	if (n == 0)
		return;
	first = segment_at(st, start);
	tail = (st->segments.n - first) * sizeof(*st->segments.v);
	old.segments.v = arena_alloc(st->arena, tail);
	old.segments.n -= first;
	memcpy(old.segments.v, st->segments.v + first, tail);
	st->segments.n = st->segments.v[first].at < start ? first + 1 : first;
	st->n = start;
	for (uint32_t i = 0; i < n; i++) {
		pk_stitch_copy(st, &old, (struct span){ at, spans[i].start });
		at = spans[i].end;
	}
	pk_stitch_copy(st, &old, (struct span){ at, old.n });
}

void pk_stitch_cell(struct pk_stitch *st, struct pk_cell cell)
{
	if (st->n == cell.span.start)
		return;
	if (st->text[st->n - 1] != '\n') {
		const struct pk_segment *last = &st->segments.v[st->segments.n - 1];

		pk_stitch_fill(st, '\n', raw_of(st, last, st->n));
	}
	cell.span.end = st->n;
	vec_push(st->arena, &st->cells, cell);
}

void pk_stitch_finish(const struct pk_stitch *st, struct pk_unit *u)
{
	struct pk_map *map = arena_new(st->arena, struct pk_map);

	memset(st->text + st->n, 0, PADDING);
	*map = (struct pk_map){ st->segments.v, st->segments.n, st->cells.v, st->cells.n };
	u->text = (struct str){ st->text, st->n };
	u->raw = st->raw;
	u->map = map;
}
