#include "source/meaning/scopes.h"

/* What the declaring pass leaves in binding[] of a target's NAME for when it gets there. */
#define MARK_STORE     UINT32_MAX       /* bound in the scope it stands in */
#define MARK_WALRUS    (UINT32_MAX - 1) /* bound in the nearest scope that is no comprehension */
#define MARK_ANNOTATED (UINT32_MAX - 2) /* `x: T`: declared, not bound */
#define MARK_FIRST     MARK_ANNOTATED

static const struct pk_node *node_of(const struct pk_scopes *s, uint32_t node)
{
	return &s->tree->nodes[node];
}

static uint32_t first_decl(const struct pk_scopes *s, sym_t name)
{
	return name < s->n_symbols ? s->top[name] : 0;
}

/* The decl of the name in an open scope, 0 none. */
static uint32_t find_in(const struct pk_scopes *s, uint32_t scope, sym_t name)
{
	uint32_t d;

	if (name >= s->n_symbols)
		return 0;
	if (scope == 0)
		return s->module[name];
	for (d = s->top[name]; d && s->decls.v[d].scope != scope; d = s->decls.v[d].outer)
		;
	return d;
}

static uint32_t new_var(struct pk_scopes *s, uint32_t scope, sym_t name)
{
	vec_push(s->arena, &s->vars, (struct pk_var){ .name = name, .scope = s->scopes.v[scope].opener });
	return s->vars.n - 1;
}

static uint32_t new_decl(struct pk_scopes *s, uint32_t scope, sym_t name, uint32_t var)
{
	struct pk_decl d = { .name = name, .var = var, .scope = scope, .next = s->scopes.v[scope].decls };
	uint32_t *place = scope ? &s->top[name] : &s->module[name];

	if (scope)
		d.outer = *place;
	vec_push(s->arena, &s->decls, d);
	s->scopes.v[scope].decls = *place = s->decls.n - 1;
	return *place;
}

/* The variable of the name in the scope, made when new. */
static uint32_t declare(struct pk_scopes *s, uint32_t scope, sym_t name)
{
	uint32_t d;

	if (!name || name >= s->n_symbols)
		return 0;
	d = find_in(s, scope, name);
	if (!d)
		d = new_decl(s, scope, name, new_var(s, scope, name));
	return s->decls.v[d].var;
}

static uint32_t store(struct pk_scopes *s, uint32_t scope, sym_t name, uint32_t node)
{
	uint32_t var = declare(s, scope, name);

	s->vars.v[var].stores++;
	s->binding[node] = var;
	vec_push(s->arena, &s->stores, node);
	return var;
}

/* Marks the NAMEs that a target binds: (a, [b, *c]). What is not a plain name (x.y, x[i]) binds nothing. */
static void mark_targets(struct pk_scopes *s, uint32_t target, uint32_t mark)
{
	for (uint32_t i = target, end = node_of(s, target)->end_node; i < end;) {
		switch (node_of(s, i)->kind) {
		case PKN_TUPLE:
		case PKN_LIST:
		case PKN_STAR:
			i++;
			break;
		case PKN_NAME:
			s->binding[i++] = mark;
			break;
		default:
			i = node_of(s, i)->end_node;
		}
	}
}

static uint32_t walrus_scope(const struct pk_scopes *s)
{
	uint32_t scope = s->current;

	while (pk_kind_is_comprehension(s->scopes.v[scope].kind))
		scope = s->scopes.v[scope].parent;
	return scope;
}

static void declare_name(struct pk_scopes *s, uint32_t node)
{
	uint32_t mark = s->binding[node];
	sym_t name = node_of(s, node)->sym;

	s->binding[node] = 0;
	if (mark == MARK_ANNOTATED)
		declare(s, s->current, name);
	else if (mark == MARK_STORE)
		store(s, s->current, name, node);
	else
		store(s, walrus_scope(s), name, node);
}

static void declare_params(struct pk_scopes *s, uint32_t params)
{
	for (uint32_t p = pk_node_first(s->tree, params); p; p = pk_node_next(s->tree, p)) {
		if (node_of(s, p)->kind != PKN_PARAM || !node_of(s, p)->sym)
			continue;
		s->binding[p] = declare(s, s->current, node_of(s, p)->sym);
		s->vars.v[s->binding[p]].stores++;
	}
}

