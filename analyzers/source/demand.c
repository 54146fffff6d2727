#include "source/demand.h"

#include "source/blocks.h"
#include "source/words.h"
#include "util/vec.h"

struct names {
	struct str *v;
	uint32_t n, cap;
};

enum {
	WANTED = 1, /* a word, wherever it stands */
	WANTED_BARE = 2,
	MAX_ALIASES = 64, /* other names of wanted words in one file; with more, all is parsed */
};

void pk_demand_all(struct pk_unit *u)
{
	u->demand.all = u->demand.any = true;
}

void pk_demand_classes(struct pk_unit *u)
{
	u->demand.classes = true;
}

void pk_demand_word(struct pk_unit *u, sym_t sym, bool bare)
{
	const struct pk_words *w = pk_unit_words(u);

	if (!u->demand.words)
		u->demand.words = arena_zalloc(&u->scratch->arena, w->n_symbols, 1);
	u->demand.any = true;
	if (sym < w->n_symbols)
		u->demand.words[sym] |= bare ? WANTED_BARE : WANTED;
}

static bool is_wanted(const struct pk_unit *u, const struct pk_word *hit)
{
	return u->demand.words[hit->sym] & (hit->is_bare ? WANTED | WANTED_BARE : WANTED);
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
	size_t at = skip_blanks(u->text, hit.at + intern_text(u->scratch->base, hit.sym).n);
	struct str word;

	if (at >= u->text.n || (u->text.p[at] != 'a' && u->text.p[at] != 'i') || !pk_next_word(u->text, &at, &word))
		return;
	if (str_is(word, "import"))
		imported_names(u, at, names);
	else if (str_is(word, "as") && pk_next_word(u->text, &at, &word))
		add_name(u, names, word);
}

/* name = ... word ... : the first word of a simple statement, when the hit is no call. */
static void alias_before(struct pk_unit *u, struct pk_word hit, const struct pk_block *block, struct names *names)
{
	size_t behind = skip_blanks(u->text, hit.at + intern_text(u->scratch->base, hit.sym).n), at = block->span.start;
	struct str word;

	if (behind < u->text.n && u->text.p[behind] == '(')
		return;
	if (pk_next_word(u->text, &at, &word) && word.p + word.n <= u->text.p + hit.at)
		add_name(u, names, word);
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

/* Statements that reach beyond their function: `global x`, and imports inside it, which count for the rest of the file. */
static bool reaches_out(struct pk_unit *u, struct span span)
{
	struct str text = str_slice(u->text, 0, span.end), word;
	size_t at = span.start;

	while (pk_next_word(text, &at, &word))
		if (word.n == 6 && (str_is(word, "global") || str_is(word, "import")))
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
