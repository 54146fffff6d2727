#include "machine.h"

#include "artifacts/stream/tape.h"
#include "util/limits.h"
#include "util/vec.h"

enum {
	MEMO_STEP = 64, /* how far beyond twice its size the dense memo grows at once */
	CELLS_START = 4096,
	STACK_START = 1024,
};

#define FORWARDED  0x100u
#define WEIGHT_MAX ((UINT64_C(1) << 48) - 1)

struct pk_machine *pk_machine_take(struct pk_probe *p, const struct pk_blob *b)
{
	struct pk_machine *m = p->idle;

	if (m)
		p->idle = m->idle;
	else
		m = arena_new(p->arena, struct pk_machine);
	m->probe = p;
	m->blob = b;
	m->p = (const unsigned char *)b->bytes.p;
	m->n = b->tape ? pk_tape_bytes(b->tape).n : b->bytes.n;
	m->at = m->next = 0;
	m->tolerant = m->stopped = false;
	return m;
}

void pk_machine_give(struct pk_machine *m)
{
	m->idle = m->probe->idle;
	m->probe->idle = m;
}

void pk_machine_reset(struct pk_machine *m, size_t at)
{
	if (!m->cells) {
		m->cells_cap = CELLS_START;
		m->cells = arena_alloc(m->probe->arena, m->cells_cap * sizeof(*m->cells));
		m->stack_cap = STACK_START;
		m->stack = arena_alloc(m->probe->arena, m->stack_cap * sizeof(*m->stack));
		map_init(&m->sparse, m->probe->arena);
	}
	m->at = m->next = at;
	m->frame_end = UINT64_MAX;
	m->ops = 0;
	m->proto = 0;
	m->stopped = m->refused = m->at_end = false;
	m->why = NULL;
	m->sp = m->fence = m->n_marks = 0;
	m->memo_n = m->memo_len = m->far.n = 0;
	m->serial++;
	m->cells_n = 0;
	m->uses.n = 0;
	m->bomb_said = m->keeps_items = false;
	m->run = ++m->probe->runs;
}

/* What only tries to read has no say in what is unpacked. */
static bool reaches(struct pk_machine *m, uint64_t n, bool (*unpack)(struct pk_tape *t, uint64_t end))
{
	struct pk_tape *tape = m->blob->tape;
	uint64_t end;
	bool there;

	if (!tape || m->tolerant || __builtin_add_overflow((uint64_t)m->next, n, &end))
		return false;
	there = unpack(tape, end);
	m->n = pk_tape_bytes(tape).n;
	m->refused = m->refused || (!there && pk_tape_is_cut(tape));
	return there;
}

bool pk_machine_reaches_far(struct pk_machine *m, uint64_t n)
{
	return reaches(m, n, pk_tape_read);
}

bool pk_machine_passes(struct pk_machine *m, uint64_t n)
{
	return (m->next <= m->n && n <= m->n - m->next) || reaches(m, n, pk_tape_pass);
}

bool pk_machine_break(struct pk_machine *m, const char *why)
{
	if (!m->why)
		m->why = why;
	return false;
}

/* Too much of something: the loader might bear it, the inspection does not go along. */
static bool refuse(struct pk_machine *m, const char *what)
{
	pk_probe_say(m->probe, PK_ISSUE_BOMB, m->blob, m->at, "%s", what);
	m->refused = true;
	return pk_machine_break(m, what);
}

/* ---- stack ---- */

bool pk_push_far(struct pk_machine *m, val_t v)
{
	uint32_t cap = m->stack_cap * 2;

	if (m->sp >= PK_MAX_PICKLE_STACK)
		return refuse(m, "more values on the stack than any real pickle has");
	m->stack = arena_grow(m->probe->arena, m->stack, (size_t)m->stack_cap * sizeof(*m->stack), (size_t)cap * sizeof(*m->stack));
	m->stack_cap = cap;
	m->stack[m->sp++] = v;
	return true;
}

val_t pk_underflow(struct pk_machine *m)
{
	if (m->tolerant)
		return VAL(T_UNKNOWN, 0);
	pk_machine_break(m, "stack underflow");
	return VAL_ABSENT;
}

