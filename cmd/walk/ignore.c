#include "walk/ignore.h"

#include "walk/glob.h"
#include "util/vec.h"

enum shape {
	LITERAL, /* no wildcard at all */
	SUFFIX,  /* `*` and then no wildcard: "*.pyc" */
	GLOB,
};

struct pk_ignore_pattern {
	struct str text; /* LITERAL: all of it; SUFFIX: what follows the star */
	const struct pk_glob *glob;
	enum shape shape;
	bool firm;      /* of pk_ignore_add_firm */
	bool take_back; /* written with a leading '!' */
	bool dir_only;  /* written with a trailing '/' */
	bool anchored;  /* matched against the path below the folder, not against the last name only */
};

struct pk_ignore *pk_ignore_new(struct arena *a, const struct pk_ignore *up, size_t base)
{
	struct pk_ignore *list = arena_new(a, struct pk_ignore);

	list->up = up;
	list->base = base;
	return list;
}

static bool is_escaped(struct str line, size_t at)
{
	size_t slashes = 0;

	while (slashes < at && line.p[at - 1 - slashes] == '\\')
		slashes++;
	return slashes % 2;
}

static struct str without_trailing_spaces(struct str line)
{
	while (line.n && line.p[line.n - 1] == ' ' && !is_escaped(line, line.n - 1))
		line.n--;
	return line;
}

static bool has_wildcard(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (memchr("*?[\\", s.p[i], 4))
			return true;
	return false;
}

static void set_shape(struct arena *a, struct pk_ignore_pattern *p, struct str text)
{
	bool starred = text.n && text.p[0] == '*' && !p->anchored;

	p->shape = !has_wildcard(text) ? LITERAL : starred && !has_wildcard(str_slice(text, 1, text.n)) ? SUFFIX : GLOB;
	if (p->shape == GLOB)
		p->glob = pk_glob_new(a, text);
	else
		p->text = arena_str(a, p->shape == SUFFIX ? str_slice(text, 1, text.n) : text);
}

static void add_line(struct arena *a, struct pk_ignore *list, struct str line)
{
	struct pk_ignore_pattern p = { 0 };

	if (line.n && line.p[0] == '#')
		return;
	line = without_trailing_spaces(line);
	if (line.n && line.p[0] == '!') {
		p.take_back = true;
		line = str_slice(line, 1, line.n);
	}
	if (line.n && line.p[line.n - 1] == '/') {
		p.dir_only = true;
		line.n--;
	}
	p.anchored = line.n && memchr(line.p, '/', line.n);
	if (line.n && line.p[0] == '/')
		line = str_slice(line, 1, line.n);
	if (line.n == 0)
		return;
	set_shape(a, &p, line);
	vec_push(a, &list->patterns, p);
}

void pk_ignore_add(struct arena *a, struct pk_ignore *list, struct str text)
{
	struct str line;

	if (str_starts(text, STR("\xef\xbb\xbf")))
		text = str_slice(text, 3, text.n);
	while (str_cut(&text, '\n', &line)) {
		if (line.n && line.p[line.n - 1] == '\r')
			line.n--;
		add_line(a, list, line);
	}
}

void pk_ignore_add_firm(struct arena *a, struct pk_ignore *list, struct str text)
{
	uint32_t first = list->patterns.n;

	pk_ignore_add(a, list, text);
	for (uint32_t i = first; i < list->patterns.n; i++)
		list->patterns.v[i].firm = true;
}

static bool fits(const struct pk_ignore_pattern *p, struct str path, struct str name)
{
	struct str subject = p->anchored ? path : name;

	switch (p->shape) {
	case LITERAL:
		return str_eq(p->text, subject);
	case SUFFIX:
		return str_ends(subject, p->text);
	case GLOB:
		break;
	}
	return pk_glob_match(p->glob, subject);
}

enum pk_ignored pk_ignore_match(const struct pk_ignore *list, struct str path, bool is_dir)
{
	struct str name = str_slice(path, str_rfind(path, '/') + 1, path.n);

	for (; list; list = list->up) {
		struct str below = str_slice(path, list->base, path.n);

		for (uint32_t i = list->patterns.n; i-- > 0;) {
			const struct pk_ignore_pattern *p = &list->patterns.v[i];

			if ((is_dir || !p->dir_only) && fits(p, below, name))
				return p->take_back ? PK_TAKEN_BACK : p->firm ? PK_REFUSED : PK_IGNORED;
		}
	}
	return PK_UNDECIDED;
}

bool pk_ignore_covers(const struct pk_ignore *list, struct str path)
{
	for (size_t i = 0; i < path.n; i++)
		if (path.p[i] == '/' && pk_ignore_match(list, str_slice(path, 0, i), true) == PK_IGNORED)
			return true;
	return pk_ignore_match(list, path, false) == PK_IGNORED;
}

struct str pk_ignore_below(struct str base, struct str path)
{
	bool below = base.n && str_starts(path, base) && path.n > base.n && path.p[base.n] == '/';

	return below ? str_slice(path, base.n + 1, path.n) : path;
}
