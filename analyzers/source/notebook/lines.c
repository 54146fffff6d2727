/* The text of a cell: one string, or a list of strings. */
#include "source/notebook/nbformat.h"

/* Up to format 3 the strings of a list may be lines without their ends. Jupyter tells by the first. */
static bool joins(const struct pk_nb *nb, struct span value)
{
	struct pk_nb_lines it = { .raw = nb->raw, .at = value.start, .end = value.end };
	struct span first;
	size_t n;

	if (nb->format >= 4 || value.start == value.end || nb->raw.p[value.start] != '[' || !pk_nb_line(&it, &first))
		return false;
	n = first.end - first.start;
	return n < 2 || !strchr("nr", nb->raw.p[first.end - 1]) || nb->raw.p[first.end - 2] != '\\';
}

struct pk_nb_lines pk_nb_lines_of(const struct pk_nb *nb, struct span value)
{
	return (struct pk_nb_lines){ nb->raw, value.start, value.end, joins(nb, value), nb->is_broken };
}

/* Over what is no string, to the quote of the next one: a number or word among the lines, and in a broken notebook anything, line by
 * line. */
static bool find_quote(const struct pk_nb_lines *it, struct pk_json *j)
{
	while (j->at < it->end) {
		char c = it->raw.p[j->at];

		if (c == '"' || (c == '\'' && it->loose))
			return true;
		if (c == '[' || c == ',' || c == ']' || (unsigned char)c <= ' ')
			j->at++;
		else if (!it->loose)
			(void)pk_json_skip(j);
		else
			while (j->at < it->end && it->raw.p[j->at] != '\n')
				j->at++;
		if (j->fault)
			return false;
	}
	return false;
}

/* The string at j->at in whichever quotes; one without an end goes to the end of its line. */
static void loose_string(const struct pk_nb_lines *it, struct pk_json *j, struct span *inside)
{
	char quote = it->raw.p[j->at++];

	inside->start = j->at;
	while (j->at < it->end && it->raw.p[j->at] != quote && it->raw.p[j->at] != '\n')
		j->at += it->raw.p[j->at] == '\\' && j->at + 1 < it->end ? 2 : 1;
	inside->end = j->at;
	j->at += j->at < it->end;
}

bool pk_nb_line(struct pk_nb_lines *it, struct span *inside)
{
	struct pk_json j = { .text = str_slice(it->raw, 0, it->end), .at = it->at };

	if (!find_quote(it, &j))
		return false;
	if (it->loose)
		loose_string(it, &j, inside);
	else if (!pk_json_string(&j, inside))
		return false;
	it->at = j.at;
	return true;
}

static struct str text_of(struct arena *a, struct pk_nb_lines it)
{
	char *text = arena_alloc(a, it.end - it.at + 4);
	struct span inside;
	unsigned odd = 0;
	size_t n = 0;

	for (bool first = true; pk_nb_line(&it, &inside); first = false) {
		struct str s = str_slice(it.raw, inside.start, inside.end);
		size_t at = 0;

		if (it.joins && !first)
			text[n++] = '\n';
		n += pk_json_unescape(s, &at, text + n, s.n + 3, &odd);
	}
	text[n] = 0;
	return (struct str){ text, n };
}

struct str pk_nb_source(struct arena *a, const struct pk_nb *nb, struct span value)
{
	return text_of(a, pk_nb_lines_of(nb, value));
}

struct str pk_nb_text(struct arena *a, struct str raw, struct span value)
{
	return text_of(a, (struct pk_nb_lines){ .raw = raw, .at = value.start, .end = value.end });
}