bool pk_push_mark(struct pk_machine *m)
{
	if (m->n_marks == m->marks_cap) {
		uint32_t cap = m->marks_cap ? m->marks_cap * 2 : 256;

		if (m->n_marks >= PK_MAX_PICKLE_MARKS)
			return refuse(m, "marks nested deeper than any real pickle has them");
		m->marks = arena_grow(m->probe->arena, m->marks, m->marks_cap * sizeof(*m->marks), cap * sizeof(*m->marks));
		m->marks_cap = cap;
	}
	m->marks[m->n_marks++] = m->fence = m->sp;
	return true;
}

bool pk_pop_mark(struct pk_machine *m, uint32_t *from)
{
	*from = 0;
	if (!m->n_marks)
		return m->tolerant || pk_machine_break(m, "no mark on the stack");
	*from = m->marks[--m->n_marks];
	m->fence = m->n_marks ? m->marks[m->n_marks - 1] : 0;
	return true;
}

/* ---- memo ---- */

static val_t *far_slot(struct pk_machine *m, uint64_t key, bool make)
{
	uint64_t name[2] = { m->serial, key };
	struct str text = { (const char *)name, sizeof(name) };
	uint64_t *slot;
	bool fresh = false;

	if (make && m->sparse.n >= PK_MAX_PICKLE_SPARSE)
		return NULL;
	slot = make ? map_put(&m->sparse, text, &fresh) : map_get(&m->sparse, text);
	if (!slot)
		return NULL;
	if (fresh) {
		*slot = m->far.n;
		vec_push(m->probe->arena, &m->far, VAL_ABSENT);
	}
	return &m->far.v[*slot];
}

static void memo_extend(struct pk_machine *m, uint32_t n)
{
	if (n > m->memo_cap) {
		uint32_t cap = m->memo_cap ? m->memo_cap : 256;

		while (cap < n)
			cap *= 2;
		m->memo = arena_grow(m->probe->arena, m->memo, (size_t)m->memo_cap * sizeof(*m->memo), (size_t)cap * sizeof(*m->memo));
		m->memo_cap = cap;
	}
	while (m->memo_n < n)
		m->memo[m->memo_n++] = VAL_ABSENT;
}

bool pk_memo_put(struct pk_machine *m, uint64_t key, val_t v)
{
	val_t *slot;

	if (key >= m->memo_n && key <= (uint64_t)m->memo_n * 2 + MEMO_STEP && key < PK_MAX_PICKLE_MEMO)
		memo_extend(m, (uint32_t)key + 1);
	slot = key < m->memo_n ? &m->memo[key] : far_slot(m, key, true);
	if (!slot)
		return refuse(m, "more scattered memo keys than any real pickle has");
	m->memo_len += *slot == VAL_ABSENT;
	*slot = v;
	return true;
}

bool pk_memo_get(struct pk_machine *m, uint64_t key, val_t *out)
{
	/* a key may have been put far before the dense part grew over it */
	val_t *slot = key < m->memo_n && m->memo[key] != VAL_ABSENT ? &m->memo[key] : far_slot(m, key, false);

	*out = slot ? *slot : VAL_ABSENT;
	if (*out == VAL_ABSENT && m->tolerant)
		*out = VAL(T_UNKNOWN, 0);
	return *out != VAL_ABSENT || pk_machine_break(m, "a memo key that was never set");
}

/* ---- cells ---- */

static uint64_t saturate(uint64_t weight)
{
	return weight < WEIGHT_MAX ? weight : WEIGHT_MAX;
}

static void set_weight(struct pk_machine *m, uint64_t *head, uint64_t weight)
{
	weight = saturate(weight);
	*head = weight << CELL_WEIGHT_SHIFT | (*head & 0xffff);
	if (weight == WEIGHT_MAX && !m->bomb_said) {
		m->bomb_said = true;
		pk_probe_say(m->probe, PK_ISSUE_BOMB, m->blob, m->at, "it spells out to more than 10^14 values");
	}
}

val_t pk_cell(struct pk_machine *m, enum pk_tag tag, const val_t *items, uint32_t n)
{
	uint32_t at = m->cells_n;
	uint64_t weight = 1, marks = 0;

	for (uint32_t i = 0; tag == T_TUPLE && i < n; i++) {
		weight += pk_weight(m, items[i]);
		marks |= pk_marks(m, items[i]);
	}
	if (n > (m->keeps_items ? DICT_ITEMS : CELL_ITEMS))
		n = 0;
	m->cells[at] = n | marks;
	set_weight(m, &m->cells[at], weight);
	for (uint32_t i = 0; i < n; i++)
		m->cells[at + 1 + i] = items[i];
	m->cells_n = at + 1 + n;
	return VAL(tag, at);
}

