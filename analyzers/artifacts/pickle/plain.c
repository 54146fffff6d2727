#include "plain.h"

#include "pickle.h"

/* The machine's registers, while plain opcodes run. */
struct run {
	struct pk_machine *m;
	const unsigned char *p, *end;
	val_t *sp, *room; /* behind the topmost value; where the stack's memory ends */
	uint64_t done;    /* opcodes */
};

static inline bool has(const struct run *r, size_t n)
{
	return (size_t)(r->end - r->p) >= n;
}

static inline uint32_t two(const unsigned char *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8;
}

static inline uint32_t four(const unsigned char *p)
{
	return two(p) | two(p + 2) << 16;
}

/* An opcode of n bytes that pushes a value. */
static inline bool push(struct run *r, val_t v, size_t n)
{
	if (!has(r, n) || r->sp == r->room)
		return false;
	*r->sp++ = v;
	r->p += n;
	return true;
}

/* A key that is the next one. */
static inline bool put(struct run *r, uint64_t key, size_t n)
{
	struct pk_machine *m = r->m;

	if (key != m->memo_n || m->memo_n == m->memo_cap || m->far.n || (size_t)(r->sp - m->stack) <= m->fence)
		return false;
	m->memo[m->memo_n++] = r->sp[-1];
	m->memo_len++;
	r->p += n;
	return true;
}

/* What was pushed is mostly kept under a key at once: one jump less. */
static inline bool kept(struct run *r)
{
	size_t left = (size_t)(r->end - r->p);

	if (left && r->p[0] == 0x94)
		r->done += put(r, r->m->memo_len, 1);
	else if (left > 1 && r->p[0] == 'q')
		r->done += put(r, r->p[1], 2);
	else if (left > 4 && r->p[0] == 'r')
		r->done += put(r, four(r->p + 1), 5);
	return true;
}

/* Of n bytes, whose length is told in `width` bytes. */
static inline bool push_text(struct run *r, enum pk_tag tag, size_t width, uint64_t n)
{
	const unsigned char *text = r->p + 1 + width;

	if (n > (size_t)(r->end - text) || pk_may_be_pickle(text, (size_t)n))
		return false;
	return push(r, VAL(tag, r->p - r->m->p), 1 + width + (size_t)n) && kept(r);
}

/* Digits, no more than surely fit, and a line end. */
static inline bool push_line(struct run *r)
{
	uint64_t number = 0;
	size_t n = 1;

	for (; n < 18 && has(r, n + 1) && r->p[n] >= '0' && r->p[n] <= '9'; n++)
		number = number * 10 + (uint64_t)(r->p[n] - '0');
	if (n == 1 || !has(r, n + 1) || r->p[n] != '\n' || (r->p[1] == '0' && n > 2) || number >> 54)
		return false;
	return push(r, VAL(T_INT, number), n + 1);
}

/* A list or dict without items. */
static inline bool push_empty(struct run *r, enum pk_tag tag)
{
	struct pk_machine *m = r->m;

	if (pk_cells_scarce(m) || !push(r, VAL(tag, m->cells_n), 1))
		return false;
	m->cells[m->cells_n++] = UINT64_C(1) << CELL_WEIGHT_SHIFT;
	return kept(r);
}

/* A tuple that is no small one. */
static inline bool new_tuple(struct run *r, uint32_t n, val_t *out)
{
	struct pk_machine *m = r->m;
	uint64_t *cell = m->cells + m->cells_n, weight = 1, marks = 0;

	if (pk_cells_scarce(m))
		return false;
	for (uint32_t i = 0; i < n; i++) {
		cell[1 + i] = r->sp[(int64_t)i - n];
		weight += pk_weight(m, cell[1 + i]);
		marks |= pk_marks(m, cell[1 + i]);
	}
	if (weight >> 46)
		return false;
	cell[0] = weight << CELL_WEIGHT_SHIFT | marks | n;
	*out = VAL(T_TUPLE, m->cells_n);
	m->cells_n += 1 + n;
	return true;
}

static inline bool push_tuple(struct run *r, uint32_t n)
{
	val_t tuple;

	if ((size_t)(r->sp - r->m->stack) < r->m->fence + n || (!val_pack(r->sp - n, n, &tuple) && !new_tuple(r, n, &tuple)))
		return false;
	r->sp -= n;
	return push(r, tuple, 1) && kept(r);
}

static inline bool push_mark(struct run *r)
{
	struct pk_machine *m = r->m;

	if (m->n_marks == m->marks_cap)
		return false;
	m->marks[m->n_marks++] = m->fence = (uint32_t)(r->sp - m->stack);
	r->p++;
	return true;
}

