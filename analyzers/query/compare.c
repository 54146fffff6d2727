/* metavariable-comparison: a small evaluator of Python expressions over what metavariables are bound to. */
#include "query/plan.h"

#include <stdlib.h>

enum value_kind { V_NONE, V_BOOL, V_INT, V_FLOAT, V_STRING };

struct value {
	enum value_kind kind;
	int64_t i;
	double d;
	struct str s;
};

struct scope {
	const struct pk_filter *f;
	struct pk_search *s;
	const struct pk_env *env;
};

static bool eval(const struct scope *sc, uint32_t node, struct value *out);

static bool from_const(const struct pk_const *c, struct value *out)
{
	if (!c)
		return false;
	switch (c->kind) {
	case PKC_NONE:
		*out = (struct value){ .kind = V_NONE };
		return true;
	case PKC_BOOL:
		*out = (struct value){ .kind = V_BOOL, .i = c->i };
		return true;
	case PKC_INT:
		*out = (struct value){ .kind = V_INT, .i = c->i };
		return true;
	case PKC_FLOAT:
		*out = (struct value){ .kind = V_FLOAT, .d = strtod(c->s.p, NULL) };
		return true;
	case PKC_STRING:
		*out = (struct value){ .kind = V_STRING, .s = c->s };
		return true;
	default:
		return false;
	}
}

static const struct pk_bind *bound(const struct scope *sc, uint32_t node)
{
	uint32_t slot = sc->f->expr_slots[node];

	return slot == PK_SLOT_NONE ? NULL : pk_env_get(sc->env, slot);
}

static bool eval_metavar(const struct scope *sc, uint32_t node, struct value *out)
{
	const struct pk_bind *b = bound(sc, node);
	int64_t i;

	if (!b)
		return false;
	if (b->kind == PKB_NODE)
		return pk_node_is_expr(sc->s->tree, b->node) && from_const(pk_const_of(sc->s->unit, b->node), out);
	*out = (struct value){ .kind = V_STRING, .s = pk_bind_text(sc->s->tree, b) };
	if (b->kind == PKB_TEXT && str_to_int(out->s, &i))
		*out = (struct value){ .kind = V_INT, .i = i };
	return true;
}

static double number(const struct value *v)
{
	return v->kind == V_FLOAT ? v->d : (double)v->i;
}

static bool is_number(const struct value *v)
{
	return v->kind == V_INT || v->kind == V_FLOAT || v->kind == V_BOOL;
}

static bool truth(const struct value *v)
{
	return v->kind == V_STRING ? v->s.n > 0 : v->kind == V_FLOAT ? v->d != 0 : v->kind != V_NONE && v->i != 0;
}

static bool compare(enum pk_op op, const struct value *a, const struct value *b, bool *out)
{
	double d;

	if (op == PKO_IN || op == PKO_NOT_IN) {
		if (a->kind != V_STRING || b->kind != V_STRING)
			return false;
		*out = (str_find(b->s, a->s, 0) != SIZE_MAX) == (op == PKO_IN);
		return true;
	}
	if (is_number(a) && is_number(b))
		d = number(a) - number(b);
	else if (a->kind == V_STRING && b->kind == V_STRING)
		d = str_cmp(a->s, b->s);
	else
		d = a->kind == b->kind ? 0 : 1;
	switch (op) {
	case PKO_EQ:
	case PKO_IS:
		*out = d == 0;
		return true;
	case PKO_NE:
	case PKO_IS_NOT:
		*out = d != 0;
		return true;
	case PKO_LT:
		*out = d < 0;
		return true;
	case PKO_LE:
		*out = d <= 0;
		return true;
	case PKO_GT:
		*out = d > 0;
		return true;
	case PKO_GE:
		*out = d >= 0;
		return true;
	default:
		return false;
	}
}

static bool arithmetic(enum pk_op op, const struct value *a, const struct value *b, struct value *out)
{
	int64_t r = 0;
	bool bad = false;

	if (a->kind != V_INT || b->kind != V_INT)
		return false;
	switch (op) {
	case PKO_ADD:
		bad = __builtin_add_overflow(a->i, b->i, &r);
		break;
	case PKO_SUB:
		bad = __builtin_sub_overflow(a->i, b->i, &r);
		break;
	case PKO_MUL:
		bad = __builtin_mul_overflow(a->i, b->i, &r);
		break;
	case PKO_MOD:
	case PKO_DIV:
	case PKO_FLOORDIV:
		bad = b->i == 0 || b->i == -1;
		if (!bad)
			r = op == PKO_MOD ? a->i % b->i : a->i / b->i;
		break;
	case PKO_BITAND:
		r = a->i & b->i;
		break;
	case PKO_BITOR:
		r = a->i | b->i;
		break;
	case PKO_BITXOR:
		r = a->i ^ b->i;
		break;
	default:
		return false;
	}
	*out = (struct value){ .kind = V_INT, .i = r };
	return !bad;
}

