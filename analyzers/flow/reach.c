#include "flow/reach.h"

#include "flow/walk.h"
#include "util/pairs.h"
#include "source/lex/lexical.h"

enum { MAX_ROUNDS = 64 };
enum {
	EVERYWHERE = 0,          /* the module's scope */
	ATTRIBUTES = UINT32_MAX, /* of whatever: instead of a scope */
};

struct reach {
	struct arena *arena;
	struct str text;
	const struct pk_logical_lines *lines;
	struct pk_pairs held;     /* what holds the value: names with their scopes; of a dotted name its last two parts */
	struct pk_pairs named;    /* names on lines that do */
	struct pk_pairs mutators; /* methods that put an argument into their receiver */
	struct pk_pairs entered;  /* functions that the way leads into */
	bool *way;                /* by line */
	bool *done;               /* by line: what it hands on was added */
	const bool *shares;       /* by scope: what it binds may be the module's */
	bool grows;
};

static void hold(struct reach *r, uint32_t hash, uint32_t scope)
{
	if (scope != ATTRIBUTES && r->shares[scope])
		scope = EVERYWHERE;
	r->grows |= pk_pairs_add(r->arena, &r->held, pk_pair(hash, scope));
}

static uint32_t dotted(const struct pk_line_name *last)
{
	return pk_pair(last[-1].hash * 31 + 1, last->hash);
}

static bool is_held(const struct reach *r, uint32_t hash, uint32_t scope)
{
	return pk_pairs_has(&r->held, pk_pair(hash, scope));
}

static bool holds(const struct reach *r, const struct pk_line *l)
{
	const struct pk_line_name *names = &r->lines->names.v[l->names];
	uint32_t first = l->flags & PK_LINE_DEFINES ? 1 : 0; /* not the function's own name */
	uint32_t inside = first && !l->scope ? (uint32_t)(l - r->lines->v) : l->scope;

	for (uint32_t i = first; i < l->n_names; i++)
		if (is_held(r, names[i].hash, ATTRIBUTES) || (i > first && pk_pairs_has(&r->held, dotted(&names[i]))) ||
		    (!(names[i].use & PK_NAME_ATTR) && (is_held(r, names[i].hash, inside) || is_held(r, names[i].hash, EVERYWHERE))))
			return true;
	return false;
}

/* ---- what a line that holds it hands it on to ---- */

/* The name that ends at `last`, of which the line changes something. */
static void hold_changed(struct reach *r, const struct pk_line_name *names, uint32_t last)
{
	if (last && names[last].use & PK_NAME_ATTR)
		r->grows |= pk_pairs_add(r->arena, &r->held, dotted(&names[last]));
	else
		hold(r, names[last].hash, ATTRIBUTES);
}

/* name = value; name.attribute = value; name[i] = value */
static void hold_target(struct reach *r, const struct pk_line *l, uint32_t name)
{
	const struct pk_line_name *names = &r->lines->names.v[l->names];
	uint32_t last = name;

	while (last + 1 < l->n_names && names[last + 1].use & PK_NAME_ATTR)
		last++;
	if (names[last].use & PK_NAME_CALLED)
		return; /* not bound, but maybe changed by a mutator */
	if (last == name && !(names[name].use & PK_NAME_PART))
		hold(r, names[name].hash, l->scope);
	else
		hold_changed(r, names, last);
}

static void hold_targets(struct reach *r, const struct pk_line *l)
{
	const struct pk_line_name *names = &r->lines->names.v[l->names];

	for (uint32_t i = 0; i < l->n_names; i++) {
		if (i && pk_pairs_has(&r->mutators, pk_pair(names[i].hash, 0)))
			hold_changed(r, names, i - 1);
		if ((names[i].use & (PK_NAME_CHANGES | PK_NAME_ATTR)) == PK_NAME_CHANGES)
			hold_target(r, l, i);
		r->grows |= pk_pairs_add(r->arena, &r->named, pk_pair(names[i].hash, 0));
	}
}

