#include "percent.h"

#include "source/sieve/identifiers.h"

/* ---- strings over several lines ---- */

bool percent_quoted(const struct percent_quotes *q)
{
	return q->single || q->triple;
}

static struct str left_trim(struct str s)
{
	while (s.n && (s.p[0] == ' ' || (s.p[0] >= '\t' && s.p[0] <= '\r')))
		s = str_slice(s, 1, s.n);
	return s;
}

void percent_read(struct percent_quotes *q, struct str line)
{
	size_t triple_at = 0; /* 1 more than where the last triple quote was complete */

	if (!percent_quoted(q) && str_starts(left_trim(line), STR("#")))
		return;
	for (size_t i = 0; i < line.n; i++) {
		char c = line.p[i];

		if (c == '#' && !percent_quoted(q))
			break;
		if ((c != '"' && c != '\'') || (i && line.p[i - 1] == '\\'))
			continue;
		if (q->single == c) {
			q->single = 0;
		} else if (!q->single) {
			bool third = i >= 2 && line.p[i - 1] == c && line.p[i - 2] == c && i + 1 >= triple_at + 3;

			if (third && q->triple == c) {
				q->triple = 0;
				triple_at = i + 1;
			} else if (third && !q->triple) {
				q->triple = c;
				triple_at = i + 1;
			} else if (!third && !q->triple) {
				q->single = c;
			}
		}
	}
	q->single = 0;
}

/* ---- magics ---- */

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Behind any number of "# " and "#". */
static struct str behind_hashes(struct str s)
{
	while (s.n && s.p[0] == '#')
		s = str_slice(s, s.n > 1 && s.p[1] == ' ' ? 2 : 1, s.n);
	return s;
}

/* One to three percent signs and a letter. */
static bool starts_magic(struct str s)
{
	size_t n = 0;

	while (n < 3 && n < s.n && s.p[n] == '%')
		n++;
	return n && n < s.n && is_letter(s.p[n]);
}

/* "# escape" or "# noescape" at the end of a magic. */
static bool has_remark(struct str line, const char *remark)
{
	for (size_t at = 0; (at = str_find(line, STR("#"), at)) != SIZE_MAX; at++)
		if (str_starts(left_trim(str_slice(line, at + 1, line.n)), str_from(remark)))
			return true;
	return false;
}

/* name = %magic, name = !cmd */
static bool is_assignment(struct str line)
{
	struct str s = left_trim(behind_hashes(line));
	size_t n = 0;

	while (n < s.n && (is_letter(s.p[n]) || s.p[n] == '_' || (n && (s.p[n] == '$' || (s.p[n] >= '0' && s.p[n] <= '9')))))
		n++;
	if (n == 0)
		return false;
	s = left_trim(str_slice(s, n, s.n));
	if (!str_starts(s, STR("=")))
		return false;
	s = left_trim(str_slice(s, 1, s.n));
	return starts_magic(s) || (s.n > 1 && s.p[0] == '!' && is_letter(s.p[1]));
}

/* A shell command that IPython also takes without a sign, and that is not assigned to or called. */
static bool is_command(struct str line)
{
	static const char *const words[] = { "cat", "cd", "cp", "mv", "rm", "rmdir", "mkdir", "copy", "ddir", "echo", "ls", "ldir", "ren" };
	struct str s = behind_hashes(line);

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		struct str rest;

		if (!str_starts(s, str_from(words[i])))
			continue;
		rest = str_slice(s, strlen(words[i]), s.n);
		if (rest.n == 0)
			return true;
		if ((rest.p[0] == ' ' || rest.p[0] == '\t') && (rest.n == 1 || (rest.p[1] != '=' && rest.p[1] != ',')))
			return true;
	}
	return false;
}

/* One word that ends in a question mark. */
static bool is_help(struct str line)
{
	struct str s = str_trim(line);

	while (str_starts(s, STR("# ")))
		s = str_slice(s, 2, s.n);
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] == ' ' || s.p[i] == '\t')
			return false;
	return s.n && s.p[s.n - 1] == '?';
}

