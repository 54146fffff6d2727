#include "query/generic.h"

#include "query/plan.h"
#include "query/spaces.h"
#include "util/limits.h"

enum { DOTS_LINES = 10 }; /* that one `...` may pass over */

struct pk_generic {
	const struct pk_spaces *pattern;
	uint32_t *slots;    /* by token of the pattern: of $X and $...X */
	struct str longest; /* word that must be in the text; empty when there is none */
	bool open_end;      /* ends with `...` */
};

/* What `...` has passed over. */
struct dots {
	bool on;
	uint32_t max_line;   /* it may reach */
	uint32_t start, end; /* of what it passed over, in the text */
	uint32_t slot;       /* of $...X, or PK_SLOT_NONE */
};

struct walk {
	const struct pk_generic *g;
	const struct pk_spaces *p, *d; /* the pattern, the document */
	struct arena *a;
	uint32_t steps; /* left; 0 gives up */
	const struct pk_env *env;
	uint32_t last; /* token of the document that was matched last; 0 when none was yet */
};

/* A place in the pattern and one in the document. */
struct place {
	uint32_t p, p_block; /* the next token of the pattern, and the block that is to be matched to its end */
	uint32_t d, d_block; /* the next token of the document, and the block that it was reached in */
	uint32_t d_end;      /* of the region to be searched */
	struct dots dots;
};

static bool text_eq(const struct pk_spaces *a, uint32_t i, const struct pk_spaces *b, uint32_t j)
{
	const struct pk_space *x = &a->tokens.v[i], *y = &b->tokens.v[j];

	return str_eq(str_slice(a->text, x->start, x->end), str_slice(b->text, y->start, y->end));
}

/* False when the metavariable is bound to something else already. */
static bool bind(struct walk *w, uint32_t slot, uint32_t start, uint32_t end)
{
	struct str text = str_slice(w->d->text, start, end);
	const struct pk_bind *bound = pk_env_get(w->env, slot);

	if (slot == PK_SLOT_NONE || slot == PK_SLOT_ANY)
		return true;
	if (bound)
		return str_eq(bound->text, text);
	w->env = pk_env_add(w->a, w->env, slot, (struct pk_bind){ .kind = PKB_TEXT, .text = text, .span = { start, end } });
	return true;
}

/* What `...` passed over is what $...X stands for. */
static bool close_dots(struct walk *w, struct dots *dots)
{
	bool ok = !dots->on || bind(w, dots->slot, dots->start, dots->end);

	*dots = (struct dots){ 0 };
	return ok;
}

static void open_dots(const struct walk *w, struct place *at)
{
	const struct pk_space *from = &w->d->tokens.v[w->last ? w->last : at->d];
	uint32_t start = w->last ? from->end : from->start;

	if (at->dots.on)
		at->dots.max_line += DOTS_LINES;
	else
		at->dots = (struct dots){ true, from->line + DOTS_LINES, start, start, w->g->slots[at->p] };
	at->p++;
}

static bool pass_over(const struct walk *w, struct dots *dots, uint32_t token)
{
	if (!dots->on || w->d->tokens.v[token].line > dots->max_line)
		return false;
	dots->end = w->d->tokens.v[token].end;
	return true;
}

/* The pattern's block has ended: `...` takes the rest of the document's block, else a block within the pattern wants its end. */
static bool finish(struct walk *w, struct place *at)
{
	uint32_t end = w->d->blocks.v[at->d_block].end;
	bool whole = at->p_block != 0;

	if (!at->dots.on)
		return !whole || at->d == end;
	while (at->d < end && pass_over(w, &at->dots, at->d))
		w->last = at->d++;
	return true;
}

/* From the token p to the end of its block only `...`. */
static bool only_dots(const struct pk_spaces *p, uint32_t from, uint32_t end)
{
	while (from < end && p->tokens.v[from].kind == PKS_DOTS)
		from++;
	return from >= end;
}

static bool match(struct walk *w, struct place at);

/* A block of the pattern against the block of the document that comes next in the same block as what was matched before. */
static bool match_block(struct walk *w, struct place *at)
{
	uint32_t block = pk_spaces_below(w->p, at->p_block, at->p), end = w->p->blocks.v[block].end, below;
	struct place inner = { .p = at->p, .p_block = block };

	while (at->d < at->d_end && w->d->tokens.v[at->d].block == at->d_block && pass_over(w, &at->dots, at->d))
		at->d++;
	if (at->d >= w->d->blocks.v[at->d_block].end || w->d->tokens.v[at->d].block == at->d_block) {
		at->p = end;
		return only_dots(w->p, inner.p, end) && close_dots(w, &at->dots);
	}
	below = pk_spaces_below(w->d, at->d_block, at->d);
	inner.d = at->d;
	inner.d_block = below;
	inner.d_end = w->d->blocks.v[below].end;
	if (!close_dots(w, &at->dots) || !match(w, inner))
		return false;
	at->p = end;
	at->d = inner.d_end;
	return true;
}

