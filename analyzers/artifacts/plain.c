#include "plain.h"

#include "pickle.h"

/* The machine's registers, while plain opcodes run. */
struct run {
	struct pk_machine *m;
	const unsigned char *p, *end;
	val_t *sp, *room; /* behind the topmost value; where the stack's memory ends */
};

static inline bool has(const struct run *r, size_t n)
{
	return (size_t)(r->end - r->p) >= n;
}

static inline uint64_t le(const unsigned char *p, size_t width)
{
	uint64_t out = 0;

	for (size_t i = width; i; i--)
		out = out << 8 | p[i - 1];
	return out;
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

static inline bool push_number(struct run *r, size_t width)
{
	return has(r, 1 + width) && push(r, VAL(T_INT, le(r->p + 1, width)), 1 + width);
}

static inline bool push_text(struct run *r, enum pk_tag tag, size_t width)
{
	const unsigned char *text = r->p + 1 + width;
	uint64_t n;

	if (!has(r, 1 + width))
		return false;
	n = le(r->p + 1, width);
	if (n > (size_t)(r->end - text) || pk_may_be_pickle(text, (size_t)n))
		return false;
	return push(r, VAL(tag, r->p - r->m->p), 1 + width + (size_t)n);
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
	return true;
}

static inline bool push_tuple(struct run *r, uint32_t n)
{
	val_t tuple;

	if ((size_t)(r->sp - r->m->stack) < r->m->fence + n || !val_pack(r->sp - n, n, &tuple))
		return false;
	r->sp -= n;
	return push(r, tuple, 1);
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

static inline bool get(struct run *r, size_t width)
{
	struct pk_machine *m = r->m;
	uint64_t key = has(r, 1 + width) ? le(r->p + 1, width) : UINT64_MAX;

	if (key >= m->memo_n || m->memo[key] == VAL_ABSENT || val_tag(m->memo[key]) == T_GLOBAL)
		return false;
	return push(r, m->memo[key], 1 + width);
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
	*head += UINT64_C(1) << CELL_WEIGHT_SHIFT;
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
		return push_number(r, 1);
	case 'M':
		return push_number(r, 2);
	case 'J':
		return has(r, 5) && push(r, VAL(T_INT, (int64_t)(int32_t)le(r->p + 1, 4)), 5);
	case 'I':
		return push_line(r);
	case 0x8c:
	case 'U':
		return push_text(r, T_STR, 1);
	case 'X':
		return push_text(r, T_STR, 4);
	case 'C':
		return push_text(r, T_BYTES, 1);
	case 'B':
		return push_text(r, T_BYTES, 4);
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
	case 0x94:
		return put(r, r->m->memo_len, 1);
	case 'q':
		return has(r, 2) && put(r, r->p[1], 2);
	case 'r':
		return has(r, 5) && put(r, le(r->p + 1, 4), 5);
	case 'h':
		return get(r, 1);
	case 'j':
		return get(r, 4);
	case 'a':
		return append(r);
	default:
		return false;
	}
}

void pk_plain_run(struct pk_machine *m, uint64_t most)
{
	struct run r = { m, m->p + m->next, m->p + m->n, m->stack + m->sp, m->stack + m->stack_cap };
	uint64_t done = 0;

	if (m->frame_end < m->n)
		r.end = m->p + m->frame_end;
	while (r.p < r.end && done < most && one(&r))
		done++;
	m->ops += done;
	m->next = (size_t)(r.p - m->p);
	m->sp = (uint32_t)(r.sp - m->stack);
}
