/*
 * Which words stand in every statement that a match of a formula is made of: a match of `torch.load(...)` has at the place itself its last
 * word, `load`, or another name for it, which slice.h finds. Patterns that only surround others (pattern-inside of one statement)
 * stand over the same place.
 */
#include "query/plan.h"

#include "source/sieve/criterion.h"
#include "util/vec.h"

struct wanted {
	sym_t word; /* 0 for none */
	enum pk_role how;
	bool in_text; /* in a string, beside other words */
	sym_t first;  /* of a dotted name, its first part; 0 for any */
};

/* The name that a dotted name begins with; 0 when it begins with something else. */
static sym_t first_part(const struct pk_pattern *p, uint32_t node)
{
	while (p->tree->nodes[node].kind == PKN_ATTR)
		node++;
	return p->tree->nodes[node].kind == PKN_NAME && p->slots[node] == PK_SLOT_NONE ? p->tree->nodes[node].sym : 0;
}

/* What must stand where this node of a pattern matches, apart from what is below it. */
static struct wanted word_of(const struct pk_pattern *p, uint32_t node)
{
	const struct pk_node *n = &p->tree->nodes[node];
	sym_t sym = p->slots[node] == PK_SLOT_NONE ? n->sym : 0;

	switch (n->kind) {
	case PKN_NAME:
		if (p->tree->nodes[n->parent].kind == PKN_ASSIGN && n->parent + 1u == node)
			return (struct wanted){ sym, PK_ROLE_BOUND, false, 0 };
		return (struct wanted){ sym, node == p->root ? PK_ROLE_NAME : PK_ROLE_BARE, false, 0 };
	case PKN_ATTR:
		return (struct wanted){ sym, PK_ROLE_NAME, false, first_part(p, node) };
	case PKN_DEF:
	case PKN_CLASS:
		return (struct wanted){ sym, PK_ROLE_NAME, false, 0 };
	case PKN_KWARG:
	case PKN_PARAM:
		return (struct wanted){ sym, PK_ROLE_LABEL, false, 0 };
	case PKN_STRING:
		sym = p->words ? p->words[node] : 0;
		return (struct wanted){ sym, PK_ROLE_WHOLE, intern_text(p->tree->symbols, sym).n < pk_node_text(p->tree, node).n, 0 };
	default:
		return (struct wanted){ 0 };
	}
}

/* Whether to ask for this word instead of the best so far: a name, or a word of an option, that stands in fewer places. */
static bool is_better(struct wanted w, struct wanted best, const struct pk_idents *words)
{
	if (!w.word || !best.word)
		return w.word;
	return (w.in_text || w.how & (PK_ROLE_NAME | PK_ROLE_BARE | PK_ROLE_BOUND)) &&
	       pk_idents_count(words, w.word) < pk_idents_count(words, best.word);
}

/*
 * The rarest word that stands wherever this part of a pattern matches, or something that an import made of it. Of a dotted name only the
 * last part is sure to be written out.
 */
static struct wanted word_at(const struct pk_pattern *p, uint32_t node, struct pk_unit *u)
{
	const struct pk_node *nodes = p->tree->nodes;
	struct wanted best = { 0 };

	for (uint32_t i = node; i < nodes[node].end_node; i++) {
		struct wanted w = word_of(p, i);

		if (is_better(w, best, pk_unit_idents(u)))
			best = w;
		if (nodes[i].kind == PKN_TYPED || (nodes[i].kind == PKN_ATTR && w.word) || (nodes[i].kind == PKN_BLOCK && best.word))
			i = nodes[i].end_node - 1;
	}
	return best;
}

static void ask(struct wanted w, struct pk_unit *u)
{
	const struct pk_idents *words = pk_unit_idents(u);

	if (!w.word)
		return;
	if (w.first)
		pk_criterion_part(u, w.word, intern_text(u->scratch->base, w.first));
	else if (!w.in_text)
		pk_criterion_word(u, w.word, w.how);
	for (uint32_t i = 0; w.in_text && i < words->n; i++)
		if (words->hits[i].sym == w.word)
			pk_criterion_place(u, words->hits[i].at);
}

static bool is_import(const struct pk_tree *t, uint32_t node)
{
	return t->nodes[node].kind == PKN_IMPORT || t->nodes[node].kind == PKN_IMPORT_FROM;
}

static bool is_dots_stmt(const struct pk_tree *t, uint32_t node)
{
	return t->nodes[node].kind == PKN_EXPR_STMT && t->nodes[node + 1].kind == PKN_DOTS;
}

