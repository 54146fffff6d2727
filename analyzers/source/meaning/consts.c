/* The walk behind consts.h: statements. */
#include "source/meaning/consts.h"

#include "source/meaning/eval.h"

static enum pk_node_kind kind_of(const struct pk_eval *e, uint32_t node)
{
	return e->tree->nodes[node].kind;
}

static uint32_t child(const struct pk_eval *e, uint32_t node, uint32_t k)
{
	return pk_node_child(e->tree, node, k);
}

static void walk_from(struct pk_eval *e, uint32_t c)
{
	for (; c; c = pk_node_next(e->tree, c))
		pk_eval_walk(e, c);
}

/* Forgets what the nodes [first, end) may change. */
static void kill_range(struct pk_eval *e, uint32_t first, uint32_t end)
{
	uint32_t low = 0, high = e->kills.n;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (e->kills.v[middle].node < first)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < e->kills.n && e->kills.v[low].node < end; low++) {
		struct pk_kill k = e->kills.v[low];

		pk_flow_set(&e->flow, k.var, (struct pk_fact){ .value = k.in_place ? e->flow.now[k.var].value : PKV_UNKNOWN });
		e->steps++;
	}
}

static void kill_subtree(struct pk_eval *e, uint32_t node)
{
	kill_range(e, node, e->tree->nodes[node].end_node);
}

static void forget(struct pk_eval *e, uint32_t node)
{
	pk_eval_store(e, e->names->binding[node], (struct pk_fact){ 0 });
}

static uint32_t walk_assign(struct pk_eval *e, uint32_t node)
{
	uint32_t value = child(e, node, 1), last = value, v;

	pk_eval_walk(e, child(e, node, 2));
	v = pk_eval_walk(e, value);
	if (kind_of(e, value) == PKN_ABSENT)
		return PKV_UNKNOWN;
	while (kind_of(e, last) == PKN_ASSIGN)
		last = child(e, last, 1);
	pk_eval_assign(e, node + 1, last);
	return v;
}

static void walk_aug_assign(struct pk_eval *e, uint32_t node)
{
	pk_eval_children(e, node);
	if (kind_of(e, node + 1) == PKN_NAME)
		pk_eval_store(e, e->names->binding[node + 1], (struct pk_fact){ .value = pk_eval_binary(e, node) });
	else
		pk_eval_change(e, node + 1);
}

static void walk_del(struct pk_eval *e, uint32_t node)
{
	for (uint32_t c = pk_node_first(e->tree, node); c; c = pk_node_next(e->tree, c)) {
		pk_eval_walk(e, c);
		pk_eval_change(e, c);
	}
}

/* The object of a statement x.f(...), 0 for other nodes. */
static uint32_t changed_by_call(const struct pk_tree *t, uint32_t stmt)
{
	uint32_t call = stmt + 1;

	if (t->nodes[stmt].kind != PKN_EXPR_STMT)
		return 0;
	if (t->nodes[call].kind == PKN_AWAIT)
		call++;
	return t->nodes[call].kind == PKN_CALL && t->nodes[call + 1].kind == PKN_ATTR ? call + 2 : 0;
}

static void walk_expr_stmt(struct pk_eval *e, uint32_t node)
{
	uint32_t object = changed_by_call(e->tree, node);

	pk_eval_children(e, node);
	if (object)
		pk_eval_change(e, object);
}

static void walk_if(struct pk_eval *e, uint32_t node)
{
	struct pk_split split;

	pk_eval_walk(e, node + 1);
	pk_flow_split(&e->flow, &split);
	pk_eval_walk(e, child(e, node, 1));
	pk_flow_branch(&e->flow, &split);
	pk_eval_walk(e, child(e, node, 2));
	pk_flow_branch(&e->flow, &split);
	pk_flow_join(&e->flow, &split);
}

/* The head (0 none) and body of a loop, any number of times: afterwards nothing is known of what they change. */
static void walk_loop(struct pk_eval *e, uint32_t node, uint32_t body)
{
	bool is_for = kind_of(e, node) == PKN_FOR;
	uint32_t head = is_for ? child(e, node, 1) : node + 1, mark;
	struct pk_split split;

	if (is_for)
		pk_eval_walk(e, head);
	kill_subtree(e, node);
	mark = e->flow.journal.n;
	if (is_for)
		pk_eval_each(e, node + 1, head);
	else
		pk_eval_walk(e, head);
	pk_eval_walk(e, body);
	pk_flow_rollback(&e->flow, mark);
	e->flow.dead = false;
	pk_flow_split(&e->flow, &split);
	pk_flow_branch(&e->flow, &split); /* left by break */
	pk_eval_walk(e, pk_node_next(e->tree, body));
	pk_flow_branch(&e->flow, &split);
	pk_flow_join(&e->flow, &split);
}

