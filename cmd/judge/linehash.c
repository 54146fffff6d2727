#include "judge/linehash.h"

#include "util/vec.h"

enum { WINDOW = 100, FACTOR = 37, END = 0xffff };

struct roller {
	struct arena *arena;
	struct pk_linehashes *out;
	struct map seen;      /* hash -> how many lines had it */
	uint64_t hash, first; /* first: FACTOR to the power of WINDOW */
	uint16_t units[WINDOW];
	bool starts[WINDOW]; /* whether a line starts at that unit */
	unsigned at;
	bool line_start, after_cr;
};

static void end_line(struct roller *r)
{
	struct str key = { (const char *)&r->hash, sizeof(r->hash) };
	uint64_t *count = map_put(&r->seen, key, NULL);

	++*count;
	vec_push(r->arena, r->out, (struct pk_linehash){ r->hash, (uint32_t)*count });
}

static void roll(struct roller *r, uint16_t unit)
{
	r->hash = FACTOR * r->hash + unit - r->first * r->units[r->at];
	r->units[r->at] = unit;
	r->at = (r->at + 1) % WINDOW;
}

/* The line that started WINDOW units ago is complete when its first unit leaves the window. */
static void leave(struct roller *r)
{
	if (r->starts[r->at])
		end_line(r);
	r->starts[r->at] = false;
}

static void add_unit(struct roller *r, uint16_t unit)
{
	bool skip = unit == ' ' || unit == '\t' || (r->after_cr && unit == '\n');

	r->after_cr = unit == '\r';
	if (skip)
		return;
	leave(r);
	r->starts[r->at] = r->line_start;
	if (unit == '\r')
		unit = '\n';
	r->line_start = unit == '\n';
	roll(r, unit);
}

/* A code point, or U+FFFD for the longest run of bytes that starts like one and is none. */
static uint32_t decode(struct str s, size_t *at)
{
	unsigned char lead = (unsigned char)s.p[(*at)++], low = 0x80, high = 0xbf;
	unsigned more = lead < 0xc2 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : 0;
	uint32_t c = more ? lead & (0x3fu >> more) : lead;

	if (lead >= 0x80 && more == 0)
		return 0xfffd;
	if (lead == 0xe0)
		low = 0xa0;
	else if (lead == 0xed)
		high = 0x9f;
	else if (lead == 0xf0)
		low = 0x90;
	else if (lead == 0xf4)
		high = 0x8f;
	for (; more; more--, low = 0x80, high = 0xbf) {
		unsigned char b = *at < s.n ? (unsigned char)s.p[*at] : 0;

		if (b < low || b > high)
			return 0xfffd;
		c = c << 6 | (b & 0x3f);
		++*at;
	}
	return c;
}

void pk_linehash_lines(struct arena *a, struct str raw, struct pk_linehashes *out)
{
	struct roller r = { .arena = a, .out = out, .first = 1, .line_start = true };

	map_init(&r.seen, a);
	for (int i = 0; i < WINDOW; i++)
		r.first *= FACTOR;
	for (size_t at = 0; at < raw.n;) {
		uint32_t c = decode(raw, &at);

		if (c > 0xffff) {
			add_unit(&r, (uint16_t)(0xd7c0 + (c >> 10)));
			add_unit(&r, (uint16_t)(0xdc00 + (c & 0x3ff)));
		} else {
			add_unit(&r, (uint16_t)c);
		}
	}
	add_unit(&r, END);
	for (int i = 0; i < WINDOW; i++) {
		leave(&r);
		roll(&r, 0);
	}
}

void pk_linehash_mark(struct arena *temp, struct str raw, const struct pk_findings *findings, uint32_t first)
{
	struct pk_linehashes lines = { 0 };

	if (first == findings->n)
		return;
	pk_linehash_lines(temp, raw, &lines);
	for (uint32_t i = first; i < findings->n; i++) {
		struct pk_finding *f = findings->v[i];
		uint32_t line = f->at.start.line;

		if (line == 0 || line > lines.n || (f->is_notebook && lines.n <= 2) || f->at.start.inside.n)
			continue;
		f->line_hash = lines.v[line - 1].hash;
		f->line_nth = lines.v[line - 1].nth;
	}
}
