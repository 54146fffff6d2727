/* The algebra of ranges: what patterns, pattern-either, the negations, filters and focus make of each other. */
#include "query/generic.h"
#include "query/plan.h"

#include <stdlib.h>

#include "util/limits.h"

static bool within_span(struct span a, struct span b)
{
	return a.start >= b.start && a.end <= b.end;
}

static bool same_span(struct span a, struct span b)
{
	return a.start == b.start && a.end == b.end;
}

static int cmp_ranges(const void *a, const void *b)
{
	const struct pk_range *x = a, *y = b;

	if (x->span.start != y->span.start)
		return x->span.start < y->span.start ? -1 : 1;
	if (x->span.end != y->span.end)
		return x->span.end > y->span.end ? -1 : 1;
	return (x->node > y->node) - (x->node < y->node);
}

static void sort_unique(struct pk_ranges *r)
{
	uint32_t kept = 0;

	if (r->n < 2)
		return;
	qsort(r->v, r->n, sizeof(*r->v), cmp_ranges);
	for (uint32_t i = 0; i < r->n; i++) {
		bool copy = false;

		for (uint32_t j = kept; j-- > 0 && same_span(r->v[j].span, r->v[i].span) && kept - j < 64;)
			if (r->v[j].inside == r->v[i].inside && pk_env_same(r->v[j].env, r->v[i].env)) {
				copy = true;
				break;
			}
		if (!copy)
			r->v[kept++] = r->v[i];
	}
	r->n = kept;
}

static void add(struct pk_search *s, struct pk_ranges *out, struct pk_range r)
{
	if (out->n < PK_MAX_MATCHES_PER_RULE)
		vec_push(&s->unit->scratch->arena, out, r);
	else
		s->gave_up = true;
}

/* The inner one of two nested ranges with agreeing metavariables. */
static void meet(struct pk_search *s, const struct pk_range *u, const struct pk_range *v, struct pk_ranges *out)
{
	struct pk_range r = *u;

	if (within_span(u->span, v->span) && (!u->inside || v->inside)) {
		if (pk_env_merge(s->unit, u->env, v->env, &r.env))
			add(s, out, r);
	} else if (within_span(v->span, u->span) && (!v->inside || u->inside)) {
		r = *v;
		if (pk_env_merge(s->unit, v->env, u->env, &r.env))
			add(s, out, r);
	}
}

static void intersect(struct pk_search *s, struct pk_ranges *acc, const struct pk_ranges *with)
{
	struct pk_ranges out = { 0 };

	for (uint32_t i = 0; i < acc->n; i++)
		for (uint32_t j = 0; j < with->n; j++)
			meet(s, &acc->v[i], &with->v[j], &out);
	*acc = out;
	sort_unique(acc);
}

/* A bare $X narrows each range to the expressions in it that $X may be. */
static void select_within(struct pk_search *s, const struct pk_formula *f, struct pk_ranges *acc)
{
	struct pk_ranges out = { 0 };

	for (uint32_t i = 0; i < acc->n; i++) {
		struct pk_ranges found = { 0 };

		pk_pattern_run(s, f, &acc->v[i].span, &found);
		for (uint32_t j = 0; j < found.n; j++)
			if (pk_env_merge(s->unit, found.v[j].env, acc->v[i].env, &found.v[j].env))
				add(s, &out, found.v[j]);
	}
	*acc = out;
	sort_unique(acc);
}

static void run_regex(struct pk_search *s, const struct pk_formula *f, const struct span *within, struct pk_ranges *out)
{
	struct str text = s->unit->text;
	size_t at = within ? within->start : 0, start, end;

	while (at <= text.n && out->n < PK_MAX_MATCHES_PER_RULE) {
		const struct pk_env *env = NULL;
		int hit = pk_regex_run(f->regex, s->regex, text, at);

		if (hit != 1 || !pk_match_group(s->regex, 0, &start, &end) || (within && end > within->end))
			return;
		for (uint32_t g = 1; f->group_slots && g <= pk_regex_groups(f->regex) && g < PK_GROUPS; g++) {
			size_t a, b;

			if (f->group_slots[g] == PK_SLOT_NONE || !pk_match_group(s->regex, g, &a, &b))
				continue;
			env = pk_env_add(&s->unit->scratch->arena, env, f->group_slots[g],
					 (struct pk_bind){
						 .kind = PKB_TEXT, .text = str_slice(text, a, b), .span = { (uint32_t)a, (uint32_t)b } });
		}
		add(s, out, (struct pk_range){ .span = { (uint32_t)start, (uint32_t)end }, .env = env });
		at = end > start ? end : end + 1;
	}
}

static bool is_selector(const struct pk_formula *f)
{
	return f->kind == PKQ_PATTERN && f->pattern->selector && !f->inside;
}