/* A handler may begin after any part of the body. */
static void walk_handlers(struct pk_eval *e, uint32_t body, uint32_t handler)
{
	struct pk_split split;

	kill_subtree(e, body);
	pk_flow_split(&e->flow, &split);
	for (; handler; handler = pk_node_next(e->tree, handler)) {
		pk_eval_walk(e, handler);
		pk_flow_branch(&e->flow, &split);
	}
	pk_flow_join(&e->flow, &split);
}

static void walk_try(struct pk_eval *e, uint32_t node)
{
	uint32_t orelse = child(e, node, 1), finally = child(e, node, 2);
	struct pk_split split;

	pk_flow_split(&e->flow, &split);
	pk_eval_walk(e, node + 1);
	pk_eval_walk(e, orelse);
	pk_flow_branch(&e->flow, &split);
	walk_handlers(e, node + 1, pk_node_next(e->tree, finally));
	pk_flow_branch(&e->flow, &split);
	pk_flow_join(&e->flow, &split);
	pk_eval_walk(e, finally);
}

/* expression, target, and for an except clause its block */
static void walk_as(struct pk_eval *e, uint32_t node)
{
	uint32_t target = child(e, node, 1);

	pk_eval_walk(e, node + 1);
	pk_eval_assign(e, target, 0);
	walk_from(e, pk_node_next(e->tree, target));
}

static void walk_match(struct pk_eval *e, uint32_t node)
{
	struct pk_split split;

	pk_eval_walk(e, node + 1);
	pk_flow_split(&e->flow, &split);
	for (uint32_t c = pk_node_next(e->tree, node + 1); c; c = pk_node_next(e->tree, c)) {
		pk_eval_walk(e, c);
		pk_flow_branch(&e->flow, &split);
	}
	pk_flow_branch(&e->flow, &split); /* no case fits */
	pk_flow_join(&e->flow, &split);
}

static void walk_def(struct pk_eval *e, uint32_t node)
{
	pk_eval_walk(e, node + 1);
	pk_eval_walk(e, child(e, node, 1));
	walk_from(e, pk_node_next(e->tree, child(e, node, 2)));
	forget(e, node);
	vec_push(e->arena, &e->bodies, node);
}

static uint32_t walk_statement(struct pk_eval *e, uint32_t node)
{
	switch (kind_of(e, node)) {
	case PKN_EXPR_STMT:
		walk_expr_stmt(e, node);
		break;
	case PKN_ASSIGN:
		return walk_assign(e, node);
	case PKN_AUG_ASSIGN:
		walk_aug_assign(e, node);
		break;
	case PKN_DEL:
		walk_del(e, node);
		break;
	case PKN_RETURN:
	case PKN_RAISE:
	case PKN_BREAK:
	case PKN_CONTINUE:
		pk_eval_children(e, node);
		e->flow.dead = true;
		break;
	case PKN_GLOBAL:
		break;
	case PKN_ALIAS:
		forget(e, node);
		break;
	case PKN_IF:
		walk_if(e, node);
		break;
	case PKN_FOR:
		walk_loop(e, node, child(e, node, 2));
		break;
	case PKN_WHILE:
		walk_loop(e, node, child(e, node, 1));
		break;
	case PKN_TRY:
		walk_try(e, node);
		break;
	case PKN_WITH:
		walk_from(e, pk_node_next(e->tree, node + 1));
		pk_eval_walk(e, node + 1);
		break;
	case PKN_HANDLER:
	case PKN_WITH_ITEM:
		walk_as(e, node);
		break;
	case PKN_MATCH:
		walk_match(e, node);
		break;
	case PKN_DEF:
		walk_def(e, node);
		break;
	case PKN_CLASS:
		pk_eval_children(e, node);
		forget(e, node);
		break;
	default:
		return pk_eval_expression(e, node);
	}
	return PKV_UNKNOWN;
}

