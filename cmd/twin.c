#include "twin.h"

#include "ruleset/ruleset.h"
#include "util/limits.h"
#include "util/vec.h"

bool twin_has(const struct twin_lines *lines, uint32_t line)
{
	for (uint32_t i = 0; i < lines->n; i++)
		if (lines->v[i] == line)
			return true;
	return false;
}

static struct str last_part(struct str id)
{
	return str_slice(id, str_rfind(id, '.') + 1, id.n);
}

bool twin_same_id(struct str mark, struct str rule)
{
	return str_eq(last_part(mark), last_part(rule));
}

/* ---- which files ---- */

static struct str folder(struct str path)
{
	return str_slice(path, 0, str_rfind(path, '/') + 1);
}

/* The name up to its first dot. */
static struct str stem(struct str path)
{
	struct str name = str_slice(path, folder(path).n, path.n), out = name;

	(void)str_cut(&name, '.', &out);
	return out;
}

bool twin_of(struct str rule_file, struct str file)
{
	bool yaml = str_ends(file, STR(".yaml")) || str_ends(file, STR(".yml"));

	if (!str_eq(folder(rule_file), folder(file)) || !str_eq(stem(rule_file), stem(file)))
		return false;
	if (yaml)
		return str_ends(file, STR(".test.yaml")) || str_ends(file, STR(".test.yml"));
	return str_find(file, STR(".fixed."), folder(file).n) == SIZE_MAX;
}

bool twin_fixed(struct str twin, struct str file)
{
	struct str rest = str_slice(file, folder(file).n, file.n), own = str_slice(twin, folder(twin).n, twin.n), a, b, word;

	if (!str_eq(folder(twin), folder(file)) || !str_cut(&own, '.', &a) || !str_cut(&rest, '.', &b) || !str_eq(a, b))
		return false;
	return str_cut(&rest, '.', &word) && str_is(word, "fixed") && str_eq(rest, own);
}

int twin_walk(struct pk_walk *w, const char *path, struct pk_err *err)
{
	static const struct pk_walk_options every = { 0 };
	struct str whole = str_from(path), dir = folder(whole);
	struct pk_walk beside;
	int rc = pk_walk_root(w, &every, path, err);

	if (rc || w->roots.v[w->roots.n - 1].is_dir)
		return rc;
	pk_walk_init(&beside, w->arena);
	rc = pk_walk_root(&beside, &every, dir.n ? arena_strdup(w->arena, dir) : ".", err);
	for (uint32_t i = 0; i < beside.files.n; i++)
		if (twin_of(w->files.v[w->files.n - 1].shown, beside.files.v[i].shown))
			vec_push(w->arena, &w->files, beside.files.v[i]);
	return rc;
}

/* ---- annotations ---- */

/* The line up to where a bracketed comment is closed. */
static struct str without_closer(struct str line)
{
	static const struct str closers[] = { { "-->", 3 }, { "*)", 2 }, { "*/", 2 } };

	for (size_t i = 0; i < sizeof(closers) / sizeof(*closers); i++) {
		size_t at = str_find(line, closers[i], 0);

		if (at != SIZE_MAX)
			line = str_slice(line, 0, at);
	}
	return line;
}

/* What follows the comment's opener, or STR_NONE when the line is no comment. A notebook's source lines are JSON strings. */
static struct str comment_of(struct str line)
{
	static const struct str openers[] = { { "#", 1 }, { "//", 2 }, { "<!--", 4 }, { "(*", 2 }, { "/*", 2 }, { "{/*", 3 } };

	line = str_trim(without_closer(line));
	if (str_starts(line, STR("\"")))
		line = str_slice(line, 1, line.n);
	for (size_t i = 0; i < sizeof(openers) / sizeof(*openers); i++)
		if (str_starts(line, openers[i]))
			return str_trim(str_slice(line, openers[i].n, line.n));
	return STR_NONE;
}

/* Takes "ruleid:" or its like off the text; false when there is none. *ours: it is for this kind of engine. */
static bool take_mark(struct str *text, enum twin_verdict *verdict, bool *ours)
{
	static const struct {
		struct str word;
		enum twin_verdict verdict;
	} words[] = {
		{ { "ruleid:", 7 }, TWIN_FOUND },
		{ { "ok:", 3 }, TWIN_OK },
		{ { "todoruleid:", 11 }, TWIN_UNDECIDED },
		{ { "todook:", 7 }, TWIN_UNDECIDED },
	};
	struct str rest = *text;
	bool foreign = str_starts(rest, STR("pro")) || str_starts(rest, STR("deep"));

	if (foreign)
		rest = str_slice(rest, str_starts(rest, STR("pro")) ? 3 : 4, rest.n);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (!str_starts(rest, words[i].word))
			continue;
		*text = str_trim(str_slice(rest, words[i].word.n, rest.n));
		*ours = !foreign;
		if (*ours)
			*verdict = words[i].verdict;
		return true;
	}
	return false;
}

static bool id_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

static void read_line(struct arena *a, struct twin *t, struct str line, uint32_t number)
{
	struct str rest = comment_of(line), one;
	struct twin_mark mark = { .line = number + 1 };
	bool any = false, ours;

	while (rest.p && take_mark(&rest, &mark.verdict, &ours))
		any |= ours;
	while (any && str_cut(&rest, ',', &one)) {
		size_t n = 0;

		one = str_trim(one);
		while (n < one.n && id_char(one.p[n]))
			n++;
		mark.id = str_slice(one, 0, n);
		if (n)
			vec_push(a, &t->marks, mark);
	}
}

/* Takes every "{{}}" out, in place; the padding moves along. */
static void join_secrets(struct io_buffer *b)
{
	struct str text = io_text(b);
	size_t from = 0, to = 0, hit;

	while ((hit = str_find(text, STR("{{}}"), from)) != SIZE_MAX) {
		memmove(b->data + to, b->data + from, hit - from);
		to += hit - from;
		from = hit + 4;
	}
	memmove(b->data + to, b->data + from, b->n - from);
	b->n = to + b->n - from;
	memset(b->data + b->n, 0, IO_PADDING);
}

int twin_read(struct arena *a, const struct pk_file *file, struct twin *out, struct pk_err *err)
{
	struct str rest, line;
	int rc;

	*out = (struct twin){ .path = file->shown };
	rc = io_read_file(file->path, &out->buffer, PK_MAX_FILE_BYTES, err);
	if (rc)
		return rc;
	if (str_ends(file->shown, STR(".txt")))
		join_secrets(&out->buffer);
	out->text = rest = io_text(&out->buffer);
	for (uint32_t number = 1; str_cut(&rest, '\n', &line); number++)
		read_line(a, out, line, number);
	return PK_OK;
}

void twin_release(struct twin *t)
{
	io_buffer_release(&t->buffer);
}

void twin_expects(struct arena *a, const struct twin *t, struct str rule, struct twin_lines *found, struct twin_lines *undecided)
{
	const struct twin_mark *m;

	*found = *undecided = (struct twin_lines){ 0 };
	vec_each(m, &t->marks) {
		struct twin_lines *lines = m->verdict == TWIN_FOUND ? found : m->verdict == TWIN_UNDECIDED ? undecided : NULL;

		if (lines && twin_same_id(m->id, rule) && !twin_has(lines, m->line))
			vec_push(a, lines, m->line);
	}
}
