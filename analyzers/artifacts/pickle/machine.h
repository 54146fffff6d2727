/*
 * machine: the pickle virtual machine on values that only say what they are: it pushes, marks and memoizes exactly as
 * CPython's C unpickler does, but makes no objects. A value is a tag and a number: where in the stream a string stands,
 * which global it is, which cell holds its parts.
 *
 * Memory is proportional to what the pickle holds on its stack and in its memo: cells are collected by copying. Time is
 * linear in the stream.
 */
#ifndef MACHINE_H
#define MACHINE_H

#include "artifacts/probe/probe.h"

typedef uint64_t val_t; /* tag in the top 8 bits, payload below */

enum pk_tag {
	T_PLAIN,   /* None, bool, float, big integer */
	T_INT,     /* payload: the number, 56 bits signed */
	T_STR,     /* payload: where its opcode stands */
	T_BYTES,   /* the same */
	T_GLOBAL,  /* payload: index into probe->named */
	T_UNKNOWN, /* from outside: extension registry, buffers, a name that was computed */
	T_SMALL,   /* a tuple of up to three numbers or plain values, in the payload */
	T_TUPLE,   /* from here on payload is a cell. Items, when there are few */
	T_LIST,    /* no items */
	T_SET,     /* no items */
	T_DICT,    /* where they are kept, one item: a tuple of the keys and values that were first put in, or PLAIN */
	T_CALL,    /* what a call gave: callee, argument tuple, state */
	T_OBJECT,  /* a new object: class, argument tuple, state */
	T_PERSID,  /* one item: the id */
};

enum {
	CELL_ITEMS = 16,  /* longer tuples keep no items */
	DICT_ITEMS = 96,  /* keys and values of one dict that are kept, where they are */
	CELL_SLACK = 160, /* words of cells that one opcode may need */
	CELL_WEIGHT_SHIFT = 16,
	/* of a cell, beside how many items it has: */
	CELL_TEXT = 0x200,    /* a text is in it, or may be */
	CELL_OPEN = 0x400,    /* something is in it that can still change */
	CELL_OBJECTS = 0x800, /* it is a dtype of objects, or one is in it */
};

/* An opcode's argument: a number, or text in the stream. */
struct pk_arg {
	uint64_t number;
	size_t at, n; /* of text: of LINES the first line, the second follows at + n + 1 */
	size_t n2;
};

struct pk_machine {
	struct pk_probe *probe;
	const struct pk_blob *blob;
	const unsigned char *p;
	size_t n;
	size_t at;          /* of the opcode that runs */
	uint64_t frame_end; /* UINT64_MAX outside frames */
	size_t next;        /* of the opcode after it */
	uint64_t ops;
	unsigned proto;
	bool stopped;
	bool tolerant;   /* an empty stack gives T_UNKNOWN: for reading on from the middle of a pickle */
	bool at_end;     /* it broke because its bytes end */
	bool refused;    /* it asks for more than is borne here, and that was said */
	const char *why; /* it broke; NULL while all is well */
	/* the stack, and where the marks lie in it */
	val_t *stack;
	uint32_t sp, stack_cap, fence;
	uint32_t *marks;
	uint32_t n_marks, marks_cap;
	/* memo: dense for small keys (VAL_ABSENT where there is none), sparse for the rest: (pickle, key) -> place in `far` */
	val_t *memo;
	uint32_t memo_n, memo_cap;
	struct map sparse;
	struct pk_far {
		val_t *v;
		uint32_t n, cap;
	} far;
	uint64_t serial;   /* of the pickle: old sparse keys stay, but are no longer meant */
	uint32_t memo_len; /* entries present */
	/* cells: a header (items, forwarded, weight), then the items */
	uint64_t *cells, *spare; /* spare: what they are copied to */
	uint32_t cells_n, cells_cap, spare_cap;
	/* globals named, each once: they count when the pickle does */
	uint64_t run; /* probe->runs of this pickle */
	struct pk_uses {
		struct pk_use {
			uint32_t id;
			bool called;
			uint32_t pushed,
				walked; /* of getattr: how often it came onto the stack, and only went from a class to its attribute */
			uint64_t at;
		} * v;
		uint32_t n, cap;
	} uses;
	bool bomb_said;
	bool keeps_items;        /* of dicts: something was imported that is told by them where an array is */
	struct pk_machine *idle; /* the next one that is not in use */
};

#define VAL(tag, payload) ((val_t)(tag) << 56 | ((uint64_t)(payload)&0xffffffffffffffu))
#define VAL_ABSENT        UINT64_MAX

static inline enum pk_tag val_tag(val_t v)
{
	return (enum pk_tag)(v >> 56);
}

static inline uint64_t val_payload(val_t v)
{
	return v & 0xffffffffffffffu;
}

static inline int64_t val_int(val_t v)
{
	return (int64_t)(v << 8) >> 8;
}

static inline bool val_has_cell(val_t v)
{
	return val_tag(v) >= T_TUPLE;
}

static inline bool val_is_tuple(val_t v)
{
	return val_tag(v) == T_TUPLE || val_tag(v) == T_SMALL;
}

