#include "percent.h"

#include "source/notebook/ipython.h"
#include "source/text/json.h"
#include "source/lex/tokenizer.h"
#include "util/limits.h"
#include "util/vec.h"

static bool among(struct str word, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_is(word, words[i]))
			return true;
	return false;
}

static void split(struct arena *a, struct str text, struct percent_lines *out)
{
	for (uint32_t at = 0, end; at < text.n; at = end) {
		end = pk_line_end(text, at);
		vec_push(a, out, str_slice(text, at, pk_line_trim(text, at, end)));
	}
	if (text.n == 0 || text.p[text.n - 1] == '\n')
		vec_push(a, out, STR(""));
}

/* ---- markers ---- */

/* Cell metadata that jupytext keeps out of scripts. */
static bool is_left_out(const struct pk_nb *nb, struct str key, struct span value)
{
	static const char *const keys[] = { "autoscroll",
					    "collapsed",
					    "scrolled",
					    "trusted",
					    "execution",
					    "ExecuteTime",
					    "skipline",
					    "noskipline",
					    "cell_marker",
					    "lines_to_next_cell",
					    "lines_to_end_of_cell_marker",
					    "title" };

	for (size_t i = 0; i < key.n; i++)
		if (!((key.p[i] >= 'a' && key.p[i] <= 'z') || (key.p[i] >= 'A' && key.p[i] <= 'Z') ||
		      (key.p[i] && strchr("0123456789_.@/-", key.p[i]))))
			return true;
	if (str_is(key, "tags") && str_is(str_slice(nb->raw, value.start, value.end), "[]"))
		return true;
	return key.n == 0 || among(key, keys, sizeof(keys) / sizeof(*keys));
}

static void add_options(const struct pk_nb *nb, struct span metadata, struct buf *out)
{
	struct pk_json j = { .text = str_slice(nb->raw, 0, metadata.end), .at = metadata.start };
	struct str key;

	if (metadata.end == metadata.start || nb->raw.p[metadata.start] != '{')
		return;
	(void)pk_json_enter(&j);
	while (pk_json_key(&j, &key)) {
		struct span value = pk_json_skip(&j);

		if (is_left_out(nb, key, value))
			continue;
		buf_addc(out, ' ');
		buf_add(out, key);
		if (str_is(str_slice(nb->raw, value.start, value.end), "null"))
			continue;
		buf_addc(out, '=');
		percent_dump(nb->raw, value, out);
	}
}

static void add_text_option(const char *key, struct str value, struct buf *out)
{
	buf_printf(out, " %s=\"", key);
	for (size_t i = 0; i < value.n; i++) {
		if (value.p[i] == '"' || value.p[i] == '\\')
			buf_addc(out, '\\');
		buf_addc(out, value.p[i]);
	}
	buf_addc(out, '"');
}

/* "# %% title [markdown] key=value" */
static struct str marker(struct arena *a, const struct pk_nb *nb, const struct pk_nb_cell *c, struct str indent, struct str language,
			 struct str args)
{
	struct span title = pk_json_member(nb->raw, c->metadata, "title");
	struct buf b;
	struct str s;

	buf_init(&b, PK_MAX_OUTPUT_BYTES);
	buf_add(&b, indent);
	buf_adds(&b, "# %%");
	if (title.end > title.start) {
		buf_addc(&b, ' ');
		buf_add(&b, pk_nb_text(a, nb->raw, title));
	}
	if (c->type != PK_NB_CODE)
		buf_adds(&b, c->type == PK_NB_RAW ? " [raw]" : " [markdown]");
	add_options(nb, c->metadata, &b);
	if (args.n)
		add_text_option("magic_args", args, &b);
	if (language.n)
		add_text_option("language", language, &b);
	s = arena_str(a, buf_str(&b));
	buf_release(&b);
	return s;
}

/* ---- cells ---- */

/* The language of a `%%lang args` line that jupytext knows; it then becomes an option. */
static struct str language_of(struct str line, struct str *args)
{
	static const char *const known[] = {
		"R",       "bash",       "sh",       "python",     "python2", "python3", "coconut", "javascript", "js",     "perl",
		"html",    "latex",      "markdown", "pypy",       "ruby",    "script",  "svg",     "matlab",     "octave", "idl",
		"sas",     "spark",      "sql",      "cython",     "haskell", "tcl",     "gnuplot", "julia",      "c++",    "scheme",
		"clojure", "powershell", "q",        "typescript", "scala",   "rust",    "csharp",  "fsharp",     "sos",    "java",
		"groovy",  "sage",       "ocaml",    "maxima",     "stata",   "xonsh",   "logtalk", "lua",        "go",     "robotframework"
	};
	struct str word;

