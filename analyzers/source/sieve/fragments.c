#include "source/sieve/fragments.h"

#include "source/lex/lexical.h"
#include "source/sieve/criterion.h"
#include "source/sieve/identifiers.h"
#include "util/limits.h"
#include "util/vec.h"

enum {
	LONGEST = 4096, /* bytes of one call, or import */
	NEAR = 1024,    /* bytes between a call's bracket and the word in it, and of a name */
	MOST = 1 << 14, /* of one text */
};

struct fragments {
	struct pk_unit *unit;
	struct parts VEC(struct span) parts;
	uint32_t end, n; /* of the last one; how many */
};

static void add(struct fragments *c, struct span span)
{
	vec_push(&c->unit->scratch->arena, &c->parts, span);
}

/* A fragment; when `close` is not empty, with something left out before that. */
static void take(struct fragments *c, struct span span, struct span close)
{
	if (span.start < c->end || span.end <= span.start)
		return;
	add(c, span);
	if (close.end) {
		add(c, (struct span){ close.start, close.start });
		add(c, close);
	}
	add(c, PK_APART);
	c->end = span.end;
	c->n++;
}

/* Behind the bracket that closes this one; 0 when it is not near, or with too many brackets in it. */
static size_t closing(struct str text, size_t open)
{
	size_t end = text.n - open > LONGEST ? open + LONGEST : text.n, at = open;
	int depth = 0;

	while (at < end && depth <= PK_MAX_FLAT_DEPTH) {
		char c = text.p[at];
		const char *behind = c == '"' || c == '\'' ? pk_string_end(text.p + at, text.p + end, false) : NULL;

		depth += (c == '(' || c == '[' || c == '{') - (c == ')' || c == ']' || c == '}');
		at = behind ? (size_t)(behind - text.p) : at + 1;
		if (!depth)
			return at;
	}
	return 0;
}

/* The last round bracket that closes something; empty when there is none behind this place. */
static struct span last_close(struct str text, size_t behind)
{
	const char *close = memrchr(text.p + behind, ')', text.n - behind);
	uint32_t at = close ? (uint32_t)(close - text.p) : 0;

	return close ? (struct span){ at, at + 1 } : (struct span){ 0 };
}

static bool is_of_name(char c)
{
	return pk_is_word_byte(c) || c == '.';
}

/* Where the dotted name begins that ends here, or the end of it that is no longer than a name may be. */
static size_t name_before(struct str text, size_t end)
{
	size_t least = end > NEAR ? end - NEAR : 0, start = end;

	while (start > least && is_of_name(text.p[start - 1]))
		start--;
	while (start && start < end && start == least && is_of_name(text.p[least - 1]) && text.p[least++] != '.')
		start = least;
	return start;
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

/* The call of the dotted name in which this word stands; only its name and brackets when it is too long. */
static void take_named(struct fragments *c, size_t at)
{
	struct str text = c->unit->text;
	struct span call = { (uint32_t)name_before(text, at), 0 }, close = { 0 };
	size_t end = at;

	while (end < text.n && end - at < NEAR && is_of_name(text.p[end]))
		end++;
	if (end == text.n || text.p[end] != '(')
		return;
	call.end = (uint32_t)closing(text, end);
	if (!call.end) {
		close = last_close(text, end);
		call.end = close.end ? (uint32_t)end + 1 : 0;
	}
	take(c, call, close);
}

static void take_call(struct fragments *c, uint32_t at, bool is_name)
{
	struct span around = call_around(c->unit->text, at);

	if (around.end)
		take(c, around, (struct span){ 0 });
	else if (is_name)
		take_named(c, at);
}

static uint32_t line_end(struct str text, uint32_t at)
{
	const char *nl = memchr(text.p + at, '\n', text.n - at);

	return nl ? (uint32_t)(nl + 1 - text.p) : (uint32_t)text.n;
}

/* The next word behind `at` that a rule names, besides `import`; *hit moves on to it. False when there is none before `end`. */
static bool next_of_use(const struct pk_unit *u, const struct pk_idents *w, uint32_t *hit, uint32_t at, uint32_t end)
{
	for (; *hit < w->n && w->hits[*hit].at < end; ++*hit)
		if (w->hits[*hit].at >= at && !str_starts(str_slice(u->text, w->hits[*hit].at, u->text.n), STR("import")))
			return true;
	return false;
}

/* What stands at this place between two commas, or a comma and a bracket. */
static struct span item_at(struct str text, uint32_t at, struct span list)
{
	struct span item = { at, at };

	while (item.start > list.start && text.p[item.start - 1] != ',' && text.p[item.start - 1] != '(')
		item.start--;
	while (item.end < list.end && text.p[item.end] != ',' && text.p[item.end] != ')')
		item.end++;
	return item;
}

/* Of an import that is too long some names that are of use: its head, a blank, and they with the commas between them. */
static void take_names(struct fragments *c, const struct pk_idents *w, uint32_t hit, struct span import, uint32_t blank)
{
	struct str text = str_slice(c->unit->text, 0, import.end), word;
	size_t head = import.start;
	uint32_t at, room = LONGEST;

	while (pk_next_word(text, &head, &word) && !str_is(word, "import"))
		;
	at = (uint32_t)head;
	add(c, (struct span){ import.start, at });
	add(c, (struct span){ blank, blank + 1 });
	for (uint32_t n = 0; next_of_use(c->unit, w, &hit, at, import.end);) {
		struct span item = item_at(text, w->hits[hit].at, (struct span){ (uint32_t)head, import.end });

		at = item.end;
		if (item.end - item.start > room)
			continue;
		room -= item.end - item.start;
		add(c, (struct span){ item.start - (n++ > 0), item.end });
	}
	add(c, PK_APART);
	c->end = import.end;
	c->n++;
}

/* `import ...` or `from ...` on one line, or up to its closing bracket, if there is a name of use in it. */
static void take_import(struct fragments *c, const struct pk_idents *w, uint32_t hit, struct span line)
{
	struct str text = c->unit->text, word;
	size_t at = line.start;
	const char *open;

	if (!pk_next_word(str_slice(text, 0, line.end), &at, &word) || !(str_is(word, "import") || str_is(word, "from")))
		return;
	line.start = (uint32_t)(word.p - text.p);
	open = memchr(text.p + at, '(', line.end - at);
	if (open && line.end - line.start <= LONGEST)
		line.end = (uint32_t)closing(text, (size_t)(open - text.p));
	if (line.start < c->end || !next_of_use(c->unit, w, &hit, line.start, line.end))
		return;
	if (line.end - line.start > LONGEST)
		take_names(c, w, hit, line, (uint32_t)at);
	else
		take(c, line, (struct span){ 0 });
}

struct span *pk_fragments(struct pk_unit *u, uint32_t *n)
{
	struct fragments c = { .unit = u };
	const struct pk_idents *w = pk_unit_idents(u);
	uint32_t hit = 0, place = 0;

	for (uint32_t at = 0, end; at < u->text.n && c.n < MOST; at = end) {
		end = line_end(u->text, at);
		take_import(&c, w, hit, (struct span){ at, end });
		for (; hit < w->n && w->hits[hit].at < end && c.n < MOST; hit++)
			if (pk_criterion_wants(u, &w->hits[hit]))
				take_call(&c, w->hits[hit].at, w->hits[hit].where & PK_IDENT_CODE);
		for (; place < u->criterion.places.n && u->criterion.places.v[place] < end; place++)
			take_call(&c, u->criterion.places.v[place], false);
	}
	*n = c.parts.n;
	return c.parts.v;
}
