/* What people paste into a cell along with their code: indentation that all lines share, and prompts. */
#include "source/notebook/ipython.h"

#include "source/text/decode.h"
#include "source/lex/tokenizer.h"
#include "util/vec.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static size_t spaces(struct str line)
{
	size_t n = 0;

	for (size_t i = 0; i < line.n && pk_is_space(pk_utf8_next(line, &i));)
		n = i;
	return n;
}

static struct str line_of(struct str cell, const struct span *line)
{
	return str_slice(cell, line->start, line->end);
}

static size_t blanks(struct str line)
{
	size_t n = 0;

	while (n < line.n && is_blank(line.p[n]))
		n++;
	return n;
}

/* ---- common indentation ---- */

/* Whether line i begins where a line feed ended the one before. */
static bool follows_feed(struct str cell, const struct pk_cell_lines *l, uint32_t i, uint32_t from)
{
	return i == from || cell.p[l->v[i - 1].end - 1] == '\n';
}

/* Takes the longest run of blanks that all lines [from, to) with text in them begin with off each, and all blanks off lines that
 * have nothing else. */
static void dedent(struct str cell, struct pk_cell_lines *l, uint32_t from, uint32_t to)
{
	struct str margin = STR_NONE;

	for (uint32_t i = from; i < to; i++) {
		struct str line = line_of(cell, &l->v[i]);
		size_t n = blanks(line), k = 0;

		if (!follows_feed(cell, l, i, from))
			continue;
		if (n == line.n || line.p[n] == '\n') {
			l->v[i].start += (uint32_t)n;
			continue;
		}
		while (k < n && k < margin.n && line.p[k] == margin.p[k])
			k++;
		margin = margin.p ? str_slice(margin, 0, k) : str_slice(line, 0, n);
	}
	for (uint32_t i = from; i < to && margin.n; i++)
		if (follows_feed(cell, l, i, from) && str_starts(line_of(cell, &l->v[i]), margin))
			l->v[i].start += (uint32_t)margin.n;
}

/* ---- >>> and ... ---- */

/* Length of a prompt of three such characters with what stands before it and one blank behind it; 0 when there is none. */
static size_t classic_prompt(struct str line, char c)
{
	size_t at = spaces(line);

	if (at + 3 > line.n || line.p[at] != c || line.p[at + 1] != c || line.p[at + 2] != c)
		return 0;
	return at + 3 + (at + 3 < line.n && is_blank(line.p[at + 3]));
}

static size_t any_classic_prompt(struct str line)
{
	size_t n = classic_prompt(line, '>');

	return n ? n : classic_prompt(line, '.');
}

/* Follows triple-quoted strings from line to line: what looks like a prompt inside one is text, unless the string itself was pasted
 * with its prompt. */
struct quotes {
	char open;    /* 0, '"' or '\'' */
	bool keep;    /* lines in it stay as they are */
	bool prompts; /* one was seen before */
};

static bool is_string_prefix(struct str s)
{
	s = str_trim(s);
	for (size_t i = 0; i < s.n; i++)
		if (!strchr("rubfRUBF", s.p[i]) || !s.p[i])
			return false;
	return true;
}

static void open_quotes(struct quotes *q, char quote, struct str before)
{
	size_t first = classic_prompt(before, '>'), rest;

	q->open = quote;
	before = str_slice(before, first, before.n);
	rest = classic_prompt(before, '.');
	before = str_slice(before, rest, before.n);
	q->keep = !((first || rest) && q->prompts) && is_string_prefix(before);
}

/* True when the line is to stay as it is. */
static bool follow_quotes(struct quotes *q, struct str line)
{
	bool keep = q->open && q->keep;

	for (size_t i = 0; i + 3 <= line.n; i++) {
		char c = line.p[i];

		if ((c != '"' && c != '\'') || line.p[i + 1] != c || line.p[i + 2] != c || (i && line.p[i - 1] == '\\'))
			continue;
		if (!q->open) {
			open_quotes(q, c, str_slice(line, 0, i));
			keep = q->keep;
		} else if (q->open == c) {
			q->open = 0;
			q->keep = false;
		}
		i += 2;
	}
	q->prompts |= classic_prompt(line, '>') > 0;
	return keep;
}

