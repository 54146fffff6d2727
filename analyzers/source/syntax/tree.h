/*
 * tree: our own compact syntax tree of Python. tree-sitter's tree is lowered once into a flat array in preorder: the
 * first child of node i is i + 1, its next sibling is nodes[i].end_node, its subtree is [i, nodes[i].end_node).
 * Parentheses and comments are dropped (a parenthesised expression keeps its inner span; `outer` has the outer one),
 * strings are decoded, implicit concatenation is joined. Every kind has a fixed child layout, said below; an absent
 * optional child is a PKN_ABSENT node, so that child k always means the same thing.
 *
 * Patterns are Python with metavariables; they are parsed by the same grammar and lowered by the same code. The kinds
 * behind PKN_PATTERN_FIRST come only out of patterns (pk_tree_parse with PK_TREE_PATTERN).
 *
 * Node 0 is the MODULE. Trees are immutable once built and live in the arena they were built in.
 */
#ifndef SOURCE_TREE_H
#define SOURCE_TREE_H

#include "source/unit/unit.h"
#include "util/err.h"

enum pk_node_kind {
	PKN_ABSENT, /* an optional child that is not there; empty span */
	PKN_ERROR,  /* something the grammar could not read; children: the statements and expressions found inside */
	PKN_MODULE, /* statements... */
	PKN_BLOCK,  /* statements... ; the body of a compound statement */
	/* -- statements -- */
	PKN_EXPR_STMT,  /* expression */
	PKN_ASSIGN,     /* target, value, annotation|ABSENT. `x: T` alone has an ABSENT value. `a = b = c` is ASSIGN(a, ASSIGN(b, c)). */
	PKN_AUG_ASSIGN, /* target, value; op */
	PKN_RETURN,     /* expression|ABSENT */
	PKN_RAISE,      /* expression|ABSENT, cause|ABSENT */
	PKN_ASSERT,     /* test, message|ABSENT */
	PKN_DEL,        /* expressions... */
	PKN_GLOBAL,     /* NAMEs... (also nonlocal, with flag PKF_NONLOCAL) */
	PKN_PASS,
	PKN_BREAK,
	PKN_CONTINUE,
	PKN_IMPORT,      /* ALIASes...                                    import a.b as c, d */
	PKN_IMPORT_FROM, /* ALIASes...; sym = module ("..m" for relative; "." alone), flag PKF_STAR for `*` (then no ALIAS) */
	PKN_ALIAS,       /* sym = dotted name; aux = bound name (sym_t), 0 without `as` */
	PKN_IF,          /* test, BLOCK, BLOCK|ABSENT; elif is a BLOCK with one IF (flag PKF_ELIF on that IF) */
	PKN_FOR,         /* target, iterable, BLOCK, else BLOCK|ABSENT; PKF_ASYNC */
	PKN_WHILE,       /* test, BLOCK, else BLOCK|ABSENT */
	PKN_TRY,         /* BLOCK, else BLOCK|ABSENT, finally BLOCK|ABSENT, HANDLERs... */
	PKN_HANDLER,     /* type|ABSENT, NAME or expression after `as`|ABSENT, BLOCK */
	PKN_WITH,        /* BLOCK, WITH_ITEMs...; PKF_ASYNC. The BLOCK comes first in the array, though last in the text. */
	PKN_WITH_ITEM,   /* expression, target|ABSENT */
	PKN_DEF,   /* PARAMS, return annotation|ABSENT, BLOCK, DECORATORs...; sym = name; PKF_ASYNC. span starts at the first decorator. */
	PKN_CLASS, /* ARGS (bases and keywords), BLOCK, DECORATORs...; sym = name. span as DEF. */
	PKN_DECORATOR,  /* expression */
	PKN_MATCH,      /* subject, CASEs... */
	PKN_CASE,       /* pattern (opaque, OTHER), guard|ABSENT, BLOCK */
	PKN_TYPE_ALIAS, /* name expression, value */
	PKN_PRINT,      /* expressions... ; Python 2 `print x` */
	PKN_EXEC,       /* expressions... ; Python 2 `exec x in y` */
	/* -- parts -- */
	PKN_PARAMS,   /* PARAMs... */
	PKN_PARAM,    /* annotation|ABSENT, default|ABSENT; sym = name; PKF_STAR *x, PKF_DSTAR **x; sym 0: the bare `*` (PKF_STAR) or `/` */
	PKN_ARGS,     /* expressions, KWARG, STAR, DSTAR ... in order */
	PKN_KWARG,    /* value; sym = name */
	PKN_STAR,     /* expression   *x in calls, containers, targets */
	PKN_DSTAR,    /* expression   **x in calls and dicts */
	PKN_PAIR,     /* key, value   of a dict */
	PKN_COMP_FOR, /* target, iterable; PKF_ASYNC */
	PKN_COMP_IF,  /* test */
	/* -- expressions -- */
	PKN_NAME,      /* sym */
	PKN_ATTR,      /* value; sym = attribute name; aux = offset of the attribute name's first byte */
	PKN_CALL,      /* callee, ARGS. `f(x for x in y)` has one GENEXP argument. */
	PKN_SUBSCRIPT, /* value, index (a SLICE, or a TUPLE when there are several) */
	PKN_SLICE,     /* low|ABSENT, high|ABSENT, step|ABSENT */
	PKN_STRING,    /* text = decoded content; PKF_BYTES for b''. */
	PKN_FSTRING,   /* STRING pieces and INTERPs... in order (no empty pieces); includes joined plain neighbours */
	PKN_INTERP,    /* expression, format FSTRING|ABSENT */
	PKN_INT,       /* text = as written without '_'; value by pk_node_int */
	PKN_FLOAT,     /* text as written (also imaginary) */
	PKN_TRUE,
	PKN_FALSE,
	PKN_NONE,
	PKN_ELLIPSIS,
	PKN_LIST,      /* expressions... */
	PKN_TUPLE,     /* expressions... (with or without parentheses) */
	PKN_SET,       /* expressions... */
	PKN_DICT,      /* PAIR or DSTAR... */
	PKN_LIST_COMP, /* element, COMP_FOR, then COMP_FOR/COMP_IF... */
	PKN_SET_COMP,
	PKN_DICT_COMP, /* element is a PAIR */
	PKN_GENEXP,
	PKN_BINARY,  /* left, right; op */
	PKN_BOOL,    /* left, right; op PKO_AND or PKO_OR (left-associative, binary) */
	PKN_UNARY,   /* operand; op: PKO_NOT, PKO_SUB, PKO_ADD, PKO_INVERT */
	PKN_COMPARE, /* left, right; op */
	PKN_CHAIN,   /* operands... of a < b < c with more than one operator; opaque operators */
	PKN_COND,    /* value, test, other:  value if test else other */
	PKN_LAMBDA,  /* PARAMS, expression */
	PKN_AWAIT,   /* expression */
	PKN_YIELD,   /* expression|ABSENT; PKF_STAR for `yield from` */
	PKN_WALRUS,  /* target, value */
	PKN_OTHER,   /* an expression of a kind not listed; children: the expressions inside */
	/* -- only in patterns -- */
	PKN_PATTERN_FIRST,
	PKN_METAVAR =
		PKN_PATTERN_FIRST, /* $X; sym = "$X" ("$_" never binds). Stands for an expression, a name or (alone in an EXPR_STMT) a statement.
	                                    Where a sym is a name (DEF, CLASS, ATTR, KWARG, PARAM, ALIAS), the sym itself is "$X". */
	PKN_MV_ARGS,               /* $...X; sym = "$...X": any number of arguments, parameters, elements or statements */
	PKN_DOTS,  /* `...` of a pattern, wherever it stands (statement: EXPR_STMT(DOTS); argument; PARAM slot; dict entry; class base) */
	PKN_DEEP,  /* pattern expression:  <... P ...> */
	PKN_TYPED, /* type expression; sym = "$X":  $X: T as a typed metavariable ($X : T) */
	PKN_ATTR_DOTS,    /* value:  P. ... (the next ATTR or CALL follows any number of links) */
	PKN_STRING_ANY,   /* "..." : any string */
	PKN_STRING_MV,    /* "$X": binds the contents; sym. In an FSTRING pattern: an interpolation or piece. */
	PKN_STRING_REGEX, /* "=~/re/flags"; text = the regex; op = PK_REGEX_* flags */
	PKN_KIND_COUNT,
};

