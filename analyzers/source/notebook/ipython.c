#include "source/notebook/ipython.h"

#include "source/lex/tokenizer.h"
#include "source/lex/lexical.h"

enum { LINES_AFTER_MATCH = 4 }; /* a statement that is already known to be special is read on only that far, for its last '?' */

/* Whether the line begins with a word that IPython knows as a magic, and goes on. */
static bool may_be_automagic(struct str line)
{
	static const char *const words[] = { "pip",    "pip3", "conda",      "mamba",    "micromamba", "uv",    "cd",    "ls",
					     "ll",     "cp",   "mv",         "rm",       "mkdir",      "rmdir", "cat",   "time",
					     "timeit", "prun", "matplotlib", "load_ext", "run",        "env",   "pylab", "autoreload" };
	struct str rest, first = pk_ipython_word(str_trim(line), &rest);

	for (size_t i = 0; first.n < 12 && i < sizeof(words) / sizeof(*words); i++)
		if (first.n && words[i][0] == first.p[0] && str_is(first, words[i]))
			return rest.n > 0;
	return false;
}

/* Whether a line could be special where it stands, going by its edges and what follows its '='s: without tokens, so too often true. */
static bool line_may_be_special(struct str line)
{
	line = str_trim(line);
	if (line.n == 0)
		return false;
	if (strchr("!?%,;/", line.p[0]) || line.p[line.n - 1] == '?')
		return true;
	for (const char *eq = memchr(line.p, '=', line.n), *end = line.p + line.n; eq; eq = memchr(eq, '=', (size_t)(end - eq))) {
		for (eq++; eq < end && (*eq == ' ' || *eq == '\t' || *eq == '\f');)
			eq++;
		if (eq < end && (*eq == '!' || *eq == '%'))
			return true;
	}
	return false;
}

static bool may_be_special(const struct pk_ipython *it)
{
	struct str rest = it->text, line;

	while (str_cut(&rest, '\n', &line))
		if (line_may_be_special(line) || (it->automagic && may_be_automagic(line)))
			return true;
	return false;
}

void pk_ipython_init(struct pk_ipython *it, struct str cell, bool automagic)
{
	*it = (struct pk_ipython){ .text = cell, .automagic = automagic };
	it->stopped = !may_be_special(it);
}

struct str pk_ipython_word(struct str s, struct str *rest)
{
	const char *space = s.n ? memchr(s.p, ' ', s.n) : NULL;
	size_t n = space ? (size_t)(space - s.p) : s.n;

	*rest = str_slice(s, space ? n + 1 : n, s.n);
	return str_slice(s, 0, n);
}

/* ---- one statement, token by token ---- */

/* What a statement has that may be special. Offsets are of the first byte; SIZE-less tokens are told by their text. */
struct statement {
	uint32_t n; /* tokens */
	struct pk_token first, last, before_last;
	bool has_first;
	uint32_t depth; /* of brackets, never below 0 */
	uint32_t group_depth;
	enum { NO_ASSIGN, AT_ASSIGN, AFTER_PERCENT, AFTER_BLANK, DONE } assign;
	bool odd_assign;    /* its line begins with an '=' */
	bool magic, system; /* x = %..., x = !... */
	uint32_t right;     /* where the % or ! is */
};

static bool is_char(const struct pk_lexer *lx, const struct pk_token *t, char c)
{
	return t->end == t->start + 1 && lx->text.p[t->start] == c;
}

/* Whether the line that holds `at` begins with an '='. */
static bool starts_with_assign(const struct pk_lexer *lx, uint32_t at)
{
	while (at > 0 && lx->text.p[at - 1] != '\n')
		at--;
	while (lx->text.p[at] == ' ' || lx->text.p[at] == '\t')
		at++;
	return lx->text.p[at] == '=';
}

/* Looks for the first '=' outside brackets and what follows it. */
static void see_assign(struct statement *s, const struct pk_lexer *lx, const struct pk_token *t)
{
	bool blank =
		t->type == PK_TOKEN_ERROR && (lx->text.p[t->start] == ' ' || lx->text.p[t->start] == '\t' || lx->text.p[t->start] == '\f');

	switch (s->assign) {
	case NO_ASSIGN:
		if (is_char(lx, t, '=') && s->depth == 0) {
			s->assign = AT_ASSIGN;
			s->odd_assign = starts_with_assign(lx, t->start);
		} else if (t->type == PK_TOKEN_OPEN) {
			s->depth++;
		} else if (t->type == PK_TOKEN_CLOSE && s->depth) {
			s->depth--;
		}
		return;
	case AT_ASSIGN:
		s->assign = DONE;
		s->right = t->start;
		if (is_char(lx, t, '%') && t->type == PK_TOKEN_OP)
			s->assign = AFTER_PERCENT;
		else if (blank)
			s->assign = AFTER_BLANK;
		else if (t->type == PK_TOKEN_ERROR && is_char(lx, t, '!'))
			s->system = !s->odd_assign;
		return;
	case AFTER_PERCENT:
		s->magic = t->type == PK_TOKEN_NAME;
		s->assign = DONE;
		return;
	case AFTER_BLANK:
		if (blank)
			return;
		s->right = t->start;
		s->system = !s->odd_assign && t->type == PK_TOKEN_ERROR && is_char(lx, t, '!');
		s->assign = DONE;
		return;
	case DONE:
		return;
	}
}