static bool is_magic(struct str line)
{
	struct str s = behind_hashes(left_trim(line));

	if (starts_magic(s))
		return has_remark(s, "escape") || !has_remark(s, "noescape");
	s = left_trim(s);
	if (s.n && (s.p[0] == '?' || s.p[0] == '!')) {
		s = left_trim(str_slice(s, 1, s.n));
		if (s.n && (is_letter(s.p[0]) || strchr(".~$\\/{}", s.p[0])) && s.p[0])
			return true;
	}
	return is_assignment(line) || is_help(line) || is_command(line);
}

static bool goes_on(struct str line)
{
	line = str_trim(line);
	return line.n && line.p[line.n - 1] == '\\';
}

void percent_comment_magics(struct arena *a, struct percent_lines *lines, uint32_t from)
{
	struct percent_quotes q = { 0 };
	bool next = false;

	for (uint32_t i = from; i < lines->n; i++) {
		struct str line = lines->v[i];

		if (!percent_quoted(&q) && (next || is_magic(line))) {
			size_t indent = next ? 0 : line.n - left_trim(line).n;

			lines->v[i] = arena_printf(a, "%.*s# %.*s", (int)indent, line.p, (int)(line.n - indent), line.p + indent);
			next = goes_on(line);
		}
		percent_read(&q, line);
	}
}

/* ---- empty lines between cells ---- */

/* All lines behind cell i, gaps included, one after the other. */
struct cursor {
	const struct percent_cells *cells;
	uint32_t cell, line;
};

static bool next_line(struct cursor *c, struct str *line)
{
	for (; c->cell < c->cells->n; c->cell++, c->line = 0) {
		const struct percent_cell *cell = &c->cells->v[c->cell];

		if (c->line < cell->lines.n + cell->gap) {
			*line = c->line < cell->lines.n ? cell->lines.v[c->line] : STR("");
			c->line++;
			return true;
		}
	}
	return false;
}

static bool opens_definition(struct str line)
{
	return str_starts(line, STR("def ")) || str_starts(line, STR("async ")) || str_starts(line, STR("class "));
}

static bool is_aside(struct str line)
{
	return line.n && strchr("# )", line.p[0]) && line.p[0];
}

/* Whether the first line of code that follows defines something. */
static bool definition_follows(struct cursor c)
{
	struct percent_quotes q = { 0 };
	bool empty_before = false;
	struct str line;

	while (next_line(&c, &line)) {
		bool quoted = percent_quoted(&q), empty = str_trim(line).n == 0;

		percent_read(&q, line);
		if (!quoted) {
			if (empty && empty_before)
				return false;
			if (opens_definition(line))
				return true;
			if (!empty && !is_aside(line) && line.p[0] != '@')
				return false;
		}
		empty_before = empty;
	}
	return false;
}

static bool code_follows(struct cursor c)
{
	bool empty_before = false;
	struct str line;

	while (next_line(&c, &line)) {
		struct str s = str_trim(line);

		if (s.n == 0 && empty_before)
			return false;
		if (s.n && s.p[0] != '#')
			return true;
		empty_before = s.n == 0;
	}
	return false;
}

/* Whether the last line that is not indented opened a definition. */
static bool ends_in_definition(const struct percent_lines *lines)
{
	struct percent_quotes q = { 0 };
	struct str last = STR("");
	bool empty_before = false, two_empty = false;

	for (uint32_t i = 0; i < lines->n; i++) {
		struct str line = lines->v[i];
		bool empty = str_trim(line).n == 0;

		if (!percent_quoted(&q)) {
			two_empty |= empty && empty_before;
			if (!empty && !is_aside(line)) {
				last = line;
				two_empty = false;
			}
			empty_before = empty;
		}
		percent_read(&q, line);
	}
	return !two_empty && opens_definition(last);
}

static bool ends_in_code(const struct percent_lines *lines)
{
	struct str last = lines->n ? lines->v[lines->n - 1] : STR("");

	return str_trim(last).n && last.p[0] != '#';
}

uint32_t percent_gap(const struct percent_cells *cells, uint32_t i)
{
	const struct percent_lines *lines = &cells->v[i].lines;
	struct cursor behind = { cells, i + 1, 0 };

	if (i + 1 == cells->n)
		return 1;
	if (ends_in_definition(lines))
		return code_follows(behind) ? 2 : 1;
	return ends_in_code(lines) && definition_follows(behind) ? 2 : 1;
}
