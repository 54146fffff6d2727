/* Expressions: what taints their value, and which sinks they reach on the way. */
#include "flow/walk.h"

static const struct pk_node *at(const struct walk *w, uint32_t node)
{
	return &w->tree->nodes[node];
}

static uint32_t child(const struct walk *w, uint32_t node, uint32_t k)
{
	return pk_node_child(w->tree, node, k);
}

#define UNBOUND 0x80000000u /* variables without a binding in the file are told apart by their name */

static struct lvalue lvalue_of(const struct walk *w, uint32_t node)
{
	const struct pk_node *n = at(w, node);
	struct lvalue l = { 0 };

	if (n->kind == PKN_NAME) {
		l.variable = w->names->binding[node] ? w->names->binding[node] : (n->sym | UNBOUND);
	} else if (n->kind == PKN_ATTR) {
		l = lvalue_of(w, node + 1);
		if (l.variable)
			l.path = intern_join(w->tree->symbols, l.path, n->sym);
	}
	return l;
}

static const struct taint *eval_children(struct walk *w, uint32_t node)
{
	const struct taint *t = NULL;

	for (uint32_t c = pk_node_first(w->tree, node); c; c = pk_node_next(w->tree, c))
		t = taint_union(w->arena, t, walk_eval(w, c));
	return t;
}

static const struct taint *eval_attr(struct walk *w, uint32_t node)
{
	const struct taint *base = walk_eval(w, node + 1);
	struct lvalue l = lvalue_of(w, node);

	return taint_union(w->arena, base, l.variable ? taint_of(&w->state, w->tree->symbols, l) : NULL);
}

/* The targets first, then the element: `element for target in iterable if test`. */
static const struct taint *eval_comprehension(struct walk *w, uint32_t node)
{
	for (uint32_t c = child(w, node, 1); c; c = pk_node_next(w->tree, c)) {
		if (at(w, c)->kind == PKN_COMP_FOR)
			walk_assign(w, c + 1, 0, walk_eval(w, child(w, c, 1)));
		else
			(void)walk_eval(w, c);
	}
	return walk_eval(w, node + 1);
}

const char *const walk_mutators[] = { "append", "extend", "add", "insert", "update", "write", "setdefault", "appendleft", "put", NULL };

static bool is_mutator(const struct walk *w, uint32_t callee)
{
	struct str name = intern_text(w->tree->symbols, at(w, callee)->sym);

	for (const char *const *mutator = walk_mutators; *mutator; mutator++)
		if (str_is(name, *mutator))
			return true;
	return false;
}

/* The DEF in this file that a callee names: a function, or a method called on self. */
static uint32_t local_def(const struct walk *w, uint32_t callee, bool *method)
{
	const struct pk_node *n = at(w, callee);

	*method = n->kind == PKN_ATTR;
	if (n->kind == PKN_ATTR &&
	    !(at(w, callee + 1)->kind == PKN_NAME && str_is(intern_text(w->tree->symbols, at(w, callee + 1)->sym), "self")))
		return 0;
	if (n->kind != PKN_ATTR && (n->kind != PKN_NAME || w->names->resolved[callee]))
		return 0;
	for (uint32_t i = 1; i < w->tree->n; i++)
		if (at(w, i)->kind == PKN_DEF && at(w, i)->sym == n->sym)
			return i;
	return 0;
}

static const struct taint *eval_call(struct walk *w, uint32_t node)
{
	uint32_t callee = node + 1, args = child(w, node, 1), def;
	const struct taint *receiver = walk_eval(w, callee), *passed = walk_eval(w, args);
	bool method;

	if (!w->across_calls)
		return taint_union(w->arena, receiver, passed);
	if (passed && at(w, callee)->kind == PKN_ATTR && is_mutator(w, callee))
		taint_more(w->arena, &w->state, lvalue_of(w, callee + 1), taint_through(w->arena, passed, node));
	def = local_def(w, callee, &method);
	if (def)
		return walk_call(w, def, node, method, method ? walk_eval(w, callee + 1) : NULL);
	return taint_union(w->arena, receiver, passed);
}

