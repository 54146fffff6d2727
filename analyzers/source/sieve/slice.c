#include "source/sieve/slice.h"

#include "source/lex/lexical.h"
#include "source/sieve/criterion.h"
#include "util/pairs.h"
#include "source/sieve/name_filter.h"
#include "source/lex/logical_lines.h"
#include "source/sieve/identifiers.h"
#include "util/vec.h"

enum {
	MAX_ALIASES = 512, /* other names of wanted words in one file; with more, all is parsed */
	MAX_ROUNDS = 64,
};

/* Why a line is kept, and what of it counts: each one more than those before. */
enum reason {
	NOT,
	FRAME,  /* a header over something kept, a line that leaves */
	CHANGE, /* it changes something of a name that is read: what is known of it is lost */
	BIND,   /* it binds one: what shows in the value counts */
	WANTED, /* all names in it count */
};

struct spans VEC(struct span);

struct slice {
	struct pk_unit *unit;
	struct arena *arena;
	const struct pk_logical_lines *lines;
	const struct pk_name_filter *roots; /* NULL before they were asked for */
	uint8_t *kept;                      /* by line: enum reason */
	const bool *shares;                 /* by scope: what it binds may be the module's */
	struct pk_pairs bound, read;        /* names in scopes, of which it counts what binds them; and what changes them too */
	struct pk_pairs aliases;
	struct pk_pairs named; /* in lines that are kept, wherever: what one scope imports is known in all */
	bool grows;            /* since the last round */
};

/* ---- lines ---- */

static uint32_t scope_of(const struct slice *s, const struct pk_line *l)
{
	return s->shares[l->scope] ? 0 : l->scope;
}

static void add(struct slice *s, struct pk_pairs *set, uint32_t hash, uint32_t scope)
{
	if (!pk_pairs_add(s->arena, set, pk_pair(hash, scope)))
		return;
	s->grows = true;
	if (scope)
		(void)pk_pairs_add(s->arena, set, pk_pair(hash, 0));
}

/* The line sets it, whatever it was. */
static bool is_target(const struct pk_line_name *name)
{
	return (name->use & (PK_NAME_CHANGES | PK_NAME_TOP | PK_NAME_PART)) == (PK_NAME_CHANGES | PK_NAME_TOP);
}

/* What the line reads, as far as it counts: of a name that stands for a thing it is enough to know what binds it. */
static void read_names(struct slice *s, const struct pk_line *l, enum reason why)
{
	for (uint32_t i = 0; i < l->n_names; i++) {
		const struct pk_line_name *name = &s->lines->names.v[l->names + i];

		if (name->use & PK_NAME_ATTR || (why < WANTED && name->use & PK_NAME_PASSED && !(l->flags & PK_LINE_TARGETS)))
			continue;
		add(s, &s->bound, name->hash, scope_of(s, l));
		if (!is_target(name) && !(name->use & PK_NAME_ROOT) && (why == WANTED || !(name->use & PK_NAME_CALLED)))
			add(s, &s->read, name->hash, scope_of(s, l));
	}
}

/* What imports its names is kept, too; an import's own do not count, but where it is not alone on its line. */
static void name_imports(struct slice *s, const struct pk_line *l)
{
	for (uint32_t i = 0; i < l->n_names; i++) {
		const struct pk_line_name *name = &s->lines->names.v[l->names + i];

		if (l->flags & PK_LINE_IMPORTS && !(name->use & PK_NAME_CHANGES))
			continue;
		if (!(name->use & PK_NAME_ATTR) && pk_pairs_add(s->arena, &s->named, pk_pair(name->hash, 0)))
			s->grows = true;
	}
}

/* The last line of a header's block. */
static uint32_t last_under(const struct slice *s, uint32_t line)
{
	uint32_t last = line;

	while (last + 1 < s->lines->n && s->lines->v[last + 1].parent >= line)
		last++;
	return last;
}

