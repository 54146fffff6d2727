/*
 * The cells of a notebook whose JSON is broken: by the marks of a merge that went wrong, a comma too many, single quotes, or because it
 * begins or ends with something else. Behind the place where it breaks, every object is tried that may be a cell; one that breaks off
 * itself keeps its text, which is read string by string, whatever stands between them.
 */
#include "source/notebook/nbformat.h"
#include "util/limits.h"
#include "util/vec.h"

enum { TIMES = 4, SOME = 64 << 10 }; /* objects are tried until so many times the file's size was read, and some more */

struct salvage {
	struct arena *arena;
	struct pk_nb *nb;
	uint32_t at;
	uint32_t mark; /* of the "cell_type" at or behind `at`; UINT32_MAX for none */
	uint64_t left; /* bytes that may still be read */
};

static bool is_quote(char c)
{
	return c == '"' || c == '\'';
}

/* Where a key stands in quotes, from `at` to `end`; UINT32_MAX for nowhere. */
static uint32_t find_key(struct str raw, uint32_t at, uint32_t end, struct str key)
{
	raw.n = end;
	for (size_t hit = at; (hit = str_find(raw, key, hit)) != SIZE_MAX; hit += key.n)
		if (hit > at && is_quote(raw.p[hit - 1]) && hit + key.n < end && raw.p[hit + key.n] == raw.p[hit - 1])
			return (uint32_t)hit;
	return UINT32_MAX;
}

static void seek(struct salvage *s, uint32_t at)
{
	s->at = at;
	if (s->mark == UINT32_MAX || s->mark >= at)
		return;
	s->mark = find_key(s->nb->raw, at, (uint32_t)s->nb->raw.n, STR("cell_type"));
}

static uint32_t skip_blanks(struct str raw, uint32_t at, uint32_t end)
{
	while (at < end && (unsigned char)raw.p[at] <= ' ')
		at++;
	return at;
}

/* A list up to its bracket, however broken. */
static uint32_t list_end(struct str raw, uint32_t at, uint32_t end)
{
	struct pk_nb_lines it = { .raw = raw, .at = at + 1, .end = end, .loose = true };
	struct span inside;

	while (it.at < end && raw.p[it.at] != ']' && raw.p[it.at] != '}') {
		char c = raw.p[it.at];

		if (is_quote(c))
			(void)pk_nb_line(&it, &inside);
		else if (c == ',' || (unsigned char)c <= ' ')
			it.at++;
		else
			while (it.at < end && raw.p[it.at] != '\n')
				it.at++;
	}
	return it.at < end && raw.p[it.at] == ']' ? it.at + 1 : it.at;
}

/* The value behind a key that ends at `at`: a list or a string. */
static struct span loose_value(struct str raw, uint32_t at, uint32_t end)
{
	struct pk_nb_lines it = { .raw = raw, .end = end, .loose = true };
	struct span value, inside;

	at = skip_blanks(raw, at + 1, end);
	at = skip_blanks(raw, at + (at < end && raw.p[at] == ':'), end);
	value = (struct span){ at, at };
	it.at = at;
	if (at < end && raw.p[at] == '[')
		value.end = list_end(raw, at, end);
	else if (at < end && is_quote(raw.p[at]) && pk_nb_line(&it, &inside))
		value.end = it.at;
	return value;
}

static enum pk_nb_type loose_type(struct str raw, uint32_t at, uint32_t end)
{
	struct span value = loose_value(raw, at + 9, end);
	struct str said = str_slice(raw, value.start, value.end);

	if (str_find(said, STR("code"), 0) != SIZE_MAX)
		return PK_NB_CODE;
	return str_find(said, STR("raw"), 0) != SIZE_MAX ? PK_NB_RAW : PK_NB_MARKDOWN;
}

/* What is left of the cell whose "cell_type" stands at s->mark, from `start` on: its text. */
static void take_loose(struct salvage *s, uint32_t start, struct pk_nb_cell *c)
{
	static const struct str keys[] = { { "source", 6 }, { "input", 5 } };
	struct str raw = s->nb->raw;
	uint32_t next = find_key(raw, s->mark + 9, (uint32_t)raw.n, STR("cell_type")), end = next == UINT32_MAX ? (uint32_t)raw.n : next;

	if (c->type == PK_NB_OTHER)
		c->type = loose_type(raw, s->mark, end);
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys) && c->source.end == c->source.start; i++) {
		uint32_t key = find_key(raw, start, end, keys[i]);

		if (key != UINT32_MAX)
			c->source = loose_value(raw, key + (uint32_t)keys[i].n, end);
	}
	seek(s, c->source.end > s->mark + 9 ? c->source.end : s->mark + 9);
	s->left -= s->left < end - start ? s->left : end - start;
}

/* The object at s->at; false when it is no cell. */
static bool take_object(struct salvage *s)
{
	struct pk_json j = { .text = s->nb->raw, .at = s->at };
	struct pk_nb_cell c;
	bool is_cell, whole = pk_nb_read_cell(s->nb, &j, &c, &is_cell);
	uint32_t start = s->at;

	s->left -= s->left < j.at - s->at ? s->left : j.at - s->at;
	if (whole && is_cell)
		seek(s, j.at);
	else if (!whole && (is_cell || (j.at < s->mark && is_quote(s->nb->raw.p[j.at]) && s->mark - start < SOME)))
		take_loose(s, start, &c);
	else
		return false;
	vec_push(s->arena, &s->nb->cells, c);
	return true;
}

/* What the notebook says of its language may stand behind the break. */
static void find_metadata(struct pk_nb *nb)
{
	static const struct str keys[] = { { "kernelspec", 10 }, { "language_info", 13 } };
	struct pk_json j = { .text = nb->raw };
	struct str key;

	for (size_t i = 0; i < 2 && nb->metadata.end == nb->metadata.start; i++) {
		uint32_t at = find_key(nb->raw, nb->sound, (uint32_t)nb->raw.n, keys[i]);
		size_t open = at == UINT32_MAX ? SIZE_MAX : str_rfind(str_slice(nb->raw, 0, at), '{');

		if (open == SIZE_MAX)
			continue;
		j.at = (uint32_t)open;
		nb->metadata.start = j.at;
		(void)pk_json_enter(&j);
		while (pk_json_key(&j, &key))
			(void)pk_json_skip(&j);
		nb->metadata.end = j.at;
		return;
	}
}

void pk_nb_salvage(struct arena *a, struct pk_nb *nb)
{
	struct salvage s = { .arena = a, .nb = nb, .left = TIMES * (uint64_t)nb->raw.n + SOME };

	pk_nb_note(nb, "syntax", "is broken from here on: its cells are read as far as they can be told apart, the rest as text",
		   nb->sound);
	find_metadata(nb);
	s.at = nb->sound;
	s.mark = find_key(nb->raw, s.at, (uint32_t)nb->raw.n, STR("cell_type"));
	while (s.mark != UINT32_MAX && s.left && nb->cells.n < PK_MAX_CELLS) {
		const char *open = memchr(nb->raw.p + s.at, '{', s.mark - s.at);
		struct pk_nb_cell c = { .type = PK_NB_OTHER, .execution_count = -1, .level = 1 };

		if (!open) { /* its object began before the break, or has lost its bracket */
			take_loose(&s, s.at, &c);
			vec_push(a, &nb->cells, c);
			continue;
		}
		s.at = (uint32_t)(open - nb->raw.p);
		if (!take_object(&s))
			seek(&s, s.at + 1);
	}
	if (!s.left)
		pk_nb_note(nb, "syntax", "is too broken: not all of its cells were looked for", SIZE_MAX);
}
