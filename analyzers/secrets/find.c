/* Keyword hits -> credentials: the rule's regex at the hit, then all that tells a credential from what looks like one. */
#include <stdlib.h>

#include "secrets.h"
#include "taste.h"
#include "util/limits.h"
#include "util/vec.h"

enum {
	BEHIND = 64, /* bytes before the match that look-behinds see */
	LONG_LINE = 4096,
	GOES_ON = 8, /* bytes of a credential behind its keyword, at least */
	COLOUR = 16, /* bytes of an escape sequence */
	CLOCK = 1024
};

struct finder {
	const struct pk_secret_plan *plan;
	struct pk_unit *u;
	struct str text;
	struct pk_secrets found;
};

/* A generated or minified line: no place for what a person wrote. */
static bool is_on_long_line(struct str text, struct span at)
{
	size_t from = at.start, to = at.end;

	while (from && at.end - from < LONG_LINE && text.p[from - 1] != '\n')
		from--;
	while (to < text.n && to - from < LONG_LINE && text.p[to] != '\n')
		to++;
	return to - from >= LONG_LINE;
}

/* "langchain:langchain@localhost": the password is the user's name. */
static bool is_name_again(struct str text, struct span at)
{
	uint32_t n = at.end - at.start;

	return at.start > n && text.p[at.start - 1] == ':' && at.end < text.n && text.p[at.end] == '@' &&
	       memcmp(text.p + at.start - 1 - n, text.p + at.start, n) == 0;
}

static bool is_credential(struct finder *f, const struct pk_secret_rule *rule, struct span at, bool *refuted)
{
	struct str s = str_slice(f->text, at.start, at.end);
	double least = rule->entropy < 0 ? pk_entropy_floor(s) : rule->entropy;

	if (!s.n || pk_is_placeholder(s) || is_name_again(f->text, at) || (least > 0 && pk_entropy(s) < least))
		return false;
	if (rule->proof) {
		*refuted = !rule->proof(&f->u->scratch->arena, s);
		return true;
	}
	if (rule->generic && (pk_is_wording(s) || is_on_long_line(f->text, at)))
		return false;
	return !pk_is_in_blob(f->text, at);
}

/* What can be said without the regex: of most keywords, that nothing is there. */
static bool may_match(struct str text, const struct pk_secret_rule *rule, size_t behind)
{
	if (rule->generic)
		return pk_is_assigned(text, behind);
	if (!rule->solid)
		return true;
	for (size_t i = behind; i < behind + GOES_ON; i++)
		if (i >= text.n || !pk_is_token_byte(text.p[i]))
			return false;
	return true;
}

/* Behind an escape sequence that colours the text of a terminal, which ends in a letter. */
static bool is_coloured(struct str text, size_t at)
{
	size_t from = at;

	if (!at || text.p[--from] != 'm')
		return false;
	while (from && at - from < COLOUR && ((text.p[from - 1] >= '0' && text.p[from - 1] <= '9') || text.p[from - 1] == ';'))
		from--;
	return from > 1 && text.p[from - 1] == '[' && text.p[from - 2] == '\x1b';
}

/* The rule's match at a keyword; false when there is none or the window cuts it short. */
static bool match(struct finder *f, const struct pk_secret_rule *rule, uint32_t hit, struct span *out, struct str *user)
{
	struct pk_match *m = pk_scratch_match(f->u->scratch);
	uint32_t first = hit > rule->reach ? hit - rule->reach : 0, behind = is_coloured(f->text, hit) ? 0 : BEHIND,
		 base = first > behind ? first - behind : 0;
	size_t end = hit + (size_t)rule->window < f->text.n ? hit + (size_t)rule->window : f->text.n, from, to;
	struct str window = str_slice(f->text, base, end);

	if (pk_regex_run(rule->regex, m, window, first - base) != 1)
		return false;
	*user = STR("");
	if (rule->has_user && pk_match_group(m, 1, &from, &to))
		*user = str_slice(window, from, to);
	if (!pk_match_group(m, rule->has_user ? 2 : 1, &from, &to) && !pk_match_group(m, 0, &from, &to))
		return false;
	if (base + to == end && end < f->text.n)
		return false;
	*out = (struct span){ (uint32_t)(base + from), (uint32_t)(base + to) };
	return true;
}

static int by_start(const void *a, const void *b)
{
	const struct pk_secret *x = a, *y = b;

	if (x->at.start != y->at.start)
		return x->at.start < y->at.start ? -1 : 1;
	return x->rule < y->rule ? -1 : x->rule > y->rule;
}

void pk_secrets_sort(struct pk_secrets *found)
{
	if (found->n > 1)
		qsort(found->v, found->n, sizeof(*found->v), by_start);
}

/* Whether a says more of the same place than b. */
static bool is_better(const struct pk_secret *a, const struct pk_secret *b)
{
	if (a->rule->generic != b->rule->generic)
		return b->rule->generic;
	if (a->refuted != b->refuted)
		return b->refuted;
	if (a->rule->rule->confidence != b->rule->rule->confidence)
		return a->rule->rule->confidence > b->rule->rule->confidence;
	if (a->text.n != b->text.n)
		return a->text.n > b->text.n;
	return a->keyword > b->keyword;
}

static void keep_best(struct arena *a, struct pk_secrets *found, struct pk_secrets *out)
{
	struct pk_secret *best = NULL, *s;

	pk_secrets_sort(found);
	vec_each(s, found) {
		if (best && s->at.start < best->at.end) {
			best = is_better(s, best) ? s : best;
			continue;
		}
		if (best && !best->refuted)
			vec_push(a, out, *best);
		best = s;
	}
	if (best && !best->refuted)
		vec_push(a, out, *best);
}

void pk_secrets_find(const struct pk_secret_plan *plan, struct pk_unit *u, struct str text, const struct pk_literal_hits *hits,
		     struct pk_secrets *out)
{
	struct arena *a = &u->scratch->arena;
	struct finder f = { .plan = plan, .u = u, .text = text };

	for (uint32_t i = 0; i < hits->n; i++) {
		const struct pk_literal *keyword = &plan->keywords.v[hits->v[i].literal];
		const struct pk_secret_rule *rule = &plan->rules.v[keyword->owner];
		struct str user;
		struct span at;
		bool refuted = false;

		if (i % CLOCK == CLOCK - 1 && pk_scratch_expired(u->scratch))
			break;
		if (!may_match(text, rule, hits->v[i].at + keyword->text.n) || !match(&f, rule, hits->v[i].at, &at, &user) ||
		    !is_credential(&f, rule, at, &refuted))
			continue;
		vec_push(a, &f.found,
			 (struct pk_secret){ rule, str_slice(text, at.start, at.end), user, at, (uint32_t)keyword->text.n, false,
					     refuted });
	}
	keep_best(a, &f.found, out);
}
