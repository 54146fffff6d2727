#include "pickle.h"

#include "calls.h"
#include "ops.h"
#include "plain.h"
#include "util/limits.h"

enum arg_kind { A_NONE, A_LINE, A_LINES, A_U1, A_U2, A_U4, A_U8, A_N1, A_N4, A_N8 };

static const struct opcode {
	const char *name; /* NULL where a byte is none */
	unsigned char arg;
} opcodes[256] = {
#define OP(byte, name, argument, proto, run) [byte] = { #name, A_##argument },
#include "opcodes.def"
#undef OP
};

enum {
	CLOCK_OPS = 1 << 16,   /* opcodes between looks at the clock */
	DECLARED_OPS = 4,      /* a stream that starts with PROTO and runs this long is a pickle, even if it breaks */
	STRAY_BYTES = 1 << 20, /* what false starts may cost, beyond twice the blob */
};

/* ---- arguments ---- */

static inline uint64_t four(const unsigned char *p)
{
	return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24;
}

static inline uint64_t number(const unsigned char *p, size_t width)
{
	switch (width) {
	case 1:
		return p[0];
	case 2:
		return (uint64_t)p[0] | (uint64_t)p[1] << 8;
	case 4:
		return four(p);
	default:
		return four(p) | four(p + 4) << 32;
	}
}

static bool cut_line(struct pk_machine *m, size_t at, size_t *n)
{
	const unsigned char *end = NULL;
	size_t seen;

	do {
		seen = m->n;
		end = at < m->n ? memchr(m->p + at, '\n', m->n - at) : NULL;
		if (!end)
			(void)pk_machine_reaches(m, 2 * (uint64_t)(m->n - m->next) + 1);
	} while (!end && m->n > seen);
	*n = end ? (size_t)(end - m->p) - at : 0;
	return end != NULL;
}

static bool ends_early(struct pk_machine *m)
{
	m->at_end = true;
	return pk_machine_break(m, "it ends within an opcode");
}

/* Long texts are no names; of those that are nothing else that is looked into, the beginning is enough. */
static bool reaches_text(struct pk_machine *m, uint64_t n)
{
	struct pk_blob head = { .where = STR("") };
	uint64_t first = n < PK_KEPT_TEXT ? n : PK_KEPT_TEXT;

	if (!pk_machine_reaches(m, first))
		return false;
	head.bytes = (struct str){ (const char *)m->p + m->next, (size_t)first };
	return pk_is_kept(m->probe, &head) ? pk_machine_reaches(m, n) : pk_machine_passes(m, n);
}

static inline bool fixed(struct pk_machine *m, size_t width, struct pk_arg *a)
{
	bool whole = pk_machine_reaches(m, width);

	a->number = whole ? number(m->p + m->next, width) : 0;
	m->next += whole ? width : 0;
	return whole || ends_early(m);
}

static inline bool counted(struct pk_machine *m, size_t width, struct pk_arg *a)
{
	if (!fixed(m, width, a))
		return false;
	if (a->number > m->n - m->next && !reaches_text(m, a->number))
		return ends_early(m);
	a->at = m->next;
	a->n = (size_t)a->number;
	m->next += a->n;
	return true;
}

static bool lines(struct pk_machine *m, bool two, struct pk_arg *a)
{
	a->at = m->next;
	if (!cut_line(m, a->at, &a->n) || (two && !cut_line(m, a->at + a->n + 1, &a->n2)))
		return ends_early(m);
	m->next += a->n + 1 + (two ? a->n2 + 1 : 0);
	return true;
}

#define READ_NONE  true
#define READ_LINE  lines(m, false, &a)
#define READ_LINES lines(m, true, &a)
#define READ_U1    fixed(m, 1, &a)
#define READ_U2    fixed(m, 2, &a)
#define READ_U4    fixed(m, 4, &a)
#define READ_U8    fixed(m, 8, &a)
#define READ_N1    counted(m, 1, &a)
#define READ_N4    counted(m, 4, &a)
#define READ_N8    counted(m, 8, &a)

/* ---- frames ---- */

static bool proto(struct pk_machine *m, uint64_t version)
{
	if (m->ops > 1)
		pk_probe_say(m->probe, PK_ISSUE_DIVERGENT, m->blob, m->at, "the protocol is changed on the way");
	if (version > 5)
		pk_probe_say(m->probe, PK_ISSUE_DIVERGENT, m->blob, m->at, "a protocol that does not exist");
	m->proto = (unsigned)version;
	return true;
}

static bool frame(struct pk_machine *m, uint64_t n)
{
	if (m->frame_end != UINT64_MAX && m->at < m->frame_end)
		pk_probe_say(m->probe, PK_ISSUE_DIVERGENT, m->blob, m->at, "a frame within a frame");
	if (!pk_machine_reaches(m, n)) {
		pk_probe_say(m->probe, PK_ISSUE_DIVERGENT, m->blob, m->at, "a frame longer than the file");
		m->frame_end = UINT64_MAX;
		return true;
	}
	m->frame_end = m->next + n;
	return true;
}