static bool is_escape(const struct pk_lexer *lx, const struct pk_token *t)
{
	return t->end == t->start + 1 && strchr("!?%,;/", lx->text.p[t->start]) && lx->text.p[t->start];
}

static void see(struct statement *s, const struct pk_lexer *lx, const struct pk_token *t)
{
	s->n++;
	s->before_last = s->last;
	s->last = *t;
	if (t->type == PK_TOKEN_INDENT)
		return;
	if (!s->has_first) {
		s->has_first = true;
		s->first = *t;
	}
	see_assign(s, lx, t);
}

static bool ends_statement(const struct pk_token *t, const struct statement *s)
{
	return t->type == PK_TOKEN_NEWLINE || (t->type == PK_TOKEN_NL && s->group_depth == 0);
}

/* Reads one statement; it->at moves behind it. */
static void read_statement(struct pk_ipython *it, struct pk_lexer *lx, struct statement *s)
{
	struct pk_token t;
	uint32_t lines = 0;

	*s = (struct statement){ .n = 0 };
	while (pk_lexer_next(lx, &t)) {
		see(s, lx, &t);
		if (t.type == PK_TOKEN_OPEN)
			s->group_depth++;
		else if (t.type == PK_TOKEN_CLOSE && s->group_depth)
			s->group_depth--;
		if (ends_statement(&t, s))
			break;
		if (t.type == PK_TOKEN_NL && (s->magic || s->system || (s->has_first && is_escape(lx, &s->first))) &&
		    ++lines > LINES_AFTER_MATCH)
			break;
	}
	it->at = lx->at;
}

/* ---- what it is ---- */

/* The end of the line that holds `at`, or of the last of those it goes on in with a backslash; *behind its line end. */
static uint32_t continued_end(struct str text, uint32_t at, uint32_t *behind)
{
	for (;;) {
		uint32_t next = pk_line_end(text, at), end = next;

		if (end - at >= 2 && text.p[end - 1] == '\n' && text.p[end - 2] == '\\' && next < text.n) {
			at = next;
			continue;
		}
		*behind = next;
		return pk_line_trim(text, at, next);
	}
}

static void set_magic(const struct pk_ipython *it, struct pk_magic *m, enum pk_magic_kind kind, uint32_t start, uint32_t escape)
{
	uint32_t next, end = continued_end(it->text, start, &next);

	*m = (struct pk_magic){ .kind = kind, .span = { start, end }, .next = next };
	m->escape = (struct span){ start, start + escape };
	m->rest = (struct span){ start + escape, end };
}

/* A name, attributes and literal indexes from `at` on; 0 when there is no target. */
static uint32_t target_end(struct str s, uint32_t at, uint32_t stop)
{
	bool any = false;

	for (uint32_t k = 0; k < 2 && at < stop && s.p[at] == '%'; k++)
		at++;
	for (;; any = true) {
		if (any && at < stop && s.p[at] == '[') {
			uint32_t digit = at + 1 + (at + 1 < stop && s.p[at + 1] == '-');

			at = digit;
			while (at < stop && s.p[at] >= '0' && s.p[at] <= '9')
				at++;
			if (at == digit || at >= stop || s.p[at++] != ']')
				return 0;
			if (at == stop)
				return at;
			continue;
		}
		if (any && (at >= stop || s.p[at++] != '.'))
			return 0;
		if (at >= stop || (s.p[at] >= '0' && s.p[at] <= '9') || !(pk_is_word_byte(s.p[at]) || s.p[at] == '*'))
			return 0;
		while (at < stop && (pk_is_word_byte(s.p[at]) || s.p[at] == '*'))
			at++;
		if (at == stop)
			return at;
	}
}

static bool is_target_char(char c)
{
	return pk_is_word_byte(c) || (c && strchr("*.[]-%", c));
}

/* `x?`: the longest target right before the question marks. */
static bool is_help(const struct pk_ipython *it, const struct statement *s, struct pk_magic *m)
{
	struct str text = it->text;
	uint32_t next = pk_line_end(text, s->before_last.start), end = next, stop, start;

	if (end > s->first.start && text.p[end - 1] == '\n')
		end--;
	stop = end;
	while (stop > s->first.start && text.p[stop - 1] == '?')
		stop--;
	if (end - stop < 1 || end - stop > 2)
		return false;
	for (start = stop; start > s->first.start && stop - start < 1000; start--)
		if (!is_target_char(text.p[start - 1]))
			break;
	while (start < stop && !target_end(text, start, stop))
		start++;
	*m = (struct pk_magic){
		.kind = PK_MAGIC_HELP, .span = { s->first.start, end }, .next = next, .escape = { stop, end }, .rest = { start, stop }
	};
	return start < stop;
}

