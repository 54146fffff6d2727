/* Statement sequences: siblings in order, with `...` between them; behind a `...` also statements of nested blocks. */
#include "query/match.h"

struct walk {
	bool deep;          /* every statement below counts, in textual order; else siblings only */
	bool open;          /* code behind the last matched statement is allowed */
	uint32_t last_node; /* one past the last node of the enclosing block */
	uint32_t end;       /* byte where that block ends */
};

static uint32_t next_stmt(const struct match *m, const struct walk *w, uint32_t c)
{
	if (!w->deep)
		return pk_node_next(m->ct, c);
	while (++c < w->last_node)
		if (pk_node_is_stmt(m->ct, c))
			return c;
	return 0;
}

static void push_end(struct match *m, uint32_t end, const struct pk_env *in)
{
	struct pk_bind b = { .kind = PKB_END, .span = { end, end } };

	match_push(m, pk_env_add(&m->unit->scratch->arena, in, PK_SLOT_END, b));
}

static void walk_from(struct match *m, const struct walk *w, uint32_t p, uint32_t c, const struct pk_env *in);

/* `...` or $...X at p: any number of statements from c on. */
static void walk_dots(struct match *m, const struct walk *w, uint32_t p, uint32_t c, const struct pk_env *in)
{
	uint32_t rest = pk_node_next(m->pt, p);

	if (!rest) {
		push_end(m, w->end, in);
		return;
	}
	for (;; c = next_stmt(m, w, c)) {
		walk_from(m, w, rest, c, in);
		if (!c || !match_tick(m))
			return;
	}
}

static void walk_run(struct match *m, const struct walk *w, uint32_t p, uint32_t c, const struct pk_env *in)
{
	uint32_t first = c, last = 0;

	for (;; c = next_stmt(m, w, c)) {
		uint32_t start = m->out.n, end;

		match_bind_run(m, m->slots[p + 1], last ? first : 0, last, w->end, in);
		end = m->out.n;
		for (uint32_t e = start; e < end; e++)
			walk_from(m, w, pk_node_next(m->pt, p), c, m->out.v[e]);
		match_drop(m, start, end);
		if (!c || !match_tick(m))
			return;
		last = c;
	}
}

static void walk_from(struct match *m, const struct walk *w, uint32_t p, uint32_t c, const struct pk_env *in)
{
	uint32_t start = m->out.n, end, rest;

	if (!p) {
		if (!c || w->open)
			match_push(m, in);
		return;
	}
	if (!match_tick(m))
		return;
	if (is_dots(m, p)) {
		walk_dots(m, w, p, c, in);
		return;
	}
	if (is_args_metavar(m, p)) {
		walk_run(m, w, p, c, in);
		return;
	}
	if (!c)
		return;
	match_stmt(m, p, c, in);
	end = m->out.n;
	if (start == end)
		return;
	rest = pk_node_next(m->pt, p);
	for (uint32_t e = start; e < end; e++) {
		uint32_t here = m->out.n;

		if (rest) {
			walk_from(m, w, rest, next_stmt(m, w, c), m->out.v[e]);
			continue;
		}
		push_end(m, code_node(m, c)->end, m->out.v[e]);
		if (!w->open && next_stmt(m, w, c))
			match_drop(m, here, m->out.n);
	}
	match_drop(m, start, end);
}

static bool has_dots(const struct match *m, uint32_t p)
{
	for (; p; p = pk_node_next(m->pt, p))
		if (is_dots(m, p))
			return true;
	return false;
}

static void walk_block(struct match *m, uint32_t p, uint32_t c, bool open, uint32_t block, const struct pk_env *in)
{
	const struct pk_node *b = code_node(m, block);
	struct walk w = { .open = open, .last_node = b->end_node, .end = b->end };
	uint32_t start = m->out.n;

	walk_from(m, &w, p, c, in);
	if (m->out.n > start || !has_dots(m, p))
		return;
	w.deep = true;
	walk_from(m, &w, p, c, in);
}

void match_sequence(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	walk_block(m, p, c, true, code_node(m, c)->parent, in);
}

static void bind_body(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	uint32_t first = pk_node_first(m->ct, c), last = first;

	if (!first)
		return;
	for (uint32_t s = first; s; s = pk_node_next(m->ct, s))
		last = s;
	if (first == last)
		match_bind_node(m, m->slots[p], first, in);
	else
		match_bind_run(m, m->slots[p], first, last, code_node(m, c)->start, in);
}

/* The whole body; one that starts with `...` may also end anywhere. */
void match_body(struct match *m, uint32_t p, uint32_t c, const struct pk_env *in)
{
	uint32_t first = pk_node_first(m->pt, p);

	if (!first || code_node(m, c)->kind != PKN_BLOCK)
		return;
	if (!pk_node_next(m->pt, first)) {
		if (is_dots(m, first)) {
			match_push(m, in);
			return;
		}
		if (pattern_node(m, first)->kind == PKN_EXPR_STMT && pattern_node(m, first + 1)->kind == PKN_METAVAR) {
			bind_body(m, first + 1, c, in);
			return;
		}
	}
	walk_block(m, first, pk_node_first(m->ct, c), is_dots(m, first), c, in);
}
