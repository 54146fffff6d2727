#include "source/meaning/eval.h"

static enum pk_node_kind kind_of(const struct pk_eval *e, uint32_t node)
{
	return e->tree->nodes[node].kind;
}

static uint32_t child(const struct pk_eval *e, uint32_t node, uint32_t k)
{
	return pk_node_child(e->tree, node, k);
}

void pk_eval_children(struct pk_eval *e, uint32_t node)
{
	for (uint32_t c = pk_node_first(e->tree, node); c; c = pk_node_next(e->tree, c))
		pk_eval_walk(e, c);
}

uint32_t pk_eval_root(const struct pk_eval *e, uint32_t node)
{
	while (kind_of(e, node) == PKN_ATTR || kind_of(e, node) == PKN_SUBSCRIPT)
		node++;
	return kind_of(e, node) == PKN_NAME ? e->names->binding[node] : 0;
}

void pk_eval_change(struct pk_eval *e, uint32_t node)
{
	uint32_t var = pk_eval_root(e, node);

	if (var)
		pk_flow_set(&e->flow, var, (struct pk_fact){ .value = e->flow.now[var].value });
}

/* Wherever the variable has a value, it is this one. Not in a class body, where an unbound name is looked up outside. */
static bool is_once(const struct pk_eval *e, uint32_t var)
{
	const struct pk_var *v = &e->names->vars[var];

	return v->stores == 1 && !v->shared && kind_of(e, v->scope) != PKN_CLASS;
}

void pk_eval_store(struct pk_eval *e, uint32_t var, struct pk_fact fact)
{
	if (!var)
		return;
	if (is_once(e, var))
		e->once[var] = fact;
	if (e->maybe || e->frozen)
		fact = (struct pk_fact){ .value = pk_fold_join(&e->folder, e->flow.now[var].value, fact.value) };
	pk_flow_set(&e->flow, var, fact);
}

static bool is_sequence(enum pk_node_kind kind)
{
	return kind == PKN_TUPLE || kind == PKN_LIST;
}

static bool has_star(const struct pk_eval *e, uint32_t node)
{
	for (uint32_t c = pk_node_first(e->tree, node); c; c = pk_node_next(e->tree, c))
		if (kind_of(e, c) == PKN_STAR)
			return true;
	return false;
}

static bool is_pairwise(const struct pk_eval *e, uint32_t target, uint32_t value)
{
	return value && is_sequence(kind_of(e, value)) && pk_node_count(e->tree, target) == pk_node_count(e->tree, value) &&
	       !has_star(e, target) && !has_star(e, value);
}

static void assign_parts(struct pk_eval *e, uint32_t target, uint32_t value)
{
	uint32_t part = is_pairwise(e, target, value) ? pk_node_first(e->tree, value) : 0;

	for (uint32_t c = pk_node_first(e->tree, target); c; c = pk_node_next(e->tree, c)) {
		pk_eval_assign(e, c, part);
		part = part ? pk_node_next(e->tree, part) : 0;
	}
}

void pk_eval_assign(struct pk_eval *e, uint32_t target, uint32_t value)
{
	switch (kind_of(e, target)) {
	case PKN_NAME:
		pk_eval_store(e, e->names->binding[target], (struct pk_fact){ .value = e->value[value], .def = value });
		break;
	case PKN_TUPLE:
	case PKN_LIST:
	case PKN_STAR:
		assign_parts(e, target, value);
		break;
	default:
		pk_eval_walk(e, target);
		pk_eval_change(e, target);
	}
}

/* What every element of a literal list, tuple or set is known to be. */
static uint32_t common_element(struct pk_eval *e, uint32_t list)
{
	uint32_t c = pk_node_first(e->tree, list), common = c ? e->value[c] : PKV_UNKNOWN;

	if (!is_sequence(kind_of(e, list)) && kind_of(e, list) != PKN_SET)
		return PKV_UNKNOWN;
	while (common && (c = pk_node_next(e->tree, c)))
		common = pk_fold_join(&e->folder, common, e->value[c]);
	return common;
}

void pk_eval_each(struct pk_eval *e, uint32_t target, uint32_t iterable)
{
	uint32_t list = e->def[iterable] ? e->def[iterable] : iterable;

	if (kind_of(e, target) == PKN_NAME)
		pk_eval_store(e, e->names->binding[target],
			      (struct pk_fact){ .value = pk_fold_loose(&e->folder, common_element(e, list)) });
	else
		pk_eval_assign(e, target, 0);
}