/* Names the word of a statement of a pattern; false when it has none of its own. */
static bool ask_statement(const struct pk_pattern *p, uint32_t stmt, struct pk_unit *u)
{
	struct wanted w = word_at(p, stmt, u);

	ask(w, u);
	return w.word || is_import(p->tree, stmt);
}

/* `$NAME = ...`, and another pattern of the conjunction asks for the name: where it matches, what binds its names is in the tree. */
static bool binds_what_matches(const struct pk_formula *with, const struct pk_pattern *p, uint32_t stmt)
{
	uint16_t slot = p->slots[stmt + 1];

	if (p->tree->nodes[stmt].kind != PKN_ASSIGN || p->tree->nodes[stmt + 1].kind != PKN_METAVAR)
		return false;
	for (uint32_t i = 0; i < with->parts.n; i++) {
		const struct pk_pattern *other = with->parts.v[i]->kind == PKQ_PATTERN ? with->parts.v[i]->pattern : NULL;

		for (uint32_t n = 1; other && other != p && !with->parts.v[i]->inside && n < other->tree->n; n++)
			if (other->slots[n] == slot)
				return true;
	}
	return false;
}

/* Each statement of a sequence may stand on another line. False when lines between two of them would be missed. */
static bool ask_sequence(const struct pk_pattern *p, const struct pk_formula *with, struct pk_unit *u)
{
	bool dots = true;

	for (uint32_t s = p->root; s; s = pk_node_next(p->tree, s)) {
		bool more = is_dots_stmt(p->tree, s);

		if (!more && (!dots || !(ask_statement(p, s, u) || binds_what_matches(with, p, s))))
			return false;
		dots = more;
	}
	return true;
}

/* The metavariable that is all of a block; PK_SLOT_NONE when it is something else. */
static uint16_t body_slot(const struct pk_pattern *p, uint32_t block)
{
	const struct pk_tree *t = p->tree;
	uint32_t first = pk_node_first(t, block);

	if (!first || pk_node_next(t, first) || t->nodes[first].kind != PKN_EXPR_STMT || t->nodes[first + 1].kind != PKN_METAVAR)
		return PK_SLOT_NONE;
	return p->slots[first + 1];
}

/* The same of a block in a pattern. One that begins with `...` may go on behind its last statement; of others all is asked for. */
static bool ask_block(const struct pk_pattern *p, uint32_t block, struct pk_unit *u)
{
	bool dots = false;

	if (body_slot(p, block) != PK_SLOT_NONE) {
		u->criterion.bodies = true;
		return true;
	}
	for (uint32_t s = pk_node_first(p->tree, block); s; s = pk_node_next(p->tree, s)) {
		bool more = is_dots_stmt(p->tree, s);

		if (!more && (!dots || !ask_statement(p, s, u)))
			return false;
		dots = more;
	}
	return true;
}

/* Statements that stand in others. */
static bool ask_blocks(const struct pk_pattern *p, struct pk_unit *u)
{
	for (uint32_t i = 1; i < p->tree->n; i++)
		if (p->tree->nodes[i].kind == PKN_BLOCK && !ask_block(p, i, u))
			return false;
	return true;
}

static bool is_sequence(const struct pk_formula *f)
{
	return f->kind == PKQ_PATTERN && f->pattern->form == PKP_SEQUENCE;
}

static bool criterion(const struct pk_formula *f, struct pk_unit *u, bool *placed);

/* The places of texts one of which stands in a string of every match, or in what gives it its value. False when there are too many. */
static bool ask_needed(const struct pk_literals *needed, struct pk_unit *u)
{
	struct pk_literal_hits hits;
	const struct pk_literal_hit *hit;

	if (!needed)
		return false;
	pk_literals_find(needed, u->text, &u->scratch->arena, &hits);
	vec_each(hit, &hits)
		pk_criterion_place(u, hit->at);
	return !hits.cut;
}

/* Surrounding patterns matter only where something else was found; but sequences reach across lines. */
static bool ask_around(const struct pk_formula *f, const struct pk_formula *with, struct pk_unit *u)
{
	if (f->kind == PKQ_PATTERN)
		return !is_sequence(f) || ask_sequence(f->pattern, with, u);
	for (uint32_t i = 0; i < f->parts.n; i++)
		if (!ask_around(f->parts.v[i], with, u))
			return false;
	for (uint32_t i = 0; i < f->negatives.n; i++)
		if (!ask_around(f->negatives.v[i].formula, with, u))
			return false;
	return true;
}

