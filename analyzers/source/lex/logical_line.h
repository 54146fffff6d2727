/* logical_line: one logical line of Python's text, read from its first byte that is no blank. logical_lines.c puts them together. */
#ifndef SOURCE_LOGICAL_LINE_H
#define SOURCE_LOGICAL_LINE_H

#include "source/lex/logical_lines.h"

enum keyword {
	K_NONE,
	K_BRANCH, /* if, elif, else, try, finally, while: what stands before the colon binds nothing */
	K_FOR,
	K_AS, /* with, except */
	K_CASE,
	K_DEFINE, /* def, class */
	K_IMPORT,
	K_ALL,  /* everything in it may change */
	K_READ, /* nothing in it does */
};

struct line_reader {
	struct arena *arena;
	struct str text;
	struct pk_logical_lines *out;
	size_t at;
	/* of the line that is read */
	struct pk_line line;
	enum keyword keyword;
	int depth;        /* open brackets */
	int calls;        /* of them, those of calls that hide what they are given */
	uint64_t call;    /* by depth below MAX_BRACKETS: such a bracket */
	struct str word;  /* the last one, when nothing stands behind it */
	uint32_t changed; /* names before this one were told that the line changes them */
	bool first;       /* nothing but blanks, or `async`, so far */
	bool by_sign;     /* it begins with something else than a word or string */
	bool several;     /* more than one statement */
	bool body;        /* behind the colon of a header */
	bool binding;     /* behind `for` or `as` */
	int as_depth;     /* where the `as` stood */
	bool assigns;     /* an assignment was read */
	bool by_name;     /* it begins with a name, and with something of it: x.f, x[i] */
	char last;        /* the last byte that means something */
	size_t last_at;
};

/* Reads the line at s->at into s->line, but for its place, and moves behind it; false when a string or bracket stays open. */
bool pk_line_read(struct line_reader *s);

#endif