/* The line, its compound statement's other headers, and those over it. */
static void keep(struct slice *s, uint32_t line, enum reason why)
{
	const struct pk_line *l = &s->lines->v[line];
	enum reason before = s->kept[line];

	if (why && why < BIND && l->flags & PK_LINE_WITH)
		why = BIND;
	if (!line || before >= why)
		return;
	s->kept[line] = why;
	s->grows = true;
	if (why >= BIND)
		read_names(s, l, why);
	if (why != FRAME || !(l->flags & PK_LINE_LEAVES))
		name_imports(s, l);
	if (before)
		return;
	if (l->group != line)
		keep(s, l->group, FRAME);
	for (uint32_t c = l->group == line ? l->clause : 0; c; c = s->lines->v[c].clause)
		keep(s, c, FRAME);
	if (l->flags & PK_LINE_MATCH)
		keep(s, line + 1, FRAME);
	if (l->flags & PK_LINE_FOR && l->flags & PK_LINE_OPENS && s->unit->criterion.bodies) {
		keep(s, line + 1, FRAME);
		keep(s, last_under(s, line), FRAME);
	}
	keep(s, l->parent, FRAME);
}

/* A decorator and what it decorates are one. */
static void keep_decorated(struct slice *s)
{
	const struct pk_line *l = s->lines->v;

	for (uint32_t i = 1; i + 1 < s->lines->n; i++)
		if (s->kept[i] && l[i].flags & PK_LINE_DECORATES)
			keep(s, i + 1, FRAME);
	for (uint32_t i = s->lines->n - 1; i > 1; i--)
		if (s->kept[i] && l[i - 1].flags & PK_LINE_DECORATES)
			keep(s, i - 1, FRAME);
}

/* ---- other names of what is wanted ---- */

/* `name = a.b.word`, `name, other = word, word`: nothing but names between the word and the sign. */
static bool is_given_name(const struct slice *s, const struct pk_line *l, const struct pk_ident *hit)
{
	struct str text = s->unit->text;
	size_t at = hit->at, end = hit->at + intern_text(s->unit->scratch->base, hit->sym).n;

	if (hit->where & (PK_IDENT_TEXT | PK_IDENT_LABEL))
		return hit->where & (PK_IDENT_CODE | PK_IDENT_WHOLE);
	while (text.p[end] == ' ' || text.p[end] == '\t')
		end++;
	if (text.p[end] == '(' || text.p[end] == '.' || text.p[end] == '=' || text.p[end] == '[')
		return false;
	while (at > l->span.start && (pk_is_word_byte(text.p[at - 1]) || strchr(" \t\\\n\r.,(", text.p[at - 1])))
		if (text.p[--at] == '(' && at > l->span.start && pk_is_word_byte(text.p[at - 1]))
			return false; /* passed to a call */
	return at > l->span.start && text.p[at - 1] == '=';
}

static void alias(struct slice *s, uint32_t hash, uint32_t scope)
{
	if (pk_pairs_add(s->arena, &s->aliases, pk_pair(hash, scope)))
		s->grows = true;
}

/* The names that of these uses have no other than being changed. */
static void alias_names(struct slice *s, const struct pk_line *l, unsigned uses)
{
	for (uint32_t i = 0; i < l->n_names; i++) {
		const struct pk_line_name *name = &s->lines->names.v[l->names + i];

		if ((name->use & uses) == PK_NAME_CHANGES)
			alias(s, name->hash, scope_of(s, l));
	}
}

/* A line that gives something wanted another name, or may. */
static void alias_changed(struct slice *s, const struct pk_line *l)
{
	alias_names(s, l, PK_NAME_CHANGES);
}

/* Lines with what the line binds matter as it does. */
static void alias_bound(struct slice *s, const struct pk_line *l)
{
	alias_names(s, l, PK_NAME_CHANGES | PK_NAME_PART);
}

static size_t skip_blanks(struct str text, size_t at)
{
	while (at < text.n && (text.p[at] == ' ' || text.p[at] == '\t' || text.p[at] == '\\' || text.p[at] == '\n' || text.p[at] == '\r'))
		at++;
	return at;
}

/* What an import makes of the word: `word.a as name`; `from word.a import name, ...`. */
static void alias_imported(struct slice *s, const struct pk_line *l, const struct pk_ident *hit)
{
	struct str text = str_slice(s->unit->text, 0, l->span.end), word;
	size_t at = skip_blanks(text, hit->at + intern_text(s->unit->scratch->base, hit->sym).n);

	while (at < text.n && text.p[at] == '.' && pk_next_word(text, &at, &word) && !str_is(word, "import"))
		at = skip_blanks(text, at);
	if (!pk_next_word(text, &at, &word))
		return;
	if (str_is(word, "as") && pk_next_word(text, &at, &word))
		alias(s, pk_line_name_hash(word), 0);
	else if (str_is(word, "import"))
		while (pk_next_word(text, &at, &word))
			alias(s, pk_line_name_hash(word), 0);
}

