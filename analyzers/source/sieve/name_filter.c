#include "source/sieve/name_filter.h"

#include "source/lex/lexical.h"
#include "util/pairs.h"
#include "source/sieve/identifiers.h"

enum { ANYTHING }; /* instead of a module */

struct pk_name_filter {
	struct arena *arena;
	struct str text;
	struct pk_pairs meanings; /* of a name's hash, and that of the first part of the module it comes from, or ANYTHING */
	bool starred;             /* everything is imported from somewhere */
	bool dynamic;             /* what a call returns may be a module */
};

static void may_mean(struct pk_name_filter *r, struct str name, uint32_t module)
{
	if (pk_pairs_has(&r->meanings, pk_pair(module, ANYTHING)))
		module = ANYTHING;
	(void)pk_pairs_add(r->arena, &r->meanings, pk_pair(pk_line_name_hash(name), module));
}

/* What is theirs is known without them: builtins.open is open. */
static void take_builtins(struct pk_name_filter *r)
{
	may_mean(r, STR("builtins"), ANYTHING);
	may_mean(r, STR("__builtin__"), ANYTHING);
	may_mean(r, STR("__builtins__"), ANYTHING);
}

static size_t skip_blanks(struct str line, size_t at)
{
	while (at < line.n && (line.p[at] == ' ' || line.p[at] == '\t'))
		at++;
	return at;
}

/* ---- imports ---- */

static bool has(struct str line, char c)
{
	return memchr(line.p, c, line.n) != NULL;
}

/* Nothing but one import, and it is plain where it ends. */
static bool is_plain(struct str line)
{
	struct str word;
	size_t at = 0;

	if (!pk_next_word(line, &at, &word) || !(str_is(word, "import") || str_is(word, "from")))
		return false;
	return !has(line, ';') && !has(line, '\\') && !has(line, '"') && !has(line, '\'') && !(has(line, '#') && has(line, '('));
}

/* A line with more in it. */
static void take_all(struct pk_name_filter *r, struct str line)
{
	struct str word;

	for (size_t at = 0; pk_next_word(line, &at, &word);)
		may_mean(r, word, ANYTHING);
}

/* import m.a as name, m; from m.a import name, a as name */
static void take_import(struct pk_name_filter *r, struct str line)
{
	struct str word, before = STR_NONE;
	bool from = false, members = false, begins = true; /* begins: a module's first part is next */
	uint32_t module = ANYTHING;

	for (size_t at = 0; pk_next_word(line, &at, &word); before = word) {
		if (!before.n) {
			from = str_is(word, "from");
		} else if (str_is(word, "import")) {
			members = true;
			begins = false;
		} else if (begins) {
			module = word.p[-1] == '.' ? ANYTHING : pk_line_name_hash(word);
			begins = false;
		} else if (members || str_is(before, "as")) {
			may_mean(r, word, module);
		}
		begins = begins || (!from && line.p[skip_blanks(line, at)] == ',');
	}
}

static void read_imports(struct pk_name_filter *r, struct str line)
{
	const char *comment = memchr(line.p, '#', line.n);

	r->starred |= has(line, '*');
	if (is_plain(line))
		take_import(r, str_slice(line, 0, comment ? (size_t)(comment - line.p) : line.n));
	else
		take_all(r, line);
}

/* ---- assignments ---- */

static size_t skip_name(struct str line, size_t at)
{
	while (at < line.n && (pk_is_word_byte(line.p[at]) || line.p[at] == '.'))
		at++;
	return at;
}

/* `name = f(x)`, `name = "text"`: a value of its own, no other name for something. */
static bool is_value(struct str line)
{
	size_t at = skip_blanks(line, skip_name(line, skip_blanks(line, 0))), start, end;

	if (at + 1 >= line.n || line.p[at] != '=')
		return false;
	start = skip_blanks(line, at + 1);
	end = skip_name(line, start);
	if (end >= line.n || line.p[start] == '(')
		return false;
	return line.p[end] == '(' || line.p[end] == '[' || line.p[end] == '{' || line.p[end] == '"' || line.p[end] == '\'';
}

/* A line that is no import: names that it may give to what has another one. */
static void read_others(struct pk_name_filter *r, const struct pk_line *l, const struct pk_line_name *names)
{
	struct str line = str_slice(r->text, l->span.start, l->span.end);
	bool checked = false;

	for (uint32_t i = 0; i < l->n_names; i++) {
		if ((names[i].use & (PK_NAME_CHANGES | PK_NAME_ATTR | PK_NAME_PART)) != PK_NAME_CHANGES)
			continue;
		if (!checked && !(l->flags & PK_LINE_TARGETS) && (l->flags & PK_LINE_OPENS || (!r->dynamic && is_value(line))))
			return;
		checked = true;
		(void)pk_pairs_add(r->arena, &r->meanings, pk_pair(names[i].hash, ANYTHING));
	}
}

const struct pk_name_filter *pk_name_filter_new(struct arena *a, struct pk_unit *u, const struct pk_logical_lines *lines)
{
	struct pk_name_filter *r = arena_new(a, struct pk_name_filter);

	*r = (struct pk_name_filter){ .arena = a, .text = u->text, .dynamic = pk_unit_idents(u)->dynamic };
	take_builtins(r);
	for (uint32_t i = 1; i < lines->n; i++) {
		const struct pk_line *l = &lines->v[i];

		if (l->flags & PK_LINE_IMPORTS)
			read_imports(r, str_slice(r->text, l->span.start, l->span.end));
		else
			read_others(r, l, &lines->names.v[l->names]);
	}
	return r;
}

/* ---- what stands before a word ---- */

/* Behind the blanks before `at`, of which line ends are none. */
static size_t before_blanks(struct str text, size_t at)
{
	while (at && (text.p[at - 1] == ' ' || text.p[at - 1] == '\t' || text.p[at - 1] == '\f'))
		at--;
	return at;
}

static struct str word_before(struct str text, size_t end)
{
	size_t start = end;

	while (start && pk_is_word_byte(text.p[start - 1]))
		start--;
	return str_slice(text, start, end);
}

/* Behind a line's end, or `(name)`. */
static bool is_odd(struct str text, uint32_t line, size_t end)
{
	bool closed = end > line && text.p[end - 1] == ')';

	while (closed && end > line && (pk_is_word_byte(text.p[end - 1]) || strchr(" \t\f.)", text.p[end - 1])))
		end--;
	return end > line && (text.p[end - 1] == '\n' || text.p[end - 1] == '\r' || (closed && text.p[end - 1] == '('));
}

/* The first part of the dotted name that ends with the word at `at`: empty where it begins with something else than a name; *odd is set
 * where it may go on, before the line or in brackets. */
static struct str root_of(struct str text, uint32_t line, size_t at, struct str word, bool *odd)
{
	size_t end = before_blanks(text, at);

	while (end > line && text.p[end - 1] == '.' && word.n) {
		word = word_before(text, before_blanks(text, end - 1));
		end = before_blanks(text, before_blanks(text, end - 1) - word.n);
	}
	*odd = is_odd(text, line, end);
	return word;
}

bool pk_name_filter_passes(const struct pk_name_filter *r, uint32_t line, uint32_t at, struct str word, struct str first)
{
	bool odd;
	struct str root = root_of(r->text, line, at, word, &odd);
	uint32_t hash = pk_line_name_hash(root);

	if (odd || r->starred || str_eq(root, first) || !root.n)
		return odd || root.n || r->dynamic;
	return pk_pairs_has(&r->meanings, pk_pair(hash, ANYTHING)) || pk_pairs_has(&r->meanings, pk_pair(hash, pk_line_name_hash(first)));
}
