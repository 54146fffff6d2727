#include "ops.h"

#include "calls.h"
#include "pickle.h"

/* ---- values ---- */

bool pk_op_scalar(struct pk_machine *m, const struct pk_arg *a)
{
	(void)a;
	return pk_push(m, VAL(T_PLAIN, 0));
}

bool pk_op_binint(struct pk_machine *m, const struct pk_arg *a)
{
	return pk_push(m, VAL(T_INT, (int64_t)(int32_t)a->number));
}

bool pk_op_uint(struct pk_machine *m, const struct pk_arg *a)
{
	return pk_push(m, VAL(T_INT, a->number));
}

/* Little-endian two's complement. */
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

static void look_into(struct pk_machine *m, const struct pk_arg *a)
{
	if (pk_may_be_pickle(m->p + a->at, a->n))
		pk_pickle_value(m->probe, m->blob, a->at, line(m, a));
}

bool pk_op_string(struct pk_machine *m, const struct pk_arg *a)
{
	look_into(m, a);
	return pk_push(m, VAL(T_STR, m->at));
}

bool pk_op_bytes(struct pk_machine *m, const struct pk_arg *a)
{
	look_into(m, a);
	return pk_push(m, VAL(T_BYTES, m->at));
}

bool pk_op_next_buffer(struct pk_machine *m, const struct pk_arg *a)
{
	(void)a;
	return pk_push(m, VAL(T_PLAIN, 0));
}

bool pk_op_readonly_buffer(struct pk_machine *m, const struct pk_arg *a)
{
	(void)a;
	return pk_top(m) != VAL_ABSENT;
}

/* ---- stack and memo ---- */

bool pk_op_mark(struct pk_machine *m, const struct pk_arg *a)
{
	(void)a;
	return pk_push_mark(m);
}

/* With nothing above the topmost mark it is the mark that goes. */
bool pk_op_pop(struct pk_machine *m, const struct pk_arg *a)
{
	uint32_t from;

	(void)a;
	if (m->n_marks && m->sp == m->fence)
		return pk_pop_mark(m, &from);
	return pk_pop(m) != VAL_ABSENT;
}

bool pk_op_pop_mark(struct pk_machine *m, const struct pk_arg *a)
{
	uint32_t from;

	(void)a;
	if (!pk_pop_mark(m, &from))
		return false;
	m->sp = from;
	return true;
}

bool pk_op_dup(struct pk_machine *m, const struct pk_arg *a)
{
	val_t top = pk_top(m);

	(void)a;
	pk_pushed_again(m, top);
	return top != VAL_ABSENT && pk_push(m, top);
}

bool pk_op_stop(struct pk_machine *m, const struct pk_arg *a)
{
	(void)a;
	m->stopped = pk_pop(m) != VAL_ABSENT;
	return m->stopped;
}

bool pk_op_put(struct pk_machine *m, const struct pk_arg *a)
{
	val_t top = pk_top(m);

	if (a->number > UINT32_MAX / 4 && a->number > m->n)
		pk_probe_say(m->probe, PK_ISSUE_BOMB, m->blob, m->at, "a memo key that makes the loader ask for gigabytes");
	return top != VAL_ABSENT && pk_memo_put(m, a->number, top);
}

bool pk_op_memoize(struct pk_machine *m, const struct pk_arg *a)
{
	val_t top = pk_top(m);

	(void)a;
	return top != VAL_ABSENT && pk_memo_put(m, m->memo_len, top);
}

bool pk_op_get(struct pk_machine *m, const struct pk_arg *a)
{
	val_t v;

	if (!pk_memo_get(m, a->number, &v))
		return false;
	pk_pushed_again(m, v);
	return pk_push(m, v);
}

/* A memo key as text: blanks, a sign and underscores are taken by some loaders. */
static bool key(struct pk_machine *m, const struct pk_arg *a, struct pk_arg *out)
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
	*out = (struct pk_arg){ .number = number };
	return s.n ? true : pk_machine_break(m, "a memo key that is no number");
}

bool pk_op_put_line(struct pk_machine *m, const struct pk_arg *a)
{
	struct pk_arg number = { 0 };

	return key(m, a, &number) && pk_op_put(m, &number);
}

bool pk_op_get_line(struct pk_machine *m, const struct pk_arg *a)
{
	struct pk_arg number = { 0 };

	return key(m, a, &number) && pk_op_get(m, &number);
}

/* ---- containers ---- */

static bool push_cell(struct pk_machine *m, enum pk_tag tag, const val_t *items, uint32_t n)
{
	return pk_push(m, pk_cell(m, tag, items, n));
}

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

bool pk_op_empty_tuple(struct pk_machine *m, const struct pk_arg *a)
{
	(void)a;
	return push_tuple(m, m->sp);
}

