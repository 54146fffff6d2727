/*
 * The sieve: from a file's words alone, whether a formula can match at all, and which words stand in every place where it may.
 *
 * A match of `torch.load(...)` needs both words in the file, and at the place itself its last one, `load` (or another name for it,
 * which demand.h finds). Patterns that only surround others (pattern-inside of one statement) stand at the same place.
 */
#include "query/plan.h"

#include "source/demand.h"

static bool has_words(const struct pk_pattern *p, const struct pk_words *w)
{
	for (uint32_t i = 0; i < p->needs.n; i++)
		if (!pk_words_has(w, p->needs.v[i], PK_WORD_CODE))
			return false;
	for (uint32_t i = 0; i < p->bare.n; i++)
		if (!pk_words_has(w, p->bare.v[i], PK_WORD_BARE))
			return false;
	for (uint32_t i = 0; i < p->keywords.n; i++)
		if (!pk_words_has(w, p->keywords.v[i], PK_WORD_CODE | PK_WORD_TEXT))
			return false;
	return true;
}

/* metavariable-pattern over code: its words are in what the metavariable stands for. */
static bool is_code_filter(const struct pk_filter *f)
{
	return f->kind == PKQ_MV_PATTERN && !f->on_text;
}

/* The words that a metavariable's regex needs. */
static bool has_needed(const struct pk_filter *f, struct pk_unit *u)
{
	return !f->needed || pk_regex_run(f->needed, pk_scratch_match(u->scratch), u->text, 0) != 0;
}

bool pk_formula_sieve(const struct pk_formula *f, struct pk_unit *u)
{
	switch (f->kind) {
	case PKQ_PATTERN:
		return has_words(f->pattern, pk_unit_words(u));
	case PKQ_AND:
		for (uint32_t i = 0; i < f->parts.n; i++)
			if (!pk_formula_sieve(f->parts.v[i], u))
				return false;
		for (uint32_t i = 0; i < f->filters.n; i++)
			if (is_code_filter(&f->filters.v[i]) && !pk_formula_sieve(f->filters.v[i].formula, u))
				return false;
		for (uint32_t i = 0; i < f->filters.n; i++)
			if (!has_needed(&f->filters.v[i], u))
				return false;
		return true;
	case PKQ_OR:
		for (uint32_t i = 0; i < f->parts.n; i++)
			if (pk_formula_sieve(f->parts.v[i], u))
				return true;
		return false;
	default:
		return true;
	}
}

/*
 * The word that stands wherever this part of a pattern matches, or something that an import made of it; 0 when there is none. Of a
 * dotted name it is the last part that is written out.
 */
static sym_t word_at(const struct pk_pattern *p, uint32_t node, enum pk_wanted *how)
{
	const struct pk_tree *t = p->tree;

	for (uint32_t i = node; i < t->nodes[node].end_node; i++) {
		const struct pk_node *n = &t->nodes[i];
		sym_t sym = p->slots[i] == PK_SLOT_NONE ? n->sym : 0;

		switch (n->kind) {
		case PKN_TYPED:
			i = n->end_node - 1;
			break;
		case PKN_NAME:
		case PKN_ATTR:
		case PKN_KWARG:
		case PKN_PARAM:
		case PKN_DEF:
		case PKN_CLASS:
			*how = n->kind == PKN_NAME && i != p->root ? PK_WANTED_BARE : PK_WANTED_NAME;
			if (sym)
				return sym;
			break;
		case PKN_STRING:
			*how = PK_WANTED_TEXT;
			if (p->words && p->words[i])
				return p->words[i];
			break;
		default:
			break;
		}
	}
	return 0;
}

static bool is_import(const struct pk_tree *t, uint32_t node)
{
	return t->nodes[node].kind == PKN_IMPORT || t->nodes[node].kind == PKN_IMPORT_FROM;
}

static bool is_dots_stmt(const struct pk_tree *t, uint32_t node)
{
	return t->nodes[node].kind == PKN_EXPR_STMT && t->nodes[node + 1].kind == PKN_DOTS;
}