/* One token of the pattern against one of the document. */
static bool match_token(struct walk *w, struct place *at)
{
	const struct pk_space *p = &w->p->tokens.v[at->p], *d = &w->d->tokens.v[at->d];

	if (!close_dots(w, &at->dots))
		return false;
	if (p->kind == PKS_METAVAR ? d->kind != PKS_WORD || !bind(w, w->g->slots[at->p], d->start, d->end) :
				     p->kind != d->kind || !text_eq(w->p, at->p, w->d, at->d))
		return false;
	w->last = at->d;
	at->d_block = d->block;
	at->p++;
	at->d++;
	return true;
}

/* The next token of the pattern, at the first place where the rest of the pattern follows too. Without `...` that is here only. */
static bool match_here_or_later(struct walk *w, struct place *at, bool *done)
{
	const struct pk_env *env = w->env;
	uint32_t last = w->last;

	*done = false;
	for (; at->d < at->d_end && w->steps; w->steps--) {
		struct place next = *at;

		if (at->dots.on && w->d->tokens.v[at->d].line > at->dots.max_line)
			return false;
		if (match_token(w, &next)) {
			if (!at->dots.on) {
				*at = next;
				return true;
			}
			*done = match(w, next);
			if (*done)
				return true;
		}
		w->env = env;
		w->last = last;
		if (!pass_over(w, &at->dots, at->d))
			return false;
		at->d++;
	}
	return false;
}

static bool match(struct walk *w, struct place at)
{
	uint32_t end = w->p->blocks.v[at.p_block].end;
	bool done = false;

	while (at.p < end && w->steps) {
		if (w->p->tokens.v[at.p].block != at.p_block) {
			if (!match_block(w, &at))
				return false;
		} else if (w->p->tokens.v[at.p].kind == PKS_DOTS) {
			open_dots(w, &at);
		} else {
			if (!match_here_or_later(w, &at, &done))
				return false;
			if (done)
				return true;
		}
	}
	return w->steps && finish(w, &at) && close_dots(w, &at.dots);
}

static bool starts_block(const struct pk_spaces *d, uint32_t token)
{
	return d->blocks.v[d->tokens.v[token].block].first == token;
}

static void add_match(struct walk *w, uint32_t from, uint32_t *by_end, struct pk_search *s, struct pk_ranges *out)
{
	struct pk_range r = { .span = { w->d->tokens.v[from].start, w->d->tokens.v[w->last].end }, .env = w->env };
	uint32_t *before = &by_end[w->last];

	if (!*before) {
		vec_push(&s->unit->scratch->arena, out, r);
		*before = out->n;
	} else if (!w->g->open_end) {
		out->v[*before - 1] = r;
	}
}

void pk_generic_run(const struct pk_generic *g, struct pk_search *s, struct pk_ranges *out)
{
	struct arena *a = &s->unit->scratch->arena;
	struct walk w = { .g = g, .p = g->pattern, .a = a, .steps = PK_MAX_MATCH_STEPS };
	bool dots_first = w.p->tokens.n > 1 && w.p->tokens.v[1].kind == PKS_DOTS;
	uint32_t *by_end;

	if (str_find(s->unit->text, g->longest, 0) == SIZE_MAX)
		return;
	if (!s->spaces)
		s->spaces = pk_spaces_new(a, s->unit->text, false);
	w.d = s->spaces;
	by_end = arena_zalloc(a, w.d->tokens.n, sizeof(*by_end));
	for (uint32_t i = 1; i < w.d->tokens.n && w.steps && out->n < PK_MAX_MATCHES_PER_RULE; i++) {
		uint32_t block = w.d->tokens.v[i].block;
		struct place at = { .p = 1, .d = i, .d_block = block, .d_end = w.d->blocks.v[block].end };

		w.env = NULL;
		w.last = 0;
		if ((!dots_first || starts_block(w.d, i)) && match(&w, at) && w.last)
			add_match(&w, i, by_end, s, out);
	}
	s->gave_up |= !w.steps || out->n >= PK_MAX_MATCHES_PER_RULE;
}

struct pk_generic *pk_generic_new(struct arena *a, struct str pattern, struct pk_slots *slots, struct pk_err *err)
{
	struct pk_generic *g = arena_new(a, struct pk_generic);
	const struct pk_spaces *p = pk_spaces_new(a, arena_str(a, pattern), true);

	g->pattern = p;
	g->slots = arena_zalloc(a, p->tokens.n, sizeof(*g->slots));
	for (uint32_t i = 1; i < p->tokens.n; i++) {
		const struct pk_space *t = &p->tokens.v[i];
		struct str text = str_slice(p->text, t->start, t->end);
		bool named = t->kind == PKS_METAVAR || (t->kind == PKS_DOTS && text.p[0] == '$');

		g->slots[i] = named ? pk_slot_of(slots, text) : PK_SLOT_NONE;
		if (t->kind == PKS_DOTS && named && i > 1 && p->tokens.v[i - 1].kind == PKS_DOTS) {
			(void)err_set(err, PK_ERULE, NULL, 0, "%.*s right behind another `...`", STR_ARG(text));
			return NULL;
		}
		if (t->kind == PKS_WORD && text.n > g->longest.n)
			g->longest = text;
	}
	g->open_end = p->tokens.n > 1 && p->tokens.v[p->tokens.n - 1].kind == PKS_DOTS;
	return g;
}