static bool is_escaped(const struct pk_ipython *it, const struct statement *s, struct pk_magic *m)
{
	char c = it->text.p[s->first.start];
	bool twice = (c == '!' || c == '?') && s->first.start + 1 < it->text.n && it->text.p[s->first.start + 1] == c;
	enum pk_magic_kind kind = c == '!' ? (twice ? PK_MAGIC_CAPTURE : PK_MAGIC_SHELL) :
				  c == '%' ? PK_MAGIC_LINE :
				  c == '?' ? PK_MAGIC_HELP :
					     PK_MAGIC_CALL;

	set_magic(it, m, kind, s->first.start, 1 + twice);
	return c != '/' || (m->rest.start < m->rest.end && it->text.p[m->rest.start] != ' ');
}

/* A word that IPython knows as a magic, followed by what cannot be Python: another word, an option, a path. */
static bool is_automagic(const struct pk_ipython *it, const struct statement *s, struct pk_magic *m)
{
	static const char *const operators[] = { "in", "is", "and", "or", "not", "if", "else", "for" };
	uint32_t behind, end = continued_end(it->text, s->first.start, &behind);
	struct str line = str_slice(it->text, s->first.start, end), rest, second, none;
	char c;

	if (s->first.type != PK_TOKEN_NAME || !may_be_automagic(line))
		return false;
	(void)pk_ipython_word(line, &rest);
	rest = str_trim(rest);
	second = pk_ipython_word(rest, &none);
	for (size_t i = 0; i < sizeof(operators) / sizeof(*operators); i++)
		if (str_is(second, operators[i]))
			return false;
	c = rest.n ? rest.p[0] : 0;
	if (!pk_is_word_byte(c) && !(second.n > 1 && strchr("-./~$\"'", c)))
		return false;
	set_magic(it, m, PK_MAGIC_AUTO, s->first.start, 0);
	return true;
}

/* In IPython's order: x?, escapes, assignments. */
static bool classify(struct pk_ipython *it, const struct pk_lexer *lx, const struct statement *s, struct pk_magic *m)
{
	bool help = s->n > 2 && s->has_first && is_char(lx, &s->before_last, '?') && !it->help_off;
	bool escape = s->has_first && is_escape(lx, &s->first) && !it->escape_off;

	if (help && is_help(it, s, m))
		return true;
	if (escape && is_escaped(it, s, m))
		return true;
	it->escape_off |= escape && !s->magic && !s->system;
	if (s->magic || s->system) {
		set_magic(it, m, s->magic ? PK_MAGIC_LINE : PK_MAGIC_CAPTURE, s->right, 1);
		m->assigned = true;
		return true;
	}
	it->help_off |= help;
	return it->automagic && s->has_first && is_automagic(it, s, m);
}

/* `%%name` on the first line. */
static bool is_cell_magic(struct str text, struct pk_magic *m)
{
	uint32_t end = 2;

	if (!str_starts(text, STR("%%")))
		return false;
	while (end < text.n && pk_is_word_byte(text.p[end]))
		end++;
	if (end > 2 && end < text.n && text.p[end] == '?')
		return false;
	*m = (struct pk_magic){ .kind = PK_MAGIC_CELL,
				.span = { 0, (uint32_t)text.n },
				.next = (uint32_t)text.n,
				.escape = { 0, 2 },
				.rest = { 2, (uint32_t)text.n } };
	return true;
}

static struct pk_lexer lexer_of(const struct pk_ipython *it)
{
	struct pk_lexer lx = { .text = it->text, .at = it->at, .line_end = it->at, .brackets = it->brackets, .n_indents = it->n_indents };

	memcpy(lx.indents, it->indents, sizeof(lx.indents));
	return lx;
}

bool pk_ipython_next(struct pk_ipython *it, struct pk_magic *out)
{
	struct pk_lexer lx = lexer_of(it);

	if (it->at == 0 && !it->stopped && is_cell_magic(it->text, out)) {
		it->stopped = true;
		return true;
	}
	while (!it->stopped && lx.at < it->text.n) {
		struct statement s;
		int32_t brackets = lx.brackets;

		read_statement(it, &lx, &s);
		if (!classify(it, &lx, &s, out)) {
			it->stopped = lx.stopped;
			continue;
		}
		it->at = out->next;
		it->brackets = brackets;
		it->n_indents = lx.n_indents;
		memcpy(it->indents, lx.indents, sizeof(it->indents));
		return true;
	}
	it->stopped = true;
	return false;
}
