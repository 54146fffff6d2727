/* Names: as written, or as what the imports make of them. */
#include "query/match.h"

/* The pattern p (NAME, ATTR, metavariable, P. ...) against a dotted meaning that has no nodes of its own. */
static void match_meaning(struct match *m, uint32_t p, sym_t meaning, uint32_t c, const struct pk_env *in)
{
	const struct pk_node *pn = pattern_node(m, p);
	const struct intern *symbols = m->ct->symbols;
	struct span span = { code_node(m, c)->start, code_node(m, c)->end };
	uint32_t start = m->out.n, end;
	sym_t parent = intern_parent(symbols, meaning);

	switch (pn->kind) {
	case PKN_DOTS:
		match_push(m, in);
		return;
	case PKN_NAME:
		if (pn->sym == meaning)
			match_push(m, in);
		return;
	case PKN_METAVAR:
		match_bind(m, m->slots[p], (struct pk_bind){ .kind = PKB_NAME, .name = meaning, .span = span }, in);
		return;
	case PKN_ATTR:
		if (!parent)
			return;
		match_symbol(m, p, intern_last(symbols, meaning), span, in);
		end = m->out.n;
		for (uint32_t i = start; i < end; i++)
			match_meaning(m, p + 1, parent, c, m->out.v[i]);
		match_drop(m, start, end);
		return;
	case PKN_ATTR_DOTS:
		for (; meaning && m->out.n == start; meaning = intern_parent(symbols, meaning))
			match_meaning(m, p + 1, meaning, c, in);
		return;
	default:
		return;
	}
}

/* A strict rule means the module or builtin of that name, not a variable that happens to be called so. */
static bool hidden(const struct match *m, uint32_t c)
{
	return m->strict && pk_names_is_variable(m->names, c);
}

static void match_written(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	const struct pk_node *pn = pattern_node(m, p), *cn = code_node(m, c);
	uint32_t start = m->out.n;

	if (pn->kind != cn->kind)
		return;
	if (pn->kind == PKN_NAME) {
		if (pn->sym == cn->sym && !hidden(m, c))
			match_push(m, in);
		return;
	}
	match_symbol(m, p, cn->sym, (struct span){ cn->aux, cn->end }, in);
	match_then(m, start, match_expr, p + 1, c + 1);
}

/* P. ... against c: P there, or behind any number of attribute, call and subscript links. */
static void match_links(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	uint32_t start = m->out.n;

	for (;; c = c + 1) {
		enum pk_node_kind kind = code_node(m, c)->kind;

		match_expr(m, p + 1, c, in);
		if (m->out.n > start || (kind != PKN_ATTR && kind != PKN_CALL && kind != PKN_SUBSCRIPT))
			return;
	}
}

static bool has_metavars(const struct match *m, uint32_t p)
{
	for (uint32_t i = p; i < pattern_node(m, p)->end_node; i++)
		if (m->slots[i] != PK_SLOT_NONE)
			return true;
	return false;
}

/* `from m import *`: an unresolved f may be m.f. */
static void match_starred(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	const struct pk_node *cn = code_node(m, c);
	uint32_t start = m->out.n;

	if (cn->kind != PKN_NAME || m->names->binding[c] || !m->names->n_stars || has_metavars(m, p))
		return;
	for (uint32_t i = 0; i < m->names->n_imports && m->out.n == start; i++) {
		const struct pk_import *im = &m->names->imports[i];

		if (im->star && (m->strict || code_node(m, im->node)->parent == 0))
			match_meaning(m, p, intern_join(m->ct->symbols, im->module, cn->sym), c, in);
	}
}

void match_name(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	uint32_t start = m->out.n;
	sym_t meaning = m->resolved[c];

	if (pattern_node(m, p)->kind == PKN_ATTR_DOTS)
		match_links(m, p, c, in);
	else
		match_written(m, p, c, in);
	if (m->out.n == start && meaning)
		match_meaning(m, p, meaning, c, in);
	if (m->out.n == start && !meaning)
		match_starred(m, p, c, in);
}