/* str($X) is the text, int($X) the number it says; re.match(regex, $X) as in Python. */
static bool eval_call(const struct scope *sc, uint32_t node, struct value *out)
{
	const struct pk_tree *t = sc->f->expr;
	struct str callee = pk_node_source(t, node + 1);
	uint32_t arg = pk_node_first(t, pk_node_child(t, node, 1));
	const struct pk_bind *b = arg ? bound(sc, arg) : NULL;
	struct value v;

	if (str_is(callee, "str") && b) {
		*out = (struct value){ .kind = V_STRING, .s = pk_bind_text(sc->s->tree, b) };
		return true;
	}
	if (!arg)
		return false;
	if (str_is(callee, "re.match")) {
		struct pk_err err;
		struct value subject;
		struct pk_regex *re;
		uint32_t second = pk_node_next(t, arg);

		if (!second || !eval(sc, arg, &v) || v.kind != V_STRING || !eval(sc, second, &subject) || subject.kind != V_STRING)
			return false;
		re = pk_regex_new(v.s, PK_REGEX_ANCHORED, &err);
		if (!re)
			return false;
		*out = (struct value){ .kind = V_BOOL, .i = pk_regex_run(re, sc->s->regex, subject.s, 0) == 1 };
		pk_regex_free(re);
		return true;
	}
	if (!eval(sc, arg, &v))
		return false;
	if (str_is(callee, "str")) {
		*out = v;
		return v.kind == V_STRING;
	}
	if (str_is(callee, "int")) {
		*out = (struct value){ .kind = V_INT, .i = v.i };
		return v.kind == V_STRING ? str_to_int(v.s, &out->i) : is_number(&v);
	}
	if (str_is(callee, "len") && v.kind == V_STRING) {
		*out = (struct value){ .kind = V_INT, .i = (int64_t)v.s.n };
		return true;
	}
	return false;
}

static bool eval_binary(const struct scope *sc, uint32_t node, struct value *out)
{
	const struct pk_tree *t = sc->f->expr;
	const struct pk_node *n = &t->nodes[node];
	struct value a, b;
	bool yes;

	if (!eval(sc, node + 1, &a))
		return false;
	if (n->kind == PKN_BOOL && truth(&a) == (n->op == PKO_OR)) {
		*out = a;
		return true;
	}
	if (!eval(sc, pk_node_child(t, node, 1), &b))
		return false;
	if (n->kind == PKN_BOOL) {
		*out = b;
		return true;
	}
	if (n->kind == PKN_BINARY)
		return arithmetic(n->op, &a, &b, out);
	if (!compare(n->op, &a, &b, &yes))
		return false;
	*out = (struct value){ .kind = V_BOOL, .i = yes };
	return true;
}

static bool eval_unary(const struct scope *sc, uint32_t node, struct value *out)
{
	const struct pk_node *n = &sc->f->expr->nodes[node];

	if (!eval(sc, node + 1, out))
		return false;
	if (n->op == PKO_NOT)
		*out = (struct value){ .kind = V_BOOL, .i = !truth(out) };
	else if (n->op == PKO_SUB && out->kind == V_INT && out->i != INT64_MIN)
		out->i = -out->i;
	else if (n->op == PKO_SUB && out->kind == V_FLOAT)
		out->d = -out->d;
	else
		return false;
	return true;
}

static bool eval(const struct scope *sc, uint32_t node, struct value *out)
{
	const struct pk_tree *t = sc->f->expr;

	switch (t->nodes[node].kind) {
	case PKN_METAVAR:
	case PKN_STRING_MV:
		return eval_metavar(sc, node, out);
	case PKN_INT:
		*out = (struct value){ .kind = V_INT };
		return pk_node_int(t, node, &out->i);
	case PKN_FLOAT:
		*out = (struct value){ .kind = V_FLOAT, .d = strtod(pk_node_text(t, node).p, NULL) };
		return true;
	case PKN_STRING:
		*out = (struct value){ .kind = V_STRING, .s = pk_node_text(t, node) };
		return true;
	case PKN_TRUE:
	case PKN_FALSE:
		*out = (struct value){ .kind = V_BOOL, .i = t->nodes[node].kind == PKN_TRUE };
		return true;
	case PKN_NONE:
		*out = (struct value){ .kind = V_NONE };
		return true;
	case PKN_CALL:
		return eval_call(sc, node, out);
	case PKN_UNARY:
		return eval_unary(sc, node, out);
	case PKN_BOOL:
	case PKN_COMPARE:
	case PKN_BINARY:
		return eval_binary(sc, node, out);
	default:
		return false;
	}
}

bool pk_compare(const struct pk_filter *f, struct pk_search *s, const struct pk_env *env)
{
	struct scope sc = { .f = f, .s = s, .env = env };
	struct value v;

	return eval(&sc, pk_node_first(f->expr, 0) + 1, &v) && truth(&v);
}
