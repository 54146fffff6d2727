#include "finding.h"

#include <stdarg.h>
#include <stdio.h>

#include "source/text/lines.h"
#include "util/limits.h"
#include "util/sha256.h"
#include "util/vec.h"

void pk_sink_init(struct pk_sink *s, struct arena *arena)
{
	*s = (struct pk_sink){ .arena = arena };
}

/* The first path that is not before this one. */
static uint32_t find_path(const struct pk_paths *paths, struct str path)
{
	uint32_t low = 0, high = paths->n;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (str_cmp(paths->v[mid], path) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

bool pk_paths_has(const struct pk_paths *paths, struct str path)
{
	uint32_t at = find_path(paths, path);

	return at < paths->n && str_eq(paths->v[at], path);
}

bool pk_paths_has_folder(const struct pk_paths *paths, struct str folder)
{
	uint32_t at = find_path(paths, folder);

	return at < paths->n && str_starts(paths->v[at], folder);
}

/* What is shown of a long line, round the byte of interest. */
static struct span shown_of(struct str line, size_t around)
{
	size_t from = around > PK_MAX_SNIPPET_BYTES / 4 ? around - PK_MAX_SNIPPET_BYTES / 4 : 0, to = from + PK_MAX_SNIPPET_BYTES;

	if (line.n <= PK_MAX_SNIPPET_BYTES)
		return (struct span){ 0, (uint32_t)line.n };
	from = str_char_start(line, from);
	to = str_char_start(line, to < line.n ? to : line.n);
	return (struct span){ (uint32_t)from, (uint32_t)to };
}

/* The lines of the text that [start, end) touches. */
static void set_lines(struct pk_region *r, struct arena *a, struct pk_unit *u, uint32_t start, uint32_t end)
{
	const struct pk_lines *lines = pk_unit_lines(u);
	uint32_t first = pk_lines_of(lines, start), last = pk_lines_of(lines, end > start ? end - 1 : start);
	struct buf b;

	if (last >= first + PK_MAX_SNIPPET_LINES)
		last = first + PK_MAX_SNIPPET_LINES - 1;
	buf_init(&b, (PK_MAX_SNIPPET_BYTES + 1) * PK_MAX_SNIPPET_LINES);
	for (uint32_t i = first; i <= last; i++) {
		struct str line = pk_lines_text(lines, i);
		uint32_t at = lines->starts[i - 1];
		struct span shown = shown_of(line, start > at ? start - at : 0);

		if (i == first)
			r->cut = pk_lines_col(lines, at + shown.start) - 1;
		else
			buf_addc(&b, '\n');
		buf_add(&b, str_slice(line, shown.start, shown.end));
	}
	r->lines = arena_str(a, buf_str(&b));
	buf_release(&b);
}

static struct pk_place place_of(struct pk_sink *s, struct pk_unit *u, uint32_t offset)
{
	struct pk_place p = pk_unit_place(u, offset);

	p.cell_id = arena_str(s->arena, p.cell_id);
	p.inside = arena_str(s->arena, p.inside);
	return p;
}

/* A unit's line may begin within one of the file, as a command does behind its `!`: what is in front is not shown either. */
static void cut_marker(struct pk_region *r, struct pk_unit *u, uint32_t start)
{
	size_t line = str_rfind(str_slice(u->text, 0, start < u->text.n ? start : u->text.n), '\n');
	struct pk_place first = pk_unit_place(u, line == SIZE_MAX ? 0 : (uint32_t)line + 1);

	if (first.line == r->start.line && first.cell == r->start.cell)
		r->cut += (first.cell ? first.cell_col : first.col) - 1;
}

struct pk_region pk_region_of(struct pk_sink *s, struct pk_unit *u, struct span at, struct str message)
{
	struct pk_region r = { .path = arena_str(s->arena, u->path), .message = arena_str(s->arena, message) };

	r.start = place_of(s, u, at.start);
	r.end = place_of(s, u, at.end);
	r.lines = STR("");
	if (u->kind != PK_BINARY) {
		set_lines(&r, s->arena, u, at.start, at.end);
		cut_marker(&r, u, at.start);
	}
	return r;
}

struct pk_finding *pk_emit_at(struct pk_sink *s, const struct pk_rule *rule, const struct pk_region *at)
{
	struct pk_finding *f = arena_new(s->arena, struct pk_finding);

	f->rule = rule;
	f->severity = rule->severity;
	f->message = rule->message;
	f->at = *at;
	f->is_notebook = str_ends(at->path, STR(".ipynb"));
	f->fix_text = f->key = f->norm = f->reason = STR("");
	f->home = f->at.path;
	vec_push(s->arena, &s->findings, f);
	return f;
}

struct pk_finding *pk_emit(struct pk_sink *s, const struct pk_rule *rule, struct pk_unit *u, struct span at)
{
	struct pk_region region = pk_region_of(s, u, at, STR(""));
	struct pk_finding *f = pk_emit_at(s, rule, &region);

	f->is_notebook = u->is_notebook;
	return f;
}

enum {
	SHOWN_PREFIX = 5,  /* characters of a secret that are shown */
	SHORTEST_PART = 8, /* of a secret that is hidden where not all of it stands */
};

struct str pk_redacted(struct arena *a, struct str secret)
{
	size_t shown = secret.n >= 16 ? SHOWN_PREFIX : secret.n >= 8 ? 2 : 0;

	return arena_printf(a, "%.*s...(%zu)", (int)shown, secret.p, secret.n);
}

/* How many bytes of the secret's line stand at `at`: all of it, its start where the shown line was cut behind, or a later
 * part where it was cut before. */
static size_t secret_at(struct str text, size_t at, struct str secret)
{
	bool is_start = at == 0 || text.p[at - 1] == '\n';
	size_t from = 0, n = 0;

	if (is_start && text.n - at >= SHORTEST_PART)
		from = str_find(secret, str_slice(text, at, at + SHORTEST_PART), 0);
	if (from == SIZE_MAX)
		from = 0;
	while (from + n < secret.n && at + n < text.n && text.p[at + n] == secret.p[from + n])
		n++;
	return n == secret.n || n >= SHORTEST_PART ? n : 0;
}

static void redact_line(struct pk_sink *s, struct str *text, struct str secret)
{
	struct buf b;
	size_t at = 0, n;

	buf_init(&b, SIZE_MAX / 4);
	while (at < text->n) {
		n = secret_at(*text, at, secret);
		if (n)
			buf_add(&b, pk_redacted(s->arena, secret));
		else
			buf_addc(&b, text->p[at]);
		at += n ? n : 1;
	}
	if (b.n != text->n || memcmp(b.data, text->p, b.n) != 0)
		*text = arena_str(s->arena, buf_str(&b));
	buf_release(&b);
}

/* A secret of several lines is hidden line by line: not all of them may be shown. */
static void redact_text(struct pk_sink *s, struct str *text, struct str secret)
{
	struct str rest = secret, line;

	if (!text->n || !secret.n)
		return;
	while (str_cut(&rest, '\n', &line)) {
		line = str_trim(line);
		if (line.n >= SHORTEST_PART || (line.n && line.n == secret.n))
			redact_line(s, text, line);
	}
}

static void redact_regions(struct pk_sink *s, const struct pk_region **regions, uint32_t n, struct str secret)
{
	struct pk_region *copy;

	if (!n)
		return;
	copy = arena_alloc(s->arena, n * sizeof(*copy));
	memcpy(copy, *regions, n * sizeof(*copy));
	for (uint32_t i = 0; i < n; i++) {
		redact_text(s, &copy[i].lines, secret);
		redact_text(s, &copy[i].message, secret);
	}
	*regions = copy;
}

static void keep_plain(struct pk_sink *s, struct pk_finding *f)
{
	struct pk_finding *plain;

	if (!s->show_secrets || f->plain)
		return;
	plain = arena_new(s->arena, struct pk_finding);
	*plain = *f;
	f->plain = plain;
}

void pk_redact(struct pk_sink *s, struct pk_finding *f, struct str secret)
{
	const char *fix = f->fix_text.p;
	struct pk_binding *copy;

	keep_plain(s, f);
	redact_text(s, &f->at.lines, secret);
	redact_text(s, &f->message, secret);
	redact_text(s, &f->fix_text, secret);
	f->fix_hidden |= f->fix_text.p != fix;
	redact_regions(s, &f->related, f->n_related, secret);
	redact_regions(s, &f->flow, f->n_flow, secret);
	if (!f->n_bindings)
		return;
	copy = arena_alloc(s->arena, f->n_bindings * sizeof(*copy));
	memcpy(copy, f->bindings, f->n_bindings * sizeof(*copy));
	for (uint32_t i = 0; i < f->n_bindings; i++)
		redact_text(s, &copy[i].text, secret);
	f->bindings = copy;
}

struct str pk_secret_key(struct arena *a, struct str secret)
{
	char hex[65];

	sha256_hex(secret, hex, 32);
	return arena_str(a, str_from(hex));
}

void pk_note(struct pk_sink *s, struct str path, const char *kind, uint32_t line, const char *fmt, ...)
{
	struct pk_note_item note = { .path = arena_str(s->arena, path), .kind = str_from(kind), .line = line };
	char text[512];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	note.text = arena_str(s->arena, str_from(text));
	vec_push(s->arena, &s->notes, note);
}

void pk_fact(struct pk_sink *s, const char *kind, struct str key, struct str value, struct pk_unit *u, struct span at)
{
	struct pk_fact_item fact = { .analyzer = s->analyzer,
				     .kind = str_from(kind),
				     .key = arena_str(s->arena, key),
				     .value = arena_str(s->arena, value),
				     .at = pk_region_of(s, u, at, STR("")) };

	vec_push(s->arena, &s->facts, fact);
}

const char *pk_verified_name(enum pk_verified v)
{
	static const char *const names[] = { NULL, "live", "dead", "unknown" };

	return names[v];
}

int pk_finding_cmp(const void *a, const void *b)
{
	const struct pk_finding *x = *(const struct pk_finding *const *)a, *y = *(const struct pk_finding *const *)b;
	int d = str_cmp(x->at.path, y->at.path);

	if (d)
		return d;
	if (x->at.start.offset != y->at.start.offset)
		return x->at.start.offset < y->at.start.offset ? -1 : 1;
	if (x->at.end.offset != y->at.end.offset)
		return x->at.end.offset < y->at.end.offset ? -1 : 1;
	d = str_cmp(x->rule->id, y->rule->id);
	return d ? d : str_cmp(x->message, y->message);
}
