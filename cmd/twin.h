/*
 * twin: the annotated file beside a rule file that shows what the rule finds: rules/x/y.yaml and rules/x/y.py (any ending that
 * is not YAML's; several are allowed; y.fixed.py is not one).
 *
 * A line that holds nothing but a comment `ruleid: ID` says that the rule finds something that starts on the next line;
 * `ok: ID`, that it does not, which is what every line without a mark says. `todoruleid:` and `todook:` leave the next
 * line undecided. Marks may be stacked and ids listed with commas. Marks for other engines (pro, deep) do not count.
 *
 * Secrets must not lie about, not even false ones: `{{}}` in a .txt twin is taken out before the scan.
 */
#ifndef TWIN_H
#define TWIN_H

#include "walk/walk.h"
#include "util/io.h"

enum twin_verdict { TWIN_FOUND, TWIN_OK, TWIN_UNDECIDED };

struct twin {
	struct str path, text; /* text is padded */
	struct twin_marks {
		struct twin_mark {
			struct str id;
			uint32_t line; /* the one spoken of */
			enum twin_verdict verdict;
		} * v;
		uint32_t n, cap;
	} marks;
	struct io_buffer buffer;
};

struct twin_lines {
	uint32_t *v;
	uint32_t n, cap;
};

/* Lists a rule file with its neighbours, or a folder. */
int twin_walk(struct pk_walk *w, const char *path, struct pk_err *err);
/* Whether `file` is a twin of the rule file. */
bool twin_of(struct str rule_file, struct str file);
/* Whether `file` is what the twin must become when all fixes are applied: y.fixed.py of y.py. */
bool twin_fixed(struct str twin, struct str file);
int twin_read(struct arena *a, const struct pk_file *file, struct twin *out, struct pk_err *err);
void twin_release(struct twin *t);
/* The lines that the marks of this rule speak of. */
void twin_expects(struct arena *a, const struct twin *t, struct str rule, struct twin_lines *found, struct twin_lines *undecided);
/* Marks may call a rule by its last part or by a longer, dotted path to it. */
bool twin_same_id(struct str mark, struct str rule);
bool twin_has(const struct twin_lines *lines, uint32_t line);

#endif
