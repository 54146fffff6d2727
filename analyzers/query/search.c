/* The index of one unit's tree, and the places in it where a pattern is tried. */
#include "query/semgrep_names.h"
#include "query/plan.h"

#include "util/limits.h"

static bool is_rule_symbol(const struct pk_search *s, sym_t sym)
{
	return sym && sym < s->n_symbols;
}

static void mark(struct pk_search *s, sym_t sym)
{
	if (is_rule_symbol(s, sym))
		s->present[sym] = 1;
}

static void mark_parts(struct pk_search *s, sym_t dotted)
{
	const struct intern *symbols = s->tree->symbols;

	for (; dotted; dotted = intern_parent(symbols, dotted)) {
		sym_t last = intern_last(symbols, dotted);

		mark(s, last ? last : dotted);
	}
}

static void link_entry(struct pk_search *s, uint32_t *head, uint32_t node)
{
	s->entries[s->n_entries] = (struct pk_index_entry){ .node = node, .next = *head };
	*head = ++s->n_entries;
}

static void chain(struct pk_search *s, int list, sym_t sym, uint32_t node)
{
	if (is_rule_symbol(s, sym))
		link_entry(s, &s->head[list][sym], node);
}

/* Under the name as written and, when imports say otherwise, under the meaning's last part. */
static void chain_name(struct pk_search *s, int list, uint32_t name, uint32_t node)
{
	const struct pk_node *n = &s->tree->nodes[name];
	sym_t meaning = s->resolved[name], last;

	if (n->kind == PKN_NAME || n->kind == PKN_ATTR)
		chain(s, list, n->sym, node);
	if (!meaning)
		return;
	last = intern_last(s->tree->symbols, meaning);
	if (!last)
		last = meaning;
	if (last != n->sym)
		chain(s, list, last, node);
}

static void chain_keywords(struct pk_search *s, uint32_t call)
{
	bool spreads = false;

	for (uint32_t i = pk_node_first(s->tree, pk_node_child(s->tree, call, 1)); i; i = pk_node_next(s->tree, i)) {
		if (s->tree->nodes[i].kind == PKN_KWARG)
			chain(s, PK_INDEX_KEYWORD, s->tree->nodes[i].sym, call);
		spreads |= s->tree->nodes[i].kind == PKN_DSTAR;
	}
	if (spreads)
		link_entry(s, &s->spread, call);
}

static void index_node(struct pk_search *s, uint32_t i)
{
	const struct pk_node *n = &s->tree->nodes[i];

	switch (n->kind) {
	case PKN_NAME:
	case PKN_ATTR:
		mark(s, n->sym);
		mark_parts(s, s->resolved[i]);
		chain_name(s, PK_INDEX_NAME, i, i);
		break;
	case PKN_CALL:
		mark_parts(s, s->resolved[i]);
		chain_name(s, PK_INDEX_CALL, i + 1, i);
		chain_keywords(s, i);
		break;
	case PKN_DECORATOR:
		chain_name(s, PK_INDEX_CALL, i + 1, i + 1);
		break;
	case PKN_DEF:
	case PKN_CLASS:
	case PKN_PARAM:
		mark(s, n->sym);
		break;
	case PKN_ALIAS:
	case PKN_IMPORT_FROM:
		mark_parts(s, n->sym);
		break;
	default:
		break;
	}
}

static void mark_stars(struct pk_search *s)
{
	for (uint32_t i = 0; i < s->names->n_stars; i++)
		mark_parts(s, s->names->stars[i]);
}

static void index_kinds(struct pk_search *s)
{
	uint32_t at[PKN_KIND_COUNT] = { 0 }, sum = 0;

	for (uint32_t i = 0; i < s->tree->n; i++)
		at[s->tree->nodes[i].kind]++;
	for (int k = 0; k < PKN_KIND_COUNT; k++) {
		s->kind_at[k] = sum;
		sum += at[k];
		at[k] = s->kind_at[k];
	}
	s->kind_at[PKN_KIND_COUNT] = sum;
	s->by_kind = arena_alloc(&s->unit->scratch->arena, sum * sizeof(*s->by_kind));
	for (uint32_t i = 0; i < s->tree->n; i++)
		s->by_kind[at[s->tree->nodes[i].kind]++] = i;
}

static struct pk_search *search_new(struct pk_unit *u, bool strict)
{
	struct arena *a = &u->scratch->arena;
	struct pk_search *s = arena_new(a, struct pk_search);
	const struct intern *base = u->scratch->base;