/* Some loaders drop the rest of a frame when an argument crosses its end; others never look at frames. */
static void leave_frame(struct pk_machine *m)
{
	if (m->at < m->frame_end)
		pk_probe_say(m->probe, PK_ISSUE_DIVERGENT, m->blob, m->at, "an opcode that crosses the end of its frame");
	m->frame_end = UINT64_MAX;
}

/* ---- running ---- */

static void trace(struct pk_machine *m, const struct opcode *op, const struct pk_arg *a)
{
	struct pk_probe *p = m->probe;
	struct str argument = STR("");
	val_t top = m->sp ? m->stack[m->sp - 1] : VAL_ABSENT;

	if (op->arg >= A_U1 && op->arg <= A_U8)
		argument = arena_printf(p->arena, "%llu", (unsigned long long)a->number);
	else if (op->arg != A_NONE)
		argument = pk_printable(p->arena, (struct str){ (const char *)m->p + a->at, a->n });
	if (top != VAL_ABSENT && val_tag(top) == T_GLOBAL && (m->p[m->at] == 'c' || m->p[m->at] == 0x93))
		argument = arena_printf(p->arena, "%.*s  (%s)", STR_ARG(pk_probe_shown_name(p, (uint32_t)val_payload(top))),
					pk_verdict_name(p->named.v[val_payload(top)].verdict));
	p->trace(p->trace_data, m->blob, m->at, op->name, argument);
}

static inline bool step(struct pk_machine *m)
{
	struct pk_arg a = { 0 };
	bool ok;

	m->next = m->at + 1;
	m->ops++;
	switch (m->p[m->at]) {
#define OP(byte, name, argument, proto, run) \
	case byte:                           \
		if (!READ_##argument)        \
			return false;        \
		if (m->next > m->frame_end)  \
			leave_frame(m);      \
		ok = run;                    \
		break;
#include "opcodes.def"
#undef OP
	default:
		return pk_machine_break(m, "a byte that is no opcode");
	}
	if (m->probe->trace)
		trace(m, &opcodes[m->p[m->at]], &a);
	return ok;
}

bool pk_pickle_run(struct pk_machine *m, size_t at)
{
	uint64_t clock = CLOCK_OPS;

	pk_machine_reset(m, at);
	for (;;) {
		if (!m->probe->trace && !m->probe->singly)
			pk_plain_run(m, CLOCK_OPS);
		if (!pk_machine_reaches(m, 1))
			break;
		m->at = m->next;
		if (!step(m))
			return false;
		if (m->stopped)
			return true;
		if (pk_cells_scarce(m) && !pk_cells_collect(m))
			return false;
		if (m->ops < clock)
			continue;
		clock = m->ops + CLOCK_OPS;
		if (pk_probe_expired(m->probe, m->blob))
			return pk_machine_break(m, "time is over");
	}
	m->at = m->n;
	m->at_end = true;
	return pk_machine_break(m, "it ends without STOP");
}

void pk_pickle_count(struct pk_machine *m)
{
	for (uint32_t i = 0; i < m->uses.n; i++) {
		const struct pk_use *use = &m->uses.v[i];
		struct pk_named *n = &m->probe->named.v[use->id];

		if (pk_use_is_walk(m, use))
			continue;
		n->called = n->called || use->called;
		if (n->seen)
			continue;
		n->seen = true;
		n->where = m->blob->where;
		n->at = m->blob->unpacked ? m->blob->at : m->blob->at + use->at;
	}
}

/* ---- all pickles of a blob ---- */

bool pk_pickle_begins(struct str s)
{
	if (s.n < 2 || str_starts(s, STR("PK")))
		return false;
	if ((unsigned char)s.p[0] == 0x80)
		return s.n > 2 && opcodes[(unsigned char)s.p[2]].name != NULL;
	return opcodes[(unsigned char)s.p[0]].name != NULL && memchr("(]})cil0IJKMGUXTSVNLFBCP\x8c", s.p[0], 25) != NULL;
}

static bool is_name(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.' || (c >= '0' && c <= '9') || c >= 0x80))
			return false;
	}
	return s.n > 0;
}

/* Whether a stream that broke, and need not have been a pickle at all, did something that only pickles do. */
static bool does_something(const struct pk_machine *m, bool declared)
{
	for (uint32_t i = 0; i < m->uses.n; i++) {
		const struct pk_named *n = &m->probe->named.v[m->uses.v[i].id];

		if (!pk_use_is_walk(m, &m->uses.v[i]) && is_name(n->module) && is_name(n->name) &&
		    (declared || m->uses.v[i].called || n->verdict == PK_DANGEROUS))
			return true;
	}
	return false;
}

/* Whether a stream that broke was a pickle by the look of it. */
static bool is_recognised(const struct pk_machine *m)
{
	bool declared = m->p[0] == 0x80;

	if (m->refused)
		return true;
	return declared && (m->ops >= DECLARED_OPS || (m->p[1] >= 2 && m->p[1] <= 5 && m->at_end));
}

