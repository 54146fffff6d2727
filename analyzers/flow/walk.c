/* Statements: branches are joined, loops walked until nothing more becomes tainted, functions one by one. */
#include "flow/walk.h"

enum {
	MAX_ROUNDS = 3, /* of a loop's body */
	MAX_CALLS = 4,  /* calls followed into each other */
};

static void walk_stmt(struct walk *w, uint32_t node);

static const struct pk_node *at(const struct walk *w, uint32_t node)
{
	return &w->tree->nodes[node];
}

static uint32_t child(const struct walk *w, uint32_t node, uint32_t k)
{
	return pk_node_child(w->tree, node, k);
}

static void walk_block(struct walk *w, uint32_t block)
{
	for (uint32_t s = pk_node_first(w->tree, block); s && w->steps; s = pk_node_next(w->tree, s))
		walk_stmt(w, s);
}

static void walk_if(struct walk *w, uint32_t node)
{
	struct taint_state before, after;

	(void)walk_eval(w, node + 1);
	before = taint_copy(w->arena, &w->state);
	walk_block(w, child(w, node, 1));
	after = w->state;
	w->state = before;
	walk_block(w, child(w, node, 2));
	(void)taint_join(w->arena, &w->state, &after);
}

/* Semgrep does not take a loop's value apart into several targets; for its rules we do not either. */
static void walk_target(struct walk *w, uint32_t target, const struct taint *taint)
{
	bool several = at(w, target)->kind == PKN_TUPLE || at(w, target)->kind == PKN_LIST;

	walk_assign(w, target, 0, several && !w->across_calls ? NULL : taint);
}

static void walk_loop(struct walk *w, uint32_t node)
{
	bool is_for = at(w, node)->kind == PKN_FOR;
	uint32_t body = child(w, node, is_for ? 2 : 1);

	for (int round = 0; round < MAX_ROUNDS; round++) {
		struct taint_state before = taint_copy(w->arena, &w->state);

		if (is_for)
			walk_target(w, node + 1, walk_eval(w, child(w, node, 1)));
		else
			(void)walk_eval(w, node + 1);
		walk_block(w, body);
		if (!taint_join(w->arena, &before, &w->state)) {
			w->state = before;
			break;
		}
		w->state = before;
	}
	walk_block(w, pk_node_next(w->tree, body));
}

static void walk_try(struct walk *w, uint32_t node)
{
	struct taint_state before = taint_copy(w->arena, &w->state), out, start;

	walk_block(w, child(w, node, 0));
	start = taint_copy(w->arena, &w->state);
	(void)taint_join(w->arena, &start, &before);
	walk_block(w, child(w, node, 1));
	out = w->state;
	for (uint32_t h = child(w, node, 3); h; h = pk_node_next(w->tree, h)) {
		w->state = taint_copy(w->arena, &start);
		walk_block(w, child(w, h, 2));
		(void)taint_join(w->arena, &out, &w->state);
	}
	w->state = out;
	walk_block(w, child(w, node, 2));
}

static void walk_with(struct walk *w, uint32_t node)
{
	for (uint32_t i = child(w, node, 1); i; i = pk_node_next(w->tree, i)) {
		uint32_t target = child(w, i, 1);
		const struct taint *t = walk_eval(w, i + 1);

		if (at(w, target)->kind != PKN_ABSENT)
			walk_assign(w, target, i + 1, t);
	}
	walk_block(w, node + 1);
}

static void walk_assignment(struct walk *w, uint32_t node)
{
	uint32_t target = node + 1, value = child(w, node, 1);
	const struct taint *t;

	if (at(w, value)->kind == PKN_ABSENT)
		return;
	if (at(w, value)->kind == PKN_ASSIGN) {
		walk_assignment(w, value);
		t = walk_eval(w, value + 1);
	} else {
		t = walk_eval(w, value);
	}
	if (at(w, node)->kind == PKN_AUG_ASSIGN)
		t = taint_union(w->arena, t, walk_eval(w, target));
	else if (at(w, target)->kind != PKN_NAME)
		(void)walk_eval(w, target); /* the index of x[i] = v may hold a sink */
	walk_assign(w, target, value, t);
}

/* Defaults and decorators run where the function stands; its body is walked on its own. */
static void walk_def_header(struct walk *w, uint32_t node)
{
	uint32_t params = node + 1;

	for (uint32_t p = pk_node_first(w->tree, params); p; p = pk_node_next(w->tree, p))
		(void)walk_eval(w, child(w, p, 1));
	for (uint32_t d = child(w, node, 3); d; d = pk_node_next(w->tree, d))
		(void)walk_eval(w, d + 1);
}

