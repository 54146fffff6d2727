/* TOML: tables, keys, strings, arrays and inline tables. */
#include "source/config/fields.h"

struct toml {
	struct str text;
	uint32_t at;
	uint32_t groups;
	struct pk_fields out;
};

/* What the values that come belong to. */
struct place {
	struct pk_field_path path;
	struct span key;
	uint32_t group;
};

static char peek(const struct toml *t)
{
	return t->at < t->text.n ? t->text.p[t->at] : 0;
}

static void skip_line(struct toml *t)
{
	while (t->at < t->text.n && t->text.p[t->at] != '\n')
		t->at++;
}

static void skip_blanks(struct toml *t)
{
	while (t->at < t->text.n && (t->text.p[t->at] == ' ' || t->text.p[t->at] == '\t'))
		t->at++;
}

/* Blanks, line ends and comments. */
static void skip_space(struct toml *t)
{
	for (;;) {
		skip_blanks(t);
		if (peek(t) == '#')
			skip_line(t);
		else if (t->at < t->text.n && (peek(t) == '\n' || peek(t) == '\r'))
			t->at++;
		else
			return;
	}
}

static bool is_bare(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || (c & 0x80);
}

static bool stands_here(const struct toml *t, char c, uint32_t times)
{
	for (uint32_t i = 0; i < times; i++)
		if (t->at + i >= t->text.n || t->text.p[t->at + i] != c)
			return false;
	return true;
}

/* The string that begins here, whatever its quotes: between them. */
static struct span read_string(struct toml *t, bool *escaped)
{
	char quote = peek(t);
	uint32_t run = stands_here(t, quote, 3) ? 3 : 1;
	struct span inside = { .start = t->at += run };

	*escaped = false;
	for (; t->at < t->text.n && !stands_here(t, quote, run); t->at++) {
		if (run == 1 && peek(t) == '\n')
			break;
		if (quote == '"' && peek(t) == '\\') {
			*escaped = true;
			t->at += t->at + 1 < t->text.n;
		}
	}
	inside.end = t->at;
	if (stands_here(t, quote, run))
		t->at += run;
	return inside;
}

/* a."b".c, added to the place. */
static bool read_key(struct toml *t, struct place *place)
{
	bool escaped;

	do {
		skip_blanks(t);
		if (peek(t) == '"' || peek(t) == '\'') {
			place->key = read_string(t, &escaped);
		} else {
			place->key.start = t->at;
			while (is_bare(peek(t)))
				t->at++;
			place->key.end = t->at;
			if (place->key.start == place->key.end)
				return false;
		}
		pk_field_push(&place->path, str_slice(t->text, place->key.start, place->key.end));
		skip_blanks(t);
	} while (peek(t) == '.' && t->at++ < t->text.n);
	return true;
}

/* key = */
static bool read_assigned(struct toml *t, struct place *place)
{
	if (!read_key(t, place) || peek(t) != '=')
		return false;
	t->at++;
	return true;
}

static void give(struct toml *t, const struct place *place, struct span value, enum pk_field_kind kind, bool escaped)
{
	struct pk_field field = { { place->path.text, place->path.n }, place->key, value, kind, escaped, place->group };

	t->out.take(t->out.to, &field);
}

static void read_value(struct toml *t, const struct place *place, int depth);

static void read_array(struct toml *t, const struct place *place, int depth)
{
	struct place inside = *place;

	inside.key.end = inside.key.start;
	for (t->at++;;) {
		uint32_t before = t->at;

		skip_space(t);
		if (peek(t) == ']' || t->at >= t->text.n)
			break;
		if (peek(t) == ',')
			t->at++;
		else
			read_value(t, &inside, depth + 1);
		if (t->at == before)
			return;
	}
	t->at += t->at < t->text.n;
}

static void read_table(struct toml *t, const struct place *place, int depth)
{
	uint32_t group = ++t->groups;
	struct place table = *place;

	table.group = group;
	give(t, &table, (struct span){ 0, 0 }, PK_FIELD_TABLE, false);
	for (t->at++;;) {
		struct place entry = *place;

		entry.group = group;
		skip_space(t);
		if (peek(t) == ',')
			t->at++;
		else if (peek(t) == '}' || t->at >= t->text.n)
			break;
		else if (!read_assigned(t, &entry))
			return;
		else
			read_value(t, &entry, depth + 1);
	}
	t->at += t->at < t->text.n;
}

static void read_bare(struct toml *t, const struct place *place)
{
	uint32_t start = t->at;

	while (t->at < t->text.n && !strchr(" \t\r\n,]}#", t->text.p[t->at]))
		t->at++;
	if (t->at > start)
		give(t, place, (struct span){ start, t->at }, PK_FIELD_OTHER, false);
}

static void read_value(struct toml *t, const struct place *place, int depth)
{
	bool escaped;

	skip_blanks(t);
	if (depth > PK_FIELD_DEPTH) {
		skip_line(t);
	} else if (peek(t) == '"' || peek(t) == '\'') {
		struct span value = read_string(t, &escaped);

		give(t, place, value, PK_FIELD_TEXT, escaped);
	} else if (peek(t) == '[') {
		read_array(t, place, depth);
	} else if (peek(t) == '{') {
		read_table(t, place, depth);
	} else {
		read_bare(t, place);
	}
}

/* [a.b] or [[a.b]] */
static void read_header(struct toml *t, struct place *table)
{
	*table = (struct place){ .group = ++t->groups };
	while (peek(t) == '[')
		t->at++;
	if (read_key(t, table))
		give(t, table, (struct span){ 0, 0 }, PK_FIELD_TABLE, false);
	skip_line(t);
}

void pk_fields_toml(struct str text, struct pk_fields out)
{
	struct toml t = { .text = text, .out = out };
	struct place table = { .group = 0 };

	for (skip_space(&t); t.at < t.text.n; skip_space(&t)) {
		struct place entry = table;

		if (peek(&t) == '[') {
			read_header(&t, &table);
		} else if (read_assigned(&t, &entry)) {
			read_value(&t, &entry, 0);
			skip_line(&t);
		} else {
			skip_line(&t);
		}
	}
}