/* Each statement of a sequence may stand in another block. False when one has no word of its own. */
static bool demand_sequence(const struct pk_pattern *p, struct pk_unit *u)
{
	for (uint32_t s = p->root; s; s = pk_node_next(p->tree, s)) {
		enum pk_wanted how = PK_WANTED_TEXT;
		sym_t word = word_at(p, s, &how);

		if (is_import(p->tree, s) || is_dots_stmt(p->tree, s))
			continue;
		if (!word)
			return false;
		pk_demand_word(u, word, how);
	}
	return true;
}

static bool is_sequence(const struct pk_formula *f)
{
	return f->kind == PKQ_PATTERN && f->pattern->form == PKP_SEQUENCE;
}

static bool demand(const struct pk_formula *f, struct pk_unit *u, bool *placed);

/* Surrounding patterns matter only where something else was found; but sequences reach across blocks. */
static bool demand_around(const struct pk_formula *f, struct pk_unit *u)
{
	if (f->kind == PKQ_PATTERN)
		return !is_sequence(f) || demand_sequence(f->pattern, u);
	for (uint32_t i = 0; i < f->parts.n; i++)
		if (!demand_around(f->parts.v[i], u))
			return false;
	for (uint32_t i = 0; i < f->negatives.n; i++)
		if (!demand_around(f->negatives.v[i].formula, u))
			return false;
	return true;
}

static bool demand_and(const struct pk_formula *f, struct pk_unit *u, bool *placed)
{
	for (uint32_t i = 0; i < f->parts.n; i++) {
		const struct pk_formula *part = f->parts.v[i];
		bool here = false;

		if (part->inside || *placed ? !demand_around(part, u) : !demand(part, u, &here))
			return false;
		*placed = *placed || here;
	}
	for (uint32_t i = 0; i < f->filters.n && !*placed; i++)
		if (is_code_filter(&f->filters.v[i]) && !demand(f->filters.v[i].formula, u, placed))
			return false;
	for (uint32_t i = 0; i < f->negatives.n; i++)
		if (!demand_around(f->negatives.v[i].formula, u))
			return false;
	return true;
}

/* Names the words; *placed is set when they stand at every place the formula may match. False: the whole file is needed. */
static bool demand(const struct pk_formula *f, struct pk_unit *u, bool *placed)
{
	bool all = true, here = false;
	enum pk_wanted how = PK_WANTED_TEXT;
	sym_t word;

	switch (f->kind) {
	case PKQ_REGEX:
	case PKQ_GENERIC:
		return true;
	case PKQ_PATTERN:
		if (is_sequence(f)) {
			*placed = true;
			return demand_sequence(f->pattern, u);
		}
		word = word_at(f->pattern, f->pattern->root, &how);
		if (word)
			pk_demand_word(u, word, how);
		*placed = word != 0;
		return true;
	case PKQ_OR:
		for (uint32_t i = 0; i < f->parts.n; i++) {
			here = false;
			if (!pk_formula_sieve(f->parts.v[i], u))
				continue;
			if (!demand(f->parts.v[i], u, &here))
				return false;
			all = all && here;
		}
		*placed = all;
		return true;
	case PKQ_AND:
		return demand_and(f, u, placed);
	}
	return false;
}

/* Whether something that may match here speaks of classes. */
static bool has_class(const struct pk_formula *f, struct pk_unit *u)
{
	if (f->kind == PKQ_PATTERN)
		return f->pattern->has_class;
	for (uint32_t i = 0; i < f->parts.n; i++)
		if ((f->kind != PKQ_OR || pk_formula_sieve(f->parts.v[i], u)) && has_class(f->parts.v[i], u))
			return true;
	for (uint32_t i = 0; i < f->negatives.n; i++)
		if (has_class(f->negatives.v[i].formula, u))
			return true;
	return false;
}

void pk_formula_demand(const struct pk_formula *f, struct pk_unit *u)
{
	bool placed = false;

	if (has_class(f, u))
		pk_demand_classes(u);
	if (f->options.symbolic || !demand(f, u, &placed) || (!placed && f->kind != PKQ_REGEX && f->kind != PKQ_GENERIC))
		pk_demand_all(u);
}