static inline bool get(struct run *r, uint64_t key, size_t n)
{
	struct pk_machine *m = r->m;

	if (key >= m->memo_n || m->memo[key] == VAL_ABSENT || val_tag(m->memo[key]) == T_GLOBAL)
		return false;
	return push(r, m->memo[key], n);
}

static inline bool pop(struct run *r)
{
	if ((size_t)(r->sp - r->m->stack) <= r->m->fence)
		return false;
	r->sp--;
	r->p++;
	return true;
}

/* Of something without parts, onto a list. */
static inline bool append(struct run *r)
{
	struct pk_machine *m = r->m;
	uint64_t *head;

	if ((size_t)(r->sp - m->stack) < (size_t)m->fence + 2 || val_has_cell(r->sp[-1]) || val_tag(r->sp[-2]) != T_LIST)
		return false;
	head = &m->cells[val_payload(r->sp[-2])];
	if (*head >> 62)
		return false;
	*head = (*head + (UINT64_C(1) << CELL_WEIGHT_SHIFT)) | pk_marks(m, r->sp[-1]);
	r->sp--;
	r->p++;
	return true;
}

static inline bool one(struct run *r)
{
	switch (*r->p) {
	case 'N':
	case 0x88:
	case 0x89:
		return push(r, VAL(T_PLAIN, 0), 1);
	case 'G':
		return push(r, VAL(T_PLAIN, 0), 9);
	case 'K':
		return has(r, 2) && push(r, VAL(T_INT, r->p[1]), 2);
	case 'M':
		return has(r, 3) && push(r, VAL(T_INT, two(r->p + 1)), 3);
	case 'J':
		return has(r, 5) && push(r, VAL(T_INT, (int64_t)(int32_t)four(r->p + 1)), 5);
	case 'I':
		return push_line(r);
	case 0x8c:
	case 'U':
		return has(r, 2) && push_text(r, T_STR, 1, r->p[1]);
	case 'X':
		return has(r, 5) && push_text(r, T_STR, 4, four(r->p + 1));
	case 'C':
		return has(r, 2) && push_text(r, T_BYTES, 1, r->p[1]);
	case 'B':
		return has(r, 5) && push_text(r, T_BYTES, 4, four(r->p + 1));
	case ']':
		return push_empty(r, T_LIST);
	case '}':
		return !r->m->keeps_items && push_empty(r, T_DICT);
	case ')':
		return push_tuple(r, 0);
	case 0x85:
		return push_tuple(r, 1);
	case 0x86:
		return push_tuple(r, 2);
	case 0x87:
		return push_tuple(r, 3);
	case '(':
		return push_mark(r);
	case '0':
		return pop(r);
	case 0x94:
		return put(r, r->m->memo_len, 1);
	case 'q':
		return has(r, 2) && put(r, r->p[1], 2);
	case 'r':
		return has(r, 5) && put(r, four(r->p + 1), 5);
	case 'h':
		return has(r, 2) && get(r, r->p[1], 2);
	case 'j':
		return has(r, 5) && get(r, four(r->p + 1), 5);
	case 'a':
		return append(r);
	default:
		return false;
	}
}

static __attribute__((noinline)) void run_some(struct pk_machine *m, size_t end, uint64_t most)
{
	struct run r = { m, m->p + m->next, m->p + end, m->stack + m->sp, m->stack + m->stack_cap, 0 };

	while (r.p < r.end && r.done < most && one(&r))
		r.done++;
	m->ops += r.done;
	m->next = (size_t)(r.p - m->p);
	m->sp = (uint32_t)(r.sp - m->stack);
}

/* All above the mark, into the list or dict below it. */
static bool gather(struct pk_machine *m, size_t end)
{
	uint32_t below = m->n_marks > 1 ? m->marks[m->n_marks - 2] : 0, from = m->fence;
	unsigned char op = m->next < end ? m->p[m->next] : 0;
	uint64_t weight = 0, marks = 0;

	if ((op != 'e' && op != 'u') || !m->n_marks || from <= below || val_tag(m->stack[from - 1]) != (op == 'e' ? T_LIST : T_DICT))
		return false;
	if (op == 'u' && (m->keeps_items || (m->sp - from) % 2))
		return false;
	for (uint32_t i = from; i < m->sp; i++) {
		weight += pk_weight(m, m->stack[i]);
		marks |= pk_marks(m, m->stack[i]);
	}
	pk_mark(m, m->stack[from - 1], marks);
	m->at = m->next++;
	m->ops++;
	pk_add_weight(m, m->stack[from - 1], weight);
	m->sp = from;
	m->fence = below;
	m->n_marks--;
	return true;
}

void pk_plain_run(struct pk_machine *m, uint64_t most)
{
	size_t end = m->frame_end < m->n ? (size_t)m->frame_end : m->n;
	uint64_t last = m->ops + most;

	do
		run_some(m, end, last - m->ops);
	while (m->ops < last && gather(m, end));
}
