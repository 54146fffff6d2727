/* metavariable-regex, -pattern, -type, -analysis: filters on what a metavariable is bound to. */
#include "query/plan.h"

#include <math.h>

static bool pass_regex(const struct pk_filter *f, struct pk_search *s, struct pk_range *r, const struct pk_bind *b)
{
	struct str text = pk_bind_text(s->tree, b);

	if (pk_regex_run(f->regex, s->regex, text, 0) != 1)
		return false;
	for (uint32_t g = 1; f->group_slots && g <= pk_regex_groups(f->regex) && g < PK_GROUPS; g++) {
		size_t start, end;
		struct pk_bind group = { .kind = PKB_TEXT, .span = b->span };

		if (f->group_slots[g] == PK_SLOT_NONE || !pk_match_group(s->regex, g, &start, &end))
			continue;
		group.text = str_slice(text, start, end);
		r->env = pk_env_add(&s->unit->scratch->arena, r->env, f->group_slots[g], group);
	}
	return true;
}

/* Contents of the string a metavariable is bound to. */
static bool contents(struct pk_search *s, const struct pk_bind *b, struct str *out)
{
	const struct pk_const *c;

	if (b->kind == PKB_TEXT) {
		*out = b->text;
		return true;
	}
	if (b->kind != PKB_NODE || !pk_node_is_expr(s->tree, b->node))
		return false;
	c = pk_const_of(s->unit, b->node);
	if (!c || c->kind != PKC_STRING)
		return false;
	*out = c->s;
	return true;
}

static bool pass_text(const struct pk_filter *f, struct pk_search *s, const struct pk_bind *b)
{
	struct pk_unit unit = *s->unit;
	struct pk_search inner = { .unit = &unit, .regex = s->regex };
	struct pk_ranges found = { 0 };
	struct span all;

	if (!contents(s, b, &unit.text))
		return false;
	all = (struct span){ 0, (uint32_t)unit.text.n };
	pk_formula_eval(f->formula, &inner, &all, &found);
	return found.n > 0;
}

/* A bare name (of a function, a parameter, an attribute) or a string's contents is searched as code of its own. */
static bool pass_snippet(const struct pk_filter *f, struct pk_search *s, struct str text)
{
	struct pk_unit unit = { .kind = PK_PYTHON, .path = s->unit->path, .text = text, .raw = text, .scratch = s->unit->scratch };
	struct pk_search *inner = pk_search_of(&unit, s->strict);
	struct pk_ranges found = { 0 };
	struct span all = { 0, (uint32_t)text.n };

	if (inner->tree)
		pk_formula_eval(f->formula, inner, &all, &found);
	return found.n > 0;
}

static bool pass_pattern(const struct pk_filter *f, struct pk_search *s, struct pk_range *r, const struct pk_bind *b)
{
	struct span within = b->kind == PKB_NODE ? pk_node_outer(s->tree, b->node) : b->span;
	struct pk_ranges found = { 0 };
	bool pass = false;

	if (f->on_text)
		return pass_text(f, s, b);
	if (b->kind == PKB_NAME || b->kind == PKB_TEXT)
		return pass_snippet(f, s, pk_bind_text(s->tree, b));
	pk_formula_eval(f->formula, s, &within, &found);
	for (uint32_t i = 0; i < found.n && !pass; i++)
		pass = pk_env_merge(s->unit, r->env, found.v[i].env, &r->env);
	return pass;
}

/* Bits of Shannon entropy in the whole text. */
static double entropy_bits(struct str text)
{
	uint32_t count[256] = { 0 };
	double bits = 0;

	for (size_t i = 0; i < text.n; i++)
		count[(unsigned char)text.p[i]]++;
	for (int c = 0; c < 256; c++)
		if (count[c])
			bits -= count[c] * log2((double)count[c] / (double)text.n);
	return bits;
}

/* A group that holds a quantifier and is itself quantified: (a+)+ */
static bool is_exponential(struct str regex)
{
	bool inner[64] = { false };
	int depth = 0;

	for (size_t i = 0; i < regex.n; i++) {
		char c = regex.p[i], next = i + 1 < regex.n ? regex.p[i + 1] : '\0';

		if (c == '\\') {
			i++;
		} else if (c == '(' && depth < 63) {
			inner[++depth] = false;
		} else if (c == ')' && depth > 0) {
			bool repeats = next == '*' || next == '+' || next == '{';

			if (inner[depth] && repeats)
				return true;
			depth--;
			inner[depth] |= repeats;
		} else if (c == '*' || c == '+') {
			inner[depth] = true;
		}
	}
	return false;
}

enum {
	ENTROPY_MIN_BITS = 64, /* of the whole text */
	ENTROPY_MIN_LENGTH = 16,
};

static bool pass_analysis(const struct pk_filter *f, struct pk_search *s, const struct pk_bind *b)
{
	struct str text;

	if (!contents(s, b, &text))
		return false;
	if (f->entropy)
		return text.n >= ENTROPY_MIN_LENGTH && memchr(text.p, ' ', text.n) == NULL && entropy_bits(text) > ENTROPY_MIN_BITS;
	return is_exponential(text);
}

bool pk_filter_pass(const struct pk_filter *f, struct pk_search *s, struct pk_range *r)
{
	const struct pk_bind *b;

	if (f->kind == PKQ_MV_COMPARISON)
		return pk_compare(f, s, r->env);
	b = pk_env_get(r->env, f->slot);
	if (!b)
		return false;
	switch (f->kind) {
	case PKQ_MV_REGEX:
		return pass_regex(f, s, r, b);
	case PKQ_MV_PATTERN:
	case PKQ_MV_TYPE:
		return pass_pattern(f, s, r, b);
	default:
		return pass_analysis(f, s, b);
	}
}