static bool counts(const struct pk_machine *m, size_t start)
{
	bool declared = m->p[start] == 0x80;

	if (m->stopped)
		return declared || does_something(m, true) || (start == 0 && m->next == m->n);
	return (start == 0 && is_recognised(m)) || does_something(m, declared);
}

/* Where the next binary pickle may begin, or n. */
static size_t next_start(const struct pk_machine *m, size_t from)
{
	while (from + 2 < m->n) {
		const unsigned char *hit = memchr(m->p + from, 0x80, m->n - from - 2);

		if (!hit)
			break;
		if (hit[1] <= 5 && opcodes[hit[2]].name)
			return (size_t)(hit - m->p);
		from = (size_t)(hit - m->p) + 1;
	}
	return m->n;
}

static void say_broken(struct pk_machine *m)
{
	if (!m->stopped && !m->refused && !m->probe->over)
		pk_probe_say(m->probe, PK_ISSUE_BROKEN, m->blob, m->at, "%s", m->why);
}

/* Runs from `start`. True when it was a pickle; else nothing of it stays. */
static bool try_at(struct pk_machine *m, size_t start)
{
	uint32_t issues = m->probe->issues.n;

	(void)pk_pickle_run(m, start);
	if (!counts(m, start)) {
		pk_probe_forget(m->probe, issues);
		return false;
	}
	pk_pickle_count(m);
	say_broken(m);
	return true;
}

bool pk_pickle_continues(const struct pk_machine *outer, size_t at)
{
	struct pk_machine *m = pk_machine_take(outer->probe, outer->blob);
	uint32_t issues = m->probe->issues.n;
	bool something;

	m->tolerant = true;
	(void)pk_pickle_run(m, at);
	something = does_something(m, true);
	if (something)
		pk_pickle_count(m);
	else
		pk_probe_forget(m->probe, issues);
	pk_machine_give(m);
	return something;
}

/* The first name that this pickle should not import; NULL when there is none. */
static const struct pk_use *first_strange(const struct pk_machine *m)
{
	for (uint32_t i = 0; i < m->uses.n; i++)
		if (m->probe->named.v[m->uses.v[i].id].verdict > PK_LIBRARY && !pk_use_is_walk(m, &m->uses.v[i]))
			return &m->uses.v[i];
	return NULL;
}

void pk_pickle_value(struct pk_probe *p, const struct pk_blob *b, size_t at, struct str text)
{
	struct pk_blob inner = pk_blob_unpacked(p, b, at, pk_decode_pickle(p, text), STR(""));
	uint32_t issues = p->issues.n;
	const struct pk_use *strange = NULL;
	struct pk_machine *m;
	bool more;

	if (p->nested == PK_MAX_ARTIFACT_DEPTH || pk_probe_expired(p, b))
		return;
	p->nested++;
	m = pk_machine_take(p, &inner);
	do {
		more = pk_pickle_run(m, m->next);
		if (!more)
			pk_probe_forget(p, issues);
		if (more || does_something(m, true))
			strange = first_strange(m);
	} while (more && !strange && m->next < m->n);
	if (strange)
		pk_probe_say(p, PK_ISSUE_NESTED, b, at, "%.*s", STR_ARG(pk_probe_shown_name(p, strange->id)));
	pk_machine_give(m);
	p->nested--;
}

bool pk_pickle_follow(struct pk_probe *p, const struct pk_blob *b, size_t *end)
{
	struct pk_machine *m = pk_machine_take(p, b);
	bool any = false, more = true;

	*end = 0;
	while (more && pk_machine_reaches(m, 1) && !pk_probe_expired(p, b)) {
		(void)pk_machine_reaches(m, 3);
		more = pk_pickle_begins((struct str){ b->bytes.p + *end, m->n - *end }) && try_at(m, *end);
		any = any || more;
		more = more && m->stopped;
		*end = more ? m->next : *end;
	}
	pk_machine_give(m);
	return any;
}

bool pk_pickle_scan(struct pk_probe *p, const struct pk_blob *b, bool sweep, uint32_t most)
{
	struct pk_machine *m = pk_machine_take(p, b);
	uint64_t stray = 2 * (uint64_t)m->n + STRAY_BYTES;
	bool any = false;
	size_t at = 0;

	while (at < m->n && !pk_probe_expired(p, b)) {
		bool begins = pk_pickle_begins(str_slice(b->bytes, at, m->n)), found = begins && try_at(m, at);
		size_t spent = m->next > at ? m->next - at : 1;

		any = any || found;
		if (begins && m->stopped) {
			if (!--most)
				break;
			at = m->next;
			continue;
		}
		if (spent > stray) {
			if (any)
				pk_probe_say(p, PK_ISSUE_NOT_INSPECTED, b, at, "too many false starts of pickles");
			break;
		}
		stray -= spent;
		if (!any && !sweep)
			break; /* text or something else: no pickle */
		at = next_start(m, found ? m->at : at + 1);
	}
	pk_machine_give(m);
	return any;
}
