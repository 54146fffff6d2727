/*
 * Any bytes: decoded, parsed, lowered and printed; the same of what some words need; the same bytes as a pattern. Trees keep the promises
 * of tree.h.
 */
#include <stdlib.h>

#include "source/sieve/fragments.h"
#include "source/syntax/cst.h"
#include "source/text/decode.h"
#include "source/sieve/criterion.h"
#include "source/text/lines.h"
#include "source/syntax/tree.h"
#include "util/buf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void check(int holds)
{
	if (!holds)
		abort();
}

static void check_node(const struct pk_tree *t, uint32_t i)
{
	const struct pk_node *n = &t->nodes[i], *parent = &t->nodes[n->parent];
	struct span outer = pk_node_outer(t, i);

	check(n->kind < PKN_KIND_COUNT);
	check(n->start <= n->end && n->end <= t->source.n);
	check(outer.start <= n->start && n->end <= outer.end);
	check(n->parent < i && n->end_node > i && n->end_node <= parent->end_node);
	check(n->sym == 0 || intern_text(t->symbols, n->sym).n > 0);
	if (n->kind == PKN_STRING || n->kind == PKN_INT || n->kind == PKN_FLOAT || n->kind == PKN_STRING_REGEX)
		check(n->aux < t->n_texts && pk_node_text(t, i).p[pk_node_text(t, i).n] == '\0');
}

/* How many children a node of that kind has at least. */
static uint32_t least_children(enum pk_node_kind kind)
{
	switch (kind) {
	case PKN_FOR:
		return 4;
	case PKN_ASSIGN:
	case PKN_IF:
	case PKN_WHILE:
	case PKN_TRY:
	case PKN_HANDLER:
	case PKN_CASE:
	case PKN_DEF:
	case PKN_SLICE:
		return 3;
	case PKN_AUG_ASSIGN:
	case PKN_RAISE:
	case PKN_ASSERT:
	case PKN_WITH_ITEM:
	case PKN_CLASS:
	case PKN_PARAM:
	case PKN_COMP_FOR:
	case PKN_CALL:
	case PKN_SUBSCRIPT:
	case PKN_PAIR:
	case PKN_INTERP:
	case PKN_BINARY:
	case PKN_BOOL:
	case PKN_COMPARE:
	case PKN_LAMBDA:
	case PKN_WALRUS:
		return 2;
	case PKN_EXPR_STMT:
	case PKN_RETURN:
	case PKN_WITH:
	case PKN_ATTR:
	case PKN_KWARG:
	case PKN_YIELD:
	case PKN_UNARY:
		return 1;
	default:
		return 0;
	}
}

static void check_tree(const struct pk_tree *t)
{
	struct buf out;

	check(t->nodes[0].kind == PKN_MODULE && t->nodes[0].end_node == t->n);
	for (uint32_t i = 1; i < t->n; i++) {
		check_node(t, i);
		check(pk_node_count(t, i) >= least_children(t->nodes[i].kind));
	}
	for (uint32_t i = 1; i < t->n_outers; i++)
		check(t->outers[i - 1].node < t->outers[i].node);
	buf_init(&out, 1 << 20);
	pk_tree_print(t, &out);
	buf_release(&out);
}

static void check_source(struct pk_scratch *s, struct str raw)
{
	struct pk_unit u = { .kind = PK_PYTHON, .scratch = s };
	struct pk_decoded d;
	char *text;

	pk_scratch_next(s, 2000);
	pk_decode(&s->arena, raw, true, &d);
	text = arena_zalloc(&s->arena, d.text.n + 64, 1);
	if (d.text.n)
		memcpy(text, d.text.p, d.text.n);
	u.text = u.raw = (struct str){ text, d.text.n };
	if (pk_unit_tree(&u))
		check_tree(u.tree);
	else
		check(u.parse_note != NULL);
	check(pk_unit_place(&u, (uint32_t)u.text.n).line >= 1);
}

/* Pieces, each of parts of the text in order, empty ones where something is left out, and what the parser makes of them. */
static void check_fragments(struct pk_unit *u)
{
	uint32_t n = 0, end = 0;
	const struct span *parts = pk_fragments(u, &n);
	struct cst cst;

	for (uint32_t i = 0; i < n; i++) {
		if (parts[i].start == PK_APART.start) {
			end = 0;
			continue;
		}
		check(parts[i].start >= end && parts[i].end >= parts[i].start && parts[i].end <= u->text.n);
		end = parts[i].end;
	}
	if (n)
		(void)pk_cst_parse(u->scratch, &u->scratch->arena, u->text, parts, n, &cst);
}

/* As if two words were asked for. */
static void check_partly(struct pk_scratch *s, struct str raw)
{
	struct pk_unit u = { .kind = PK_PYTHON, .scratch = s };
	struct arena arena;
	struct intern words;
	sym_t load, x;
	char *text;

	arena_init(&arena, 0);
	intern_init(&words, &arena, NULL);
	load = intern(&words, STR("load"));
	x = intern(&words, STR("x"));
	pk_scratch_next(s, 2000);
	text = arena_zalloc(&s->arena, raw.n + 64, 1);
	if (raw.n)
		memcpy(text, raw.p, raw.n);
	u.text = u.raw = (struct str){ text, raw.n };
	s->base = &words;
	pk_criterion_begin(&u);
	pk_criterion_word(&u, load, PK_ROLE_NAME);
	pk_criterion_word(&u, x, PK_ROLE_BARE);
	pk_criterion_place(&u, (uint32_t)raw.n / 2);
	if (pk_unit_tree(&u))
		check_tree(u.tree);
	check_fragments(&u);
	s->base = NULL;
	arena_release(&arena);
}

static void check_pattern(struct pk_scratch *s, struct str text)
{
	struct pk_err err = { 0 };
	struct arena arena;
	struct intern symbols;
	const struct pk_tree *t;

	arena_init(&arena, 0);
	intern_init(&symbols, &arena, NULL);
	t = pk_tree_pattern(s, &arena, &symbols, text, &err);
	if (t)
		check_tree(t);
	else
		check(err.code < 0 && err.msg[0]);
	arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str raw = { (const char *)data, n };
	struct pk_scratch s;

	pk_scratch_init(&s, NULL);
	check_source(&s, raw);
	pk_scratch_release(&s);
	pk_scratch_init(&s, NULL);
	check_partly(&s, raw);
	pk_scratch_release(&s);
	pk_scratch_init(&s, NULL);
	if (n < 4096)
		check_pattern(&s, raw);
	pk_scratch_release(&s);
	return 0;
}
