/*
 * ipython: where a notebook cell is not Python but IPython's own syntax: `!cmd`, `%magic`, `%%magic`, `x = !cmd`, `x?`, `,f a`.
 * Lines are grouped into statements as Python's tokenizer does (so nothing is seen inside strings, brackets or comments),
 * and IPython's order of precedence holds.
 *
 * A cell is first cleaned of what people paste with it: common indentation, `>>> ` and `In [1]: ` prompts.
 */
#ifndef SOURCE_IPYTHON_H
#define SOURCE_IPYTHON_H

#include "util/arena.h"

/* ---- cleaning ---- */

/* The lines of a cell, each with its line end; cleaning moves starts forward and leaves out leading empty lines. */
struct pk_cell_lines {
	struct span *v;
	uint32_t n, cap;
};

/* True when there is nothing to clean but blanks on empty lines. */
bool pk_ipython_is_clean(struct str cell);
/* Lines as Python's str.splitlines counts them, cleaned. */
void pk_ipython_lines(struct arena *a, struct str cell, struct pk_cell_lines *out);

/* ---- special syntax ---- */

enum pk_magic_kind {
	PK_MAGIC_SHELL,   /* !cmd */
	PK_MAGIC_CAPTURE, /* !!cmd, x = !cmd */
	PK_MAGIC_LINE,    /* %name args, x = %name args */
	PK_MAGIC_CELL,    /* %%name args, and the rest of the cell */
	PK_MAGIC_HELP,    /* x?, x?? (target), ?x, ??x, ? */
	PK_MAGIC_CALL,    /* ,f a b   ;f a b   /f a b */
	PK_MAGIC_AUTO,    /* pip install x: a line magic without its percent sign; only when asked for */
};

struct pk_magic {
	enum pk_magic_kind kind;
	bool assigned;
	struct span span;   /* from the escape (of `x?`: from its statement's start) to the end of its last line, without the line end */
	struct span escape; /* the escape itself: "!", "!!", "%", "%%", "?", ",", ... */
	uint32_t next;      /* behind that line end */
	struct span rest;   /* behind the escape, to span.end; of `x?` the target */
};

enum { PK_IPYTHON_INDENTS = 100 };

struct pk_ipython {
	struct str text;                                 /* of the cell, cleaned */
	uint32_t at;                                     /* start of the next statement */
	uint32_t indents[PK_IPYTHON_INDENTS], n_indents; /* columns of the open blocks */
	int32_t brackets;                                /* open ones; below 0 after a stray closing one */
	bool help_off, escape_off;                       /* IPython gives up on a kind after one that it cannot transform */
	bool stopped;
	bool automagic; /* report PK_MAGIC_AUTO too */
};

void pk_ipython_init(struct pk_ipython *it, struct str cell, bool automagic);
/* The next piece of special syntax, in order; false when there is none left. */
bool pk_ipython_next(struct pk_ipython *it, struct pk_magic *out);
/* The first word of s and what follows it after one space: "pip install x" -> "pip", "install x". */
struct str pk_ipython_word(struct str s, struct str *rest);

#endif
