#include "source/lex/logical_line.h"

#include "source/lex/lexical.h"
#include "util/vec.h"

enum { MAX_BRACKETS = 64 };

uint32_t pk_line_name_hash(struct str name)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < name.n; i++)
		h = (h ^ (unsigned char)name.p[i]) * 16777619u;
	return h;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

struct keyword_entry {
	const char *word;
	enum keyword keyword;
	uint16_t flags;
};

static const struct keyword_entry keywords[] = {
	{ "if", K_BRANCH, 0 },
	{ "elif", K_BRANCH, PK_LINE_CLAUSE },
	{ "else", K_BRANCH, PK_LINE_CLAUSE },
	{ "try", K_BRANCH, 0 },
	{ "finally", K_BRANCH, PK_LINE_CLAUSE },
	{ "while", K_BRANCH, 0 },
	{ "for", K_FOR, PK_LINE_FOR },
	{ "with", K_AS, PK_LINE_WITH },
	{ "except", K_AS, PK_LINE_CLAUSE },
	{ "def", K_DEFINE, PK_LINE_DEFINES },
	{ "class", K_DEFINE, PK_LINE_CLASS },
	{ "import", K_IMPORT, PK_LINE_IMPORTS },
	{ "from", K_IMPORT, PK_LINE_IMPORTS },
	{ "return", K_READ, PK_LINE_LEAVES },
	{ "raise", K_READ, PK_LINE_LEAVES },
	{ "break", K_READ, PK_LINE_LEAVES },
	{ "continue", K_READ, PK_LINE_LEAVES },
	{ "pass", K_READ, 0 },
	{ "assert", K_READ, 0 },
	{ "global", K_ALL, PK_LINE_SHARES },
	{ "nonlocal", K_ALL, PK_LINE_SHARES },
	{ "del", K_ALL, 0 },
	{ "await", K_ALL, 0 },
	{ "yield", K_ALL, 0 },
	{ "not", K_ALL, 0 },
	{ "lambda", K_ALL, 0 },
};

static const struct keyword_entry *keyword_of(struct str word)
{
	if (word.n < 2 || word.n > 8 || word.p[0] < 'a' || word.p[0] > 'y')
		return NULL;
	for (size_t i = 0; i < sizeof(keywords) / sizeof(*keywords); i++)
		if (word.p[0] == keywords[i].word[0] && str_is(word, keywords[i].word))
			return &keywords[i];
	return NULL;
}

/* The first word of a line; false when it is `async`, before another one. */
static bool first_word(struct line_reader *s, struct str word)
{
	const struct keyword_entry *e;

	if (str_is(word, "async"))
		return false;
	e = keyword_of(word);
	s->keyword = e ? e->keyword : K_NONE;
	s->line.flags |= e ? e->flags : 0;
	s->by_name = !e;
	if (str_is(word, "case"))
		s->keyword = K_CASE; /* or a variable of the name: settled at the end of the line */
	if (str_is(word, "match"))
		s->line.flags |= PK_LINE_MATCH; /* likewise */
	s->binding = s->keyword == K_FOR || s->keyword == K_DEFINE;
	return true;
}

/* What a further word says of a line with more than one statement in it. */
static void inner_word(struct line_reader *s, struct str word)
{
	const struct keyword_entry *e;

	if (!s->several && (s->keyword < K_BRANCH || s->keyword > K_DEFINE))
		return;
	e = keyword_of(word);
	if (e && e->flags & (PK_LINE_LEAVES | PK_LINE_SHARES) && s->depth == 0)
		s->line.flags |= e->flags;
	if (e && str_is(word, "import") && s->depth == 0)
		s->line.flags |= PK_LINE_IMPORTS;
	if (s->keyword == K_FOR && s->depth == 0 && str_is(word, "in"))
		s->binding = false;
	if (s->keyword == K_AS && str_is(word, "as")) {
		s->binding = true;
		s->as_depth = s->depth;
	}
}

/* Within a logical line. */
static size_t skip_blanks(const struct line_reader *s, size_t at)
{
	for (;;) {
		char c = s->text.p[at];

		if (c == '\\')
			at += s->text.p[at + 1] == '\r' ? 3 : 2;
		else if (c == ' ' || c == '\t' || c == '\f' || (s->depth && (c == '\n' || c == '\r')))
			at++;
		else
			return at;
	}
}

/* A parameter of a def, or the name of an argument: neither reads a variable. */
static bool is_label(const struct line_reader *s, char before)
{
	size_t next = skip_blanks(s, s->at);

	if (s->line.flags & PK_LINE_DEFINES && !s->body && s->depth == 1 && (before == '(' || before == ',' || before == '*'))
		return true;
	return s->depth && s->text.p[next] == '=' && s->text.p[next + 1] != '=';
}

static void add_name(struct line_reader *s, struct str word, unsigned use)
{
	struct pk_line_name name = { pk_line_name_hash(word), (uint8_t)use };

	vec_push(s->arena, &s->out->names, name);
}

