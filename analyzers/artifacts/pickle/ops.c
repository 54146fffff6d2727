#include "ops.h"

#include "calls.h"
#include "pickle.h"

/* ---- values ---- */

bool pk_op_long(struct pk_machine *m, const struct pk_arg *a)
{
	uint64_t number = 0;

	if (a->n == 0 || a->n > 7)
		return pk_push(m, VAL(T_PLAIN, 0));
	if (m->p[a->at + a->n - 1] & 0x80)
		number = UINT64_MAX;
	for (size_t i = a->n; i; i--)
		number = number << 8 | m->p[a->at + i - 1];
	return pk_push(m, VAL(T_INT, number));
}

static struct str line(const struct pk_machine *m, const struct pk_arg *a)
{
	return (struct str){ (const char *)m->p + a->at, a->n };
}

/* Loaders differ on anything but plain decimal: base prefixes, octal, blanks, underscores, NULs. */
bool pk_op_int_line(struct pk_machine *m, const struct pk_arg *a)
{
	struct str s = line(m, a);
	bool negative = s.n && s.p[0] == '-';
	int64_t number;

	if (s.n && s.p[s.n - 1] == '\r')
		s.n--;
	if (m->p[m->at] == 'L' && s.n && s.p[s.n - 1] == 'L')
		s.n--;
	if (s.n == 2 && s.p[0] == '0' && (s.p[1] == '0' || s.p[1] == '1'))
		return pk_push(m, VAL(T_PLAIN, 0));
	if (negative)
		s = str_slice(s, 1, s.n);
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < '0' || s.p[i] > '9')
			pk_probe_say(m->probe, PK_ISSUE_DIVERGENT, m->blob, m->at, "a number that is not plain decimal");
	if (s.n > 1 && s.p[0] == '0')
		pk_probe_say(m->probe, PK_ISSUE_DIVERGENT, m->blob, m->at, "a number that is not plain decimal");
	if (!s.n)
		return pk_machine_break(m, "a number without digits");
	if (!str_to_int(s, &number) || number >> 54)
		return pk_push(m, VAL(T_PLAIN, 0));
	return pk_push(m, VAL(T_INT, negative ? -number : number));
}

bool pk_op_float_line(struct pk_machine *m, const struct pk_arg *a)
{
	struct str s = line(m, a);

	if (s.n && s.p[s.n - 1] == '\r')
		s.n--;
	if (!s.n)
		return pk_machine_break(m, "a number without digits");
	for (size_t i = 0; i < s.n; i++)
		if (!memchr("0123456789+-.eEinfaINFA", s.p[i], 23))
			pk_probe_say(m->probe, PK_ISSUE_DIVERGENT, m->blob, m->at, "a number that is not plain decimal");
	return pk_push(m, VAL(T_PLAIN, 0));
}

bool pk_op_string_line(struct pk_machine *m, const struct pk_arg *a)
{
	struct str s = str_trim(line(m, a));

	if (s.n < 2 || (s.p[0] != '\'' && s.p[0] != '"') || s.p[0] != s.p[s.n - 1])
		return pk_machine_break(m, "a STRING without quotes");
	return pk_push(m, VAL(T_STR, m->at));
}

bool pk_op_text(struct pk_machine *m, const struct pk_arg *a, enum pk_tag tag)
{
	if (pk_may_be_pickle(m->p + a->at, a->n))
		pk_pickle_value(m->probe, m->blob, a->at, line(m, a));
	return pk_push(m, VAL(tag, m->at));
}

/* ---- stack and memo ---- */

bool pk_op_pop(struct pk_machine *m)
{
	uint32_t from;

	if (m->n_marks && m->sp == m->fence)
		return pk_pop_mark(m, &from);
	return pk_pop(m) != VAL_ABSENT;
}

bool pk_op_pop_mark(struct pk_machine *m)
{
	uint32_t from;

	if (!pk_pop_mark(m, &from))
		return false;
	m->sp = from;
	return true;
}

bool pk_op_dup(struct pk_machine *m)
{
	val_t top = pk_top(m);

	pk_pushed_again(m, top);
	return top != VAL_ABSENT && pk_push(m, top);
}

bool pk_op_stop(struct pk_machine *m)
{
	m->stopped = pk_pop(m) != VAL_ABSENT;
	return m->stopped;
}

bool pk_op_put(struct pk_machine *m, uint64_t key)
{
	val_t top = pk_top(m);

	if (key > UINT32_MAX / 4 && key > m->n)
		pk_probe_say(m->probe, PK_ISSUE_BOMB, m->blob, m->at, "a memo key that makes the loader ask for gigabytes");
	return top != VAL_ABSENT && pk_memo_put(m, key, top);
}

bool pk_op_get(struct pk_machine *m, uint64_t key)
{
	val_t v;

	if (!pk_memo_get(m, key, &v))
		return false;
	pk_pushed_again(m, v);
	return pk_push(m, v);
}