	s->unit = u;
	s->strict = strict;
	s->regex = pk_scratch_match(u->scratch);
	s->tree = u->kind == PK_PYTHON ? pk_unit_tree(u) : NULL;
	if (!s->tree)
		return s;
	s->names = pk_unit_names(u);
	s->resolved = strict ? s->names->resolved : pk_semgrep_names(u);
	s->n_symbols = base ? base->first + base->entries.n : 1;
	s->present = arena_zalloc(a, s->n_symbols, 1);
	for (int i = 0; i < PK_INDEX_COUNT; i++)
		s->head[i] = arena_zalloc(a, s->n_symbols, sizeof(**s->head));
	s->entries = arena_alloc(a, (size_t)s->tree->n * 3 * sizeof(*s->entries));
	index_kinds(s);
	for (uint32_t i = s->tree->n; i-- > 0;)
		index_node(s, i);
	mark_stars(s);
	return s;
}

struct pk_search *pk_search_of(struct pk_unit *u, bool strict)
{
	if (!u->search[strict])
		u->search[strict] = search_new(u, strict);
	return u->search[strict];
}

static struct match *start_match(struct pk_search *s, const struct pk_formula *f)
{
	struct match *m = &s->match;

	m->pattern = f->pattern;
	m->pt = f->pattern->tree;
	m->slots = f->pattern->slots;
	m->unit = s->unit;
	m->ct = s->tree;
	m->names = s->names;
	m->resolved = s->resolved;
	m->regex = s->regex;
	m->steps = PK_MAX_MATCH_STEPS;
	m->strict = f->options.strict;
	m->symbolic = f->options.symbolic;
	m->constants = f->options.constants;
	m->out.n = 0;
	return m;
}

static void add_range(struct pk_search *s, struct pk_ranges *out, struct pk_range r)
{
	if (out->n >= PK_MAX_MATCHES_PER_RULE)
		s->gave_up = true;
	else
		vec_push(&s->unit->scratch->arena, out, r);
}

static void try_expr(struct pk_search *s, const struct pk_formula *f, uint32_t c, const struct span *within, struct pk_ranges *out)
{
	struct match *m = &s->match;
	struct span span = pk_node_outer(s->tree, c);

	if (within && (span.start < within->start || span.end > within->end))
		return;
	m->root = c;
	m->out.n = 0;
	if (f->pattern->form == PKP_EXPR)
		match_expr(m, f->pattern->root, c, NULL);
	else
		match_stmt(m, f->pattern->root, c, NULL);
	for (uint32_t i = 0; i < m->out.n; i++)
		add_range(s, out, (struct pk_range){ .span = span, .node = c, .env = m->out.v[i] });
}

static void try_sequence(struct pk_search *s, const struct pk_formula *f, uint32_t c, const struct span *within, struct pk_ranges *out)
{
	struct match *m = &s->match;
	uint32_t start = s->tree->nodes[c].start;

	if (within && (start < within->start || s->tree->nodes[c].end > within->end))
		return;
	m->root = c;
	m->out.n = 0;
	match_sequence(m, f->pattern->root, c, NULL);
	for (uint32_t i = 0; i < m->out.n; i++) {
		const struct pk_bind *end = pk_env_get(m->out.v[i], PK_SLOT_END);

		add_range(s, out, (struct pk_range){ .span = { start, end ? end->span.end : start }, .env = m->out.v[i] });
	}
}

typedef void try_fn(struct pk_search *s, const struct pk_formula *f, uint32_t c, const struct span *within, struct pk_ranges *out);

/* `a or b or c` is one expression, not one inside another. */
static void try_chain(struct pk_search *s, const struct pk_formula *f, uint32_t c, const struct span *within, struct pk_ranges *out)
{
	const struct pk_node *n = &s->tree->nodes[c], *parent = &s->tree->nodes[n->parent];

	if (parent->kind != n->kind || parent->op != n->op || (n->flags & PKF_PAREN))
		try_expr(s, f, c, within, out);
}

static void each_of_kind(struct pk_search *s, const struct pk_formula *f, int kind, const struct span *within, struct pk_ranges *out,
			 try_fn *try)
{
	for (uint32_t i = s->kind_at[kind]; i < s->kind_at[kind + 1] && s->match.steps; i++)
		try(s, f, s->by_kind[i], within, out);
}