uint32_t pk_cell_n(const struct pk_machine *m, val_t v)
{
	if (val_tag(v) == T_SMALL)
		return (uint32_t)(val_payload(v) >> SMALL_BITS);
	return val_has_cell(v) && v != VAL_ABSENT ? (uint32_t)(m->cells[val_payload(v)] & 0xff) : 0;
}

static val_t small_item(val_t v, uint32_t n, uint32_t i)
{
	uint64_t item = val_payload(v) >> (i * (SMALL_BITS / n)) & small_mask(n);

	return item == small_mask(n) ? VAL(T_PLAIN, 0) : VAL(T_INT, item);
}

val_t pk_cell_item(const struct pk_machine *m, val_t v, uint32_t i)
{
	uint32_t n = pk_cell_n(m, v);

	if (i >= n)
		return VAL_ABSENT;
	return val_tag(v) == T_SMALL ? small_item(v, n, i) : m->cells[val_payload(v) + 1 + i];
}

void pk_cell_set(struct pk_machine *m, val_t v, uint32_t i, val_t item)
{
	if (val_has_cell(v) && i < pk_cell_n(m, v))
		m->cells[val_payload(v) + 1 + i] = item;
}

void pk_add_weight(struct pk_machine *m, val_t v, uint64_t weight)
{
	uint64_t *head = &m->cells[val_payload(v)];

	set_weight(m, head, (*head >> CELL_WEIGHT_SHIFT) + saturate(weight));
}

struct collection {
	uint64_t *from, *to;
	uint32_t n;
};

static void move(struct collection *c, val_t *v)
{
	uint64_t *head;

	if (*v == VAL_ABSENT || !val_has_cell(*v))
		return;
	head = &c->from[val_payload(*v)];
	if (!(*head & FORWARDED)) {
		uint32_t words = 1 + (uint32_t)(*head & 0xff);

		for (uint32_t i = 0; i < words; i++)
			c->to[c->n + i] = head[i];
		*head = FORWARDED | (uint64_t)c->n << CELL_WEIGHT_SHIFT;
		c->n += words;
	}
	*v = VAL(val_tag(*v), *head >> CELL_WEIGHT_SHIFT);
}

static void move_all(struct collection *c, val_t *v, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		move(c, &v[i]);
}

static uint64_t *grow_words(struct pk_machine *m, uint64_t *words, uint32_t cap, uint32_t want)
{
	return arena_grow(m->probe->arena, words, (size_t)cap * sizeof(*words), (size_t)want * sizeof(*words));
}

/* Room for twice as many cells again as are alive, and at least one for each root: so the work is shared out. */
static bool resize_cells(struct pk_machine *m, uint64_t roots)
{
	uint32_t cap = m->cells_cap;

	while (cap / 3 <= m->cells_n || cap < roots) {
		if (cap >= PK_MAX_PICKLE_CELLS)
			break;
		cap *= 2;
	}
	if (cap > m->cells_cap)
		m->cells = grow_words(m, m->cells, m->cells_cap, cap);
	m->cells_cap = cap;
	return !pk_cells_scarce(m) || refuse(m, "more objects than any real pickle has");
}

/* Copies what the roots reach, breadth first; the copied cells are the queue. */
bool pk_cells_collect(struct pk_machine *m)
{
	struct collection c = { .from = m->cells };
	uint32_t done = 0, cap = m->cells_cap;

	if (m->spare_cap < cap)
		m->spare = grow_words(m, m->spare, m->spare_cap, cap);
	c.to = m->spare;
	move_all(&c, m->stack, m->sp);
	move_all(&c, m->memo, m->memo_n);
	move_all(&c, m->far.v, m->far.n);
	while (done < c.n) {
		uint32_t items = (uint32_t)(c.to[done] & 0xff);

		move_all(&c, &c.to[done + 1], items);
		done += 1 + items;
	}
	m->spare = m->cells;
	m->spare_cap = cap;
	m->cells = c.to;
	m->cells_n = c.n;
	return resize_cells(m, (uint64_t)m->sp + m->memo_n + m->far.n);
}
