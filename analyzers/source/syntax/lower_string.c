/* String literals: decoded, joined with their neighbours, and read as f-strings or as the strings of a pattern. */
#include "source/text/decode.h"
#include "source/syntax/lower.h"
#include "source/text/regex.h"
#include "util/limits.h"

struct literal {
	bool raw, bytes, format, triple;
	uint32_t start, end; /* of the contents */
};

/* What the quotes and the letters before them say. A literal may lack its closing quotes. */
static struct literal read_literal(const struct lower *l, uint32_t c)
{
	struct literal s = { .start = cst(l, c)->start, .end = cst(l, c)->end };
	const char *p = l->source.p;
	uint32_t quotes;

	for (; s.start < s.end && p[s.start] != '"' && p[s.start] != '\'' && p[s.start] != '`'; s.start++) {
		s.raw |= (p[s.start] | 32) == 'r';
		s.bytes |= (p[s.start] | 32) == 'b';
		s.format |= (p[s.start] | 32) == 'f' || (p[s.start] | 32) == 't';
	}
	s.triple = s.end - s.start >= 3 && p[s.start + 1] == p[s.start] && p[s.start + 2] == p[s.start];
	quotes = s.triple ? 3 : 1;
	if (s.end - s.start >= 2 * quotes && p[s.end - 1] == p[s.start])
		s.end -= quotes;
	s.start += s.end - s.start >= quotes ? quotes : s.end - s.start;
	return s;
}

static int digit(char c, int base)
{
	int v = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : 99;

	return v < base ? v : -1;
}

/* Up to n digits of the base at *i; false when there are none (or, if exact, fewer than n). */
static bool number(struct str s, size_t *i, int n, int base, bool exact, uint32_t *out)
{
	int k = 0;

	*out = 0;
	for (; k < n && *i + (size_t)k < s.n && digit(s.p[*i + (size_t)k], base) >= 0; k++)
		*out = *out * (uint32_t)base + (uint32_t)digit(s.p[*i + (size_t)k], base);
	if (k == 0 || (exact && k < n))
		return false;
	*i += (size_t)k;
	return true;
}

static void put(char *out, size_t *n, uint32_t c, bool bytes)
{
	if (bytes && c < 256)
		out[(*n)++] = (char)c;
	else
		*n += pk_utf8_put(c > 0x10ffff ? 0xfffd : c, out + *n);
}

/* One escape behind a backslash at s.p[*i]; what Python does not know stays as written. */
static void unescape_one(struct str s, size_t *i, bool bytes, char *out, size_t *n)
{
	static const char from[] = "\\'\"abfnrtv", to[] = "\\'\"\a\b\f\n\r\t\v";
	size_t at = *i + 1;
	const char *simple = s.p[*i] ? strchr(from, s.p[*i]) : NULL;
	uint32_t c;

	if (simple) {
		out[(*n)++] = to[simple - from];
		*i += 1;
	} else if (s.p[*i] == '\n') {
		*i += 1;
	} else if (s.p[*i] == '\r') {
		*i += 1 + (at < s.n && s.p[at] == '\n');
	} else if (number(s, i, 3, 8, false, &c)) {
		put(out, n, c, bytes);
	} else if ((s.p[*i] == 'x' && number(s, &at, 2, 16, true, &c)) || (!bytes && s.p[*i] == 'u' && number(s, &at, 4, 16, true, &c)) ||
		   (!bytes && s.p[*i] == 'U' && number(s, &at, 8, 16, true, &c))) {
		put(out, n, c, bytes);
		*i = at;
	} else {
		out[(*n)++] = '\\';
	}
}

/* The value of contents; braces == true also makes {{ and }} one brace. */
static struct str decode(struct lower *l, struct str s, const struct literal *lit, bool braces)
{
	char *out;
	size_t n = 0;

	if ((lit->raw || !memchr(s.p, '\\', s.n)) && !(braces && (memchr(s.p, '{', s.n) || memchr(s.p, '}', s.n))))
		return arena_str(l->arena, s);
	out = arena_alloc(l->arena, s.n + 5);
	for (size_t i = 0; i < s.n;) {
		char c = s.p[i++];

		if (c == '\\' && !lit->raw && i < s.n) {
			unescape_one(s, &i, lit->bytes, out, &n);
			continue;
		}
		if (braces && (c == '{' || c == '}') && i < s.n && s.p[i] == c)
			i++;
		out[n++] = c;
	}
	out[n] = '\0';
	return (struct str){ out, n };
}

static uint16_t flags_of(const struct literal *lit)
{
	return (uint16_t)((lit->bytes ? PKF_BYTES : 0) | (lit->raw ? PKF_RAW : 0) | (lit->format ? PKF_FORMAT : 0) |
			  (lit->triple ? PKF_TRIPLE : 0));
}