static bool has_classic_prompt(struct str cell, const struct pk_cell_lines *l)
{
	struct quotes q = { .open = 0 };
	const struct span *line;

	vec_each(line, l)
		if (!follow_quotes(&q, line_of(cell, line)) && classic_prompt(line_of(cell, line), '>'))
			return true;
	return false;
}

static void drop_classic_prompts(struct str cell, struct pk_cell_lines *l)
{
	struct quotes q = { .open = 0 };
	uint32_t from = 0;
	bool kept = false, dropped = false;

	if (str_find(cell, STR(">>>"), 0) == SIZE_MAX || !has_classic_prompt(cell, l))
		return;
	for (uint32_t i = 0; i < l->n; i++) {
		struct str line = line_of(cell, &l->v[i]);
		bool keep = follow_quotes(&q, line);

		if (keep != kept) {
			if (!kept && dropped)
				dedent(cell, l, from, i);
			from = i;
			kept = keep;
			dropped = false;
		}
		if (!keep && any_classic_prompt(line)) {
			l->v[i].start += (uint32_t)any_classic_prompt(line);
			dropped = true;
		}
	}
	if (!kept && dropped)
		dedent(cell, l, from, l->n);
}

/* ---- In [1]: and ...: ---- */

static size_t input_prompt(struct str line)
{
	size_t at = str_starts(line, STR("[nav] ")) || str_starts(line, STR("[ins] ")) ? 6 : str_starts(line, STR(" ")), digits;

	if (!str_starts(str_slice(line, at, line.n), STR("In [")))
		return 0;
	for (at += 4, digits = at; at < line.n && line.p[at] >= '0' && line.p[at] <= '9';)
		at++;
	return at > digits && str_starts(str_slice(line, at, line.n), STR("]: ")) ? at + 3 : 0;
}

static size_t continuation_prompt(struct str line)
{
	size_t at = spaces(line), dots = at;

	while (at < line.n && line.p[at] == '.')
		at++;
	if (at - dots < 3 || at == line.n || line.p[at] != ':')
		return 0;
	return at + 1 + (at + 1 < line.n && line.p[at + 1] == ' ');
}

static size_t ipython_prompt(struct str line)
{
	size_t n = input_prompt(line);

	return n ? n : continuation_prompt(line);
}

static void drop_ipython_prompts(struct str cell, struct pk_cell_lines *l)
{
	struct span *line;

	if (l->n == 0 || (!ipython_prompt(line_of(cell, &l->v[0])) && (l->n == 1 || !ipython_prompt(line_of(cell, &l->v[1])))))
		return;
	vec_each(line, l)
		line->start += (uint32_t)ipython_prompt(line_of(cell, line));
}

/* ---- all of it ---- */

bool pk_ipython_is_clean(struct str cell)
{
	struct str rest = cell, first = STR(""), second = STR("");

	while (str_cut(&rest, '\n', &first) && spaces(first) == first.n && rest.p)
		;
	if (rest.p)
		(void)str_cut(&rest, '\n', &second);
	return blanks(first) == 0 && str_find(cell, STR(">>>"), 0) == SIZE_MAX && !ipython_prompt(first) && !ipython_prompt(second);
}

static void split_lines(struct arena *a, struct str cell, struct pk_cell_lines *out)
{
	for (uint32_t at = 0, end; at < cell.n; at = end) {
		end = pk_line_end(cell, at);
		vec_push(a, out, (struct span){ at, end });
	}
}

void pk_ipython_lines(struct arena *a, struct str cell, struct pk_cell_lines *out)
{
	uint32_t leading = 0;

	*out = (struct pk_cell_lines){ 0 };
	split_lines(a, cell, out);
	while (leading < out->n && spaces(line_of(cell, &out->v[leading])) == out->v[leading].end - out->v[leading].start)
		leading++;
	if (leading < out->n) {
		out->v += leading;
		out->n -= leading;
		out->cap -= leading;
	}
	dedent(cell, out, 0, out->n);
	drop_classic_prompts(cell, out);
	drop_ipython_prompts(cell, out);
}