enum pk_op {
	PKO_NONE,
	PKO_ADD,
	PKO_SUB,
	PKO_MUL,
	PKO_DIV,
	PKO_FLOORDIV,
	PKO_MOD,
	PKO_POW,
	PKO_MATMUL,
	PKO_BITAND,
	PKO_BITOR,
	PKO_BITXOR,
	PKO_LSHIFT,
	PKO_RSHIFT,
	PKO_INVERT,
	PKO_AND,
	PKO_OR,
	PKO_NOT,
	PKO_EQ,
	PKO_NE,
	PKO_LT,
	PKO_LE,
	PKO_GT,
	PKO_GE,
	PKO_IN,
	PKO_NOT_IN,
	PKO_IS,
	PKO_IS_NOT,
};

enum pk_node_flag {
	PKF_ASYNC = 1 << 0,
	PKF_STAR = 1 << 1,
	PKF_DSTAR = 1 << 2,
	PKF_BYTES = 1 << 3,
	PKF_RAW = 1 << 4,
	PKF_NONLOCAL = 1 << 5,
	PKF_ELIF = 1 << 6,
	PKF_PAREN = 1 << 7,  /* was parenthesised; pk_tree_outer gives the span with parentheses */
	PKF_CONCAT = 1 << 8, /* implicit concatenation of several literals: offsets inside do not map 1:1 */
	PKF_TRIPLE = 1 << 9,
	PKF_FORMAT = 1 << 10, /* an f-string, though nothing is interpolated */
};