static void emit_text(struct lower *l, enum pk_node_kind kind, uint32_t start, uint32_t end, struct str text, uint16_t flags)
{
	uint32_t node = lower_open_span(l, kind, start, end);

	l->nodes.v[node].flags = flags;
	l->nodes.v[node].aux = lower_text(l, text);
	lower_close(l, node);
}

/* ---- strings of patterns ---- */

static size_t metavar_length(struct str s, size_t at)
{
	size_t i = at + 1;

	if (s.p[at] != '$' || i >= s.n || !((s.p[i] >= 'A' && s.p[i] <= 'Z') || s.p[i] == '_'))
		return 0;
	while (i < s.n && ((s.p[i] >= 'A' && s.p[i] <= 'Z') || (s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '_'))
		i++;
	return i - at;
}

static void emit_metavar(struct lower *l, uint32_t start, uint32_t end, struct str name)
{
	uint32_t node = lower_open_span(l, PKN_STRING_MV, start, end);

	l->nodes.v[node].sym = intern(l->symbols, name);
	lower_close(l, node);
}

/* "=~/regex/flags" */
static bool emit_regex(struct lower *l, uint32_t start, uint32_t end, struct str text)
{
	size_t last = str_rfind(text, '/');
	uint8_t flags = 0;
	uint32_t node;

	if (!str_starts(text, STR("=~/")) || last == SIZE_MAX || last < 3)
		return false;
	for (size_t i = last + 1; i < text.n; i++)
		flags |= (uint8_t)(text.p[i] == 'i' ? PK_REGEX_FOLD : text.p[i] == 'm' ? PK_REGEX_MULTILINE : PK_REGEX_DOTALL);
	node = lower_open_span(l, PKN_STRING_REGEX, start, end);
	l->nodes.v[node].op = flags;
	l->nodes.v[node].aux = lower_text(l, arena_str(l->arena, str_slice(text, 3, last)));
	lower_close(l, node);
	return true;
}

/* The whole contents of a pattern's string, when they say more than themselves. */
static bool emit_special(struct lower *l, uint32_t start, uint32_t end, struct str text)
{
	if (str_is(text, "...")) {
		lower_close(l, lower_open_span(l, PKN_STRING_ANY, start, end));
		return true;
	}
	if (text.n && metavar_length(text, 0) == text.n) {
		emit_metavar(l, start, end, text);
		return true;
	}
	return emit_regex(l, start, end, text);
}

/* The text between two interpolations, gathered from one or more literals. */
struct run {
	char *v;
	uint32_t n, cap;
	uint32_t start, end;
	uint16_t flags;
};

static void run_add(struct lower *l, struct run *r, uint32_t start, uint32_t end, struct str text, uint16_t flags)
{
	if (!text.n)
		return;
	if (r->n)
		flags |= PKF_CONCAT;
	else
		r->start = start;
	vec_reserve(l->arena, r, r->n + (uint32_t)text.n + 1);
	memcpy(r->v + r->n, text.p, text.n);
	r->n += (uint32_t)text.n;
	r->v[r->n] = '\0';
	r->end = end;
	r->flags |= flags;
}

static void run_flush(struct lower *l, struct run *r)
{
	if (r->n)
		emit_text(l, PKN_STRING, r->start, r->end, (struct str){ r->v, r->n }, r->flags);
	*r = (struct run){ 0 };
}

/* A piece of a pattern's f-string: `...` and $X stand among other text. */
static void add_pattern_piece(struct lower *l, struct run *r, uint32_t start, uint32_t end, struct str text)
{
	size_t from = 0, n;

	for (size_t i = 0; i < text.n; i += n ? n : 1) {
		bool dots = str_starts(str_slice(text, i, text.n), STR("..."));

		n = dots ? 3 : metavar_length(text, i);
		if (!n)
			continue;
		run_add(l, r, start, end, str_slice(text, from, i), 0);
		run_flush(l, r);
		if (dots)
			lower_close(l, lower_open_span(l, PKN_STRING_ANY, start, end));
		else
			emit_metavar(l, start, end, str_slice(text, i, i + n));
		from = i + n;
	}
	run_add(l, r, start, end, str_slice(text, from, text.n), 0);
}

/* ---- f-strings ---- */

static void lower_interpolation(struct lower *l, uint32_t c);

/* What stands behind the colon of an interpolation. */
static void lower_format_spec(struct lower *l, uint32_t c)
{
	uint32_t node = lower_open(l, PKN_FSTRING, c), at = cst(l, c)->start + 1;
	struct run r = { 0 };

	for (uint32_t i = cst_first(l, c); i; i = cst_next(l, c, i)) {
		if (cst(l, i)->kind != CST_format_expression || cst(l, i)->start < at)
			continue;
		run_add(l, &r, at, cst(l, i)->start, str_slice(l->source, at, cst(l, i)->start), 0);
		run_flush(l, &r);
		lower_interpolation(l, i);
		at = cst(l, i)->end;
	}
	if (at < cst(l, c)->end)
		run_add(l, &r, at, cst(l, c)->end, str_slice(l->source, at, cst(l, c)->end), 0);
	run_flush(l, &r);
	lower_close(l, node);
}

static void lower_interpolation(struct lower *l, uint32_t c)
{
	uint32_t node = lower_open(l, PKN_INTERP, c), spec = cst_field(l, c, CSTF_format_specifier);

	lower_expr_or_absent(l, cst_field(l, c, CSTF_expression));
	if (!spec)
		lower_absent(l, cst(l, c)->end);
	else if (++l->depth > PK_MAX_TREE_DEPTH)
		lower_flat(l, spec, cst(l, spec)->end_node);
	else
		lower_format_spec(l, spec);
	l->depth -= spec != 0;
	lower_close(l, node);
}

static void add_piece(struct lower *l, struct run *r, uint32_t start, uint32_t end, const struct literal *lit)
{
	struct str text;

	if (start >= end)
		return;
	text = decode(l, str_slice(l->source, start, end), lit, lit->format);
	if (l->pattern)
		add_pattern_piece(l, r, start, end, text);
	else
		run_add(l, r, start, end, text, flags_of(lit));
}

/* The pieces of one literal inside an FSTRING. */
static void lower_pieces(struct lower *l, struct run *r, uint32_t c)
{
	struct literal lit = read_literal(l, c);
	uint32_t at = lit.start;

	for (uint32_t i = cst_first(l, c); i && lit.format; i = cst_next(l, c, i)) {
		if (cst(l, i)->kind != CST_interpolation)
			continue;
		add_piece(l, r, at, cst(l, i)->start, &lit);
		run_flush(l, r);
		lower_interpolation(l, i);
		at = cst(l, i)->end;
	}
	add_piece(l, r, at, lit.end, &lit);
}

static void lower_fstring(struct lower *l, uint32_t c, bool joined)
{
	uint32_t node = lower_open(l, PKN_FSTRING, c);
	struct run r = { 0 };

	l->nodes.v[node].flags = joined ? PKF_CONCAT : 0;
	if (!joined)
		lower_pieces(l, &r, c);
	for (uint32_t i = joined ? cst_first(l, c) : 0; i; i = cst_next(l, c, i))
		if (cst(l, i)->kind == CST_string)
			lower_pieces(l, &r, i);
	run_flush(l, &r);
	lower_close(l, node);
}

static bool has_interpolation(const struct lower *l, uint32_t c)
{
	for (uint32_t i = c + 1; i < cst(l, c)->end_node; i++)
		if (cst(l, i)->kind == CST_interpolation)
			return true;
	return false;
}

static bool is_format(const struct lower *l, uint32_t c)
{
	if (cst(l, c)->kind == CST_string)
		return read_literal(l, c).format;
	for (uint32_t i = cst_first(l, c); i; i = cst_next(l, c, i))
		if (cst(l, i)->kind == CST_string && read_literal(l, i).format)
			return true;
	return false;
}

static void lower_joined(struct lower *l, uint32_t c)
{
	struct literal lit = { 0 };
	struct run r = { 0 };

	for (uint32_t i = cst_first(l, c); i; i = cst_next(l, c, i)) {
		if (cst(l, i)->kind != CST_string)
			continue;
		lit = read_literal(l, i);
		run_add(l, &r, 0, 0, decode(l, str_slice(l->source, lit.start, lit.end), &lit, lit.format), 0);
	}
	emit_text(l, PKN_STRING, cst(l, c)->start, cst(l, c)->end, r.n ? (struct str){ r.v, r.n } : STR(""), flags_of(&lit) | PKF_CONCAT);
}

static void lower_literal(struct lower *l, uint32_t c)
{
	struct literal lit = read_literal(l, c);
	struct str contents = str_slice(l->source, lit.start, lit.end);
	uint32_t start = cst(l, c)->start, end = cst(l, c)->end;

	if (!l->pattern || !emit_special(l, start, end, contents))
		emit_text(l, PKN_STRING, start, end, decode(l, contents, &lit, lit.format), flags_of(&lit));
}

/* "..." "..." of a pattern: strings joined by standing side by side. */
static bool lower_any_joined(struct lower *l, uint32_t c)
{
	uint32_t node;

	for (uint32_t i = cst_first(l, c); i; i = cst_next(l, c, i)) {
		struct literal lit = read_literal(l, i);

		if (!str_is(str_slice(l->source, lit.start, lit.end), "..."))
			return false;
	}
	node = lower_leaf(l, PKN_STRING_ANY, c);
	l->nodes.v[node].flags = PKF_CONCAT;
	return true;
}

void lower_string(struct lower *l, uint32_t c)
{
	bool joined = cst(l, c)->kind == CST_concatenated_string;

	if (l->pattern && joined && lower_any_joined(l, c))
		return;
	if (has_interpolation(l, c) || (l->pattern && is_format(l, c)))
		lower_fstring(l, c, joined);
	else if (joined)
		lower_joined(l, c);
	else
		lower_literal(l, c);
}
