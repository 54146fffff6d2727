#include "source/lex/tokenizer.h"

#include "source/lex/lexical.h"

bool pk_is_space(uint32_t c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f) || c == 0x85 || c == 0xa0 || c == 0x1680 ||
	       (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

static char char_at(const struct pk_lexer *lx, uint32_t at)
{
	return at < lx->text.n ? lx->text.p[at] : 0;
}

/* Length of the line end at s.p[at], 0 when there is none. */
static uint32_t line_break(struct str s, uint32_t at)
{
	const unsigned char *p = (const unsigned char *)s.p + at;
	size_t left = s.n - at;

	if (p[0] == '\r')
		return left > 1 && p[1] == '\n' ? 2 : 1;
	if ((p[0] >= '\n' && p[0] <= '\f') || (p[0] >= 0x1c && p[0] <= 0x1e))
		return 1;
	if (left > 1 && p[0] == 0xc2 && p[1] == 0x85)
		return 2;
	return left > 2 && p[0] == 0xe2 && p[1] == 0x80 && (p[2] == 0xa8 || p[2] == 0xa9) ? 3 : 0;
}

uint32_t pk_line_end(struct str text, uint32_t at)
{
	while (at < text.n) {
		unsigned char c = (unsigned char)text.p[at];
		uint32_t n = c < ' ' || c >= 0xc2 ? line_break(text, at) : 0;

		if (n)
			return at + n;
		at++;
	}
	return (uint32_t)text.n;
}

uint32_t pk_line_trim(struct str text, uint32_t at, uint32_t end)
{
	for (uint32_t n = 3; n > 0; n--)
		if (end - at >= n && line_break(text, end - n) == n)
			return end - n;
	return end;
}

/* ---- indentation ---- */

static uint32_t column_of(const struct pk_lexer *lx, uint32_t *at)
{
	uint32_t column = 0;

	for (;; ++*at) {
		char c = *at < lx->line_end ? lx->text.p[*at] : 0;

		if (c == ' ')
			column++;
		else if (c == '\t')
			column = (column / 8 + 1) * 8;
		else if (c == '\f')
			column = 0;
		else
			return column;
	}
}

static uint32_t current_indent(const struct pk_lexer *lx)
{
	return lx->n_indents ? lx->indents[lx->n_indents - 1] : 0;
}

/* True when the line opens a block more than the last. */
static bool set_indent(struct pk_lexer *lx, uint32_t column)
{
	if (column > current_indent(lx)) {
		if (lx->n_indents < PK_LEXER_INDENTS)
			lx->indents[lx->n_indents++] = column;
		return true;
	}
	for (; column < current_indent(lx); lx->dedents++)
		lx->n_indents--;
	return false;
}

/* ---- strings ---- */

static bool is_quote(char c)
{
	return c == '"' || c == '\'';
}

/* Behind a prefix like r, Rb, f at `at`, when a quote follows; else `at`. */
static uint32_t behind_prefix(const struct pk_lexer *lx, uint32_t at)
{
	char a = char_at(lx, at) | 32, b;

	if (a != 'r' && a != 'b' && a != 'u' && a != 'f')
		return at;
	if (is_quote(char_at(lx, at + 1)))
		return at + 1;
	b = char_at(lx, at + 1) | 32;
	if (((a == 'r' && (b == 'b' || b == 'f')) || (b == 'r' && (a == 'b' || a == 'f'))) && is_quote(char_at(lx, at + 2)))
		return at + 2;
	return at;
}

/* Behind the '''...''' or """...""" whose content begins at `at`; 0 when it has no end. */
static uint32_t triple_end(const struct pk_lexer *lx, uint32_t at, char quote)
{
	for (; at < lx->text.n; at++) {
		char c = lx->text.p[at];

		if (c == '\\')
			at++;
		else if (c == quote && char_at(lx, at + 1) == quote && char_at(lx, at + 2) == quote)
			return at + 3;
	}
	return 0;
}

/* Behind the '...' whose content begins at `at`; *over_lines when a backslash carried it over a line end. 0 when it has no end. */
static uint32_t single_end(const struct pk_lexer *lx, uint32_t at, char quote, bool *over_lines)
{
	uint32_t end = lx->line_end;

	for (; at < end; at++) {
		char c = lx->text.p[at];

		if (c == quote)
			return at + 1;
		if (c == '\n')
			return 0;
		if (c != '\\')
			continue;
		at += char_at(lx, at + 1) == '\r' && char_at(lx, at + 2) == '\n' ? 2 : 1;
		if (char_at(lx, at) == '\n') {
			*over_lines = true;
			end = pk_line_end(lx->text, at + 1);
		}
	}
	return 0;
}

/* Behind the line end of the first line, from `at` on, that a backslash does not carry on. */
static uint32_t uncontinued_line(const struct pk_lexer *lx, uint32_t at)
{
	uint32_t end = at;

	do
		end = pk_line_end(lx->text, end);
	while (end < lx->text.n && end - at >= 2 && lx->text.p[end - 1] == '\n' &&
	       (lx->text.p[end - 2] == '\\' || (end - at >= 3 && lx->text.p[end - 2] == '\r' && lx->text.p[end - 3] == '\\')));
	return end;
}

/* A string token whose quote is at `at`. False when no string begins there. */
static bool take_string(struct pk_lexer *lx, uint32_t at, struct pk_token *t)
{
	char quote = char_at(lx, at);
	bool over_lines = false;

	t->type = PK_TOKEN_LITERAL;
	if (char_at(lx, at + 1) == quote && char_at(lx, at + 2) == quote) {
		t->end = triple_end(lx, at + 3, quote);
		if (!t->end) {
			lx->stopped = true;
			t->end = (uint32_t)lx->text.n;
		}
		return true;
	}
	t->end = single_end(lx, at + 1, quote, &over_lines);
	if (!t->end && over_lines) {
		t->end = uncontinued_line(lx, at);
		t->type = PK_TOKEN_ERROR;
	}
	return t->end != 0;
}

/* ---- the other tokens ---- */

static uint32_t number_end(const struct pk_lexer *lx, uint32_t at)
{
	for (;; at++) {
		char c = char_at(lx, at);

		if ((c == '+' || c == '-') && (char_at(lx, at - 1) | 32) == 'e')
			continue;
		if (!pk_is_word_byte(c) && c != '.')
			return at;
	}
}

static uint32_t operator_end(const struct pk_lexer *lx, uint32_t at)
{
	static const struct str operators[] = { { "**=", 3 }, { "//=", 3 }, { ">>=", 3 }, { "<<=", 3 }, { "...", 3 }, { "!=", 2 },
						{ "%=", 2 },  { "&=", 2 },  { "**", 2 },  { "*=", 2 },  { "+=", 2 },  { "-=", 2 },
						{ "->", 2 },  { "//", 2 },  { "/=", 2 },  { ":=", 2 },  { "<<", 2 },  { "<=", 2 },
						{ "==", 2 },  { ">=", 2 },  { ">>", 2 },  { "@=", 2 },  { "^=", 2 },  { "|=", 2 } };
	struct str rest = str_slice(lx->text, at, lx->text.n);

	for (size_t i = 0; i < sizeof(operators) / sizeof(*operators); i++)
		if (rest.p[0] == operators[i].p[0] && str_starts(rest, operators[i]))
			return at + (uint32_t)operators[i].n;
	return rest.p[0] && strchr("%&()*+,-./:;<=>@[]^{|}~", rest.p[0]) ? at + 1 : at;
}

static void take_operator(struct pk_lexer *lx, struct pk_token *t)
{
	char c = lx->text.p[t->start];

	t->type = PK_TOKEN_OP;
	if (t->end == t->start + 1 && strchr("([{", c)) {
		t->type = PK_TOKEN_OPEN;
		lx->brackets++;
	} else if (t->end == t->start + 1 && strchr(")]}", c)) {
		t->type = PK_TOKEN_CLOSE;
		lx->brackets--;
	}
}

static uint32_t newline_length(const struct pk_lexer *lx, uint32_t at)
{
	return char_at(lx, at) == '\n' ? 1 : char_at(lx, at) == '\r' && char_at(lx, at + 1) == '\n' ? 2 : 0;
}

static uint32_t comment_end(const struct pk_lexer *lx, uint32_t at)
{
	uint32_t end = pk_line_end(lx->text, at);

	while (end > at && (lx->text.p[end - 1] == '\n' || lx->text.p[end - 1] == '\r'))
		end--;
	return end;
}

static void take_newline(struct pk_lexer *lx, struct pk_token *t, uint32_t n)
{
	t->type = lx->brackets > 0 ? PK_TOKEN_NL : PK_TOKEN_NEWLINE;
	t->end = t->start + n;
}

/* The token that begins at t->start, which is no white space. */
static void take(struct pk_lexer *lx, struct pk_token *t)
{
	char c = lx->text.p[t->start];
	uint32_t n = newline_length(lx, t->start), quote;

	if (n) {
		take_newline(lx, t, n);
		return;
	}
	if (c == '#') {
		t->type = PK_TOKEN_COMMENT;
		t->end = comment_end(lx, t->start);
		return;
	}
	quote = behind_prefix(lx, t->start);
	if (is_quote(char_at(lx, quote)) && take_string(lx, quote, t))
		return;
	if ((c >= '0' && c <= '9') || (c == '.' && char_at(lx, t->start + 1) >= '0' && char_at(lx, t->start + 1) <= '9')) {
		t->type = PK_TOKEN_LITERAL;
		t->end = number_end(lx, t->start + 1);
	} else if (pk_is_word_byte(c)) {
		t->type = PK_TOKEN_NAME;
		for (t->end = t->start + 1; pk_is_word_byte(char_at(lx, t->end));)
			t->end++;
	} else if ((t->end = operator_end(lx, t->start)) > t->start) {
		take_operator(lx, t);
	} else {
		t->type = PK_TOKEN_ERROR;
		t->end = t->start + 1;
	}
}

/* ---- lines ---- */

/* At the start of a line. If it begins a statement, its indentation counts; a blank or comment line is no statement. */
static bool begin_line(struct pk_lexer *lx, struct pk_token *t)
{
	uint32_t at = lx->at, column;
	bool goes_on = lx->brackets || lx->continued;

	lx->line_end = pk_line_end(lx->text, at);
	lx->continued = false;
	if (goes_on)
		return false;
	column = column_of(lx, &at);
	lx->at = at;
	if (at == lx->line_end) {
		lx->stopped = true; /* blanks that no line feed ends: Python stops there */
		return false;
	}
	if (lx->text.p[at] == '#' || lx->text.p[at] == '\r' || lx->text.p[at] == '\n')
		return false;
	*t = (struct pk_token){ PK_TOKEN_INDENT, at, at };
	return set_indent(lx, column);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\f';
}

static void pass_blanks(struct pk_lexer *lx)
{
	uint32_t at = lx->at;

	while (at < lx->line_end && is_blank(lx->text.p[at]))
		at++;
	/* blanks before a character that begins no token are characters of that sort themselves */
	if (at > lx->at && at < lx->line_end && (char_at(lx, at) == '!' || char_at(lx, at) == '?' || char_at(lx, at) == '$') &&
	    char_at(lx, at + 1) != '=')
		return;
	lx->at = at;
}

/* Over blanks, line ends that end nothing, and lines that go on with a backslash; false at the end, or when a line's indentation
 * became *t. */
static bool find_token(struct pk_lexer *lx, struct pk_token *t, bool *indent)
{
	*indent = false;
	while (lx->at < lx->text.n && !lx->stopped) {
		if (lx->at >= lx->line_end) {
			*indent = begin_line(lx, t);
			if (*indent || lx->dedents)
				return false;
			continue;
		}
		pass_blanks(lx);
		if (lx->at >= lx->line_end)
			continue;
		if (char_at(lx, lx->at) != '\\' || !newline_length(lx, lx->at + 1))
			return true;
		lx->at += 1 + newline_length(lx, lx->at + 1);
		lx->continued = true;
	}
	return false;
}

bool pk_lexer_next(struct pk_lexer *lx, struct pk_token *t)
{
	bool indent = false;

	if (!lx->dedents && !find_token(lx, t, &indent) && !lx->dedents)
		return indent;
	if (lx->dedents) {
		lx->dedents--;
		*t = (struct pk_token){ PK_TOKEN_INDENT, lx->at, lx->at };
		return true;
	}
	*t = (struct pk_token){ PK_TOKEN_ERROR, lx->at, lx->at };
	take(lx, t);
	lx->at = t->end;
	if (lx->at > lx->line_end)
		lx->line_end = pk_line_end(lx->text, lx->at);
	return !lx->stopped;
}
