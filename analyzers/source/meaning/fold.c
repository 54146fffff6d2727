#include "source/meaning/fold.h"

#include "util/limits.h"

void pk_fold_init(struct pk_folder *f, struct arena *arena)
{
	*f = (struct pk_folder){ .arena = arena, .bytes_left = PK_MAX_FOLD_BYTES };
	buf_init(&f->text, PK_MAX_CONST_BYTES);
	vec_push(arena, &f->table, (struct pk_const){ .kind = PKC_UNKNOWN });
	vec_push(arena, &f->table, (struct pk_const){ .kind = PKC_NONE });
	vec_push(arena, &f->table, (struct pk_const){ .kind = PKC_BOOL, .i = 1 });
	vec_push(arena, &f->table, (struct pk_const){ .kind = PKC_BOOL, .i = 0 });
	vec_push(arena, &f->table, (struct pk_const){ .kind = PKC_SOME_STRING });
}

void pk_fold_release(struct pk_folder *f)
{
	buf_release(&f->text);
}

static uint32_t add(struct pk_folder *f, struct pk_const value)
{
	vec_push(f->arena, &f->table, value);
	return f->table.n - 1;
}

uint32_t pk_fold_int(struct pk_folder *f, int64_t i)
{
	return add(f, (struct pk_const){ .kind = PKC_INT, .i = i });
}

static bool spend(struct pk_folder *f)
{
	bool fits = !f->text.cut && f->text.n < f->bytes_left;

	f->bytes_left -= f->text.n < f->bytes_left ? f->text.n : f->bytes_left;
	if (f->text.max > f->bytes_left)
		f->text.max = f->bytes_left;
	return fits;
}

uint32_t pk_fold_text(struct pk_folder *f, bool is_bytes)
{
	if (!spend(f))
		return PKV_SOME_STRING;
	return add(f, (struct pk_const){ .kind = PKC_STRING, .is_bytes = is_bytes, .s = arena_str(f->arena, buf_str(&f->text)) });
}

uint32_t pk_fold_some(struct pk_folder *f)
{
	spend(f);
	return PKV_SOME_STRING;
}

uint32_t pk_fold_loose(struct pk_folder *f, uint32_t value)
{
	struct pk_const c = f->table.v[value];

	c.is_loose = true;
	return value == PKV_UNKNOWN ? value : add(f, c);
}

uint32_t pk_fold_literal(struct pk_folder *f, const struct pk_tree *t, uint32_t node)
{
	const struct pk_node *n = &t->nodes[node];
	int64_t i;

	switch (n->kind) {
	case PKN_NONE:
		return PKV_NONE;
	case PKN_TRUE:
		return PKV_TRUE;
	case PKN_FALSE:
		return PKV_FALSE;
	case PKN_STRING:
		return add(f, (struct pk_const){ .kind = PKC_STRING, .is_bytes = n->flags & PKF_BYTES, .s = pk_node_text(t, node) });
	case PKN_FLOAT:
		return add(f, (struct pk_const){ .kind = PKC_FLOAT, .s = pk_node_text(t, node) });
	case PKN_INT:
		return pk_node_int(t, node, &i) ? pk_fold_int(f, i) : PKV_UNKNOWN;
	default:
		return PKV_UNKNOWN;
	}
}

static bool is_string(const struct pk_const *c)
{
	return c->kind == PKC_STRING || c->kind == PKC_SOME_STRING;
}

static uint32_t fold_ints(struct pk_folder *f, enum pk_op op, int64_t a, int64_t b)
{
	int64_t sum = 0;
	bool overflows = true;

	if (op == PKO_ADD)
		overflows = __builtin_add_overflow(a, b, &sum);
	else if (op == PKO_SUB)
		overflows = __builtin_sub_overflow(a, b, &sum);
	else if (op == PKO_MUL)
		overflows = __builtin_mul_overflow(a, b, &sum);
	return overflows ? PKV_UNKNOWN : pk_fold_int(f, sum);
}