static bool has_alias(const struct slice *s, const struct pk_line *l)
{
	for (uint32_t i = 0; i < l->n_names; i++) {
		uint32_t hash = s->lines->names.v[l->names + i].hash;

		if (pk_pairs_has(&s->aliases, pk_pair(hash, 0)) || pk_pairs_has(&s->aliases, pk_pair(hash, scope_of(s, l))))
			return true;
	}
	return false;
}

/* ---- what is kept ---- */

/* Whether the word is wanted where it stands: as part of a dotted name only when that can be it. */
static bool is_wanted(struct slice *s, const struct pk_line *l, const struct pk_ident *hit)
{
	unsigned how = pk_criterion_wants(s->unit, hit);
	struct str word = intern_text(s->unit->scratch->base, hit->sym);
	const struct pk_criterion_owner *owner;

	if (how != PK_ROLE_PART || hit->where & PK_IDENT_TEXT || l->flags & PK_LINE_IMPORTS)
		return how;
	if (!s->roots)
		s->roots = pk_name_filter_new(s->arena, s->unit, s->lines);
	vec_each(owner, &s->unit->criterion.owners)
		if (owner->word == hit->sym && pk_name_filter_passes(s->roots, l->span.start, hit->at, word, owner->first))
			return true;
	return false;
}

/* Lines with wanted words, and those that were asked for. */
static void keep_wanted(struct slice *s)
{
	const struct pk_idents *w = pk_unit_idents(s->unit);
	const struct pk_criterion_places *places = &s->unit->criterion.places;
	uint32_t hit = 0, place = 0;

	for (uint32_t i = 1; i < s->lines->n; i++) {
		const struct pk_line *l = &s->lines->v[i];

		for (; place < places->n && places->v[place] < l->span.end; place++) {
			keep(s, i, WANTED);
			alias_bound(s, l);
		}
		if (s->unit->criterion.lines && s->unit->criterion.lines[i])
			keep(s, i, WANTED);
		if (l->flags & PK_LINE_SHARES)
			keep(s, i, FRAME);
		for (; hit < w->n && w->hits[hit].at < l->span.end; hit++) {
			if (!is_wanted(s, l, &w->hits[hit]))
				continue;
			keep(s, i, WANTED);
			if (l->flags & PK_LINE_IMPORTS)
				alias_imported(s, l, &w->hits[hit]);
			else if (l->flags & PK_LINE_SIMPLE && is_given_name(s, l, &w->hits[hit]))
				alias_changed(s, l);
		}
	}
}

/* What the line does to names that are read. */
static enum reason why_changes(const struct slice *s, const struct pk_line *l)
{
	uint32_t scope = scope_of(s, l);
	enum reason why = NOT;

	for (uint32_t i = 0; i < l->n_names; i++) {
		const struct pk_line_name *name = &s->lines->names.v[l->names + i];
		uint32_t key = pk_pair(name->hash, scope);

		if (!(name->use & PK_NAME_CHANGES))
			continue;
		if (!(name->use & PK_NAME_PART) && pk_pairs_has(&s->bound, key))
			return l->flags & (PK_LINE_DEFINES | PK_LINE_CLASS) ? FRAME : BIND;
		if (pk_pairs_has(&s->read, key))
			why = CHANGE;
	}
	return why;
}

/* Whether it may import a name that is kept. */
static bool imports_named(const struct slice *s, const struct pk_line *l)
{
	if (memchr(s->unit->text.p + l->span.start, '*', l->span.end - l->span.start))
		return true;
	for (uint32_t i = 0; i < l->n_names; i++) {
		const struct pk_line_name *name = &s->lines->names.v[l->names + i];

		if (!(name->use & PK_NAME_ATTR) && pk_pairs_has(&s->named, pk_pair(name->hash, 0)))
			return true;
	}
	return false;
}

/* Whether what stands behind the whole statement may be out of reach when all of its parts leave. */
static bool may_end(const struct slice *s, uint32_t group)
{
	return s->lines->v[group].clause || s->lines->v[group].flags & PK_LINE_WITH;
}

/* Whether a line that leaves its block changes what is known at a line that is kept. */
static bool leaves_kept(const struct slice *s, uint32_t line)
{
	const struct pk_line *l = s->lines->v;
	uint32_t group = l[line].clause || l[line].group != line ? l[line].group : l[l[line].parent].group;

	for (; group && !s->kept[group]; group = l[l[group].parent].group)
		if (!may_end(s, group))
			return false;
	return true;
}