	*args = STR("");
	if (!str_starts(line, STR("%%")))
		return STR("");
	word = pk_ipython_word(str_slice(line, 2, line.n), args);
	if (among(word, known, sizeof(known) / sizeof(*known)))
		return word;
	*args = STR("");
	return STR("");
}

/* A tag active-... or a setting `active` may keep a code cell out of scripts. */
static bool is_inactive(const struct pk_nb *nb, const struct pk_nb_cell *c)
{
	struct span tags = pk_json_member(nb->raw, c->metadata, "tags"), active = pk_json_member(nb->raw, c->metadata, "active");
	struct str said = str_slice(nb->raw, tags.start, tags.end);
	size_t at = str_find(said, STR("\"active-"), 0);

	if (at == SIZE_MAX)
		return active.end > active.start && str_find(str_slice(nb->raw, active.start, active.end), STR("py"), 0) == SIZE_MAX;
	said = str_slice(said, at, said.n);
	return str_find(str_slice(said, 0, str_find(said, STR("\""), 1)), STR("-py"), 0) == SIZE_MAX;
}

static struct str leading_blanks(struct str line)
{
	size_t n = 0;

	while (n < line.n && (line.p[n] == ' ' || line.p[n] == '\t'))
		n++;
	return n == line.n ? STR("") : str_slice(line, 0, n);
}

static void comment_all(struct arena *a, struct percent_lines *lines, uint32_t from)
{
	for (uint32_t i = from; i < lines->n; i++)
		lines->v[i] = lines->v[i].n ? arena_printf(a, "# %.*s", STR_ARG(lines->v[i])) : STR("#");
}

static void add_cell(struct arena *a, const struct pk_nb *nb, const struct pk_nb_cell *c, struct percent_cells *out)
{
	struct percent_lines source = { 0 }, lines = { 0 };
	struct str language = STR(""), args = STR(""), indent = STR("");
	bool runs;

	split(a, convert_source(a, nb, c), &source);
	if (c->type == PK_NB_CODE)
		language = language_of(source.v[0], &args);
	runs = c->type == PK_NB_CODE && (language.n == 0 || str_is(language, "python")) && !is_inactive(nb, c);
	if (language.n) {
		source.v++;
		source.n--;
		source.cap--;
	}
	if (runs && source.n)
		indent = leading_blanks(source.v[0]);
	vec_push(a, &lines, marker(a, nb, c, indent, language, args));
	for (uint32_t i = 0; i < source.n && !(runs && source.n == 1 && source.v[0].n == 0); i++)
		vec_push(a, &lines, source.v[i]);
	if (runs)
		percent_comment_magics(a, &lines, 1);
	else
		comment_all(a, &lines, 1);
	vec_push(a, out, (struct percent_cell){ .lines = lines });
}

/* ---- the notebook ---- */

static bool is_rule(struct str line)
{
	return str_starts(line, STR("---")) && str_trim(str_slice(line, 3, line.n)).n == 0;
}

/* A first raw cell between two `---` is the head of the header. */
static bool take_front(struct arena *a, const struct pk_nb *nb, struct percent_lines *front)
{
	struct percent_lines lines = { 0 };

	if (nb->cells.n == 0 || nb->cells.v[0].type != PK_NB_RAW)
		return false;
	split(a, str_trim(convert_source(a, nb, &nb->cells.v[0])), &lines);
	if (lines.n < 2 || !is_rule(lines.v[0]) || !is_rule(lines.v[lines.n - 1]))
		return false;
	*front = (struct percent_lines){ .v = lines.v + 1, .n = lines.n - 2 };
	return true;
}

void convert_percent(struct arena *a, const struct pk_nb *nb, struct buf *out)
{
	struct percent_cells cells = { 0 };
	struct percent_lines front = { 0 };
	uint32_t first = take_front(a, nb, &front);

	for (uint32_t i = first; i < nb->cells.n; i++)
		add_cell(a, nb, &nb->cells.v[i], &cells);
	for (uint32_t i = cells.n; i-- > 0;)
		cells.v[i].gap = percent_gap(&cells, i);
	percent_header(a, nb, &front, out);
	for (uint32_t i = 0; i < cells.n; i++) {
		const struct percent_cell *c = &cells.v[i];

		if (i == 0)
			buf_addc(out, '\n');
		for (uint32_t k = 0; k < c->lines.n; k++) {
			buf_add(out, c->lines.v[k]);
			buf_addc(out, '\n');
		}
		buf_pad(out, '\n', i + 1 < cells.n ? c->gap : 0);
	}
}