static bool ask_and(const struct pk_formula *f, struct pk_unit *u, bool *placed)
{
	for (uint32_t i = 0; i < f->parts.n; i++) {
		const struct pk_formula *part = f->parts.v[i];
		bool here = false;

		if (part->inside || *placed ? !ask_around(part, f, u) : !criterion(part, u, &here))
			return false;
		*placed = *placed || here;
	}
	for (uint32_t i = 0; i < f->filters.n && !*placed; i++)
		if (pk_filter_is_code(&f->filters.v[i]) && !criterion(f->filters.v[i].formula, u, placed))
			return false;
	for (uint32_t i = 0; i < f->filters.n && !*placed; i++)
		*placed = ask_needed(f->filters.v[i].needed, u);
	for (uint32_t i = 0; i < f->negatives.n; i++)
		if (!ask_around(f->negatives.v[i].formula, f, u))
			return false;
	return true;
}

/* Names the words; *placed is set when they stand at every place the formula may match. False: the whole file is needed. */
static bool criterion(const struct pk_formula *f, struct pk_unit *u, bool *placed)
{
	bool all = true, here = false;
	struct wanted w;

	switch (f->kind) {
	case PKQ_REGEX:
	case PKQ_GENERIC:
		return true;
	case PKQ_PATTERN:
		if (is_sequence(f)) {
			*placed = true;
			return ask_sequence(f->pattern, f, u);
		}
		w = word_at(f->pattern, f->pattern->root, u);
		ask(w, u);
		*placed = w.word != 0 || ask_needed(f->pattern->needed, u);
		return true;
	case PKQ_OR:
		for (uint32_t i = 0; i < f->parts.n; i++) {
			here = false;
			if (!pk_formula_sieve(f->parts.v[i], u))
				continue;
			if (!criterion(f->parts.v[i], u, &here))
				return false;
			all = all && here;
		}
		*placed = all;
		return true;
	case PKQ_AND:
		return ask_and(f, u, placed);
	}
	return false;
}

static bool ask_nested(const struct pk_formula *f, struct pk_unit *u);

static bool has_body(const struct pk_formula *f)
{
	if (f->kind == PKQ_PATTERN)
		for (uint32_t i = 1; i < f->pattern->tree->n; i++)
			if (f->pattern->tree->nodes[i].kind == PKN_BLOCK && body_slot(f->pattern, i) != PK_SLOT_NONE)
				return true;
	for (uint32_t i = 0; i < f->parts.n; i++)
		if (has_body(f->parts.v[i]))
			return true;
	return false;
}

/* What is asked of a metavariable that stands for code, a body say, stands on lines of its own. */
static bool ask_filters(const struct pk_formula *f, struct pk_unit *u)
{
	bool body = has_body(f);

	for (uint32_t i = 0; i < f->filters.n; i++) {
		bool placed = false;

		if (!pk_filter_is_code(&f->filters.v[i]))
			continue;
		if (body && (!criterion(f->filters.v[i].formula, u, &placed) || !placed))
			return false;
		if (!ask_nested(f->filters.v[i].formula, u))
			return false;
	}
	return true;
}

/* The statements inside of all patterns that may match here. */
static bool ask_nested(const struct pk_formula *f, struct pk_unit *u)
{
	if (f->kind == PKQ_PATTERN)
		return ask_blocks(f->pattern, u);
	for (uint32_t i = 0; i < f->parts.n; i++)
		if ((f->kind != PKQ_OR || pk_formula_sieve(f->parts.v[i], u)) && !ask_nested(f->parts.v[i], u))
			return false;
	for (uint32_t i = 0; i < f->negatives.n; i++)
		if (!ask_nested(f->negatives.v[i].formula, u))
			return false;
	return ask_filters(f, u);
}

void pk_formula_criterion(const struct pk_formula *f, struct pk_unit *u)
{
	bool placed = false;

	if (f->options.symbolic || !criterion(f, u, &placed) || (!placed && f->kind != PKQ_REGEX && f->kind != PKQ_GENERIC) ||
	    !ask_nested(f, u))
		pk_criterion_all(u);
}

static bool has_block(const struct pk_tree *t)
{
	for (uint32_t i = 1; i < t->n; i++)
		if (t->nodes[i].kind == PKN_BLOCK)
			return true;
	return false;
}

bool pk_formula_on_line(const struct pk_formula *f)
{
	uint32_t around = 0;

	if (f->kind == PKQ_PATTERN)
		return (f->pattern->form == PKP_EXPR || f->pattern->form == PKP_STMT) && !has_block(f->pattern->tree);
	for (uint32_t i = 0; i < f->parts.n; i++) {
		if (!f->parts.v[i]->inside && !pk_formula_on_line(f->parts.v[i]))
			return false;
		around += f->parts.v[i]->inside;
	}
	return around < f->parts.n && !(around && f->focus.n);
}