/* `global x` and `nonlocal x` in the current scope. */
static void declare_foreign(struct pk_scopes *s, uint32_t stmt)
{
	bool nonlocal = node_of(s, stmt)->flags & PKF_NONLOCAL;

	for (uint32_t c = pk_node_first(s->tree, stmt); c; c = pk_node_next(s->tree, c)) {
		sym_t name = node_of(s, c)->sym;
		uint32_t var;
		struct pk_decl *d;

		if (node_of(s, c)->kind != PKN_NAME || !name || name >= s->n_symbols)
			continue;
		var = declare(s, s->current, name);
		if (!nonlocal)
			var = declare(s, 0, name);
		d = &s->decls.v[find_in(s, s->current, name)];
		d->var = var;
		d->nonlocal = nonlocal;
		s->vars.v[var].shared = true;
	}
}

static uint32_t new_scope(struct pk_scopes *s, uint32_t opener)
{
	vec_push(s->arena, &s->scopes, (struct pk_scope){ .opener = opener, .kind = node_of(s, opener)->kind });
	return s->scopes.n - 1;
}

static uint32_t scope_of(const struct pk_scopes *s, uint32_t opener)
{
	uint32_t low = 0, high = s->scopes.n;

	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;

		if (s->scopes.v[middle].opener <= opener)
			low = middle;
		else
			high = middle;
	}
	return low;
}

static void open_until(struct pk_scopes *s, uint32_t scope, uint32_t end)
{
	s->scopes.v[scope].end = end;
	s->scopes.v[scope].parent = s->current;
	s->current = scope;
}

static void hide(struct pk_scopes *s, uint32_t scope)
{
	for (uint32_t d = s->scopes.v[scope].decls; d; d = s->decls.v[d].next)
		s->top[s->decls.v[d].name] = s->decls.v[d].outer;
}

static void close_ended(struct pk_scopes *s, uint32_t node)
{
	while (s->current && s->scopes.v[s->current].end <= node) {
		hide(s, s->current);
		s->current = s->scopes.v[s->current].parent;
	}
}

static void declare_alias(struct pk_scopes *s, uint32_t node)
{
	uint32_t var = store(s, s->current, pk_alias_bound(s->tree, node), node);

	s->vars.v[var].imported = true;
}

/* The body of a function or class, where its scope begins. */
static void declare_body(struct pk_scopes *s, uint32_t block)
{
	uint32_t opener = node_of(s, block)->parent;
	enum pk_node_kind kind = node_of(s, opener)->kind;

	if (kind != PKN_DEF && kind != PKN_CLASS)
		return;
	open_until(s, scope_of(s, opener), node_of(s, block)->end_node);
	if (kind == PKN_DEF)
		declare_params(s, opener + 1);
}

static void declare_node(struct pk_scopes *s, uint32_t i)
{
	const struct pk_node *n = node_of(s, i);

	switch (n->kind) {
	case PKN_NAME:
		if (s->binding[i] >= MARK_FIRST)
			declare_name(s, i);
		break;
	case PKN_ASSIGN:
		mark_targets(s, i + 1, node_of(s, pk_node_child(s->tree, i, 1))->kind ? MARK_STORE : MARK_ANNOTATED);
		break;
	case PKN_AUG_ASSIGN:
	case PKN_FOR:
	case PKN_COMP_FOR:
	case PKN_TYPE_ALIAS:
		mark_targets(s, i + 1, MARK_STORE);
		break;
	case PKN_WITH_ITEM:
	case PKN_HANDLER:
		mark_targets(s, pk_node_child(s->tree, i, 1), MARK_STORE);
		break;
	case PKN_WALRUS:
		mark_targets(s, i + 1, MARK_WALRUS);
		break;
	case PKN_ALIAS:
		declare_alias(s, i);
		break;
	case PKN_GLOBAL:
		declare_foreign(s, i);
		break;
	case PKN_DEF:
	case PKN_CLASS:
		store(s, s->current, n->sym, i);
		new_scope(s, i);
		break;
	case PKN_BLOCK:
		declare_body(s, i);
		break;
	case PKN_LAMBDA:
		open_until(s, new_scope(s, i), n->end_node);
		declare_params(s, i + 1);
		break;
	default:
		if (pk_kind_is_comprehension(n->kind))
			open_until(s, new_scope(s, i), n->end_node);
	}
}

