#include "query/env.h"

#include "source/meaning/consts.h"
#include "source/meaning/names.h"

static bool is_name_char(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool pk_is_metavar(struct str text)
{
	size_t i = 1;

	if (text.n < 2 || text.p[0] != '$')
		return false;
	if (str_starts(text, STR("$...")))
		i = 4;
	if (i == text.n)
		return false;
	for (; i < text.n; i++)
		if (!is_name_char(text.p[i]))
			return false;
	return true;
}

uint32_t pk_slot_find(const struct pk_slots *slots, struct str text)
{
	if (!pk_is_metavar(text))
		return PK_SLOT_NONE;
	if (str_is(text, "$_"))
		return PK_SLOT_ANY;
	for (uint32_t i = 0; i < slots->names.n; i++)
		if (str_eq(slots->names.v[i], text))
			return i;
	return PK_SLOT_NONE;
}

uint32_t pk_slot_of(struct pk_slots *slots, struct str text)
{
	uint32_t slot = pk_slot_find(slots, text);

	if (slot != PK_SLOT_NONE || !pk_is_metavar(text))
		return slot;
	vec_push(slots->arena, &slots->names, arena_str(slots->arena, text));
	return slots->names.n - 1;
}

const struct pk_bind *pk_env_get(const struct pk_env *env, uint32_t slot)
{
	for (; env; env = env->next)
		if (env->slot == slot)
			return &env->bind;
	return NULL;
}

const struct pk_env *pk_env_add(struct arena *a, const struct pk_env *env, uint32_t slot, struct pk_bind bind)
{
	struct pk_env *e = arena_alloc(a, sizeof(*e));

	*e = (struct pk_env){ .next = env, .slot = slot, .bind = bind };
	return e;
}

struct str pk_bind_text(const struct pk_tree *t, const struct pk_bind *b)
{
	switch (b->kind) {
	case PKB_TEXT:
		return b->text;
	case PKB_NAME:
		return intern_text(t->symbols, b->name);
	default:
		return str_slice(t->source, b->span.start, b->span.end);
	}
}

static bool const_eq(const struct pk_const *a, const struct pk_const *b)
{
	if (a->kind != b->kind)
		return false;
	switch (a->kind) {
	case PKC_NONE:
		return true;
	case PKC_BOOL:
	case PKC_INT:
		return a->i == b->i;
	case PKC_FLOAT:
	case PKC_STRING:
		return str_eq(a->s, b->s);
	default:
		return false;
	}
}

static bool is_name_like(const struct pk_tree *t, uint32_t node)
{
	return t->nodes[node].kind == PKN_NAME || t->nodes[node].kind == PKN_ATTR;
}

static bool has_text(enum pk_node_kind kind)
{
	return kind == PKN_STRING || kind == PKN_INT || kind == PKN_FLOAT;
}

/* `**kw` of a function: Semgrep gives it no identity of its own, so that its name alone counts. */
static bool is_keywords_param(const struct pk_tree *t, const struct pk_names *names, uint32_t variable)
{
	const struct pk_var *v = &names->vars[variable];

	if (t->nodes[v->scope].kind != PKN_DEF)
		return false;
	for (uint32_t p = pk_node_first(t, v->scope + 1); p; p = pk_node_next(t, p))
		if (t->nodes[p].sym == v->name && (t->nodes[p].flags & PKF_DSTAR))
			return true;
	return false;
}

static bool same_variable(const struct pk_tree *t, const struct pk_names *names, uint32_t a, uint32_t b)
{
	return !a || !b || a == b || is_keywords_param(t, names, a) || is_keywords_param(t, names, b);
}

static bool same_head(struct pk_unit *u, uint32_t a, uint32_t b)
{
	const struct pk_tree *t = u->tree;
	const struct pk_node *x = &t->nodes[a], *y = &t->nodes[b];
	const struct pk_names *names;

	if (x->kind != y->kind || x->op != y->op || x->sym != y->sym)
		return false;
	if (has_text(x->kind) && !str_eq(pk_node_text(t, a), pk_node_text(t, b)))
		return false;
	if (x->kind != PKN_NAME)
		return true;
	names = pk_unit_names(u);
	return same_variable(t, names, names->binding[a], names->binding[b]);
}

bool pk_node_eq(struct pk_unit *u, uint32_t a, uint32_t b)
{
	const struct pk_tree *t = u->tree;
	const struct pk_const *x, *y;
	uint32_t i, j;

	if (a == b)
		return true;
	if (pk_node_is_expr(t, a) && pk_node_is_expr(t, b)) {
		x = pk_const_of(u, a);
		y = pk_const_of(u, b);
		if (x && y && const_eq(x, y))
			return true;
		if (is_name_like(t, a) && is_name_like(t, b)) {
			sym_t p = pk_unit_names(u)->resolved[a], q = pk_unit_names(u)->resolved[b];

			if (p && p == q)
				return true;
		}
	}
	if (!same_head(u, a, b))
		return false;
	i = pk_node_first(t, a);
	j = pk_node_first(t, b);
	while (i && j) {
		if (!pk_node_eq(u, i, j))
			return false;
		i = pk_node_next(t, i);
		j = pk_node_next(t, j);
	}
	return !i && !j;
}

static bool run_eq(struct pk_unit *u, const struct pk_bind *a, const struct pk_bind *b)
{
	uint32_t i = a->node, j = b->node;

	while (i && j) {
		if (!pk_node_eq(u, i, j))
			return false;
		if (i == a->last || j == b->last)
			return i == a->last && j == b->last;
		i = pk_node_next(u->tree, i);
		j = pk_node_next(u->tree, j);
	}
	return !i && !j;
}

/* The bare name a binding stands for, 0 when it is not one. */
static sym_t bare_name(struct pk_unit *u, const struct pk_bind *b)
{
	if (b->kind == PKB_NAME)
		return b->name;
	if (b->kind == PKB_NODE && u->tree->nodes[b->node].kind == PKN_NAME)
		return u->tree->nodes[b->node].sym;
	return 0;
}

static bool text_of_string(struct pk_unit *u, const struct pk_bind *b, struct str *text)
{
	const struct pk_const *c;

	if (b->kind == PKB_TEXT) {
		*text = b->text;
		return true;
	}
	if (b->kind == PKB_NAME) {
		*text = intern_text(u->tree->symbols, b->name);
		return true;
	}
	c = b->kind == PKB_NODE && pk_node_is_expr(u->tree, b->node) ? pk_const_of(u, b->node) : NULL;
	if (c && c->kind == PKC_STRING)
		*text = c->s;
	else if (b->kind == PKB_NODE && u->tree->nodes[b->node].kind == PKN_NAME)
		*text = intern_text(u->tree->symbols, u->tree->nodes[b->node].sym);
	else
		return false;
	return true;
}

bool pk_bind_eq(struct pk_unit *u, const struct pk_bind *a, const struct pk_bind *b)
{
	struct str x, y;
	sym_t p, q;

	if (a->kind == PKB_NODE && b->kind == PKB_NODE)
		return pk_node_eq(u, a->node, b->node);
	if (a->kind == PKB_RUN && b->kind == PKB_RUN)
		return run_eq(u, a, b);
	if (a->kind == PKB_TEXT || b->kind == PKB_TEXT)
		return text_of_string(u, a, &x) && text_of_string(u, b, &y) && str_eq(x, y);
	p = bare_name(u, a);
	q = bare_name(u, b);
	return p && p == q;
}

bool pk_env_merge(struct pk_unit *u, const struct pk_env *a, const struct pk_env *b, const struct pk_env **merged)
{
	const struct pk_env *out = a;

	for (; b; b = b->next) {
		const struct pk_bind *mine = pk_env_get(a, b->slot);

		if (!mine)
			out = pk_env_add(&u->scratch->arena, out, b->slot, b->bind);
		else if (b->slot != PK_SLOT_END && !pk_bind_eq(u, mine, &b->bind))
			return false;
	}
	*merged = out;
	return true;
}

static bool same_bind(const struct pk_bind *a, const struct pk_bind *b)
{
	return a->kind == b->kind && a->node == b->node && a->name == b->name && a->span.start == b->span.start &&
	       a->span.end == b->span.end && str_eq(a->text, b->text);
}

static bool env_within(const struct pk_env *a, const struct pk_env *b)
{
	for (; a; a = a->next) {
		const struct pk_bind *other = pk_env_get(b, a->slot);

		if (!other || (a->slot != PK_SLOT_END && !same_bind(&a->bind, other)))
			return false;
	}
	return true;
}

bool pk_env_same(const struct pk_env *a, const struct pk_env *b)
{
	return a == b || (env_within(a, b) && env_within(b, a));
}
