/*
 * snippet: a unit made from a few lines of Python, for tests that look at its views.
 */
#ifndef UNIT_SNIPPET_H
#define UNIT_SNIPPET_H

#include "source/syntax/tree.h"

struct snippet {
	struct pk_scratch scratch;
	struct pk_unit unit;
};

static inline struct pk_unit *snippet_open(struct snippet *s, const char *code)
{
	size_t n = strlen(code);
	char *text;

	pk_scratch_init(&s->scratch, NULL);
	pk_scratch_next(&s->scratch, 0);
	text = arena_zalloc(&s->scratch.arena, n + 64, 1);
	memcpy(text, code, n);
	s->unit = (struct pk_unit){ .kind = PK_PYTHON, .path = STR("snippet.py"), .text = { text, n }, .scratch = &s->scratch };
	s->unit.raw = s->unit.text;
	return &s->unit;
}

static inline void snippet_close(struct snippet *s)
{
	pk_scratch_release(&s->scratch);
}

/* The last expression node with this source text, in the order of the text; 0 none. */
static inline uint32_t snippet_find(struct pk_unit *u, const char *source)
{
	const struct pk_tree *t = pk_unit_tree(u);
	uint32_t found = 0;

	for (uint32_t i = 1; t && i < t->n; i++)
		if (pk_node_is_expr(t, i) && str_is(pk_node_source(t, i), source) && (!found || t->nodes[i].start > t->nodes[found].start))
			found = i;
	return found;
}

#endif
