#include "source/unit/unit.h"

#include <stdlib.h>
#include <time.h>

#include "source/text/json.h"
#include "source/text/lines.h"
#include "source/text/regex.h"

enum {
	KEEP_BYTES = 64 << 20, /* memory a worker keeps from file to file */
};

void pk_scratch_init(struct pk_scratch *s, const struct intern *base)
{
	*s = (struct pk_scratch){ .base = base };
	arena_init(&s->arena, KEEP_BYTES);
	intern_init(&s->symbols, &s->arena, base);
}

static void free_kept(struct pk_scratch *s, uint32_t i)
{
	s->kept[i].free(s->kept[i].thing);
}

void pk_scratch_keep(struct pk_scratch *s, void *thing, void (*release)(void *))
{
	if (s->n_kept == PK_SCRATCH_KEPT)
		die_bug("a scratch keeps too many things");
	s->kept[s->n_kept++] = (struct pk_kept){ thing, release };
}

void pk_scratch_release(struct pk_scratch *s)
{
	while (s->n_kept)
		free_kept(s, --s->n_kept);
	arena_release(&s->arena);
}

static uint64_t now(clockid_t clock)
{
	struct timespec t;

	(void)clock_gettime(clock, &t);
	return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

uint64_t pk_thread_time(void)
{
	return now(CLOCK_THREAD_CPUTIME_ID);
}

void pk_scratch_next(struct pk_scratch *s, uint32_t timeout_ms)
{
	arena_reset(&s->arena);
	intern_init(&s->symbols, &s->arena, s->base);
	s->raw_lines = NULL;
	s->begun = now(CLOCK_MONOTONIC);
	s->start = timeout_ms ? pk_thread_time() : 0;
	s->deadline = timeout_ms ? s->start + timeout_ms * (uint64_t)1000000 : 0;
	s->parse_by = s->deadline - timeout_ms * (uint64_t)300000;
}

static void free_match(void *match)
{
	pk_match_free(match);
}

struct pk_match *pk_scratch_match(struct pk_scratch *s)
{
	if (!s->match) {
		s->match = pk_match_new();
		pk_scratch_keep(s, s->match, free_match);
	}
	return s->match;
}

/* By the thread's own time, so that a busy machine does not change what is found. It costs a system call, and the clock on the wall none:
 * as long as that says no, so does the other. */
static bool is_past(const struct pk_scratch *s, uint64_t by)
{
	return s->deadline && now(CLOCK_MONOTONIC) - s->begun > by - s->start && pk_thread_time() > by;
}

bool pk_scratch_expired(const struct pk_scratch *s)
{
	return is_past(s, s->deadline);
}

bool pk_scratch_hurry(const struct pk_scratch *s)
{
	return is_past(s, s->parse_by);
}

const struct pk_segment *pk_map_segment(const struct pk_map *map, uint32_t offset)
{
	uint32_t low = 0, high = map->n_segments;

	while (high - low > 1) {
		uint32_t mid = low + (high - low) / 2;

		if (map->segments[mid].at <= offset)
			low = mid;
		else
			high = mid;
	}
	return &map->segments[low];
}

/* How many raw bytes from `raw` on stand for n bytes of text. */
static uint32_t escaped_length(struct str raw, uint32_t start, uint32_t n)
{
	size_t most = (size_t)start + 6 * ((size_t)n + 2);

	return (uint32_t)pk_json_offset(str_slice(raw, start, most < raw.n ? most : raw.n), n);
}

/* Where an offset comes from, taken as one of this run or its end. */
static uint32_t raw_in(const struct pk_unit *u, const struct pk_segment *s, uint32_t offset)
{
	if (s->run == PK_RUN_SYNTHETIC)
		return s->raw;
	return s->raw + (s->run == PK_RUN_JSON ? escaped_length(u->raw, s->raw, offset - s->at) : offset - s->at);
}

uint32_t pk_unit_raw(const struct pk_unit *u, uint32_t offset)
{
	if (!u->map || !u->map->n_segments)
		return offset;
	return raw_in(u, pk_map_segment(u->map, offset), offset);
}

uint32_t pk_unit_raw_end(const struct pk_unit *u, uint32_t offset)
{
	if (!u->map || !u->map->n_segments)
		return offset;
	return raw_in(u, pk_map_segment(u->map, offset - 1), offset);
}

const struct pk_cell *pk_unit_cell(const struct pk_unit *u, uint32_t offset)
{
	uint32_t low = 0, high = u->map ? u->map->n_cells : 0;
	const struct pk_cell *c;

	if (!high)
		return NULL;
	while (high - low > 1) {
		uint32_t mid = low + (high - low) / 2;

		if (u->map->cells[mid].span.start <= offset)
			low = mid;
		else
			high = mid;
	}
	c = &u->map->cells[low];
	return offset >= c->span.start && offset <= c->span.end ? c : NULL;
}

const struct pk_lines *pk_unit_lines(struct pk_unit *u)
{
	if (!u->lines)
		u->lines = pk_lines_new_lf(&u->scratch->arena, u->text);
	return u->lines;
}

static void place_in_cell(struct pk_unit *u, const struct pk_cell *c, uint32_t offset, struct pk_place *p)
{
	const struct pk_lines *lines = pk_unit_lines(u);
	uint32_t line = pk_lines_of(lines, offset), first = pk_lines_of(lines, c->span.start);

	p->cell = c->index;
	p->code_cell = c->code_index;
	p->cell_id = c->id;
	p->cell_line = c->line + line - first;
	p->cell_col = pk_lines_col(lines, offset) + (line == first ? c->col - pk_lines_col(lines, c->span.start) : 0);
}

/* In a text that is packed in the file. */
static struct pk_place place_inside(const struct pk_unit *u, const struct pk_place *p)
{
	struct pk_place out = *p;

	out.offset = u->inside_at;
	out.line = out.col = 1;
	out.inside = u->inside;
	if (!p->cell) {
		out.cell_line = p->line;
		out.cell_col = p->col;
	}
	return out;
}

struct pk_place pk_unit_place(struct pk_unit *u, uint32_t offset)
{
	const struct pk_cell *cell = pk_unit_cell(u, offset);
	struct pk_place p = { .offset = pk_unit_raw(u, offset) };

	if (u->kind == PK_BINARY)
		return (struct pk_place){ .offset = offset, .line = 1, .col = 1, .cell_id = STR("") };
	if (!u->raw_lines) {
		if (!u->scratch->raw_lines)
			u->scratch->raw_lines = pk_lines_new(&u->scratch->arena, u->raw);
		u->raw_lines = u->scratch->raw_lines;
	}
	p.line = pk_lines_of(u->raw_lines, p.offset);
	p.col = pk_lines_col(u->raw_lines, p.offset);
	p.cell_id = STR("");
	if (cell)
		place_in_cell(u, cell, offset, &p);
	return u->inside.n ? place_inside(u, &p) : p;
}