static uint32_t concatenate(struct pk_folder *f, struct pk_const a, struct pk_const b)
{
	if (a.kind == PKC_SOME_STRING || b.kind == PKC_SOME_STRING)
		return PKV_SOME_STRING;
	if (a.is_bytes != b.is_bytes)
		return PKV_UNKNOWN;
	buf_reset(&f->text);
	buf_add(&f->text, a.s);
	buf_add(&f->text, b.s);
	if (a.is_loose || b.is_loose)
		return pk_fold_loose(f, pk_fold_text(f, a.is_bytes));
	return pk_fold_text(f, a.is_bytes);
}

static uint32_t repeat(struct pk_folder *f, struct pk_const s, struct pk_const times)
{
	if (s.kind == PKC_SOME_STRING || times.kind != PKC_INT)
		return PKV_SOME_STRING;
	if (times.i > PK_MAX_CONST_BYTES && s.s.n)
		return PKV_SOME_STRING;
	buf_reset(&f->text);
	for (int64_t i = 0; i < times.i && s.s.n && !f->text.cut; i++)
		buf_add(&f->text, s.s);
	return pk_fold_text(f, s.is_bytes);
}

uint32_t pk_fold_binary(struct pk_folder *f, enum pk_op op, uint32_t left, uint32_t right)
{
	struct pk_const a = f->table.v[left], b = f->table.v[right];

	if (op == PKO_MUL && is_string(&a))
		return repeat(f, a, b);
	if (op == PKO_MUL && is_string(&b))
		return repeat(f, b, a);
	if (op == PKO_ADD && is_string(&a) && is_string(&b))
		return concatenate(f, a, b);
	if (a.kind == PKC_INT && b.kind == PKC_INT)
		return fold_ints(f, op, a.i, b.i);
	return PKV_UNKNOWN;
}

/* 1 true, 0 false, -1 not known. */
static int truth(const struct pk_const *c)
{
	switch (c->kind) {
	case PKC_NONE:
		return 0;
	case PKC_BOOL:
	case PKC_INT:
		return c->i != 0;
	case PKC_STRING:
		return c->s.n != 0;
	default:
		return -1;
	}
}

uint32_t pk_fold_bool(struct pk_folder *f, enum pk_op op, uint32_t left, uint32_t right)
{
	int t = truth(pk_fold_get(f, left));

	if (t < 0)
		return pk_fold_join(f, left, right);
	return (op == PKO_OR) == (t == 1) ? left : right;
}

uint32_t pk_fold_unary(struct pk_folder *f, enum pk_op op, uint32_t operand)
{
	struct pk_const c = f->table.v[operand];
	int t = truth(&c);

	if (op == PKO_NOT && t >= 0)
		return t ? PKV_FALSE : PKV_TRUE;
	if (op == PKO_ADD && (c.kind == PKC_INT || c.kind == PKC_FLOAT))
		return operand;
	if (op == PKO_SUB && c.kind == PKC_INT)
		return fold_ints(f, PKO_SUB, 0, c.i);
	if (op == PKO_SUB && c.kind == PKC_FLOAT && c.s.n < PK_MAX_CONST_BYTES && c.s.p[0] != '-')
		return add(f, (struct pk_const){ .kind = PKC_FLOAT, .s = arena_printf(f->arena, "-%.*s", STR_ARG(c.s)) });
	return PKV_UNKNOWN;
}

uint32_t pk_fold_cond(struct pk_folder *f, uint32_t value, uint32_t test, uint32_t other)
{
	int t = truth(pk_fold_get(f, test));

	if (t < 0)
		return pk_fold_join(f, value, other);
	return t ? value : other;
}

static bool equal(const struct pk_const *a, const struct pk_const *b)
{
	if (a->kind != b->kind || a->is_bytes != b->is_bytes)
		return false;
	if (a->kind == PKC_STRING || a->kind == PKC_FLOAT)
		return a->s.n <= PK_MAX_CONST_BYTES && str_eq(a->s, b->s);
	return a->i == b->i;
}

uint32_t pk_fold_join(struct pk_folder *f, uint32_t a, uint32_t b)
{
	const struct pk_const *x = pk_fold_get(f, a), *y = pk_fold_get(f, b);

	if (a == b || a == PKV_UNKNOWN || b == PKV_UNKNOWN)
		return a == b ? a : PKV_UNKNOWN;
	if (equal(x, y))
		return a;
	return is_string(x) && is_string(y) ? PKV_SOME_STRING : PKV_UNKNOWN;
}
