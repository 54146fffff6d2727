#include "ways.h"

#include "util/limits.h"

static const struct {
	const char *name, *ways;
} kinds[] = {
	{ "class", "new,state" },      { "dict", "new,state,dict,call()" }, { "list", "new,state,list,call()" },
	{ "set", "new,state,set" },    { "tuple", "new(a*),state" },        { "enum", "call(a)" },
	{ "error", "call(a*),state" }, { "template", "new,template" },      { "basic", "new(not*),state" },
};

/* The next way of the text: commas between parentheses belong to it. */
static bool next_way(struct str *rest, struct str *way)
{
	size_t at = 0;
	int depth = 0;

	if (!rest->n)
		return false;
	for (; at < rest->n && (depth || rest->p[at] != ','); at++)
		depth += (rest->p[at] == '(') - (rest->p[at] == ')');
	*way = str_slice(*rest, 0, at);
	*rest = str_slice(*rest, at + 1 < rest->n ? at + 1 : rest->n, rest->n);
	return true;
}

static struct str spelled_out(struct str way)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (str_is(way, kinds[i].name))
			return str_from(kinds[i].ways);
	return STR("");
}

bool pk_way(struct str ways, const char *word)
{
	struct str way, inner;

	while (next_way(&ways, &way)) {
		struct str more = spelled_out(way);

		if (str_is(way, word))
			return true;
		while (next_way(&more, &inner))
			if (str_is(inner, word))
				return true;
	}
	return false;
}

static unsigned shapes_of(struct str letters)
{
	static const struct {
		char letter;
		unsigned shapes;
	} all[] = {
		{ 'n', PK_NUMBER },
		{ 's', PK_TEXT },
		{ 'b', PK_RAW },
		{ 'g', PK_NAME },
		{ 'c', PK_OWN },
		{ 'o', PK_MADE },
		{ 't', PK_TUPLE },
		{ 'l', PK_LIST },
		{ 'd', PK_DICT },
		{ 'e', PK_SET },
		{ 'T', PK_TUPLE | PK_TUPLE_ANY },
		{ 'L', PK_LIST | PK_LIST_ANY },
		{ 'D', PK_DICT | PK_DICT_ANY },
		{ 'E', PK_SET | PK_SET_ANY },
		{ 'a', PK_ANY },
	};
	unsigned shapes = 0;

	for (size_t i = 0; i < letters.n; i++)
		for (size_t k = 0; k < sizeof(all) / sizeof(*all); k++)
			shapes |= all[k].letter == letters.p[i] ? all[k].shapes : 0;
	return shapes;
}

/* "n,s*" */
static bool arguments_fit(struct str kinds_of, const unsigned *shapes, uint32_t n)
{
	struct str kind;
	uint32_t i = 0;

	if (n == UINT32_MAX)
		return str_is(kinds_of, "a*");
	while (next_way(&kinds_of, &kind)) {
		char last = kind.n ? kind.p[kind.n - 1] : ' ';
		unsigned wanted = shapes_of(kind);

		if (last == '*') {
			for (; i < n; i++)
				if (!(shapes[i] & wanted))
					return false;
		} else if (i < n && (shapes[i] & wanted)) {
			i++;
		} else if (last != '?') {
			return false;
		}
	}
	return i == n;
}

static bool way_fits(struct str way, const char *how, const unsigned *shapes, uint32_t n)
{
	size_t k = strlen(how);

	if (!str_starts(way, str_from(how)))
		return false;
	if (way.n == k)
		return n == 0;
	return way.p[k] == '(' && way.p[way.n - 1] == ')' && arguments_fit(str_slice(way, k + 1, way.n - 1), shapes, n);
}

bool pk_way_fits(struct str ways, const char *how, const unsigned *shapes, uint32_t n)
{
	struct str way, inner;

	while (next_way(&ways, &way)) {
		struct str more = spelled_out(way);

		if (way_fits(way, how, shapes, n))
			return true;
		while (next_way(&more, &inner))
			if (way_fits(inner, how, shapes, n))
				return true;
	}
	return false;
}