static void positives(const struct pk_formula *f, struct pk_search *s, const struct span *within, struct pk_ranges *acc)
{
	bool any = false;

	for (uint32_t i = 0; i < f->parts.n; i++) {
		const struct pk_formula *part = f->parts.v[i];
		struct pk_ranges found = { 0 };

		if (is_selector(part))
			continue;
		pk_formula_eval(part, s, within, &found);
		if (any)
			intersect(s, acc, &found);
		else
			*acc = found;
		any = true;
		if (!acc->n)
			return;
	}
	for (uint32_t i = 0; i < f->parts.n; i++) {
		if (!is_selector(f->parts.v[i]))
			continue;
		if (any)
			select_within(s, f->parts.v[i], acc);
		else
			pk_pattern_run(s, f->parts.v[i], within, acc);
		any = true;
	}
	if (!any && within)
		add(s, acc, (struct pk_range){ .span = *within });
}

static bool is_removed(struct pk_search *s, enum pk_negative_kind kind, const struct pk_range *x, const struct pk_range *y)
{
	const struct pk_env *merged;
	bool hit = false;

	switch (kind) {
	case PKQ_NOT:
		hit = same_span(x->span, y->span);
		break;
	case PKQ_NOT_INSIDE:
		hit = within_span(x->span, y->span);
		break;
	case PKQ_NOT_REGEX:
		hit = within_span(x->span, y->span) || within_span(y->span, x->span);
		break;
	}
	return hit && pk_env_merge(s->unit, x->env, y->env, &merged);
}

static void subtract(struct pk_search *s, const struct pk_negative *neg, const struct span *within, struct pk_ranges *acc)
{
	struct pk_ranges found = { 0 };
	uint32_t kept = 0;

	pk_formula_eval(neg->formula, s, neg->kind == PKQ_NOT_INSIDE ? NULL : within, &found);
	for (uint32_t i = 0; i < acc->n; i++) {
		bool removed = false;

		for (uint32_t j = 0; j < found.n && !removed; j++)
			removed = is_removed(s, neg->kind, &acc->v[i], &found.v[j]);
		if (!removed)
			acc->v[kept++] = acc->v[i];
	}
	acc->n = kept;
}

static void filter(const struct pk_formula *f, struct pk_search *s, struct pk_ranges *acc)
{
	for (uint32_t k = 0; k < f->filters.n; k++) {
		uint32_t kept = 0;

		for (uint32_t i = 0; i < acc->n; i++)
			if (pk_filter_pass(&f->filters.v[k], s, &acc->v[i]))
				acc->v[kept++] = acc->v[i];
		acc->n = kept;
	}
}

static void focus(const struct pk_formula *f, struct pk_search *s, struct pk_ranges *acc)
{
	struct pk_ranges out = { 0 };

	if (!f->focus.n)
		return;
	for (uint32_t i = 0; i < acc->n; i++) {
		for (uint32_t k = 0; k < f->focus.n; k++) {
			const struct pk_bind *b = pk_env_get(acc->v[i].env, f->focus.v[k]);
			struct pk_range r = { .env = acc->v[i].env };

			if (!b || !within_span(b->span, acc->v[i].span))
				continue;
			r.span = b->span;
			r.node = b->kind == PKB_NODE ? b->node : 0;
			add(s, &out, r);
		}
	}
	*acc = out;
}

static void either(const struct pk_formula *f, struct pk_search *s, const struct span *within, struct pk_ranges *out)
{
	for (uint32_t i = 0; i < f->parts.n; i++) {
		struct pk_ranges found = { 0 };

		pk_formula_eval(f->parts.v[i], s, within, &found);
		for (uint32_t k = 0; k < found.n; k++)
			add(s, out, found.v[k]);
	}
}

void pk_formula_eval(const struct pk_formula *f, struct pk_search *s, const struct span *within, struct pk_ranges *out)
{
	switch (f->kind) {
	case PKQ_PATTERN:
		pk_pattern_run(s, f, within, out);
		break;
	case PKQ_REGEX:
		run_regex(s, f, within, out);
		break;
	case PKQ_GENERIC:
		pk_generic_run(f->generic, s, out);
		break;
	case PKQ_OR:
		either(f, s, within, out);
		break;
	case PKQ_AND:
		positives(f, s, within, out);
		for (uint32_t i = 0; i < f->negatives.n && out->n; i++)
			subtract(s, &f->negatives.v[i], within, out);
		break;
	}
	for (uint32_t i = 0; f->inside && i < out->n; i++)
		out->v[i].inside = true;
	filter(f, s, out);
	focus(f, s, out);
	sort_unique(out);
}

bool pk_formula_run(const struct pk_formula *f, struct pk_search *s, struct pk_ranges *out)
{
	(void)pk_match_gave_up(s->regex);
	s->gave_up = false;
	if (pk_formula_possible(f, s))
		pk_formula_eval(f, s, NULL, out);
	return !(pk_match_gave_up(s->regex) || s->gave_up);
}