static void each_node(struct pk_search *s, const struct pk_formula *f, bool statements, const struct span *within, struct pk_ranges *out,
		      try_fn *try)
{
	for (uint32_t c = 1; c < s->tree->n && s->match.steps; c++)
		if (statements ? pk_node_is_stmt(s->tree, c) : pk_node_is_expr(s->tree, c))
			try(s, f, c, within, out);
}

static void each_linked(struct pk_search *s, const struct pk_formula *f, uint32_t e, const struct span *within, struct pk_ranges *out)
{
	for (; e && s->match.steps; e = s->entries[e - 1].next)
		try_expr(s, f, s->entries[e - 1].node, within, out);
}

static void each_named(struct pk_search *s, const struct pk_formula *f, int list, sym_t name, const struct span *within,
		       struct pk_ranges *out)
{
	each_linked(s, f, is_rule_symbol(s, name) ? s->head[list][name] : 0, within, out);
}

/* Those that have the argument, and those that may have it in a dict. */
static void each_call(struct pk_search *s, const struct pk_formula *f, const struct span *within, struct pk_ranges *out)
{
	if (f->pattern->last) {
		each_named(s, f, PK_INDEX_CALL, f->pattern->last, within, out);
	} else if (f->pattern->keyword) {
		each_named(s, f, PK_INDEX_KEYWORD, f->pattern->keyword, within, out);
		each_linked(s, f, s->spread, within, out);
	} else {
		each_of_kind(s, f, PKN_CALL, within, out, try_expr);
	}
}

static void find_strings(struct pk_search *s)
{
	s->strings = arena_alloc(&s->unit->scratch->arena, s->tree->n * sizeof(*s->strings));
	for (uint32_t i = 1; i < s->tree->n; i++) {
		const struct pk_const *value = pk_node_is_expr(s->tree, i) ? pk_const_of(s->unit, i) : NULL;

		if (value && value->kind == PKC_STRING)
			s->strings[s->n_strings++] = i;
	}
}

static void each_string(struct pk_search *s, const struct pk_formula *f, const struct span *within, struct pk_ranges *out)
{
	if (!s->strings)
		find_strings(s);
	for (uint32_t i = 0; i < s->n_strings && s->match.steps; i++)
		try_expr(s, f, s->strings[i], within, out);
}

/* Expressions of other kinds can only match P when symbolic propagation is off: a name is not its definition at the root. */
static void run_expr(struct pk_search *s, const struct pk_formula *f, const struct span *within, struct pk_ranges *out)
{
	const struct pk_pattern *p = f->pattern;
	enum pk_node_kind kind = p->tree->nodes[p->root].kind;

	switch (kind) {
	case PKN_CALL:
		each_call(s, f, within, out);
		return;
	case PKN_NAME:
	case PKN_ATTR:
		if (p->last) {
			each_named(s, f, PK_INDEX_NAME, p->last, within, out);
			return;
		}
		each_of_kind(s, f, PKN_NAME, within, out, try_expr);
		each_of_kind(s, f, PKN_ATTR, within, out, try_expr);
		return;
	case PKN_FSTRING:
		each_of_kind(s, f, PKN_STRING, within, out, try_expr);
		each_of_kind(s, f, kind, within, out, try_expr);
		return;
	case PKN_LIST:
		each_of_kind(s, f, PKN_LIST_COMP, within, out, try_expr);
		each_of_kind(s, f, kind, within, out, try_expr);
		return;
	case PKN_DICT:
		each_of_kind(s, f, PKN_SET, within, out, try_expr);
		each_of_kind(s, f, kind, within, out, try_expr);
		return;
	case PKN_STRING:
	case PKN_STRING_MV:
	case PKN_STRING_REGEX:
		each_string(s, f, within, out);
		return;
	case PKN_METAVAR:
	case PKN_DOTS:
	case PKN_DEEP:
	case PKN_TYPED:
	case PKN_STRING_ANY:
	case PKN_INT:
	case PKN_FLOAT:
	case PKN_TRUE:
	case PKN_FALSE:
	case PKN_NONE:
	case PKN_ATTR_DOTS:
		each_node(s, f, false, within, out, try_expr);
		return;
	case PKN_BOOL:
		each_of_kind(s, f, kind, within, out, try_chain);
		return;
	default:
		each_of_kind(s, f, kind, within, out, try_expr);
	}
}