/* T_SMALL: how many in the top two bits, the others shared out among them; a field of all ones is a plain value. */
enum { SMALL_BITS = 54 };

static inline uint64_t small_mask(uint32_t n)
{
	return (UINT64_C(1) << (SMALL_BITS / n)) - 1;
}

static inline bool val_pack(const val_t *items, uint32_t n, val_t *out)
{
	uint64_t all = (uint64_t)n << SMALL_BITS;

	if (n > 3)
		return false;
	for (uint32_t i = 0; i < n; i++) {
		uint64_t mask = small_mask(n), item = val_tag(items[i]) == T_PLAIN ? mask : val_payload(items[i]);

		if (val_tag(items[i]) > T_INT || (val_tag(items[i]) == T_INT && item >= mask))
			return false;
		all |= item << (i * (SMALL_BITS / n));
	}
	*out = VAL(T_SMALL, all);
	return true;
}

/* A machine for the pickles of a blob, with the memory of one that was given back. */
struct pk_machine *pk_machine_take(struct pk_probe *p, const struct pk_blob *b);
void pk_machine_give(struct pk_machine *m);
/* Readies the machine for a pickle that starts at `at`; memory of the one before is reused. */
void pk_machine_reset(struct pk_machine *m, size_t at);
/* Whether there are n bytes from m->next on. Where they are unpacked as they are read, m->n grows. */
bool pk_machine_reaches_far(struct pk_machine *m, uint64_t n);
static inline bool pk_machine_reaches(struct pk_machine *m, uint64_t n)
{
	return (m->next <= m->n && n <= m->n - m->next) || pk_machine_reaches_far(m, n);
}
/* The same for bytes that nobody will look at. */
bool pk_machine_passes(struct pk_machine *m, uint64_t n);
/* Sets why it broke; false, for returning. */
bool pk_machine_break(struct pk_machine *m, const char *why);

/* Stack. pop, top and the like break the machine on underflow and give VAL_ABSENT. */
bool pk_push_far(struct pk_machine *m, val_t v);
static inline bool pk_push(struct pk_machine *m, val_t v)
{
	if (m->sp == m->stack_cap)
		return pk_push_far(m, v);
	m->stack[m->sp++] = v;
	return true;
}
val_t pk_underflow(struct pk_machine *m);
static inline val_t pk_pop(struct pk_machine *m)
{
	return m->sp > m->fence ? m->stack[--m->sp] : pk_underflow(m);
}
static inline val_t pk_top(struct pk_machine *m)
{
	return m->sp > m->fence ? m->stack[m->sp - 1] : pk_underflow(m);
}
bool pk_push_mark(struct pk_machine *m);
/* Takes the topmost mark away and gives where it was. */
bool pk_pop_mark(struct pk_machine *m, uint32_t *from);

bool pk_memo_put(struct pk_machine *m, uint64_t key, val_t v);
bool pk_memo_get(struct pk_machine *m, uint64_t key, val_t *out);

/* A cell holding n items (none of them when there are more than CELL_ITEMS), tagged. */
val_t pk_cell(struct pk_machine *m, enum pk_tag tag, const val_t *items, uint32_t n);
uint32_t pk_cell_n(const struct pk_machine *m, val_t v);
/* VAL_ABSENT where there is none. */
val_t pk_cell_item(const struct pk_machine *m, val_t v, uint32_t i);
void pk_cell_set(struct pk_machine *m, val_t v, uint32_t i, val_t item);
/* How many values it holds, counted as often as they are reached. */
static inline uint64_t pk_weight(const struct pk_machine *m, val_t v)
{
	return val_has_cell(v) && v != VAL_ABSENT ? m->cells[val_payload(v)] >> CELL_WEIGHT_SHIFT : 1;
}
void pk_add_weight(struct pk_machine *m, val_t v, uint64_t weight);
/* What its parts say of it. */
static inline uint64_t pk_marks(const struct pk_machine *m, val_t v)
{
	enum pk_tag tag = val_tag(v);

	if (tag < T_TUPLE || v == VAL_ABSENT)
		return tag == T_STR || tag == T_UNKNOWN ? CELL_TEXT : 0;
	return (m->cells[val_payload(v)] & (CELL_TEXT | CELL_OPEN | CELL_OBJECTS)) |
	       (tag == T_LIST || tag == T_DICT || tag == T_SET ? CELL_OPEN : 0);
}
static inline void pk_mark(struct pk_machine *m, val_t v, uint64_t marks)
{
	m->cells[val_payload(v)] |= marks;
}
/* Between opcodes, when cells are scarce: drops those that nothing refers to. False when too many are left. */
bool pk_cells_collect(struct pk_machine *m);
static inline bool pk_cells_scarce(const struct pk_machine *m)
{
	return m->cells_cap - m->cells_n < CELL_SLACK;
}

/* The text of a T_STR or T_BYTES, escapes decoded; STR_NONE for anything else. */
struct str pk_val_text(const struct pk_machine *m, val_t v);

#endif