bool pk_op_empty_list(struct pk_machine *m, const struct pk_arg *a)
{
	(void)a;
	return push_cell(m, T_LIST, NULL, 0);
}

bool pk_op_empty_set(struct pk_machine *m, const struct pk_arg *a)
{
	(void)a;
	return push_cell(m, T_SET, NULL, 0);
}

static val_t new_dict(struct pk_machine *m)
{
	val_t nothing = VAL(T_PLAIN, 0);

	return pk_cell(m, T_DICT, &nothing, m->keeps_items ? 1 : 0);
}

bool pk_op_empty_dict(struct pk_machine *m, const struct pk_arg *a)
{
	(void)a;
	return pk_push(m, new_dict(m));
}

static bool tuple_of(struct pk_machine *m, uint32_t n)
{
	if (m->sp - m->fence < n)
		return pk_machine_break(m, "stack underflow");
	return push_tuple(m, m->sp - n);
}

bool pk_op_tuple1(struct pk_machine *m, const struct pk_arg *a)
{
	(void)a;
	return tuple_of(m, 1);
}

bool pk_op_tuple2(struct pk_machine *m, const struct pk_arg *a)
{
	(void)a;
	return tuple_of(m, 2);
}

bool pk_op_tuple3(struct pk_machine *m, const struct pk_arg *a)
{
	(void)a;
	return tuple_of(m, 3);
}

bool pk_op_tuple(struct pk_machine *m, const struct pk_arg *a)
{
	uint32_t from;

	(void)a;
	return pk_pop_mark(m, &from) && push_tuple(m, from);
}

static uint64_t weigh(const struct pk_machine *m, uint32_t from)
{
	uint64_t weight = 0;

	for (uint32_t i = from; i < m->sp; i++)
		weight += pk_weight(m, m->stack[i]);
	return weight;
}

/* A list or set of everything above the mark. */
static bool collection(struct pk_machine *m, enum pk_tag tag)
{
	uint64_t weight;
	uint32_t from;

	if (!pk_pop_mark(m, &from))
		return false;
	weight = weigh(m, from);
	m->sp = from;
	if (!push_cell(m, tag, NULL, 0))
		return false;
	pk_add_weight(m, m->stack[from], weight);
	return true;
}

bool pk_op_list(struct pk_machine *m, const struct pk_arg *a)
{
	(void)a;
	return collection(m, T_LIST);
}

bool pk_op_frozenset(struct pk_machine *m, const struct pk_arg *a)
{
	(void)a;
	return collection(m, T_SET);
}

/* What is put into a dict first is kept, if it is little: states of objects have to be read. */
static void remember_items(struct pk_machine *m, val_t dict, const val_t *items, uint32_t n)
{
	if (val_tag(dict) == T_DICT && n && n <= CELL_ITEMS && val_tag(pk_cell_item(m, dict, 0)) == T_PLAIN)
		pk_cell_set(m, dict, 0, pk_cell(m, T_TUPLE, items, n));
}

bool pk_op_dict(struct pk_machine *m, const struct pk_arg *a)
{
	val_t dict;
	uint64_t weight;
	uint32_t from;

	(void)a;
	if (!pk_pop_mark(m, &from))
		return false;
	if ((m->sp - from) % 2)
		return pk_machine_break(m, "an odd number of items for a dict");
	weight = weigh(m, from);
	dict = new_dict(m);
	remember_items(m, dict, m->stack + from, m->sp - from);
	pk_add_weight(m, dict, weight);
	m->sp = from;
	return pk_push(m, dict);
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
		pk_add_weight(m, target, weigh(m, from));
	}
	m->sp = from;
	return true;
}

bool pk_op_append(struct pk_machine *m, const struct pk_arg *a)
{
	(void)a;
	return put_into(m, m->sp > m->fence ? m->sp - 1 : 0, INTO_APPEND);
}

bool pk_op_setitem(struct pk_machine *m, const struct pk_arg *a)
{
	(void)a;
	return put_into(m, m->sp > m->fence + 1 ? m->sp - 2 : 0, INTO_ITEMS);
}

static bool put_marked(struct pk_machine *m, enum pk_into how)
{
	uint32_t from;

	if (!pk_pop_mark(m, &from))
		return false;
	if (how == INTO_ITEMS && (m->sp - from) % 2)
		return pk_machine_break(m, "an odd number of items for a dict");
	return put_into(m, from, how);
}

bool pk_op_appends(struct pk_machine *m, const struct pk_arg *a)
{
	(void)a;
	return put_marked(m, INTO_APPEND);
}

bool pk_op_setitems(struct pk_machine *m, const struct pk_arg *a)
{
	(void)a;
	return put_marked(m, INTO_ITEMS);
}

bool pk_op_additems(struct pk_machine *m, const struct pk_arg *a)
{
	(void)a;
	return put_marked(m, INTO_SET);
}
