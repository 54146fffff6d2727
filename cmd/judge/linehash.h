/*
 * linehash: the value by which GitHub code scanning follows a line from commit to commit (primaryLocationLineHash): a rolling
 * hash over the 100 UTF-16 units from the line's start on, white space left out, and which of the file's lines with that
 * hash it is.
 */
#ifndef JUDGE_LINEHASH_H
#define JUDGE_LINEHASH_H

#include "finding.h"

struct pk_linehashes {
	struct pk_linehash {
		uint64_t hash;
		uint32_t nth; /* 1-based */
	} * v;                /* of line 1, 2, ... */
	uint32_t n, cap;
};

/* raw: the bytes of the file, byte order mark and all. */
void pk_linehash_lines(struct arena *a, struct str raw, struct pk_linehashes *out);
/* Sets line_hash and line_nth of the findings from `first` on, all of one file. A notebook that is one line of JSON is
 * left out, and what is packed in a file: there the line says nothing. */
void pk_linehash_mark(struct arena *temp, struct str raw, const struct pk_findings *findings, uint32_t first);

#endif
