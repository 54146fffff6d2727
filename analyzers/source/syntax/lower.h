/* lower: from the concrete tree to tree.h's. Shared by lower*.c, pattern_text.c and tree.c. */
#ifndef SOURCE_LOWER_H
#define SOURCE_LOWER_H

#include "source/syntax/cst.h"
#include "source/syntax/tree.h"
#include "util/vec.h"

struct lower {
	struct arena *arena;
	struct intern *symbols;
	struct str source;
	struct cst cst;
	bool pattern; /* markers become metavariables */
	uint32_t parent;
	uint32_t depth;
	const uint8_t *heights; /* of the nodes of cst, up to PK_MAX_FLAT_DEPTH + 1; NULL until something is nested too deep */
	struct {
		struct pk_node *v;
		uint32_t n, cap;
	} nodes;
	struct {
		struct str *v;
		uint32_t n, cap;
	} texts;
	struct {
		struct pk_outer *v;
		uint32_t n, cap;
	} outers;
	uint32_t n_errors;
};

/* What identifiers a pattern's own syntax is rewritten to before it is parsed. */
#define MARK         "__pk_"
#define MARK_METAVAR "__pk_m_"
#define MARK_ARGS    "__pk_a_"
#define MARK_DOTS    "__pk_dots"
#define MARK_DEEP    "__pk_deep"
#define MARK_TYPED   "__pk_typed"
#define MARK_CHAIN   "__pk_chain"
#define MARK_ANY_DEF "__pk_any"

/* Lowers the whole of l->cst into l->nodes. */
void pk_lower_module(struct lower *l);

/* c is a node of the concrete tree; 0 stands for an absent one (the module is never a child). */
void lower_expr(struct lower *l, uint32_t c);
void lower_expr_or_absent(struct lower *l, uint32_t c);
void lower_stmt(struct lower *l, uint32_t c);
void lower_compound(struct lower *l, uint32_t c);
void lower_error(struct lower *l, uint32_t c);
/* For c, which is nested too deep, and what follows it up to `end`: an ERROR of the shallow statements and calls in there. */
void lower_flat(struct lower *l, uint32_t c, uint32_t end);
void lower_string(struct lower *l, uint32_t c);
void lower_params(struct lower *l, uint32_t c, uint32_t at);
void lower_args(struct lower *l, uint32_t c, uint32_t at);
void lower_call(struct lower *l, uint32_t c);
void lower_operator(struct lower *l, uint32_t c);
void lower_keyword(struct lower *l, uint32_t c);
void lower_name(struct lower *l, uint32_t c);
/* Every child but operators, as expressions; below a node of that kind. */
void lower_all(struct lower *l, uint32_t c);
uint32_t lower_with_all(struct lower *l, enum pk_node_kind kind, uint32_t c);

/* Opens a node over c (its children follow) and closes it. */
uint32_t lower_open(struct lower *l, enum pk_node_kind kind, uint32_t c);
uint32_t lower_open_span(struct lower *l, enum pk_node_kind kind, uint32_t start, uint32_t end);
void lower_close(struct lower *l, uint32_t node);
uint32_t lower_leaf(struct lower *l, enum pk_node_kind kind, uint32_t c);
void lower_absent(struct lower *l, uint32_t at);
/* The symbol of an identifier or dotted name, "$X" for a marker. */
sym_t lower_sym(struct lower *l, uint32_t c);
uint32_t lower_text(struct lower *l, struct str text);

static inline const struct cst_node *cst(const struct lower *l, uint32_t c)
{
	return &l->cst.nodes[c];
}

static inline uint32_t cst_first(const struct lower *l, uint32_t c)
{
	return c + 1 < cst(l, c)->end_node ? c + 1 : 0;
}

/* The next child of the same parent p. */
static inline uint32_t cst_next(const struct lower *l, uint32_t p, uint32_t c)
{
	uint32_t next = cst(l, c)->end_node;

	return next < cst(l, p)->end_node ? next : 0;
}

/* The first child of c in a field, 0 when there is none. */
uint32_t cst_field(const struct lower *l, uint32_t c, enum cst_field field);

static inline struct str cst_text(const struct lower *l, uint32_t c)
{
	return str_slice(l->source, cst(l, c)->start, cst(l, c)->end);
}

#endif
