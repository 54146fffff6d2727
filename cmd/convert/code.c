/* One cell's code, with IPython's syntax replaced by the calls that it stands for. */
#include "convert.h"

#include "source/text/decode.h"
#include "source/notebook/ipython.h"
#include "source/lex/tokenizer.h"
#include "util/limits.h"
#include "util/vec.h"

/* ---- words, as Python's str methods see them ---- */

static struct str right_trim(struct str s)
{
	size_t end = 0;

	for (size_t i = 0; i < s.n;)
		if (!pk_is_space(pk_utf8_next(s, &i)))
			end = i;
	return str_slice(s, 0, end);
}

/* The next word of *rest; false when there is none. */
static bool next_word(struct str *rest, struct str *word)
{
	size_t start = 0, end, i = 0;

	while (i < rest->n && pk_is_space(pk_utf8_next(*rest, &i)))
		start = i;
	for (end = start, i = start; i < rest->n && !pk_is_space(pk_utf8_next(*rest, &i));)
		end = i;
	*word = str_slice(*rest, start, end);
	*rest = str_slice(*rest, end, rest->n);
	return word->n > 0;
}

/* Lines that go on with a backslash, as one: blanks and the backslash go, one space stands between them. */
static struct str assemble(struct arena *a, struct str lines)
{
	struct buf joined;
	struct str result;
	uint32_t at = 0;

	buf_init(&joined, PK_MAX_OUTPUT_BYTES);
	for (bool more = true; more;) {
		uint32_t next = pk_line_end(lines, at);
		struct str line = right_trim(str_slice(lines, at, next));

		more = pk_line_trim(lines, at, next) < next;
		buf_add(&joined, str_slice(line, 0, line.n - (more && line.n)));
		if (more)
			buf_addc(&joined, ' ');
		at = next;
	}
	result = arena_str(a, buf_str(&joined));
	buf_release(&joined);
	return result;
}

/* ---- calls ---- */

static void call(struct buf *out, const char *method, struct str first, const struct str *second)
{
	buf_printf(out, "get_ipython().%s(", method);
	convert_repr(first, out);
	if (second) {
		buf_adds(out, ", ");
		convert_repr(*second, out);
	}
	buf_addc(out, ')');
}

static void help(struct buf *out, struct str target, bool twice)
{
	bool search = target.n && memchr(target.p, '*', target.n);

	call(out, "run_line_magic", twice ? STR("pinfo2") : search ? STR("psearch") : STR("pinfo"), &target);
}

/* ,f a b -> f("a", "b")   ;f a b -> f("a b")   /f a b -> f(a, b) */
static void quoted_call(struct buf *out, char escape, struct str content)
{
	struct str args, name = pk_ipython_word(content, &args), word;
	const char *between = escape == ',' ? "\", \"" : ", ";
	bool first = true;

	buf_add(out, name);
	buf_adds(out, escape == '/' ? "(" : "(\"");
	if (escape == ';')
		buf_add(out, args);
	for (; escape != ';' && next_word(&args, &word); first = false) {
		if (!first)
			buf_adds(out, between);
		buf_add(out, word);
	}
	buf_adds(out, escape == '/' ? ")" : "\")");
}

static void line_call(struct buf *out, const struct pk_magic *m, char escape, struct str content)
{
	struct str args, name;

	switch (m->kind) {
	case PK_MAGIC_SHELL:
		call(out, "system", content, NULL);
		break;
	case PK_MAGIC_CAPTURE:
		call(out, "getoutput", content, NULL);
		break;
	case PK_MAGIC_HELP:
		if (content.n)
			help(out, content, m->escape.end - m->escape.start == 2);
		else
			buf_adds(out, "get_ipython().show_usage()");
		break;
	case PK_MAGIC_CALL:
		quoted_call(out, escape, content);
		break;
	default:
		name = pk_ipython_word(content, &args);
		call(out, "run_line_magic", name, &args);
	}
}

static void cell_call(struct buf *out, struct str text)
{
	uint32_t line = pk_line_end(text, 0);
	struct str head = right_trim(str_slice(text, 2, line)), args, name = pk_ipython_word(head, &args),
		   body = str_slice(text, line, text.n);

	buf_adds(out, "get_ipython().run_cell_magic(");
	convert_repr(name, out);
	buf_adds(out, ", ");
	convert_repr(args, out);
	buf_adds(out, ", ");
	convert_repr(body, out);
	buf_addc(out, ')');
}

static void magic_call(struct arena *a, struct str text, const struct pk_magic *m, struct buf *out)
{
	if (m->kind == PK_MAGIC_CELL) {
		cell_call(out, text);
	} else {
		char escape = text.p[m->escape.start];
		struct str content = assemble(a, str_slice(text, m->escape.start, m->span.end));

		if (m->kind == PK_MAGIC_HELP && m->escape.start > m->span.start)
			content = str_slice(text, m->rest.start, m->rest.end);
		else
			content = str_slice(content, m->escape.end - m->escape.start, content.n);
		line_call(out, m, escape, content);
	}
	buf_addc(out, '\n');
}

/* ---- the cell ---- */

static struct str clean(struct arena *a, struct str code)
{
	char *text = arena_alloc(a, code.n + 1);
	struct pk_cell_lines lines;
	const struct span *line;
	size_t n = 0;

	memcpy(text, code.p, code.n);
	text[code.n] = '\n';
	if (code.n == 0 || code.p[code.n - 1] != '\n')
		code.n++;
	code.p = text;
	pk_ipython_lines(a, code, &lines);
	vec_each(line, &lines) {
		memmove(text + n, text + line->start, line->end - line->start);
		n += line->end - line->start;
	}
	return (struct str){ text, n };
}

void convert_code(struct arena *a, struct str code, struct buf *out)
{
	struct str text = clean(a, code);
	struct pk_ipython it;
	struct pk_magic m;
	uint32_t at = 0;

	pk_ipython_init(&it, text, false);
	while (pk_ipython_next(&it, &m)) {
		buf_add(out, str_slice(text, at, m.span.start));
		magic_call(a, text, &m, out);
		at = m.next;
	}
	buf_add(out, str_slice(text, at, text.n));
}