/* Semgrep reads a lambda's expression as returned. */
static void try_lambda(struct pk_search *s, const struct pk_formula *f, uint32_t c, const struct span *within, struct pk_ranges *out)
{
	uint32_t body = pk_node_child(s->tree, c, 1);
	struct span span = pk_node_outer(s->tree, body);
	struct match *m = &s->match;

	if (within && (span.start < within->start || span.end > within->end))
		return;
	m->root = body;
	m->out.n = 0;
	match_expr(m, f->pattern->root + 1, body, NULL);
	for (uint32_t i = 0; i < m->out.n; i++)
		add_range(s, out, (struct pk_range){ .span = span, .node = body, .env = m->out.v[i] });
}

static void run_stmt(struct pk_search *s, const struct pk_formula *f, const struct span *within, struct pk_ranges *out)
{
	enum pk_node_kind kind = s->match.pt->nodes[f->pattern->root].kind;

	if (kind == PKN_IMPORT || kind == PKN_IMPORT_FROM) {
		each_of_kind(s, f, PKN_IMPORT, within, out, try_expr);
		each_of_kind(s, f, PKN_IMPORT_FROM, within, out, try_expr);
		return;
	}
	if (kind == PKN_RETURN && !s->strict)
		each_of_kind(s, f, PKN_LAMBDA, within, out, try_lambda);
	if (kind == PKN_ASSIGN)
		each_of_kind(s, f, PKN_WALRUS, within, out, try_expr);
	each_of_kind(s, f, kind, within, out, try_expr);
}

static void run_blocks(struct pk_search *s, const struct pk_formula *f, int kind, const struct span *within, struct pk_ranges *out)
{
	for (uint32_t i = s->kind_at[kind]; i < s->kind_at[kind + 1] && s->match.steps; i++) {
		uint32_t first = pk_node_first(s->tree, s->by_kind[i]);

		if (first)
			try_sequence(s, f, first, within, out);
	}
}

/* The first statement says where to try: `...` only at the start of blocks. */
static void run_sequence(struct pk_search *s, const struct pk_formula *f, const struct span *within, struct pk_ranges *out)
{
	const struct pk_tree *pt = f->pattern->tree;
	const struct pk_node *first = &pt->nodes[f->pattern->root];

	if (is_dots(&s->match, f->pattern->root)) {
		run_blocks(s, f, PKN_MODULE, within, out);
		run_blocks(s, f, PKN_BLOCK, within, out);
	} else if (first->kind == PKN_EXPR_STMT) {
		each_node(s, f, true, within, out, try_sequence);
	} else if (first->kind == PKN_IMPORT || first->kind == PKN_IMPORT_FROM) {
		each_of_kind(s, f, PKN_IMPORT, within, out, try_sequence);
		each_of_kind(s, f, PKN_IMPORT_FROM, within, out, try_sequence);
	} else {
		each_of_kind(s, f, first->kind, within, out, try_sequence);
	}
}

static bool has_needs(const struct pk_pattern *p, const struct pk_search *s)
{
	if (!s->tree)
		return false;
	for (uint32_t i = 0; i < p->needs.n; i++)
		if (!s->present[p->needs.v[i]])
			return false;
	return true;
}

bool pk_formula_possible(const struct pk_formula *f, const struct pk_search *s)
{
	switch (f->kind) {
	case PKQ_REGEX:
	case PKQ_GENERIC:
		return true;
	case PKQ_PATTERN:
		return has_needs(f->pattern, s);
	case PKQ_AND:
		for (uint32_t i = 0; i < f->parts.n; i++)
			if (!pk_formula_possible(f->parts.v[i], s))
				return false;
		return true;
	case PKQ_OR:
		for (uint32_t i = 0; i < f->parts.n; i++)
			if (pk_formula_possible(f->parts.v[i], s))
				return true;
		return false;
	}
	return false;
}

void pk_pattern_run(struct pk_search *s, const struct pk_formula *f, const struct span *within, struct pk_ranges *out)
{
	if (!has_needs(f->pattern, s))
		return;
	start_match(s, f);
	switch (f->pattern->form) {
	case PKP_EXPR:
		run_expr(s, f, within, out);
		break;
	case PKP_STMT:
		run_stmt(s, f, within, out);
		break;
	case PKP_DECORATOR:
		each_of_kind(s, f, PKN_DECORATOR, within, out, try_expr);
		break;
	case PKP_SEQUENCE:
		run_sequence(s, f, within, out);
		break;
	}
	s->gave_up |= !s->match.steps;
}