uint32_t pk_eval_walk(struct pk_eval *e, uint32_t node)
{
	if (++e->steps >= 4096) {
		e->steps = 0;
		e->late = e->late || pk_scratch_expired(e->unit->scratch);
	}
	if (e->late || !node)
		return PKV_UNKNOWN;
	e->value[node] = walk_statement(e, node);
	return e->value[node];
}

static void add_kill(struct pk_eval *e, uint32_t node, uint32_t var, bool in_place)
{
	if (!var)
		return;
	vec_push(e->arena, &e->kills, (struct pk_kill){ .node = node, .var = var & INT32_MAX, .in_place = in_place });
	e->changed[var] |= in_place;
}

/* Parts of a target that are no plain names: x.y = v, x[i] = v. */
static void collect_target(struct pk_eval *e, uint32_t stmt, uint32_t target)
{
	for (uint32_t i = target, end = e->tree->nodes[target].end_node; i < end;) {
		enum pk_node_kind kind = kind_of(e, i);

		if (kind == PKN_ATTR || kind == PKN_SUBSCRIPT)
			add_kill(e, stmt, pk_eval_root(e, i), true);
		i = kind == PKN_TUPLE || kind == PKN_LIST || kind == PKN_STAR ? i + 1 : e->tree->nodes[i].end_node;
	}
}

static void collect_kills(struct pk_eval *e)
{
	uint32_t k = 0;

	for (uint32_t i = 1; i < e->tree->n; i++) {
		uint32_t object = changed_by_call(e->tree, i);

		if (k < e->names->n_stores && e->names->stores[k] == i) {
			add_kill(e, i, e->names->binding[i], false);
			k++;
		}
		if (object)
			add_kill(e, i, pk_eval_root(e, object), true);
		switch (kind_of(e, i)) {
		case PKN_ASSIGN:
		case PKN_AUG_ASSIGN:
		case PKN_FOR:
			collect_target(e, i, i + 1);
			break;
		case PKN_DEL:
			for (uint32_t c = pk_node_first(e->tree, i); c; c = pk_node_next(e->tree, c))
				collect_target(e, i, c);
			break;
		default:
			break;
		}
	}
}

static void walk_file(struct pk_eval *e)
{
	collect_kills(e);
	pk_eval_children(e, 0);
	for (uint32_t i = 0; i < e->bodies.n; i++) {
		pk_flow_rollback(&e->flow, 0);
		e->flow.dead = false;
		pk_eval_walk(e, child(e, e->bodies.v[i], 2));
	}
}

const struct pk_consts *pk_unit_consts(struct pk_unit *u)
{
	const struct pk_names *names = pk_unit_names(u);
	struct pk_eval e = { .unit = u, .names = names, .arena = &u->scratch->arena };

	if (!names || u->consts)
		return u->consts;
	e.tree = u->tree;
	e.value = arena_zalloc(e.arena, e.tree->n, sizeof(*e.value));
	e.def = arena_zalloc(e.arena, e.tree->n, sizeof(*e.def));
	e.once = arena_zalloc(e.arena, names->n_vars, sizeof(*e.once));
	e.changed = arena_zalloc(e.arena, names->n_vars, 1);
	e.format = intern_find(e.tree->symbols, STR("format"));
	pk_fold_init(&e.folder, e.arena);
	pk_flow_init(&e.flow, &e.folder, names->n_vars);
	walk_file(&e);
	pk_fold_release(&e.folder);
	u->consts = arena_new(e.arena, struct pk_consts);
	*u->consts = (struct pk_consts){ .value = e.value, .table = e.folder.table.v, .def = e.def };
	return u->consts;
}

const struct pk_const *pk_const_of(struct pk_unit *u, uint32_t node)
{
	const struct pk_consts *c = pk_unit_consts(u);

	return c && c->value[node] ? &c->table[c->value[node]] : NULL;
}

static bool is_dict(struct pk_unit *u, uint32_t node)
{
	const struct pk_node *n = &u->tree->nodes[node];

	if (n->kind == PKN_CALL && n[1].kind == PKN_NAME && !u->names->binding[node + 1] && !u->names->resolved[node + 1])
		return str_is(intern_text(u->tree->symbols, n[1].sym), "dict");
	return n->kind == PKN_DICT;
}

uint32_t pk_const_dict(struct pk_unit *u, uint32_t expr)
{
	const struct pk_consts *c = pk_unit_consts(u);

	if (!c)
		return 0;
	if (is_dict(u, expr))
		return expr;
	return c->def[expr] && is_dict(u, c->def[expr]) ? c->def[expr] : 0;
}
