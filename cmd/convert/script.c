#include "convert.h"

#include "source/text/json.h"
#include "source/lex/tokenizer.h"
#include "util/limits.h"
#include "util/vec.h"

/* ---- cells ---- */

static struct str heading(struct arena *a, struct str text, uint32_t level)
{
	struct buf b;
	struct str s;

	buf_init(&b, PK_MAX_OUTPUT_BYTES);
	buf_pad(&b, '#', level < 100 ? level : 100);
	for (uint32_t at = 0, end; at < text.n; at = end) {
		end = pk_line_end(text, at);
		buf_addc(&b, ' ');
		buf_add(&b, str_slice(text, at, pk_line_trim(text, at, end)));
	}
	s = arena_str(a, buf_str(&b));
	buf_release(&b);
	return s;
}

struct str convert_source(struct arena *a, const struct pk_nb *nb, const struct pk_nb_cell *c)
{
	struct str text = pk_nb_source(a, nb, c->source);

	return c->type == PK_NB_HEADING ? heading(a, text, c->level) : text;
}

bool convert_shows_raw(const struct pk_nb *nb, const struct pk_nb_cell *c, const char *mime)
{
	struct str said = pk_json_text(nb->raw, c->metadata, "raw_mimetype");

	return said.n == 0 || str_eq_fold(said, str_from(mime));
}

/* ---- the code as it is ---- */

void convert_script(struct arena *a, const struct pk_nb *nb, struct buf *out)
{
	struct span info = pk_json_member(nb->raw, nb->metadata, "language_info");
	struct str mime = pk_json_text(nb->raw, info, "mimetype");
	const struct pk_nb_cell *c;
	size_t leading = 0;
	struct buf b;

	buf_init(&b, PK_MAX_OUTPUT_BYTES);
	vec_each(c, &nb->cells) {
		if (c->type == PK_NB_CODE) {
			buf_addc(&b, '\n');
			buf_add(&b, convert_source(a, nb, c));
			buf_addc(&b, '\n');
		} else if (c->type == PK_NB_RAW && convert_shows_raw(nb, c, mime.n ? arena_strdup(a, mime) : "text/plain")) {
			buf_add(&b, convert_source(a, nb, c));
		}
	}
	while (leading < b.n && (b.data[leading] == '\n' || b.data[leading] == '\r'))
		leading++;
	buf_add(out, str_slice(buf_str(&b), leading, b.n));
	buf_release(&b);
}

/* ---- Python ---- */

static void comment(struct str text, struct buf *out)
{
	struct str line;

	buf_addc(out, '\n');
	while (str_cut(&text, '\n', &line)) {
		buf_adds(out, "# ");
		buf_add(out, line);
		buf_addc(out, '\n');
	}
}

void convert_python(struct arena *a, const struct pk_nb *nb, struct buf *out)
{
	const struct pk_nb_cell *c;

	buf_adds(out, "#!/usr/bin/env python\n# coding: utf-8\n");
	vec_each(c, &nb->cells) {
		struct str source = convert_source(a, nb, c);

		if (c->type == PK_NB_CODE) {
			if (c->execution_count > 0)
				buf_printf(out, "\n# In[%lld]:\n\n\n", (long long)c->execution_count);
			else
				buf_adds(out, "\n# In[ ]:\n\n\n");
			convert_code(a, source, out);
			buf_addc(out, '\n');
		} else if (c->type == PK_NB_RAW) {
			if (convert_shows_raw(nb, c, "text/x-python"))
				buf_add(out, source);
		} else if (c->type != PK_NB_OTHER) {
			comment(source, out);
		}
	}
}

void convert_notebook(struct arena *a, const struct pk_nb *nb, enum convert_to to, struct buf *out)
{
	struct span info = pk_json_member(nb->raw, nb->metadata, "language_info");
	bool python = to == CONVERT_PYTHON || pk_json_is(pk_json_text(nb->raw, info, "nbconvert_exporter"), "python");

	if (to == CONVERT_PERCENT)
		convert_percent(a, nb, out);
	else if (python)
		convert_python(a, nb, out);
	else
		convert_script(a, nb, out);
}
