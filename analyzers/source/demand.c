#include "source/demand.h"

#include "source/blocks.h"
#include "source/words.h"
#include "util/vec.h"

struct names {
	struct str *v;
	uint32_t n, cap;
};

enum { MAX_ALIASES = 64 }; /* other names of wanted words in one file; with more, all is parsed */

void pk_demand_all(struct pk_unit *u)
{
	u->demand.all = u->demand.any = true;
}

void pk_demand_classes(struct pk_unit *u)
{
	u->demand.classes = true;
}

void pk_demand_word(struct pk_unit *u, sym_t sym, enum pk_wanted how)
{
	const struct pk_words *w = pk_unit_words(u);

	if (!u->demand.words)
		u->demand.words = arena_zalloc(&u->scratch->arena, w->n_symbols, 1);
	u->demand.any = true;
	if (sym < w->n_symbols)
		u->demand.words[sym] |= how;
}

static bool is_wanted(const struct pk_unit *u, const struct pk_word *hit)
{
	unsigned how = hit->where & PK_WORD_COMMENT ? 0 : PK_WANTED_TEXT;

	how |= hit->where & PK_WORD_CODE ? PK_WANTED_NAME : 0;
	how |= hit->where & PK_WORD_BARE ? PK_WANTED_BARE : 0;
	return u->demand.words[hit->sym] & how;
}

static void add_name(struct pk_unit *u, struct names *names, struct str name)
{
	for (uint32_t i = 0; i < names->n; i++)
		if (str_eq(names->v[i], name))
			return;
	vec_push(&u->scratch->arena, names, name);
}

static size_t skip_blanks(struct str text, size_t at)
{
	while (at < text.n && (text.p[at] == ' ' || text.p[at] == '\t' || text.p[at] == '\\' || text.p[at] == '\n' || text.p[at] == '\r'))
		at++;
	return at;
}

/* Whether a line ends between the two, and the statement with it. */
static bool ends_between(struct str text, size_t from, size_t to)
{
	const char *nl = memchr(text.p + from, '\n', to - from);

	return nl && !memchr(text.p + from, '\\', to - from);
}

/* from ... word import a, b as c: all that is bound stands for the word. */
static void imported_names(struct pk_unit *u, size_t at, struct names *names)
{
	const char *end = memchr(u->text.p + at, '\n', u->text.n - at);
	struct str text = str_slice(u->text, 0, end ? (size_t)(end - u->text.p) : u->text.n), word;
	size_t open = skip_blanks(u->text, at);

	if (open < u->text.n && u->text.p[open] == '(') {
		end = memchr(u->text.p + open, ')', u->text.n - open);
		text.n = end ? (size_t)(end - u->text.p) : u->text.n;
	}
	while (names->n <= MAX_ALIASES && pk_next_word(text, &at, &word))
		if (!str_is(word, "as"))
			add_name(u, names, word);
}

/* What an import makes of the word: `word as name`, `from word import name`. */
static void alias_behind(struct pk_unit *u, struct pk_word hit, struct names *names)
{
	size_t end = hit.at + intern_text(u->scratch->base, hit.sym).n, start = skip_blanks(u->text, end), at = start;
	struct str word;

	if (at >= u->text.n || (u->text.p[at] != 'a' && u->text.p[at] != 'i') || !pk_next_word(u->text, &at, &word))
		return;
	if (str_is(word, "import") && !ends_between(u->text, end, start))
		imported_names(u, at, names);
	else if (str_is(word, "as") && pk_next_word(u->text, &at, &word))
		add_name(u, names, word);
}

static bool is_compound(struct str word)
{
	static const char *const heads[] = { "if", "else", "elif", "try", "except", "finally", "with", "for", "while", "async", "match" };

	for (size_t i = 0; i < sizeof(heads) / sizeof(*heads); i++)
		if (str_is(word, heads[i]))
			return true;
	return false;
}

/* The words of a line that stand before its last `=`, up to a bracket that can only be a call's. */
static void targets(struct pk_unit *u, struct str line, struct names *names)
{
	size_t at = skip_blanks(line, 0), end = at, last = 0;
	bool calls;
	struct str word;

	calls = at < line.n && line.p[at] != '(' && pk_next_word(line, &end, &word) && !is_compound(word);
	end = skip_blanks(line, end);
	calls = calls && end < line.n && line.p[end] != ':' && line.p[end] != ',';
	for (end = at; end < line.n && !(calls && (line.p[end] == '(' || line.p[end] == '{')); end++)
		if (line.p[end] == '=')
			last = end;
	for (line.n = last; pk_next_word(line, &at, &word);)
		if (!is_compound(word) && !(word.p[0] >= '0' && word.p[0] <= '9'))
			add_name(u, names, word);
}

/* name = """ ... word ...: text of several lines that is no name. */
static bool is_in_text(struct pk_unit *u, struct pk_word hit, size_t start)
{
	struct str before = str_slice(u->text, start, hit.at);
	size_t open = str_find(before, STR("\"\"\""), 0), eq = str_find(before, STR("="), 0);

	return !(u->demand.words[hit.sym] & PK_WANTED_TEXT) && open != SIZE_MAX && eq < open && open - eq <= 3 &&
	       str_find(before, STR("\"\"\""), open + 3) == SIZE_MAX;
}

