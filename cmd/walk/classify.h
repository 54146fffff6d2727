/*
 * classify: what a file is, first by its name and then by its first bytes. Content wins where it contradicts: text under
 * a model file's name stays a model file (pickles may be plain text), but a .py full of NULs is no Python.
 */
#ifndef WALK_CLASSIFY_H
#define WALK_CLASSIFY_H

#include "source/unit/unit.h"

enum { PK_SNIFF_BYTES = 64 << 10 }; /* as much of the beginning as pk_classify_content should be shown */

struct pk_class {
	uint32_t kinds; /* set of enum pk_kind that its units may have; 0: nothing to look at (pictures, sound, fonts) */
	bool is_notebook;
	bool is_literate;   /* Markdown, in which code may run */
	bool may_be_script; /* the name says little: a first line `#!` decides */
	bool has_nuls;      /* it is text, with some bytes of 0 among it */
	bool is_odd;        /* the name promises text, and the bytes are none */
};

/* Before the file is opened: every kind that it may turn out to be. */
struct pk_class pk_classify_name(struct str path);
/* Decides: one kind is left, except for notebooks and Markdown. */
void pk_classify_content(struct pk_class *c, struct str head);

/* What bytes without a name, from standard input, are called: "stdin.py" unless they are plainly something else. */
const char *pk_classify_nameless(struct str text);

/* Whether a model file or archive says in its headers where the rest is, so that most of it need not be read. */
bool pk_is_read_in_parts(struct str head);

#endif