/* Calls whose value is made of what they are given: text, and paths (query/loads.c). */
static bool shows(struct str callee)
{
	/* clang-format off */
	static const char *const by_length[] = {
		[3] = "str", [4] = "dict" "join" "list" "open" "Path" "read", [5] = "tuple", [6] = "format" "fspath",
		[7] = "abspath" "BytesIO" "dirname" "resolve",
		[8] = "absolute" "as_posix" "joinpath" "normpath" "PurePath" "realpath",
		[9] = "PosixPath" "with_name", [10] = "expanduser" "read_bytes", [11] = "with_suffix",
	};
	/* clang-format on */
	const char *name = callee.n < sizeof(by_length) / sizeof(*by_length) ? by_length[callee.n] : NULL;

	for (; name && *name; name += callee.n)
		if (memcmp(name, callee.p, callee.n) == 0)
			return true;
	return false;
}

/* What stands behind the word says of it. */
static unsigned use_by_next(const struct line_reader *s)
{
	size_t next = skip_blanks(s, s->at), end;

	if (s->text.p[next] == '(')
		return PK_NAME_CALLED;
	if (s->text.p[next] == '[')
		return PK_NAME_PART;
	if (s->text.p[next] != '.')
		return 0;
	next = end = skip_blanks(s, next + 1);
	while (pk_is_word_byte(s->text.p[end]))
		end++;
	return shows(str_slice(s->text, next, end)) ? PK_NAME_PART : PK_NAME_PART | PK_NAME_ROOT;
}

/* What an f-string reads, and more; with := in it, may change. */
static void take_formatted(struct line_reader *s, struct str inside)
{
	bool assigns = memmem(inside.p, inside.n, ":=", 2) != NULL;
	struct str word;

	s->line.flags |= assigns ? PK_LINE_TARGETS : 0;
	for (size_t at = 0; pk_next_word(inside, &at, &word);)
		if (!is_digit(word.p[0]))
			add_name(s, word, (s->calls ? PK_NAME_PASSED : 0) | (assigns ? PK_NAME_CHANGES : 0));
}

/* At a quote, behind its prefix; false when the string has no end. */
static bool take_string(struct line_reader *s, struct str prefix)
{
	size_t start = s->at;
	const char *end;

	if (s->first)
		s->first = s->by_name = false;
	end = pk_string_end(s->text.p + start, s->text.p + s->text.n, false);
	if (!end)
		return false;
	s->at = (size_t)(end - s->text.p);
	for (size_t i = 0; i < prefix.n; i++)
		if ((prefix.p[i] | 32) == 'f' || (prefix.p[i] | 32) == 't')
			take_formatted(s, str_slice(s->text, start, s->at));
	s->last = '"';
	s->last_at = s->at;
	return true;
}

/* Words before a bracket that is no call's. */
static bool is_operator(struct str word)
{
	static const char *const words[] = { "in", "not", "and", "or", "if", "else", "is", "return", "yield", "await", "from", "lambda" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_is(word, words[i]))
			return true;
	return false;
}

/* False when a string that it is the prefix of has no end. */
static bool take_word(struct line_reader *s)
{
	size_t start = s->at;
	char before = s->last, next;
	unsigned use;
	struct str word;

	while (pk_is_word_byte(s->text.p[s->at]))
		s->at++;
	word = str_slice(s->text, start, s->at);
	next = s->text.p[s->at];
	if (word.n <= 2 && (next == '"' || next == '\''))
		return take_string(s, word);
	s->last = 'a';
	s->last_at = s->at;
	s->word = word;
	use = use_by_next(s);
	if (s->first) {
		s->first = !first_word(s, word);
		s->by_name = s->by_name && (use & PK_NAME_PART);
		if (s->first || (s->keyword != K_NONE && s->keyword != K_CASE))
			return true;
	} else {
		inner_word(s, word);
	}
	if (is_digit(word.p[0]) || is_label(s, before) || (s->keyword == K_IMPORT && (str_is(word, "as") || str_is(word, "import"))))
		return true;
	use |= s->calls ? PK_NAME_PASSED : 0;
	use |= s->depth ? 0 : PK_NAME_TOP;
	use |= before == '.' ? PK_NAME_ATTR : s->binding ? PK_NAME_CHANGES : 0;
	add_name(s, word, use);
	if (s->keyword == K_DEFINE)
		s->binding = false;
	return true;
}

static void open_bracket(struct line_reader *s, char c)
{
	bool call = c == '(' && ((s->last == 'a' && !is_operator(s->word) && !shows(s->word)) || s->last == ')' || s->last == ']');

	if (s->depth < MAX_BRACKETS) {
		s->call = (s->call & ~(1ull << s->depth)) | (uint64_t)call << s->depth;
		s->calls += call;
	}
	s->depth++;
}

static void close_bracket(struct line_reader *s)
{
	s->depth--;
	if (s->depth >= 0 && s->depth < MAX_BRACKETS)
		s->calls -= (int)(s->call >> s->depth & 1);
}

/* All names of the line so far. */
static void change_all(struct line_reader *s)
{
	for (; s->changed < s->out->names.n; s->changed++)
		if (!(s->out->names.v[s->changed].use & PK_NAME_ATTR))
			s->out->names.v[s->changed].use |= PK_NAME_CHANGES;
}

