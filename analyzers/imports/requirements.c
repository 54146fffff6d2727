/* Lines of requirements and options, as pip reads them. */
#include "manifest.h"
#include "pip.h"
#include "util/limits.h"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\\';
}

/* A line with those that continue it, without its comment; *at moves behind it. */
static struct span logical_line(struct str text, uint32_t *at)
{
	struct span line = { *at, *at };
	bool comment = false;

	for (; *at < text.n; ++*at) {
		char c = text.p[*at];

		if (c == '\n' && (comment || *at == 0 || text.p[*at - 1] != '\\') &&
		    (comment || *at < 2 || text.p[*at - 1] != '\r' || text.p[*at - 2] != '\\'))
			break;
		if (c == '#' && (*at == line.start || is_blank(text.p[*at - 1])))
			comment = true;
		if (!comment)
			line.end = *at + 1;
	}
	++*at;
	while (line.start < line.end && is_blank(text.p[line.start]))
		line.start++;
	while (line.end > line.start && is_blank(text.p[line.end - 1]))
		line.end--;
	return line;
}

static void split(struct arena *a, struct str text, struct span line, struct pk_pip_words *words)
{
	uint32_t at = line.start;

	while (at < line.end && words->n < PK_MAX_MATCHES_PER_RULE) {
		struct span word = { .start = at };

		while (at < line.end && !is_blank(text.p[at]))
			at++;
		word.end = at;
		if (word.end > word.start)
			vec_push(a, words, word);
		at += word.end == word.start;
	}
}

/* Behind the requirement its own options: ` --hash=...`. */
static struct span without_options(struct str text, struct span line, bool *hashed)
{
	size_t at = str_find(str_slice(text, line.start, line.end), STR(" --"), 0);

	*hashed = at != SIZE_MAX && str_find(str_slice(text, line.start, line.end), STR("--hash"), at) != SIZE_MAX;
	if (at != SIZE_MAX)
		line.end = line.start + (uint32_t)at;
	while (line.end > line.start && is_blank(text.p[line.end - 1]))
		line.end--;
	return line;
}

void pk_manifest_line(const struct pk_place_of_packages *in, struct span line)
{
	struct str text = in->unit->text;
	struct pk_pip_words words = { 0 };
	bool hashed;

	if (line.start == line.end)
		return;
	if (text.p[line.start] == '-') {
		split(&in->unit->scratch->arena, text, line, &words);
		pk_pip_options(in, &words, 0);
	} else {
		line = without_options(text, line, &hashed);
		pk_package_requirement(in, line, hashed);
	}
}

void pk_manifest_requirements(const struct pk_place_of_packages *in)
{
	struct str text = in->unit->text;
	uint32_t at = str_starts(text, STR("\xef\xbb\xbf")) ? 3 : 0;

	while (at < text.n)
		pk_manifest_line(in, logical_line(text, &at));
}
