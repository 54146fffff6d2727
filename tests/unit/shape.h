/*
 * shape: a tree on one line, for tests: kind, what it holds, flags, and its children in parentheses. Absent parts are `-`.
 */
#ifndef UNIT_SHAPE_H
#define UNIT_SHAPE_H

#include "source/syntax/tree.h"
#include "util/buf.h"

/* "assign(name x, int 1, -)" from the lines of pk_tree_print. The caller releases it. */
static inline struct buf shape_of(const struct pk_tree *t)
{
	struct buf lines, out;
	struct str rest, line;
	size_t depth = 0;

	buf_init(&lines, 1 << 20);
	buf_init(&out, 1 << 20);
	pk_tree_print(t, &lines);
	rest = buf_str(&lines);
	(void)str_cut(&rest, '\n', &line); /* the module */
	while (str_cut(&rest, '\n', &line) && line.n) {
		size_t indent = 0;

		while (line.p[indent] == ' ')
			indent++;
		if (indent / 2 > depth && depth)
			buf_addc(&out, '(');
		for (; depth > indent / 2; depth--)
			buf_addc(&out, ')');
		if (out.n && out.data[out.n - 1] != '(')
			buf_adds(&out, ", ");
		depth = indent / 2;
		line = str_slice(line, indent, line.n);
		buf_add(&out, str_is(line, "absent") ? STR("-") : line);
	}
	for (; depth > 1; depth--)
		buf_addc(&out, ')');
	buf_addc(&out, '\0');
	buf_release(&lines);
	return out;
}

#endif