void pk_scopes_declare(struct pk_scopes *s, const struct pk_tree *tree, struct arena *arena)
{
	*s = (struct pk_scopes){ .tree = tree, .arena = arena };
	s->n_symbols = tree->symbols->first + tree->symbols->entries.n;
	s->top = arena_zalloc(arena, s->n_symbols, sizeof(*s->top));
	s->module = arena_zalloc(arena, s->n_symbols, sizeof(*s->module));
	s->binding = arena_zalloc(arena, tree->n, sizeof(*s->binding));
	vec_push(arena, &s->decls, (struct pk_decl){ 0 });
	vec_push(arena, &s->vars, (struct pk_var){ 0 });
	new_scope(s, 0);
	for (uint32_t i = 1; i < tree->n; i++) {
		close_ended(s, i);
		declare_node(s, i);
	}
	close_ended(s, UINT32_MAX);
	s->vars.v[0] = (struct pk_var){ 0 };
	for (uint32_t d = s->scopes.v[0].decls; d; d = s->decls.v[d].next)
		s->top[s->decls.v[d].name] = d;
}

/* A nonlocal name is the variable of the nearest function that has it; without one it is a plain local. */
static void bind_nonlocal(struct pk_scopes *s, struct pk_decl *d)
{
	uint32_t o = d->outer;

	while (o && s->scopes.v[s->decls.v[o].scope].kind == PKN_CLASS)
		o = s->decls.v[o].outer;
	if (o && s->decls.v[o].scope)
		d->var = s->decls.v[o].var;
	s->vars.v[d->var].shared = true;
}

static void show(struct pk_scopes *s, uint32_t scope)
{
	for (uint32_t i = s->scopes.v[scope].decls; i; i = s->decls.v[i].next) {
		struct pk_decl *d = &s->decls.v[i];

		d->outer = s->top[d->name];
		s->top[d->name] = i;
		if (d->nonlocal)
			bind_nonlocal(s, d);
	}
}

uint32_t pk_scopes_enter(struct pk_scopes *s, uint32_t opener)
{
	uint32_t before = s->current, scope = scope_of(s, opener);

	show(s, scope);
	s->scopes.v[scope].parent = before;
	s->current = scope;
	return before;
}

void pk_scopes_leave(struct pk_scopes *s, uint32_t before)
{
	hide(s, s->current);
	s->current = before;
}

uint32_t pk_scopes_suspend(struct pk_scopes *s)
{
	uint32_t scope = s->current;

	pk_scopes_leave(s, s->scopes.v[scope].parent);
	return scope;
}

void pk_scopes_resume(struct pk_scopes *s, uint32_t scope)
{
	show(s, scope);
	s->current = scope;
}

/* Names of a class body are seen in that body alone. */
static uint32_t visible(const struct pk_scopes *s, uint32_t decl)
{
	while (decl && s->decls.v[decl].scope != s->current && s->scopes.v[s->decls.v[decl].scope].kind == PKN_CLASS)
		decl = s->decls.v[decl].outer;
	return decl;
}

uint32_t pk_scopes_find(const struct pk_scopes *s, sym_t name)
{
	return visible(s, first_decl(s, name));
}

uint32_t pk_scopes_outer(const struct pk_scopes *s, uint32_t decl)
{
	return visible(s, s->decls.v[decl].outer);
}

sym_t pk_alias_bound(const struct pk_tree *tree, uint32_t alias)
{
	const struct pk_node *n = &tree->nodes[alias];
	sym_t bound = n->aux ? n->aux : n->sym, parent;

	if (n->aux || tree->nodes[n->parent].kind == PKN_IMPORT_FROM)
		return bound;
	while ((parent = intern_parent(tree->symbols, bound)))
		bound = parent;
	return bound;
}