static const struct taint *eval_kind(struct walk *w, uint32_t node)
{
	const struct taint *t;

	switch (at(w, node)->kind) {
	case PKN_NAME:
		return taint_of(&w->state, w->tree->symbols, lvalue_of(w, node));
	case PKN_ATTR:
		return eval_attr(w, node);
	case PKN_CALL:
		return eval_call(w, node);
	case PKN_LIST_COMP:
	case PKN_SET_COMP:
	case PKN_DICT_COMP:
	case PKN_GENEXP:
		return eval_comprehension(w, node);
	case PKN_WALRUS:
		t = walk_eval(w, child(w, node, 1));
		walk_assign(w, node + 1, child(w, node, 1), t);
		return t;
	case PKN_LAMBDA:
		return walk_eval(w, child(w, node, 1));
	default:
		return eval_children(w, node);
	}
}

static const struct mark *first_mark(const struct walk *w, enum mark_kind kind, uint32_t node)
{
	const struct marks *m = &w->marks[kind];

	return m->at && m->at[node] ? &m->list.v[m->at[node] - 1] : NULL;
}

static const struct mark *next_mark(const struct walk *w, enum mark_kind kind, const struct mark *mark)
{
	return mark->next ? &w->marks[kind].list.v[mark->next - 1] : NULL;
}

static const struct taint *add_sources(struct walk *w, uint32_t node, const struct taint *t)
{
	for (const struct mark *s = first_mark(w, MARK_SOURCE, node); s; s = next_mark(w, MARK_SOURCE, s)) {
		struct taint_step *step = arena_alloc(w->arena, sizeof(*step));

		*step = (struct taint_step){ .node = node };
		t = taint_add(w->arena, t, w->label(w->rule, s->spec), s->match, step);
		if (w->by_side_effect(w->rule, MARK_SOURCE, s->spec))
			taint_more(w->arena, &w->state, lvalue_of(w, node), t);
	}
	return t;
}

static bool is_sanitized(struct walk *w, uint32_t node)
{
	bool clean = false;

	for (const struct mark *s = first_mark(w, MARK_SANITIZER, node); s; s = next_mark(w, MARK_SANITIZER, s)) {
		clean = true;
		if (w->by_side_effect(w->rule, MARK_SANITIZER, s->spec))
			taint_set(w->arena, &w->state, w->tree->symbols, lvalue_of(w, node), NULL);
	}
	return clean;
}

static void propagate(struct walk *w, uint32_t node)
{
	for (const struct mark *p = first_mark(w, MARK_PROPAGATOR, node); p; p = next_mark(w, MARK_PROPAGATOR, p)) {
		uint32_t from, to;

		if (w->propagates(w->rule, p, &from, &to))
			taint_more(w->arena, &w->state, lvalue_of(w, to), taint_through(w->arena, walk_eval(w, from), to));
	}
}

const struct taint *walk_eval(struct walk *w, uint32_t node)
{
	const struct taint *t;

	if (!node || !w->steps)
		return NULL;
	w->steps--;
	t = eval_kind(w, node);
	propagate(w, node);
	if (is_sanitized(w, node))
		t = NULL;
	else
		t = add_sources(w, node, t);
	for (const struct mark *s = t ? first_mark(w, MARK_SINK, node) : NULL; s; s = next_mark(w, MARK_SINK, s))
		w->reached(w->rule, s, node, t);
	return t;
}

static void assign_each(struct walk *w, uint32_t target, uint32_t value, const struct taint *taint)
{
	bool pairwise = value && (at(w, value)->kind == PKN_TUPLE || at(w, value)->kind == PKN_LIST) &&
			pk_node_count(w->tree, value) == pk_node_count(w->tree, target);
	uint32_t v = pairwise ? pk_node_first(w->tree, value) : 0;

	for (uint32_t t = pk_node_first(w->tree, target); t; t = pk_node_next(w->tree, t)) {
		walk_assign(w, t, v, pairwise ? walk_eval(w, v) : taint);
		v = v ? pk_node_next(w->tree, v) : 0;
	}
}

void walk_assign(struct walk *w, uint32_t target, uint32_t value, const struct taint *taint)
{
	const struct taint *t = taint_through(w->arena, taint, target);

	switch (at(w, target)->kind) {
	case PKN_NAME:
	case PKN_ATTR:
		taint_set(w->arena, &w->state, w->tree->symbols, lvalue_of(w, target), add_sources(w, target, t));
		return;
	case PKN_SUBSCRIPT:
		taint_more(w->arena, &w->state, lvalue_of(w, target + 1), t);
		return;
	case PKN_STAR:
		walk_assign(w, target + 1, 0, taint);
		return;
	case PKN_TUPLE:
	case PKN_LIST:
		assign_each(w, target, value, taint);
		return;
	default:
		return;
	}
}