static uint32_t name_value(struct pk_eval *e, uint32_t node)
{
	uint32_t var = e->names->binding[node];
	struct pk_fact now = { 0 }, once = e->once[var];

	if (!var)
		return PKV_UNKNOWN;
	if (!e->frozen)
		now = e->flow.now[var];
	if (!now.def && !e->changed[var])
		now.def = once.def;
	e->def[node] = now.def;
	return now.value ? now.value : once.value;
}

static bool is_string(const struct pk_eval *e, uint32_t node)
{
	const struct pk_const *c = pk_fold_get(&e->folder, e->value[node]);

	return c->kind == PKC_STRING || c->kind == PKC_SOME_STRING;
}

uint32_t pk_eval_binary(struct pk_eval *e, uint32_t node)
{
	enum pk_op op = e->tree->nodes[node].op;

	if (op == PKO_MOD && is_string(e, node + 1))
		return pk_fold_percent(&e->folder, e->tree, node, e->value);
	return pk_fold_binary(&e->folder, op, e->value[node + 1], e->value[child(e, node, 1)]);
}

static uint32_t bool_value(struct pk_eval *e, uint32_t node)
{
	uint32_t left = pk_eval_walk(e, node + 1), right;

	e->maybe++;
	right = pk_eval_walk(e, child(e, node, 1));
	e->maybe--;
	return pk_fold_bool(&e->folder, e->tree->nodes[node].op, left, right);
}

static uint32_t cond_value(struct pk_eval *e, uint32_t node)
{
	uint32_t test = pk_eval_walk(e, child(e, node, 1)), value, other;

	e->maybe++;
	value = pk_eval_walk(e, node + 1);
	other = pk_eval_walk(e, child(e, node, 2));
	e->maybe--;
	return pk_fold_cond(&e->folder, value, test, other);
}

static uint32_t call_value(struct pk_eval *e, uint32_t node)
{
	const struct pk_node *callee = &e->tree->nodes[node + 1];

	pk_eval_children(e, node);
	if (e->format && callee->kind == PKN_ATTR && callee->sym == e->format && is_string(e, node + 2))
		return pk_fold_format(&e->folder, e->tree, node, e->value);
	return PKV_UNKNOWN;
}

static uint32_t walrus_value(struct pk_eval *e, uint32_t node)
{
	uint32_t value = child(e, node, 1);

	pk_eval_walk(e, value);
	pk_eval_assign(e, node + 1, value);
	return e->value[value];
}

static void walk_lambda(struct pk_eval *e, uint32_t node)
{
	pk_eval_walk(e, node + 1);
	e->frozen++;
	pk_eval_walk(e, child(e, node, 1));
	e->frozen--;
}

static void walk_comprehension(struct pk_eval *e, uint32_t node)
{
	e->maybe++;
	for (uint32_t c = child(e, node, 1); c; c = pk_node_next(e->tree, c)) {
		if (kind_of(e, c) == PKN_COMP_FOR) {
			pk_eval_walk(e, child(e, c, 1));
			pk_eval_each(e, c + 1, child(e, c, 1));
		} else {
			pk_eval_walk(e, c);
		}
	}
	pk_eval_walk(e, node + 1);
	e->maybe--;
}

uint32_t pk_eval_expression(struct pk_eval *e, uint32_t node)
{
	switch (kind_of(e, node)) {
	case PKN_NAME:
		return name_value(e, node);
	case PKN_BINARY:
		pk_eval_children(e, node);
		return pk_eval_binary(e, node);
	case PKN_UNARY:
		return pk_fold_unary(&e->folder, e->tree->nodes[node].op, pk_eval_walk(e, node + 1));
	case PKN_BOOL:
		return bool_value(e, node);
	case PKN_COND:
		return cond_value(e, node);
	case PKN_CALL:
		return call_value(e, node);
	case PKN_FSTRING:
		pk_eval_children(e, node);
		return pk_fold_fstring(&e->folder, e->tree, node, e->value);
	case PKN_WALRUS:
		return walrus_value(e, node);
	case PKN_LAMBDA:
		walk_lambda(e, node);
		return PKV_UNKNOWN;
	case PKN_LIST_COMP:
	case PKN_SET_COMP:
	case PKN_DICT_COMP:
	case PKN_GENEXP:
		walk_comprehension(e, node);
		return PKV_UNKNOWN;
	default:
		pk_eval_children(e, node);
		return pk_fold_literal(&e->folder, e->tree, node);
	}
}
