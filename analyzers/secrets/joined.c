/* Credentials that Python puts together: "hf_" + "...", implicit concatenation, formats. */
#include "secrets.h"
#include "source/meaning/consts.h"
#include "source/sieve/criterion.h"
#include "source/syntax/tree.h"
#include "source/lex/lexical.h"
#include "util/vec.h"

enum { PADDING = 16, PART = 48 /* longest part of a credential that is looked over for the end of its literal */ };

static bool is_token_byte(char c)
{
	return (pk_is_word_byte(c) && !(c & 0x80)) || c == '-' || c == '.';
}

/* What follows the quote of a part that goes on: +, a comma or bracket of a join, the end of the line, another literal. */
static bool goes_on(struct str text, size_t at)
{
	char c;

	while (at < text.n && (text.p[at] == ' ' || text.p[at] == '\t'))
		at++;
	c = at < text.n ? text.p[at] : '\n';
	return c == '+' || c == '"' || c == '\'' || c == '\n' || c == '\r' || c == '\\' || c == '%' || c == '.' || c == 'f';
}

static bool is_small(char c)
{
	return c >= 'a' && c <= 'z';
}

/* A word that begins with a keyword of small letters: "patch_size". A credential has capitals or digits before long. */
static bool is_word(struct str keyword, struct str behind)
{
	for (size_t i = 0; i < keyword.n; i++)
		if (!is_small(keyword.p[i]))
			return false;
	for (size_t i = 0; i < behind.n; i++)
		if (pk_is_word_byte(behind.p[i]) && behind.p[i] != '_' && !is_small(behind.p[i]))
			return false;
	return behind.n > 0;
}

static bool is_split(struct str text, const struct pk_literal *keyword, uint32_t start)
{
	size_t behind = start + keyword->text.n, at = behind, end = at + PART;

	if (keyword->fold || (start && is_token_byte(text.p[start - 1])))
		return false;
	while (at < text.n && at < end && is_token_byte(text.p[at]))
		at++;
	if (is_word(keyword->text, str_slice(text, behind, at)))
		return false;
	if (at < text.n && (text.p[at] == '"' || text.p[at] == '\''))
		return goes_on(text, at + 1);
	return at < text.n && (text.p[at] == '{' || text.p[at] == '%');
}

void pk_secrets_split(const struct pk_secret_plan *plan, struct pk_unit *u)
{
	const struct pk_literal_hit *hit;

	vec_each(hit, u->hits) {
		if (is_split(u->text, &plan->keywords.v[hit->literal], hit->at)) {
			pk_criterion_place(u, hit->at);
			u->is_split = true;
		}
	}
}

static bool is_joined(const struct pk_tree *t, uint32_t node)
{
	const struct pk_node *n = &t->nodes[node];

	if (n->kind == PKN_STRING)
		return n->flags & PKF_CONCAT;
	return n->kind == PKN_BINARY || n->kind == PKN_FSTRING || n->kind == PKN_CALL;
}

/* Whether the text alone told of it. */
static bool is_known(const struct pk_secrets *found, const struct pk_secret *s)
{
	const struct pk_secret *f;

	vec_each(f, found)
		if (f->at.start < s->at.end && s->at.start < f->at.end && str_eq(f->text, s->text))
			return true;
	return false;
}

static void look_into(const struct pk_secret_plan *plan, struct pk_unit *u, uint32_t node, struct str value, struct pk_secrets *out)
{
	const struct pk_node *n = &u->tree->nodes[node];
	struct pk_literal_hits hits;
	struct pk_secrets found = { 0 };
	struct pk_secret *s;
	char *padded = arena_zalloc(&u->scratch->arena, value.n + PADDING, 1);

	memcpy(padded, value.p, value.n);
	value.p = padded;
	pk_literals_find(plan->finder, value, &u->scratch->arena, &hits);
	pk_secrets_find(plan, u, value, &hits, &found);
	vec_each(s, &found) {
		s->at = (struct span){ n->start, n->end };
		if (!is_known(out, s))
			vec_push(&u->scratch->arena, out, *s);
	}
}

void pk_secrets_joined(const struct pk_secret_plan *plan, struct pk_unit *u, struct pk_secrets *out)
{
	const struct pk_tree *t = pk_unit_tree(u);

	if (!t || !pk_unit_consts(u))
		return;
	for (uint32_t i = 1; i < t->n;) {
		const struct pk_const *value = is_joined(t, i) ? pk_const_of(u, i) : NULL;

		if (value && value->kind == PKC_STRING) {
			look_into(plan, u, i, value->s, out);
			i = t->nodes[i].end_node;
		} else {
			i++;
		}
	}
	pk_secrets_sort(out);
}
