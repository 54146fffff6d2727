/* Formats of lines: INI, and the plain part of YAML. */
#include "source/config/fields.h"

enum { MAX_INDENTS = 32 };

struct line {
	uint32_t start, end; /* without blanks on either side, and without a comment */
	uint32_t indent;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static struct span trim(struct str text, struct span s)
{
	while (s.start < s.end && is_blank(text.p[s.start]))
		s.start++;
	while (s.end > s.start && is_blank(text.p[s.end - 1]))
		s.end--;
	return s;
}

/* Cuts the next line off. A comment begins at the line's start or behind a blank. */
static struct line next_line(struct str text, uint32_t *at)
{
	const char *stop = memchr(text.p + *at, '\n', text.n - *at);
	struct span s = { *at, stop ? (uint32_t)(stop - text.p) : (uint32_t)text.n };
	uint32_t begin = *at;

	*at = s.end + (stop != NULL);
	for (uint32_t i = s.start; i < s.end; i++)
		if (text.p[i] == '#' && (i == begin || is_blank(text.p[i - 1])))
			s.end = i;
	s = trim(text, s);
	return (struct line){ s.start, s.end, s.start - begin };
}

static uint32_t find(struct str text, struct line l, const char *any)
{
	for (uint32_t i = l.start; i < l.end; i++)
		if (text.p[i] && strchr(any, text.p[i]))
			return i;
	return l.end;
}

static void give(struct pk_fields out, struct str text, const struct pk_field_path *path, struct span key, struct span value,
		 uint32_t group)
{
	struct pk_field field = { { path->text, path->n }, key, trim(text, value), PK_FIELD_TEXT, false, group };
	char first, last;

	if (field.value.end - field.value.start > 1) {
		first = text.p[field.value.start];
		last = text.p[field.value.end - 1];
		if (first == last && (first == '"' || first == '\'')) {
			field.value.start++;
			field.value.end--;
		}
	}
	if (field.value.end > field.value.start)
		out.take(out.to, &field);
}

/* ---- INI ---- */

void pk_fields_ini(struct str text, struct pk_fields out)
{
	struct pk_field_path section = { .n = 0 }, path = { .n = 0 };
	struct span key = { 0, 0 };
	uint32_t at = 0, group = 0;

	while (at < text.n) {
		struct line l = next_line(text, &at);

		if (l.start == l.end || text.p[l.start] == ';')
			continue;
		if (text.p[l.start] == '[') {
			struct line inside = { l.start + 1, l.end, 0 };

			section.n = 0;
			pk_field_push(&section, str_slice(text, inside.start, find(text, inside, "]")));
			path = section;
			group++;
		} else if (l.indent && path.n > section.n) {
			give(out, text, &path, key, (struct span){ l.start, l.end }, group);
		} else {
			uint32_t sign = find(text, l, "=:");

			key = trim(text, (struct span){ l.start, sign });
			path = section;
			pk_field_push(&path, str_slice(text, key.start, key.end));
			if (sign < l.end)
				give(out, text, &path, key, (struct span){ sign + 1, l.end }, group);
		}
	}
}

/* ---- YAML ---- */

struct yaml_reader {
	struct str text;
	struct pk_fields out;
	struct pk_field_path path;
	struct {
		uint32_t indent, path; /* of the key; the path's length outside it */
	} open[MAX_INDENTS];
	uint32_t n, group;
};

/* Where the colon of `key:` stands; l.end when the line is none. */
static uint32_t key_end(struct str text, struct line l)
{
	for (uint32_t i = l.start; i < l.end; i++)
		if (text.p[i] == ':' && (i + 1 == l.end || is_blank(text.p[i + 1])))
			return i;
	return l.end;
}

static void close_keys(struct yaml_reader *y, uint32_t indent)
{
	while (y->n && y->open[y->n - 1].indent >= indent) {
		y->path.n = y->open[--y->n].path;
		y->group++;
	}
}

static void read_entry(struct yaml_reader *y, struct line l)
{
	uint32_t colon = key_end(y->text, l), outside = y->path.n;
	struct span key = { l.start, colon };

	if (colon == l.end) {
		key.end = key.start;
		give(y->out, y->text, &y->path, key, (struct span){ l.start, l.end }, y->group);
		return;
	}
	pk_field_push(&y->path, str_slice(y->text, key.start, key.end));
	if (colon + 1 < l.end) {
		give(y->out, y->text, &y->path, key, (struct span){ colon + 1, l.end }, y->group);
	} else if (y->n < MAX_INDENTS) {
		y->open[y->n].indent = l.indent;
		y->open[y->n++].path = outside;
		y->group++;
		return;
	}
	y->path.n = outside;
}

void pk_fields_yaml(struct str text, struct pk_fields out)
{
	struct yaml_reader y = { .text = text, .out = out };
	uint32_t at = 0;

	while (at < text.n) {
		struct line l = next_line(text, &at);

		if (l.start == l.end)
			continue;
		/* a list may stand at the indentation of its key */
		close_keys(&y, text.p[l.start] == '-' ? l.indent + 1 : l.indent);
		while (l.end - l.start > 1 && text.p[l.start] == '-' && is_blank(text.p[l.start + 1])) {
			uint32_t from = l.start;

			l.start = trim(text, (struct span){ l.start + 1, l.end }).start;
			l.indent += l.start - from;
		}
		read_entry(&y, l);
	}
}