static void walk_children(struct walk *w, uint32_t node)
{
	for (uint32_t c = pk_node_first(w->tree, node); c; c = pk_node_next(w->tree, c)) {
		if (at(w, c)->kind == PKN_BLOCK || at(w, c)->kind == PKN_CASE)
			walk_children(w, c);
		else if (pk_node_is_stmt(w->tree, c))
			walk_stmt(w, c);
		else
			(void)walk_eval(w, c);
	}
}

static void walk_stmt(struct walk *w, uint32_t node)
{
	switch (at(w, node)->kind) {
	case PKN_ASSIGN:
	case PKN_AUG_ASSIGN:
		walk_assignment(w, node);
		return;
	case PKN_RETURN:
		w->returned = taint_union(w->arena, w->returned, walk_eval(w, node + 1));
		return;
	case PKN_IF:
		walk_if(w, node);
		return;
	case PKN_FOR:
	case PKN_WHILE:
		walk_loop(w, node);
		return;
	case PKN_TRY:
		walk_try(w, node);
		return;
	case PKN_WITH:
		walk_with(w, node);
		return;
	case PKN_DEF:
		walk_def_header(w, node);
		return;
	case PKN_CLASS:
		walk_block(w, child(w, node, 1));
		return;
	default:
		walk_children(w, node);
	}
}

static struct lvalue parameter(const struct walk *w, uint32_t param)
{
	return (struct lvalue){ .variable = w->names->binding[param] };
}

/* A parameter may itself be a source: def handler(request). */
static void bind_param(struct walk *w, uint32_t param, const struct taint *passed)
{
	const struct marks *m = &w->marks[MARK_SOURCE];

	for (uint32_t i = m->at ? m->at[param] : 0; i; i = m->list.v[i - 1].next) {
		struct taint_step *step = arena_alloc(w->arena, sizeof(*step));

		*step = (struct taint_step){ .node = param };
		passed = taint_add(w->arena, passed, w->label(w->rule, m->list.v[i - 1].spec), m->list.v[i - 1].match, step);
	}
	taint_set(w->arena, &w->state, w->tree->symbols, parameter(w, param), passed);
}

/* What the call passes for the k-th parameter (0-based, without self) of that name. */
static const struct taint *argument(struct walk *w, uint32_t call, uint32_t k, sym_t name)
{
	uint32_t args = child(w, call, 1), i = 0;

	for (uint32_t a = pk_node_first(w->tree, args); a; a = pk_node_next(w->tree, a)) {
		if (at(w, a)->kind == PKN_KWARG && at(w, a)->sym == name)
			return walk_eval(w, a + 1);
		if (at(w, a)->kind == PKN_STAR || at(w, a)->kind == PKN_DSTAR)
			return walk_eval(w, a);
		if (at(w, a)->kind != PKN_KWARG && i++ == k)
			return walk_eval(w, a);
	}
	return NULL;
}

const struct taint *walk_call(struct walk *w, uint32_t def, uint32_t call, bool method, const struct taint *receiver)
{
	struct taint_state outer = w->state, inner = taint_copy(w->arena, &w->state);
	const struct taint *returned = w->returned, *result;
	uint32_t k = 0, params = def + 1;

	if (w->depth >= MAX_CALLS)
		return taint_union(w->arena, receiver, walk_eval(w, child(w, call, 1)));
	for (uint32_t p = pk_node_first(w->tree, params); p; p = pk_node_next(w->tree, p)) {
		const struct taint *t = receiver;

		if (!method || p != pk_node_first(w->tree, params))
			t = argument(w, call, k++, at(w, p)->sym);
		taint_set(w->arena, &inner, w->tree->symbols, parameter(w, p), taint_through(w->arena, t, p));
	}
	w->state = inner;
	w->returned = NULL;
	w->depth++;
	walk_block(w, child(w, def, 2));
	w->depth--;
	result = w->returned;
	w->returned = returned;
	w->state = outer;
	return taint_through(w->arena, result, call);
}

static void walk_function(struct walk *w, uint32_t def, const struct taint_state *module)
{
	w->state = w->across_calls ? taint_copy(w->arena, module) : (struct taint_state){ 0 };
	w->returned = NULL;
	for (uint32_t p = pk_node_first(w->tree, def + 1); p; p = pk_node_next(w->tree, p))
		bind_param(w, p, walk_eval(w, child(w, p, 1)));
	walk_block(w, child(w, def, 2));
}

void walk_unit(struct walk *w)
{
	struct taint_state module;

	w->state = (struct taint_state){ 0 };
	walk_block(w, 0);
	module = w->state;
	for (uint32_t i = 1; i < w->tree->n && w->steps; i++)
		if (at(w, i)->kind == PKN_DEF)
			walk_function(w, i, &module);
}