struct pk_node {
	uint8_t kind; /* enum pk_node_kind */
	uint8_t op;   /* enum pk_op */
	uint16_t flags;
	uint32_t end_node;   /* one past the last node of the subtree */
	uint32_t parent;     /* node 0 for the top statements and for node 0 itself */
	uint32_t start, end; /* bytes in the unit's text */
	sym_t sym;           /* see the kinds; 0 none */
	uint32_t
		aux; /* ALIAS, ATTR: see there. DEF, CLASS: offset of the name's first byte. STRING, INT, FLOAT, STRING_REGEX: index into texts */
};

struct pk_outer {
	uint32_t node;
	struct span span;
};

struct pk_tree {
	struct pk_node *nodes;
	uint32_t n;
	struct str *texts; /* decoded contents; texts[aux]; NUL-terminated */
	uint32_t n_texts;
	struct pk_outer *outers; /* sorted by node */
	uint32_t n_outers;
	struct str source; /* the text the spans point into */
	struct intern *symbols;
	uint32_t n_errors; /* ERROR nodes */
};

/* The unit's tree, of all of it or of the parts that criterion.h tells; NULL when it is too big, too deep for the parser or out of time (unit->parse_note says why). */
const struct pk_tree *pk_unit_tree(struct pk_unit *u);
/* Makes the next tree that is asked for one of all that is wanted by then. Everything that was made of the tree before is forgotten. */
void pk_unit_parse_again(struct pk_unit *u);

/*
 * Parses a pattern (already a Python text with metavariables, `...` and `<... ...>` as rule authors write them).
 * The tree lives in `arena`, its symbols go to `symbols`, spans point into a rewritten copy of the text; the scratch is for parsing
 * only. NULL with err->msg when it is not a pattern. A lone decorator (`@x`), `except` clause or `elif`-less fragment is accepted where Semgrep does.
 */
const struct pk_tree *pk_tree_pattern(struct pk_scratch *s, struct arena *arena, struct intern *symbols, struct str text,
				      struct pk_err *err);

static inline uint32_t pk_node_first(const struct pk_tree *t, uint32_t node)
{
	return node + 1 < t->nodes[node].end_node ? node + 1 : 0;
}

/* Next sibling, 0 when it is the last. */
static inline uint32_t pk_node_next(const struct pk_tree *t, uint32_t node)
{
	uint32_t next = t->nodes[node].end_node;

	return node && next < t->nodes[t->nodes[node].parent].end_node ? next : 0;
}

/* Child k, counted from 0; 0 when there are fewer. */
uint32_t pk_node_child(const struct pk_tree *t, uint32_t node, uint32_t k);
uint32_t pk_node_count(const struct pk_tree *t, uint32_t node);
static inline struct str pk_node_text(const struct pk_tree *t, uint32_t node)
{
	return t->texts[t->nodes[node].aux];
}
/* The source bytes of a node. */
struct str pk_node_source(const struct pk_tree *t, uint32_t node);
/* Span with the outermost parentheses round it. */
struct span pk_node_outer(const struct pk_tree *t, uint32_t node);
/* Value of an INT; false when it does not fit 63 bits. */
bool pk_node_int(const struct pk_tree *t, uint32_t node, int64_t *out);
bool pk_node_is_stmt(const struct pk_tree *t, uint32_t node);
bool pk_node_is_expr(const struct pk_tree *t, uint32_t node);
const char *pk_node_kind_name(enum pk_node_kind kind);
/* The tree as an S-expression, one node a line, for tests and for `picket` developers. */
struct buf;
void pk_tree_print(const struct pk_tree *t, struct buf *out);

#endif
