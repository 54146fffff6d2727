#include "source/crumbs.h"

#include "source/cst.h"
#include "source/demand.h"
#include "source/words.h"
#include "util/vec.h"

enum {
	LONGEST = 4096, /* bytes of one call, or import */
	NEAR = 1024,    /* bytes between a call's bracket and the word in it */
	MOST = 2048,    /* of one text */
};

struct crumbs {
	struct pk_unit *unit;
	struct parts VEC(struct span) parts;
	uint32_t end, n; /* of the last one; how many */
};

static void take(struct crumbs *c, struct span span)
{
	if (span.start < c->end || span.end <= span.start || c->n == MOST)
		return;
	vec_push(&c->unit->scratch->arena, &c->parts, span);
	vec_push(&c->unit->scratch->arena, &c->parts, CST_APART);
	c->end = span.end;
	c->n++;
}

/* Behind the bracket that closes this one; 0 when it is not near. */
static size_t closing(struct str text, size_t open)
{
	size_t end = text.n - open > LONGEST ? open + LONGEST : text.n, at = open;
	int depth = 0;

	while (at < end) {
		char c = text.p[at];
		const char *behind = c == '"' || c == '\'' ? pk_string_end(text.p + at, text.p + end, false) : NULL;

		depth += (c == '(' || c == '[' || c == '{') - (c == ')' || c == ']' || c == '}');
		at = behind ? (size_t)(behind - text.p) : at + 1;
		if (!depth)
			return at;
	}
	return 0;
}

/* Where the dotted name begins that ends here. */
static size_t name_before(struct str text, size_t end)
{
	while (end && (pk_is_word_byte(text.p[end - 1]) || text.p[end - 1] == '.'))
		end--;
	return end;
}

/* The call in whose brackets this stands; empty when that is not near. */
static struct span call_around(struct str text, size_t at)
{
	size_t least = at > NEAR ? at - NEAR : 0, open = at, start, end;
	int depth = 1;

	while (depth && open > least) {
		char c = text.p[--open];

		depth += (c == ')' || c == ']' || c == '}') - (c == '(' || c == '[' || c == '{');
	}
	start = name_before(text, open);
	end = !depth && text.p[open] == '(' && start < open ? closing(text, open) : 0;
	return end > at ? (struct span){ (uint32_t)start, (uint32_t)end } : (struct span){ 0 };
}

/* The call of the name in which this word stands, or the name. */
static struct span call_of(struct str text, size_t at)
{
	size_t end = at, close;

	while (end < text.n && pk_is_word_byte(text.p[end]))
		end++;
	close = end < text.n && text.p[end] == '(' ? closing(text, end) : 0;
	return (struct span){ (uint32_t)name_before(text, at), (uint32_t)(close ? close : end) };
}

static void take_call(struct crumbs *c, uint32_t at, bool is_name)
{
	struct span around = call_around(c->unit->text, at);

	if (around.end)
		take(c, around);
	else if (is_name)
		take(c, call_of(c->unit->text, at));
}

/* `import ...` or `from ...` on one line, or up to its closing bracket. */
static void take_import(struct crumbs *c, struct span line)
{
	struct str text = c->unit->text, word;
	size_t at = line.start;
	const char *open;

	if (!pk_next_word(text, &at, &word) || !(str_is(word, "import") || str_is(word, "from")) || line.end - line.start > LONGEST)
		return;
	open = memchr(text.p + at, '(', line.end - at);
	while (line.start < line.end && text.p[line.start] != *word.p)
		line.start++;
	take(c, open ? (struct span){ line.start, (uint32_t)closing(text, (size_t)(open - text.p)) } : line);
}

static uint32_t line_end(struct str text, uint32_t at)
{
	const char *nl = memchr(text.p + at, '\n', text.n - at);

	return nl ? (uint32_t)(nl + 1 - text.p) : (uint32_t)text.n;
}

struct span *pk_crumbs(struct pk_unit *u, uint32_t *n)
{
	struct crumbs c = { .unit = u };
	const struct pk_words *w = pk_unit_words(u);
	uint32_t hit = 0, place = 0;

	for (uint32_t at = 0, end; at < u->text.n; at = end) {
		end = line_end(u->text, at);
		take_import(&c, (struct span){ at, end });
		for (; hit < w->n && w->hits[hit].at < end; hit++)
			if (pk_demand_wants(u, &w->hits[hit]))
				take_call(&c, w->hits[hit].at, w->hits[hit].where & PK_WORD_CODE);
		for (; place < u->demand.places.n && u->demand.places.v[place] < end; place++)
			take_call(&c, u->demand.places.v[place], false);
	}
	*n = c.parts.n;
	return c.parts.v;
}