static uint32_t function_of(const struct reach *r, const struct pk_line *def)
{
	return def->n_names ? r->lines->names.v[def->names].hash : 0;
}

/* The functions that the line is in. */
static void hold_functions(struct reach *r, uint32_t line)
{
	for (; line; line = r->lines->v[line].parent)
		if (r->lines->v[line].flags & PK_LINE_DEFINES)
			hold(r, function_of(r, &r->lines->v[line]), ATTRIBUTES);
}

/* A parameter is a word behind a bracket, a comma or a star; so are some that are none. */
static void hold_parameters(struct reach *r, uint32_t line)
{
	const struct pk_line *l = &r->lines->v[line];
	struct str header = str_slice(r->text, l->span.start, l->span.end), word;

	for (size_t at = 0; pk_next_word(header, &at, &word);) {
		size_t before = (size_t)(word.p - header.p);

		while (before && strchr(" \t\f\r\n\\", header.p[before - 1]))
			before--;
		if (before && (strchr("(,*", header.p[before - 1]) || memchr(header.p, '#', header.n)))
			hold(r, pk_line_name_hash(word), l->scope ? l->scope : line);
	}
}

static void hand_on(struct reach *r, uint32_t line)
{
	const struct pk_line *l = &r->lines->v[line];

	hold_targets(r, l);
	if (l->flags & PK_LINE_LEAVES || (l->flags & (PK_LINE_DEFINES | PK_LINE_OPENS)) == PK_LINE_DEFINES)
		hold_functions(r, line);
	r->done[line] = true;
}

/* ---- the way ---- */

static void go_over(struct reach *r, uint32_t line)
{
	if (r->way[line])
		return;
	r->way[line] = r->grows = true;
	for (uint32_t i = r->lines->v[line].parent; i; i = r->lines->v[i].parent)
		if (r->lines->v[i].flags & PK_LINE_DEFINES)
			(void)pk_pairs_add(r->arena, &r->entered, pk_pair(function_of(r, &r->lines->v[i]), 0));
}

/* A call goes into a function that way with all that is tainted where it stands. */
static bool enters(const struct reach *r, const struct pk_line *l)
{
	for (uint32_t i = l->flags & PK_LINE_DEFINES ? 1 : 0; i < l->n_names; i++)
		if (pk_pairs_has(&r->entered, pk_pair(r->lines->names.v[l->names + i].hash, 0)))
			return true;
	return false;
}

static void go_round(struct reach *r, const bool *from)
{
	for (uint32_t i = 1; i < r->lines->n; i++) {
		const struct pk_line *l = &r->lines->v[i];

		if (l->flags & PK_LINE_DEFINES && pk_pairs_has(&r->named, pk_pair(function_of(r, l), 0))) {
			hold_parameters(r, i);
			go_over(r, i);
		}
		if (enters(r, l))
			go_over(r, i);
		if (r->done[i] || !(from[i] || holds(r, l)))
			continue;
		go_over(r, i);
		hand_on(r, i);
	}
}

static void begin(struct reach *r)
{
	const struct pk_logical_lines *lines = r->lines;

	r->done = arena_zalloc(r->arena, lines->n, sizeof(*r->done));
	r->shares = pk_shared_scopes(r->arena, lines);
	for (const char *const *name = walk_mutators; *name; name++)
		(void)pk_pairs_add(r->arena, &r->mutators, pk_pair(pk_line_name_hash(str_from(*name)), 0));
}

enum reach_answer reach_by_names(struct pk_unit *u, const struct pk_logical_lines *lines, const bool *from, const bool *to, bool *way)
{
	struct reach r = { .arena = &u->scratch->arena, .text = u->text, .lines = lines, .way = way, .grows = true };
	int rounds = 0;

	begin(&r);
	while (r.grows) {
		r.grows = false;
		go_round(&r, from);
		if (++rounds == MAX_ROUNDS)
			return REACH_UNKNOWN;
	}
	for (uint32_t i = 1; i < lines->n; i++)
		if (to[i] && r.done[i])
			return REACH_YES;
	return REACH_NO;
}