/* All names of the line, in whatever way. */
static void may_change_all(struct line_reader *s)
{
	for (uint32_t i = s->line.names; i < s->out->names.n; i++)
		s->out->names.v[i].use &= (uint8_t)~PK_NAME_TOP;
	s->changed = s->line.names;
	change_all(s);
}

/* Name := ... */
static void change_last(struct line_reader *s)
{
	if (s->out->names.n > s->line.names)
		s->out->names.v[s->out->names.n - 1].use |= PK_NAME_CHANGES;
}

static void take_sign(struct line_reader *s, char c)
{
	char next = s->text.p[s->at + 1];

	if (c == '(' || c == '[' || c == '{') {
		open_bracket(s, c);
	} else if (c == ')' || c == ']' || c == '}') {
		close_bracket(s);
	} else if (c == ':' && next == '=') {
		change_last(s);
		s->line.flags |= PK_LINE_TARGETS;
		s->at++;
	} else if (c == '=' && next == '=') {
		s->at++;
	} else if (s->depth == 0 && c == '=') {
		s->line.flags |= s->assigns ? PK_LINE_TARGETS : 0;
		s->assigns = true;
		change_all(s);
	} else if (s->depth == 0 && c == ':' && s->keyword == K_NONE) {
		s->assigns = true; /* a type */
		change_all(s);
	} else if (s->depth == 0 && c == ';') {
		s->several = true;
	} else if (c == ',' && s->keyword == K_AS && s->depth <= s->as_depth) {
		s->binding = false;
	} else if (c == ':' && s->depth == 0) {
		s->binding = false;
		s->body = true;
	}
	if (s->first) {
		s->first = false;
		s->by_sign = c != '@' && c != '.';
		if (c == '@')
			s->line.flags |= PK_LINE_DECORATES;
	}
	s->last = c;
	s->last_at = ++s->at;
}

/* A logical line from its first byte that is no blank; false when it makes no sense. */
static bool take_line(struct line_reader *s)
{
	while (s->at < s->text.n) {
		char c = s->text.p[s->at];

		if (c == '\n' && s->depth == 0) {
			s->at++;
			return true;
		}
		if (c == '#') {
			const char *nl = memchr(s->text.p + s->at, '\n', s->text.n - s->at);

			s->at = nl ? (size_t)(nl - s->text.p) : s->text.n;
		} else if (c == '"' || c == '\'') {
			if (!take_string(s, STR("")))
				return false;
		} else if (c == '\\') {
			s->at += s->text.p[s->at + 1] == '\r' ? 3 : 2;
		} else if (c == '\r' && s->text.p[s->at + 1] != '\n') {
			return false;
		} else if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f') {
			s->at++;
		} else if (pk_is_word_byte(c)) {
			if (!take_word(s))
				return false;
		} else {
			take_sign(s, c);
			if (s->depth < 0)
				return false;
		}
	}
	return s->depth == 0;
}

/* What the whole line says of its names. */
static void settle(struct line_reader *s)
{
	struct pk_line *l = &s->line;

	l->n_names = s->out->names.n - l->names;
	if (s->last == ':' && s->keyword != K_READ && !s->several) {
		l->flags |= PK_LINE_OPENS;
		l->colon = (uint32_t)s->last_at;
	}
	if (!(l->flags & PK_LINE_OPENS))
		l->flags &= (uint16_t)~PK_LINE_MATCH;
	if (s->keyword == K_CASE && !(l->flags & PK_LINE_OPENS)) {
		s->keyword = K_ALL; /* a variable of the name, or a case with its statement */
		l->flags |= PK_LINE_SIMPLE;
	}
	if (s->keyword <= K_AS && s->keyword >= K_BRANCH && !(l->flags & PK_LINE_OPENS))
		s->keyword = K_ALL;
	if (s->several || s->keyword == K_ALL || s->keyword == K_CASE || (s->keyword == K_DEFINE && !(l->flags & PK_LINE_OPENS)))
		may_change_all(s);
	else if (s->by_sign && !s->assigns)
		may_change_all(s);
	else if (s->by_name && !s->assigns && l->n_names)
		s->out->names.v[l->names].use |= PK_NAME_CHANGES;
	if (s->keyword == K_NONE && !(l->flags & PK_LINE_OPENS))
		l->flags |= PK_LINE_SIMPLE;
	if (!s->several && s->keyword != K_ALL && s->keyword != K_READ)
		l->flags &= (uint16_t)~PK_LINE_LEAVES;
}

static void begin(struct line_reader *s)
{
	s->line = (struct pk_line){ .names = s->out->names.n };
	s->keyword = K_NONE;
	s->changed = s->out->names.n;
	s->depth = s->calls = s->as_depth = 0;
	s->call = 0;
	s->first = true;
	s->several = s->body = s->binding = s->assigns = s->by_name = s->by_sign = false;
	s->last = 0;
}

bool pk_line_read(struct line_reader *s)
{
	begin(s);
	if (!take_line(s))
		return false;
	s->line.span.end = (uint32_t)(s->at < s->text.n ? s->at : s->text.n);
	settle(s);
	return true;
}
