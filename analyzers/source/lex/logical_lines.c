#include "source/lex/logical_lines.h"

#include "source/lex/logical_line.h"
#include "util/vec.h"

enum { MAX_LEVELS = 256 };

/* The statements of one block. */
struct level {
	uint32_t indent, header, last;
};

struct scanner {
	struct line_reader reader;
	struct level levels[MAX_LEVELS];
	uint32_t n_levels;
};

static uint32_t outermost_def(const struct scanner *s, uint32_t parent)
{
	const struct pk_line *p = &s->reader.out->v[parent];

	if (!parent)
		return 0;
	return p->scope ? p->scope : p->flags & PK_LINE_DEFINES ? parent : 0;
}

/* Puts the line where its indentation says; false when that is nowhere. */
static bool place(struct scanner *s, uint32_t indent)
{
	uint32_t i = s->reader.out->n, before = i - 1;
	struct level *level;

	if (before && s->reader.out->v[before].flags & PK_LINE_OPENS) {
		if ((s->n_levels && indent <= s->levels[s->n_levels - 1].indent) || s->n_levels == MAX_LEVELS)
			return false;
		s->levels[s->n_levels++] = (struct level){ indent, before, 0 };
	} else if (!s->n_levels) {
		s->levels[s->n_levels++] = (struct level){ indent, 0, 0 };
	}
	while (s->n_levels > 1 && s->levels[s->n_levels - 1].indent > indent)
		s->n_levels--;
	level = &s->levels[s->n_levels - 1];
	if (level->indent != indent)
		return false;
	s->reader.line.parent = level->header;
	s->reader.line.scope = outermost_def(s, level->header);
	s->reader.line.group = i;
	if (s->reader.line.flags & PK_LINE_CLAUSE) {
		if (!level->last)
			return false;
		s->reader.line.group = s->reader.out->v[level->last].group;
		s->reader.out->v[level->last].clause = i;
	}
	level->last = i;
	return true;
}

/* Moves to the first byte of the line that is no blank, and counts the columns before it as the grammar does. */
static uint32_t skip_indent(struct str text, size_t *at)
{
	uint32_t n = 0;

	for (;; ++*at) {
		char c = text.p[*at];

		if (c == ' ')
			n++;
		else if (c == '\t')
			n += 8;
		else if (c == '\f')
			n = 0;
		else
			return n;
	}
}

static bool is_idle(struct str text, size_t at)
{
	return at >= text.n || text.p[at] == '\n' || text.p[at] == '#' || (text.p[at] == '\r' && text.p[at + 1] == '\n');
}

bool pk_logical_lines_read(struct arena *a, struct str text, struct pk_logical_lines *out)
{
	struct scanner s = { .reader = { .arena = a, .text = text, .out = out } };
	size_t *at = &s.reader.at;

	*out = (struct pk_logical_lines){ 0 };
	vec_push(a, out, (struct pk_line){ 0 });
	while (*at < text.n) {
		size_t start = *at;
		uint32_t columns = skip_indent(text, at);

		if (is_idle(text, *at)) {
			const char *nl = *at < text.n ? memchr(text.p + *at, '\n', text.n - *at) : NULL;

			*at = nl ? (size_t)(nl + 1 - text.p) : text.n;
			continue;
		}
		if (!pk_line_read(&s.reader))
			return false;
		s.reader.line.span.start = (uint32_t)start;
		if (!place(&s, columns))
			return false;
		vec_push(a, out, s.reader.line);
	}
	return true;
}

const struct pk_logical_lines *pk_unit_logical_lines(struct pk_unit *u)
{
	struct pk_logical_lines *lines;

	if (!u->logical_lines) {
		lines = arena_new(&u->scratch->arena, struct pk_logical_lines);
		if (!pk_logical_lines_read(&u->scratch->arena, u->text, lines))
			return NULL;
		u->logical_lines = lines;
	}
	return u->logical_lines;
}

const bool *pk_shared_scopes(struct arena *a, const struct pk_logical_lines *lines)
{
	bool *shares = arena_zalloc(a, lines->n, sizeof(*shares));

	for (uint32_t i = 1; i < lines->n; i++)
		if (lines->v[i].flags & PK_LINE_SHARES)
			shares[lines->v[i].scope] = true;
	return shares;
}

uint32_t pk_line_at(const struct pk_logical_lines *lines, uint32_t offset)
{
	uint32_t low = 1, high = lines->n;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (lines->v[mid].span.end <= offset)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}