/* name = ... word ... : what the lines of a statement assign to, up to the hit, when that is no call. */
static void alias_before(struct pk_unit *u, struct pk_word hit, const struct pk_block *block, struct names *names)
{
	size_t behind = skip_blanks(u->text, hit.at + intern_text(u->scratch->base, hit.sym).n), at = block->span.start;

	if ((behind < u->text.n && u->text.p[behind] == '(') || is_in_text(u, hit, at))
		return;
	while (at < hit.at && names->n <= MAX_ALIASES) {
		const char *nl = memchr(u->text.p + at, '\n', hit.at - at);
		size_t end = nl ? (size_t)(nl - u->text.p) : hit.at;

		targets(u, str_slice(u->text, at, end), names);
		at = end + 1;
	}
}

/* Other names that wanted words go by in this file. */
static void find_aliases(struct pk_unit *u, const struct pk_blocks *blocks, struct names *names)
{
	const struct pk_words *w = u->words;
	uint32_t b = 0;

	for (uint32_t i = 0; i < w->n; i++) {
		if (!is_wanted(u, &w->hits[i]))
			continue;
		while (b + 1 < blocks->n && blocks->v[b].span.end <= w->hits[i].at)
			b++;
		alias_behind(u, w->hits[i], names);
		if (!blocks->v[b].is_definition)
			alias_before(u, w->hits[i], &blocks->v[b], names);
	}
}

static bool holds_name(struct pk_unit *u, struct span span, const struct names *names)
{
	struct str text = str_slice(u->text, 0, span.end), word;
	size_t at = span.start;

	while (names->n && pk_next_word(text, &at, &word))
		for (uint32_t i = 0; i < names->n; i++)
			if (str_eq(names->v[i], word))
				return true;
	return false;
}

/* Whether a statement may begin with the word at `at`, or an import that a from began. */
static bool may_begin(struct str text, size_t at)
{
	size_t line = at;

	while (line > 0 && text.p[line - 1] != '\n' && text.p[line - 1] != ';' && text.p[line - 1] != ':')
		line--;
	line = skip_blanks(text, line);
	return line == at || str_starts(str_slice(text, line, at), STR("from"));
}

/* Statements that reach beyond their function: `global x`, and imports inside it, which count for the rest of the file. */
static bool reaches_out(struct pk_unit *u, struct span span)
{
	struct str text = str_slice(u->text, 0, span.end), word;
	size_t at = span.start;

	while (pk_next_word(text, &at, &word))
		if (word.n == 6 && (str_is(word, "global") || str_is(word, "import")) && may_begin(text, (size_t)(word.p - text.p)))
			return true;
	return false;
}

struct choice {
	struct pk_unit *unit;
	struct names names;
	uint32_t hit; /* the next word of the file */
	struct spans VEC(struct span) spans;
};

static bool is_needed(struct choice *c, struct span span)
{
	const struct pk_words *w = c->unit->words;
	bool wanted = false;

	while (c->hit < w->n && w->hits[c->hit].at < span.start)
		c->hit++;
	for (; c->hit < w->n && w->hits[c->hit].at < span.end; c->hit++)
		wanted = wanted || is_wanted(c->unit, &w->hits[c->hit]);
	return wanted || holds_name(c->unit, span, &c->names) || reaches_out(c->unit, span);
}

static void take(struct choice *c, struct span span)
{
	struct span *last = c->spans.n ? &c->spans.v[c->spans.n - 1] : NULL;

	if (last && last->end == span.start)
		last->end = span.end;
	else
		vec_push(&c->unit->scratch->arena, &c->spans, span);
}

/* Of a class, the methods that hold something, when all it holds is in methods. */
static void take_class(struct choice *c, struct span span, uint32_t first_hit)
{
	struct pk_blocks members = pk_blocks_of_class(&c->unit->scratch->arena, c->unit->text, span);
	bool *needed = arena_zalloc(&c->unit->scratch->arena, members.n + 1, sizeof(*needed));
	bool whole = members.broken;

	c->hit = first_hit;
	for (uint32_t m = 0; m < members.n && !whole; m++) {
		needed[m] = is_needed(c, members.v[m].span);
		whole = needed[m] && !members.v[m].is_definition;
	}
	for (uint32_t m = 0; m < members.n && !whole; m++)
		if (needed[m] || !members.v[m].is_definition)
			take(c, members.v[m].span);
	if (whole)
		take(c, span);
}

static void choose(struct choice *c, const struct pk_blocks *blocks)
{
	for (uint32_t b = 0; b < blocks->n; b++) {
		const struct pk_block *block = &blocks->v[b];
		uint32_t first_hit = c->hit;

		if (!block->is_definition)
			take(c, block->span);
		else if (!is_needed(c, block->span))
			continue;
		else if (block->is_class && !c->unit->demand.classes)
			take_class(c, block->span, first_hit);
		else
			take(c, block->span);
	}
}

struct span *pk_demand_ranges(struct pk_unit *u, uint32_t *n)
{
	struct choice c = { .unit = u };
	struct pk_blocks blocks;

	*n = 0;
	if (u->demand.all || !u->demand.words)
		return NULL;
	blocks = pk_blocks_of(&u->scratch->arena, u->text);
	if (blocks.broken || !blocks.n)
		return NULL;
	find_aliases(u, &blocks, &c.names);
	if (c.names.n > MAX_ALIASES)
		return NULL;
	choose(&c, &blocks);
	if (!c.spans.n)
		take(&c, (struct span){ 0 });
	*n = c.spans.n;
	return c.spans.v;
}