static void keep_what_matters(struct slice *s)
{
	for (uint32_t i = 1; i < s->lines->n; i++) {
		const struct pk_line *l = &s->lines->v[i];

		if (has_alias(s, l)) {
			keep(s, i, WANTED);
			if (l->flags & PK_LINE_SIMPLE && !memchr(s->unit->text.p + l->span.start, '(', l->span.end - l->span.start))
				alias_changed(s, l);
		}
		if (l->flags & PK_LINE_IMPORTS && imports_named(s, l))
			keep(s, i, FRAME);
		keep(s, i, why_changes(s, l));
		if (!s->kept[i] && l->flags & PK_LINE_LEAVES && leaves_kept(s, i))
			keep(s, i, FRAME);
	}
}

/* ---- spans ---- */

static void take(struct slice *s, struct spans *spans, struct span span)
{
	struct span *last = spans->n ? &spans->v[spans->n - 1] : NULL;

	if (last && last->end == span.start && last->end > last->start)
		last->end = span.end;
	else
		vec_push(s->arena, spans, span);
}

/* Of a line that is kept only because it leaves, how it leaves: what it returns or raises does not matter. */
static void take_leaving(struct slice *s, struct spans *spans, const struct pk_line *l)
{
	struct str text = s->unit->text, word;
	size_t end = l->span.start;

	if (!pk_next_word(text, &end, &word) || !(str_is(word, "return") || str_is(word, "raise"))) {
		take(s, spans, l->span);
		return;
	}
	take(s, spans, (struct span){ l->span.start, (uint32_t)end });
	if (text.p[l->span.end - 1] == '\n')
		take(s, spans, (struct span){ l->span.end - 1, l->span.end });
}

static bool *mark_filled(const struct slice *s)
{
	bool *filled = arena_zalloc(s->arena, s->lines->n, sizeof(*filled));

	for (uint32_t i = 1; i < s->lines->n; i++)
		if (s->kept[i])
			filled[s->lines->v[i].parent] = true;
	return filled;
}

static struct spans spans_of(struct slice *s)
{
	struct spans spans = { 0 };
	const bool *filled = mark_filled(s);

	for (uint32_t i = 1; i < s->lines->n; i++) {
		const struct pk_line *l = &s->lines->v[i];

		if (!s->kept[i])
			continue;
		if (l->flags & PK_LINE_OPENS && !filled[i]) {
			take(s, &spans, (struct span){ l->span.start, l->colon });
			vec_push(s->arena, &spans, (struct span){ l->colon, l->colon });
		} else if (l->flags & PK_LINE_LEAVES && s->kept[i] == FRAME) {
			take_leaving(s, &spans, l);
		} else {
			take(s, &spans, l->span);
		}
	}
	if (!spans.n)
		vec_push(s->arena, &spans, (struct span){ 0 });
	return spans;
}

/* Decides which lines are kept. False when nothing is known of them. */
static bool choose(struct slice *s)
{
	int rounds = 0;

	s->lines = pk_unit_logical_lines(s->unit);
	if (!s->lines)
		return false;
	s->kept = arena_zalloc(s->arena, s->lines->n, sizeof(*s->kept));
	s->shares = pk_shared_scopes(s->arena, s->lines);
	keep_wanted(s);
	while (s->grows) {
		s->grows = false;
		keep_what_matters(s);
		keep_decorated(s);
		if (s->aliases.n > MAX_ALIASES || ++rounds > MAX_ROUNDS)
			return false;
	}
	return true;
}

struct span *pk_slice(struct pk_unit *u, uint32_t *n)
{
	struct slice s = { .unit = u, .arena = &u->scratch->arena };
	struct spans spans;

	*n = 0;
	if (!u->criterion.words && !u->criterion.places.n) {
		*n = 1;
		return arena_new(s.arena, struct span);
	}
	if (!choose(&s))
		return NULL;
	spans = spans_of(&s);
	*n = spans.n;
	return spans.v;
}

const bool *pk_slice_wanted(struct pk_unit *u)
{
	struct slice s = { .unit = u, .arena = &u->scratch->arena };
	bool *wanted;

	if (u->criterion.all || !choose(&s))
		return NULL;
	wanted = arena_zalloc(s.arena, s.lines->n, sizeof(*wanted));
	for (uint32_t i = 1; i < s.lines->n; i++)
		wanted[i] = s.kept[i] == WANTED;
	return wanted;
}
