#include "source/syntax/pattern_text.h"

#include "source/syntax/lower.h"
#include "util/buf.h"
#include "util/limits.h"

enum {
	MAX_OPEN = 256, /* nested brackets in one pattern */
};

struct rewriter {
	struct str in;
	size_t at;
	struct buf out;
	struct {
		char c;     /* ( [ { */
		bool dict;  /* { with a colon of its own */
		bool def;   /* ( of a def or lambda: annotations are annotations */
		bool typed; /* a $X: T is open here */
	} open[MAX_OPEN];
	int depth;
	bool def_line; /* the logical line starts with def, async def or class, or holds a lambda */
};

static char peek(const struct rewriter *r, size_t k)
{
	return r->at + k < r->in.n ? r->in.p[r->at + k] : '\0';
}

static bool ahead(const struct rewriter *r, struct str s)
{
	return str_starts(str_slice(r->in, r->at, r->in.n), s);
}

static void copy(struct rewriter *r, size_t n)
{
	buf_add(&r->out, str_slice(r->in, r->at, r->at + n));
	r->at += n;
}

static bool is_upper(char c)
{
	return (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_name(char c)
{
	return is_upper(c) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80);
}

/* Does the brace at `at` have a colon of its own? Strings inside are passed over roughly. */
static bool has_colon(struct str s, size_t at)
{
	int depth = 0;
	char quote = '\0';

	for (size_t i = at; i < s.n; i++) {
		char c = s.p[i];

		if (quote) {
			i += c == '\\';
			quote = c == quote ? '\0' : quote;
		} else if (c == '"' || c == '\'') {
			quote = c;
		} else if (c == '(' || c == '[' || c == '{') {
			depth++;
		} else if (c == ')' || c == ']' || c == '}') {
			if (--depth == 0)
				return false;
		} else if ((c == ':' && depth == 1) || (c == '*' && i + 1 < s.n && s.p[i + 1] == '*' && depth == 1)) {
			return true;
		}
	}
	return false;
}

static bool only_dots(struct str s, size_t at)
{
	size_t i = at + 1;

	while (i < s.n && (s.p[i] == ' ' || s.p[i] == '\n' || s.p[i] == '\t' || s.p[i] == '.' || s.p[i] == ','))
		i++;
	return i < s.n && s.p[i] == '}';
}

static void rewrite_code(struct rewriter *r, char until);

/* A string literal from its quote on; braces of f-strings hold code. */
static void rewrite_string(struct rewriter *r, bool format, bool raw)
{
	char q = peek(r, 0);
	size_t n = peek(r, 1) == q && peek(r, 2) == q ? 3 : 1;
	struct str end = { (char[]){ q, q, q }, n };

	copy(r, n);
	while (r->at < r->in.n && !ahead(r, end)) {
		if (peek(r, 0) == '\\' && !raw && r->at + 1 < r->in.n) {
			copy(r, 2);
		} else if (format && peek(r, 0) == '{' && peek(r, 1) == '{') {
			copy(r, 2);
		} else if (format && peek(r, 0) == '{' && r->depth < MAX_OPEN - 1) {
			copy(r, 1);
			rewrite_code(r, '}');
		} else {
			copy(r, 1);
		}
	}
	copy(r, r->in.n - r->at < n ? r->in.n - r->at : n);
}

static size_t skip_space(const struct rewriter *r, size_t k)
{
	while (peek(r, k) == ' ' || peek(r, k) == '\t' || peek(r, k) == '\n')
		k++;
	return k;
}

static bool is_behind_colon(const struct rewriter *r)
{
	size_t i = r->at;

	while (i && (r->in.p[i - 1] == ' ' || r->in.p[i - 1] == '\n' || r->in.p[i - 1] == '\t'))
		i--;
	return i && r->in.p[i - 1] == ':';
}

/* "..." at the current place: among the entries of a dict it is written as one that is spread. */
static void rewrite_dots(struct rewriter *r)
{
	if (r->depth && r->open[r->depth - 1].dict && !is_behind_colon(r))
		buf_adds(&r->out, "**");
	buf_adds(&r->out, MARK_DOTS);
	r->at += 3;
}

/* ". ... ." : any number of links. Returns false when there is none here. */
static bool rewrite_chain(struct rewriter *r)
{
	size_t k = skip_space(r, 1);

	if (peek(r, 0) != '.' || r->in.n - r->at < k + 4 || !str_starts(str_slice(r->in, r->at + k, r->in.n), STR("...")))
		return false;
	k = skip_space(r, k + 3);
	if (peek(r, k) != '.')
		return false;
	buf_adds(&r->out, "." MARK_CHAIN);
	r->at += k;
	return true;
}

/* $X, $...X or $_ ; inside a call's parentheses also $X: T. */
static bool rewrite_metavar(struct rewriter *r)
{
	bool run = ahead(r, STR("$..."));
	size_t n = run ? 4 : 1, k;
	bool typed;

	if (!is_upper(peek(r, n)) && !(peek(r, n) >= '0' && peek(r, n) <= '9'))
		return false;
	while (is_upper(peek(r, n)) || (peek(r, n) >= '0' && peek(r, n) <= '9'))
		n++;
	k = skip_space(r, n);
	typed = !run && peek(r, k) == ':' && r->depth && r->open[r->depth - 1].c == '(' && !r->open[r->depth - 1].def;
	if (typed)
		buf_adds(&r->out, MARK_TYPED "(");
	buf_adds(&r->out, run ? MARK_ARGS : MARK_METAVAR);
	r->at += run ? 4 : 1;
	copy(r, n - (run ? 4 : 1));
	if (typed) {
		r->open[r->depth - 1].typed = true;
		buf_addc(&r->out, ',');
		r->at += k - n + 1;
	}
	return true;
}

static void close_typed(struct rewriter *r)
{
	if (r->depth && r->open[r->depth - 1].typed) {
		buf_addc(&r->out, ')');
		r->open[r->depth - 1].typed = false;
	}
}

static void open_bracket(struct rewriter *r)
{
	char c = peek(r, 0);
	bool dict = c == '{' && (has_colon(r->in, r->at) || only_dots(r->in, r->at));

	if (r->depth < MAX_OPEN) {
		r->open[r->depth].c = c;
		r->open[r->depth].dict = dict;
		r->open[r->depth].def = r->def_line && c == '(';
		r->open[r->depth].typed = false;
		r->depth++;
	}
	copy(r, 1);
}

static void close_bracket(struct rewriter *r)
{
	close_typed(r);
	if (r->depth)
		r->depth--;
	copy(r, 1);
}

/* A word: keywords that matter, and prefixes of strings. */
static void rewrite_word(struct rewriter *r)
{
	size_t n = 0;
	struct str word;
	bool format = false, raw = false;

	while (is_name(peek(r, n)))
		n++;
	word = str_slice(r->in, r->at, r->at + n);
	r->def_line |= str_is(word, "def") || str_is(word, "lambda");
	if (n <= 2 && (peek(r, n) == '"' || peek(r, n) == '\'')) {
		for (size_t i = 0; i < n; i++) {
			format |= (word.p[i] | 32) == 'f';
			raw |= (word.p[i] | 32) == 'r';
		}
		copy(r, n);
		rewrite_string(r, format, raw);
		return;
	}
	copy(r, n);
}

/* Code up to the bracket `until` (taken too), or to the end. */
static void rewrite_code(struct rewriter *r, char until)
{
	int floor = r->depth;

	while (r->at < r->in.n) {
		char c = peek(r, 0);

		if (until && c == until && r->depth == floor) {
			copy(r, 1);
			return;
		}
		if (c == '#') {
			while (r->at < r->in.n && peek(r, 0) != '\n')
				r->at++;
		} else if (c == '"' || c == '\'') {
			rewrite_string(r, false, false);
		} else if (ahead(r, STR("<..."))) {
			buf_adds(&r->out, MARK_DEEP "(");
			r->at += 4;
		} else if (ahead(r, STR("...>"))) {
			buf_addc(&r->out, ')');
			r->at += 4;
		} else if (rewrite_chain(r)) {
			continue;
		} else if (ahead(r, STR("..."))) {
			rewrite_dots(r);
		} else if (c == '$' && rewrite_metavar(r)) {
			continue;
		} else if (is_name(c)) {
			rewrite_word(r);
		} else if (c == '(' || c == '[' || c == '{') {
			open_bracket(r);
		} else if (c == ')' || c == ']' || c == '}') {
			close_bracket(r);
		} else {
			if (c == ',')
				close_typed(r);
			if (c == '\n' && !r->depth)
				r->def_line = false;
			copy(r, 1);
		}
	}
}

/* The first line's indentation is taken off every line that has it. */
static struct str dedent(struct arena *a, struct str text)
{
	char *out = arena_alloc(a, text.n + 1);
	struct str rest = text, line, margin = STR("");
	size_t n = 0;
	bool first = true;

	while (str_cut(&rest, '\n', &line)) {
		size_t indent = 0;

		while (indent < line.n && (line.p[indent] == ' ' || line.p[indent] == '\t'))
			indent++;
		if (indent == line.n || (line.n && line.p[indent] == '\r'))
			line.n = indent = 0;
		if (first && line.n) {
			margin = str_slice(line, 0, indent);
			first = false;
		}
		if (margin.n && str_starts(line, margin))
			line = str_slice(line, margin.n, line.n);
		if (line.n)
			memcpy(out + n, line.p, line.n);
		n += line.n;
		out[n++] = '\n';
	}
	return (struct str){ out, n };
}

static bool ends_with_decorator(struct str text)
{
	struct str rest = str_trim(text), line, last = STR("");

	while (str_cut(&rest, '\n', &line))
		if (line.n && line.p[0] != ' ' && line.p[0] != ')')
			last = line;
	return last.n && last.p[0] == '@';
}

struct str pk_pattern_unmark(struct arena *a, struct str rewritten)
{
	static const struct {
		const char *mark, *written;
	} table[] = { { MARK_METAVAR, "$" },
		      { MARK_ARGS, "$..." },
		      { MARK_DOTS, "..." },
		      { MARK_CHAIN, " ... " },
		      { MARK_DEEP "(", "<..." },
		      { MARK_TYPED "(", "(" },
		      { "def " MARK_ANY_DEF "():", "" } };
	char *out = arena_alloc(a, rewritten.n + 1);
	size_t n = 0, i = 0;

	while (i < rewritten.n) {
		struct str rest = str_slice(rewritten, i, rewritten.n);
		size_t k = 0;

		while (k < sizeof(table) / sizeof(*table) && !str_starts(rest, str_from(table[k].mark)))
			k++;
		if (k == sizeof(table) / sizeof(*table)) {
			out[n++] = rewritten.p[i++];
			continue;
		}
		for (const char *w = table[k].written; *w; w++)
			out[n++] = *w;
		i += strlen(table[k].mark);
	}
	out[n] = '\0';
	return (struct str){ out, n };
}

struct str pk_pattern_text(struct arena *a, struct str pattern)
{
	struct rewriter *r = arena_new(a, struct rewriter);
	struct str out;

	r->in = dedent(a, pattern);
	buf_init(&r->out, PK_MAX_PATTERN_BYTES * 16);
	rewrite_code(r, '\0');
	if (ends_with_decorator(r->in))
		buf_adds(&r->out, "\ndef " MARK_ANY_DEF "(): " MARK_DOTS "\n");
	out = arena_str(a, buf_str(&r->out));
	buf_release(&r->out);
	return out;
}