/* A memo key as text: blanks, a sign and underscores are taken by some loaders. */
static bool read_key(struct pk_machine *m, const struct pk_arg *a, uint64_t *out)
{
	struct str s = str_trim(line(m, a));
	uint64_t number = 0;

	if (s.n && s.p[0] == '+')
		s = str_slice(s, 1, s.n);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '_')
			continue;
		if (s.p[i] < '0' || s.p[i] > '9' || number > UINT64_MAX / 10 - 10)
			return pk_machine_break(m, "a memo key that is no number");
		number = number * 10 + (uint64_t)(s.p[i] - '0');
	}
	*out = number;
	return s.n ? true : pk_machine_break(m, "a memo key that is no number");
}

bool pk_op_put_line(struct pk_machine *m, const struct pk_arg *a)
{
	uint64_t key = 0;

	return read_key(m, a, &key) && pk_op_put(m, key);
}

bool pk_op_get_line(struct pk_machine *m, const struct pk_arg *a)
{
	uint64_t key = 0;

	return read_key(m, a, &key) && pk_op_get(m, key);
}

/* ---- containers ---- */

/* Of all from `from` on. */
static bool push_tuple(struct pk_machine *m, uint32_t from)
{
	uint32_t n = m->sp - from;
	val_t tuple;

	if (!val_pack(m->stack + from, n, &tuple))
		tuple = pk_cell(m, T_TUPLE, m->stack + from, n);
	m->sp = from;
	return pk_push(m, tuple);
}

bool pk_op_tuple(struct pk_machine *m, uint32_t n)
{
	if (m->sp - m->fence < n)
		return pk_machine_break(m, "stack underflow");
	return push_tuple(m, m->sp - n);
}

bool pk_op_marked_tuple(struct pk_machine *m)
{
	uint32_t from;

	return pk_pop_mark(m, &from) && push_tuple(m, from);
}

static val_t empty(struct pk_machine *m, enum pk_tag tag)
{
	val_t nothing = VAL(T_PLAIN, 0);

	return pk_cell(m, tag, &nothing, tag == T_DICT && m->keeps_items);
}

bool pk_op_empty(struct pk_machine *m, enum pk_tag tag)
{
	return pk_push(m, empty(m, tag));
}

/* Adds what all from `from` on weigh, and what they say of what they are put into. */
static void weigh(struct pk_machine *m, val_t into, uint32_t from)
{
	uint64_t weight = 0, marks = 0;

	for (uint32_t i = from; i < m->sp; i++) {
		weight += pk_weight(m, m->stack[i]);
		marks |= pk_marks(m, m->stack[i]);
	}
	pk_mark(m, into, val_tag(into) >= T_LIST && val_tag(into) <= T_DICT ? marks : 0);
	pk_add_weight(m, into, weight);
}

/* What is put into a dict first is kept, if it is little: states of objects have to be read. */
static void remember_items(struct pk_machine *m, val_t dict, const val_t *items, uint32_t n)
{
	if (val_tag(dict) == T_DICT && n && n <= DICT_ITEMS && val_tag(pk_cell_item(m, dict, 0)) == T_PLAIN)
		pk_cell_set(m, dict, 0, pk_cell(m, T_TUPLE, items, n));
}

bool pk_op_collection(struct pk_machine *m, enum pk_tag tag)
{
	uint32_t from;
	val_t made;

	if (!pk_pop_mark(m, &from))
		return false;
	if (tag == T_DICT && (m->sp - from) % 2)
		return pk_machine_break(m, "an odd number of items for a dict");
	made = empty(m, tag);
	remember_items(m, made, m->stack + from, m->sp - from);
	weigh(m, made, from);
	m->sp = from;
	return pk_push(m, made);
}

/* The items from `from` on go into what is below them, and off the stack. */
static bool put_into(struct pk_machine *m, uint32_t from, enum pk_into how)
{
	val_t target;

	if (from <= m->fence)
		return pk_machine_break(m, "stack underflow");
	target = m->stack[from - 1];
	if (from == m->sp)
		return true;
	if (!pk_may_put_into(m, target, how))
		return false;
	if (val_has_cell(target)) {
		if (how == INTO_ITEMS)
			remember_items(m, target, m->stack + from, m->sp - from);
		weigh(m, target, from);
	}
	m->sp = from;
	return true;
}

bool pk_op_put_top(struct pk_machine *m, uint32_t n, enum pk_into how)
{
	return put_into(m, m->sp - m->fence >= n ? m->sp - n : 0, how);
}

bool pk_op_put_marked(struct pk_machine *m, enum pk_into how)
{
	uint32_t from;

	if (!pk_pop_mark(m, &from))
		return false;
	if (how == INTO_ITEMS && (m->sp - from) % 2)
		return pk_machine_break(m, "an odd number of items for a dict");
	return put_into(m, from, how);
}
