/*
 * logical_lines: the logical lines of Python's text, found without parsing it: where each begins and ends, what it stands under, which
 * names stand in it and which of them it may bind or change. Strings, comments, brackets and continued lines are understood. A guess
 * errs on the side of more: what changes a name in the syntax tree changes it here.
 */
#ifndef SOURCE_LOGICAL_LINES_H
#define SOURCE_LOGICAL_LINES_H

#include "source/unit/unit.h"

enum pk_line_flag {
	PK_LINE_OPENS = 1,    /* a header: a block follows on the next lines */
	PK_LINE_CLAUSE = 2,   /* else, elif, except, finally: goes on with the statement before it */
	PK_LINE_LEAVES = 4,   /* return, raise, break, continue: what comes behind it in its block is not reached */
	PK_LINE_IMPORTS = 8,  /* an import, or one behind a semicolon or colon */
	PK_LINE_SHARES = 16,  /* global, nonlocal */
	PK_LINE_DEFINES = 32, /* def */
	PK_LINE_CLASS = 64,   /* class */
	PK_LINE_DECORATES = 128,
	PK_LINE_WITH = 256,
	PK_LINE_MATCH = 512,
	PK_LINE_FOR = 1024,
	PK_LINE_SIMPLE = 2048,  /* no compound statement */
	PK_LINE_TARGETS = 4096, /* several signs that assign, or one of them within an expression */
};

/* What a name does where it stands. */
enum pk_name_use {
	PK_NAME_CHANGES = 1, /* bound, or with PART changed */
	PK_NAME_ATTR = 2,    /* behind a dot */
	PK_NAME_PART = 4,    /* something of it is meant: x.y, x[i] */
	PK_NAME_CALLED = 8,
	PK_NAME_PASSED = 16, /* to a call: what it is does not show in the value of the whole */
	PK_NAME_ROOT = 32,   /* x.y, and y is no method that works on the value */
	PK_NAME_TOP = 64,    /* in no bracket; of a line with one statement only */
};

/* A name as written, by its hash: that two names have one in common costs time only. */
struct pk_line_name {
	uint32_t hash;
	uint8_t use; /* set of enum pk_name_use */
};

struct pk_line {
	struct span span; /* whole lines, indentation and line end included */
	uint32_t colon;   /* OPENS: behind the colon of the header */
	uint32_t names, n_names;
	uint16_t flags;         /* set of enum pk_line_flag */
	uint32_t parent;        /* the header it stands under; 0 for none */
	uint32_t group, clause; /* first clause of its compound statement (itself, mostly); the next one, 0 for none */
	uint32_t scope;         /* the outermost def that it is in; 0 for the module. A def's own line is outside. */
};

struct pk_logical_lines {
	struct pk_line *v; /* v[0] is none */
	uint32_t n, cap;
	struct pk_line_names {
		struct pk_line_name *v;
		uint32_t n, cap;
	} names;
};

/* False when a string or bracket stays open, or the indentation makes no sense. */
bool pk_logical_lines_read(struct arena *a, struct str text, struct pk_logical_lines *out);
/* Those of the unit's text; NULL for false. */
const struct pk_logical_lines *pk_unit_logical_lines(struct pk_unit *u);
/* By scope: whether a statement in it says of names that they are the module's, so that what it binds may be. */
const bool *pk_shared_scopes(struct arena *a, const struct pk_logical_lines *lines);
/* The line in which the offset lies, or else the next one. */
uint32_t pk_line_at(const struct pk_logical_lines *lines, uint32_t offset);
uint32_t pk_line_name_hash(struct str name);

#endif
