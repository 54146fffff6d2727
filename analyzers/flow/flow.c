/*
 * flow: taint-mode rules. The formulas of a rule's sources, sinks, sanitizers and propagators are searched first; only
 * when there is a source and a sink in the file is it walked.
 */
#include "analyzer.h"
#include "flow/reach.h"
#include "flow/taint_rule.h"
#include "lazy.h"
#include "query/emit.h"
#include "source/sieve/criterion.h"
#include "source/sieve/slice.h"
#include "util/limits.h"

/* One rule on one unit. */
struct run {
	const struct taint_rule *rule;
	struct pk_unit *unit;
	struct pk_sink *out;
	struct pk_ranges matches[MARK_KINDS];
	bool *reported; /* by sink match */
};

static bool is_taint_rule(const struct pk_rule *rule)
{
	return !rule->analyzer.n && str_is(rule->mode, "taint") && (rule->languages & PK_LANG_PYTHON);
}

static const struct pk_lazy_kind taint_rules = { is_taint_rule, taint_rule_compile, taint_rule_keys };

/* A plan is a struct pk_lazy of struct taint_rule. */
static int compile(struct pk_rules *rules, void **plan_out, struct pk_err *err)
{
	struct pk_lazy *plan = arena_new(rules->arena, struct pk_lazy);
	int rc = pk_lazy_begin(plan, rules, &taint_rules, err);

	*plan_out = plan->list.n ? plan : NULL;
	return rc;
}

/* ---- marks: matches put on nodes ---- */

static void mark_node(struct walk *w, enum mark_kind kind, uint32_t node, uint32_t spec, uint32_t match)
{
	struct marks *m = &w->marks[kind];

	if (!m->at)
		m->at = arena_zalloc(w->arena, w->tree->n, sizeof(*m->at));
	vec_push(w->arena, &m->list, (struct mark){ .spec = spec, .match = match, .next = m->at[node] });
	m->at[node] = m->list.n;
}

static bool in_span(const struct pk_node *n, struct span s)
{
	return n->start >= s.start && n->end <= s.end && n->end > n->start;
}

static bool is_taintable(const struct walk *w, uint32_t node)
{
	enum pk_node_kind kind = w->tree->nodes[node].kind;

	return pk_node_is_expr(w->tree, node) || kind == PKN_PARAM || kind == PKN_STAR || kind == PKN_DSTAR;
}

/*
 * exact: the outermost expressions that make up the range (one, for a range that is an expression). Otherwise every
 * expression inside it.
 */
static void mark_range(struct walk *w, enum mark_kind kind, const struct pk_range *r, uint32_t spec, uint32_t match, bool exact)
{
	uint32_t i = r->node ? r->node : 1, end = r->node ? w->tree->nodes[r->node].end_node : w->tree->n;

	while (i < end) {
		bool hit = is_taintable(w, i) && (i == r->node || in_span(&w->tree->nodes[i], r->span));

		if (hit)
			mark_node(w, kind, i, spec, match);
		i = hit && exact ? w->tree->nodes[i].end_node : i + 1;
	}
}

/* A sanitizer that says so does not clean what is itself a source or a sink. */
static bool conflicts(const struct run *run, struct span span)
{
	for (int kind = MARK_SOURCE; kind <= MARK_SINK; kind++)
		for (uint32_t i = 0; i < run->matches[kind].n; i++)
			if (run->matches[kind].v[i].span.start == span.start && run->matches[kind].v[i].span.end == span.end)
				return true;
	return false;
}

static void mark_kind(struct run *run, struct walk *w, struct pk_search *s, enum mark_kind kind)
{
	const struct specs *specs = &run->rule->specs[kind];

	for (uint32_t k = 0; k < specs->n; k++) {
		struct pk_ranges found = { 0 };

		if (!pk_formula_run(specs->v[k].formula, s, &found))
			pk_note(run->out, run->unit->path, "limit", 0, "rule %s gave up on this file", run->rule->rule->id.p);
		for (uint32_t i = 0; i < found.n; i++) {
			bool exact = kind == MARK_PROPAGATOR || specs->v[k].exact;

			if (kind == MARK_SANITIZER && specs->v[k].not_conflicting && conflicts(run, found.v[i].span))
				continue;
			mark_range(w, kind, &found.v[i], k, run->matches[kind].n, exact);
			vec_push(w->arena, &run->matches[kind], found.v[i]);
		}
	}
}

/* ---- the rule's answers to the walk ---- */

static uint32_t label(void *rule, uint32_t spec)
{
	const struct run *run = rule;

	return run->rule->specs[MARK_SOURCE].v[spec].label;
}

static bool by_side_effect(void *rule, enum mark_kind kind, uint32_t spec)
{
	const struct run *run = rule;

	return run->rule->specs[kind].v[spec].by_side_effect;
}

static bool propagates(void *rule, const struct mark *p, uint32_t *from, uint32_t *to)
{
	const struct run *run = rule;
	const struct spec *s = &run->rule->specs[MARK_PROPAGATOR].v[p->spec];
	const struct pk_env *env = run->matches[MARK_PROPAGATOR].v[p->match].env;
	const struct pk_bind *f = pk_env_get(env, s->from), *t = pk_env_get(env, s->to);

	if (!f || !t || f->kind != PKB_NODE || t->kind != PKB_NODE)
		return false;
	*from = f->node;
	*to = t->node;
	return true;
}

static bool holds(const struct run *run, const struct pk_tree *t, uint32_t node, const struct taint *taint)
{
	const struct pk_node *n = &t->nodes[node];
	uint32_t second = pk_node_child(t, node, 1);

	switch (n->kind) {
	case PKN_NAME:
		for (; taint; taint = taint->next)
			if (str_eq(run->rule->labels.v[taint->label], intern_text(t->symbols, n->sym)))
				return true;
		return false;
	case PKN_UNARY:
		return !holds(run, t, node + 1, taint);
	case PKN_BOOL:
		if (n->op == PKO_AND)
			return holds(run, t, node + 1, taint) && holds(run, t, second, taint);
		return holds(run, t, node + 1, taint) || holds(run, t, second, taint);
	default:
		return n->kind == PKN_TRUE;
	}
}

static struct pk_region region_of_node(struct run *run, uint32_t node, struct str message)
{
	const struct pk_node *n = &run->unit->tree->nodes[node];

	return pk_region_of(run->out, run->unit, (struct span){ n->start, n->end }, message);
}

/* Source, steps, sink. */
static void add_flow(struct run *run, struct pk_finding *f, const struct taint_step *way, uint32_t sink)
{
	uint32_t n = 1, i;
	struct pk_region *v;

	for (const struct taint_step *s = way; s; s = s->before)
		n++;
	v = arena_zalloc(run->out->arena, n, sizeof(*v));
	i = n - 1;
	v[i] = region_of_node(run, sink, STR("reaches this"));
	for (; way; way = way->before) {
		i--;
		v[i] = region_of_node(run, way->node, i ? STR("goes through this") : STR("comes from here"));
	}
	f->flow = v;
	f->n_flow = n;
}

static void reached(void *rule, const struct mark *sink, uint32_t node, const struct taint *taint)
{
	struct run *run = rule;
	const struct spec *s = &run->rule->specs[MARK_SINK].v[sink->spec];
	const struct pk_range *range = &run->matches[MARK_SINK].v[sink->match];
	const struct pk_env *env = range->env;
	struct pk_finding *f;

	if (run->reported[sink->match])
		return;
	if (s->requires && !holds(run, s->requires, pk_node_first(s->requires, 0) + 1, taint))
		return;
	run->reported[sink->match] = true;
	for (const struct pk_env *e = run->matches[MARK_SOURCE].v[taint->source].env; e; e = e->next)
		if (!pk_env_get(env, e->slot))
			env = pk_env_add(&run->unit->scratch->arena, env, e->slot, e->bind);
	f = pk_query_emit(run->out, run->rule->rule, run->unit, &run->rule->slots, env, range->span);
	add_flow(run, f, taint->way, node);
}

/* ---- run ---- */

static bool possible(const struct taint_rule *r, enum mark_kind kind, const struct pk_search *s)
{
	for (uint32_t i = 0; i < r->specs[kind].n; i++)
		if (pk_formula_possible(r->specs[kind].v[i].formula, s))
			return true;
	return false;
}

static bool any_sieve(const struct taint_rule *r, enum mark_kind kind, struct pk_unit *u)
{
	for (uint32_t i = 0; i < r->specs[kind].n; i++)
		if (pk_formula_sieve(r->specs[kind].v[i].formula, u))
			return true;
	return false;
}

/* The i-th rule when, unless `all` are asked for, the words of a source and of a sink are in the file; else NULL. */
static const struct taint_rule *alive(const struct pk_lazy *p, uint32_t i, struct pk_unit *u, bool all)
{
	const struct taint_rule *r;

	if (!all && !pk_keys_met(&p->list.v[i].keys, u))
		return NULL;
	r = pk_lazy_get(p, i);
	if (!all && !(any_sieve(r, MARK_SINK, u) && any_sieve(r, MARK_SOURCE, u)))
		return NULL;
	return pk_rule_path(r->rule, u->path) ? r : NULL;
}

static void ask_marks(const struct taint_rule *r, enum mark_kind kind, struct pk_unit *u)
{
	for (uint32_t i = 0; i < r->specs[kind].n; i++)
		pk_formula_criterion(r->specs[kind].v[i].formula, u);
}

/* ---- criterion: what is rarer of sources and sinks, then the other, then all that taint may go through ---- */

/* At how many places of the file something of this kind may be; UINT32_MAX when that is not known. */
static uint32_t count_places(const struct taint_rule *r, enum mark_kind kind, struct pk_unit *u)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < r->specs[kind].n; i++) {
		struct pk_keys keys = pk_formula_keys(r->specs[kind].v[i].formula);

		if (!keys.n)
			return UINT32_MAX;
		for (uint32_t k = 0; k < keys.n; k++)
			n += pk_idents_count(pk_unit_idents(u), keys.v[k].word);
	}
	return n;
}

static enum mark_kind rarer_end(const struct taint_rule *r, struct pk_unit *u)
{
	return count_places(r, MARK_SINK, u) < count_places(r, MARK_SOURCE, u) ? MARK_SINK : MARK_SOURCE;
}

static void criterion(const void *plan, struct pk_unit *unit)
{
	const struct pk_lazy *p = plan;

	if (!unit->scratch->parse_all)
		unit->alive[1] = arena_zalloc(&unit->scratch->arena, p->list.n, sizeof(**unit->alive));
	for (uint32_t i = 0; i < p->list.n; i++) {
		const struct taint_rule *r = alive(p, i, unit, false);

		if (unit->alive[1])
			unit->alive[1][i] = r;
		if (r)
			ask_marks(r, rarer_end(r, unit), unit);
	}
}

static struct pk_ranges matches_of(const struct taint_rule *r, enum mark_kind kind, struct pk_unit *u, struct pk_sink *out)
{
	struct pk_search *s = pk_search_of(u, r->rule->builtin);
	struct run run = { .rule = r, .unit = u, .out = out };
	struct walk w = { .unit = u, .tree = pk_unit_tree(u), .arena = &u->scratch->arena };

	if (possible(r, kind, s))
		mark_kind(&run, &w, s, kind);
	return run.matches[kind];
}

static const bool *lines_of_matches(struct pk_unit *u, const struct pk_logical_lines *lines, const struct pk_ranges *matches)
{
	bool *marked = arena_zalloc(&u->scratch->arena, lines->n, sizeof(*marked));
	const struct pk_range *match;

	vec_each(match, matches)
		for (uint32_t i = pk_line_at(lines, match->span.start); i < lines->n && lines->v[i].span.start < match->span.end; i++)
			marked[i] = true;
	return marked;
}

/* By line: where a match of this kind may be; NULL when that is not known. */
static const bool *lines_of_words(const struct taint_rule *r, enum mark_kind kind, struct pk_unit *u)
{
	struct pk_criterion asked = u->criterion;
	const bool *lines;

	for (uint32_t i = 0; i < r->specs[kind].n; i++)
		if (!pk_formula_on_line(r->specs[kind].v[i].formula))
			return NULL;
	u->criterion = (struct pk_criterion){ .asked = true };
	ask_marks(r, kind, u);
	lines = pk_slice_wanted(u);
	u->criterion = asked;
	return lines;
}

/* Whether values flow in other ways than by assignments and calls. */
static bool has_ways(const struct taint_rule *r)
{
	for (uint32_t i = 0; i < r->specs[MARK_SOURCE].n; i++)
		if (r->specs[MARK_SOURCE].v[i].by_side_effect)
			return true;
	return r->specs[MARK_PROPAGATOR].n > 0;
}

/* Whether taint can get from sources to sinks, of which one kind was found and the other is told by words; adds to the way. */
static enum reach_answer may_flow(const struct taint_rule *r, enum mark_kind found, const struct pk_ranges *matches, struct pk_unit *u,
				  bool *way)
{
	const struct pk_logical_lines *lines = pk_unit_logical_lines(u);
	const bool *here = lines_of_matches(u, lines, matches);
	const bool *there = has_ways(r) ? NULL : lines_of_words(r, found == MARK_SINK ? MARK_SOURCE : MARK_SINK, u);

	if (!there)
		return REACH_UNKNOWN;
	return found == MARK_SINK ? reach_by_names(u, lines, there, here, way) : reach_by_names(u, lines, here, there, way);
}

/* In part of a tree, which holds the rarer end of the rule: asks for the other end, and adds to the way between them. */
static enum reach_answer ask_rest(const struct taint_rule *r, struct pk_unit *u, struct pk_sink *out, bool **way)
{
	enum mark_kind rarer = rarer_end(r, u);
	struct pk_ranges matches = matches_of(r, rarer, u, out);
	enum reach_answer flows;

	if (!matches.n)
		return REACH_NO;
	if (!*way)
		*way = arena_zalloc(&u->scratch->arena, pk_unit_logical_lines(u)->n, sizeof(**way));
	flows = may_flow(r, rarer, &matches, u, *way);
	if (flows == REACH_UNKNOWN)
		pk_criterion_all(u);
	if (flows == REACH_YES)
		ask_marks(r, rarer == MARK_SINK ? MARK_SOURCE : MARK_SINK, u);
	return flows;
}

/* In a tree of which only the rarer ends are asked for: asks for what the flows need besides. Rules that have none are dead. */
static void narrow(const struct pk_lazy *p, struct pk_unit *u, struct pk_sink *out)
{
	bool *way = NULL, flows = false;

	for (uint32_t i = 0; i < p->list.n; i++) {
		const struct taint_rule *r = u->alive[1][i];
		enum reach_answer answer;

		if (!r)
			continue;
		if (!pk_unit_tree(u) || !u->is_partial)
			return;
		answer = ask_rest(r, u, out, &way);
		flows |= answer != REACH_NO;
		if (answer == REACH_NO)
			u->alive[1][i] = NULL;
	}
	if (!flows)
		return;
	u->criterion.lines = way;
	pk_unit_parse_again(u);
}

/* Marks sinks and sources; false when one of them is missing, or the other. */
static bool mark_ends(struct run *run, struct walk *w, struct pk_search *s)
{
	if (!possible(run->rule, MARK_SOURCE, s) || !possible(run->rule, MARK_SINK, s))
		return false;
	mark_kind(run, w, s, MARK_SINK);
	if (run->matches[MARK_SINK].n)
		mark_kind(run, w, s, MARK_SOURCE);
	return run->matches[MARK_SOURCE].n > 0;
}

static void run_rule(const struct taint_rule *r, struct pk_search *s, struct pk_unit *u, struct pk_sink *out)
{
	struct run run = { .rule = r, .unit = u, .out = out };
	struct walk w = { .unit = u,
			  .tree = pk_unit_tree(u),
			  .names = pk_unit_names(u),
			  .arena = &u->scratch->arena,
			  .across_calls = r->rule->builtin,
			  .rule = &run,
			  .label = label,
			  .by_side_effect = by_side_effect,
			  .reached = reached,
			  .propagates = propagates,
			  .steps = PK_MAX_MATCH_STEPS };

	if (!mark_ends(&run, &w, s))
		return;
	mark_kind(&run, &w, s, MARK_SANITIZER);
	mark_kind(&run, &w, s, MARK_PROPAGATOR);
	run.reported = arena_zalloc(w.arena, run.matches[MARK_SINK].n, sizeof(bool));
	walk_unit(&w);
	if (!w.steps)
		pk_note(out, u->path, "limit", 0, "rule %s gave up on this file", r->rule->id.p);
}

static int run(const void *plan, struct pk_unit *unit, struct pk_sink *out)
{
	const struct pk_lazy *p = plan;

	if (unit->alive[1])
		narrow(p, unit, out);
	for (uint32_t i = 0; i < p->list.n; i++) {
		const struct taint_rule *r = unit->alive[1] ? unit->alive[1][i] : alive(p, i, unit, true);

		if (r && pk_unit_tree(unit))
			run_rule(r, pk_search_of(unit, r->rule->builtin), unit, out);
	}
	return PK_OK;
}

const struct pk_analyzer pk_analyzer_flow = {
	.name = "flow",
	.about = "taint rules: what an attacker controls, followed to where it does harm",
	.accepts = PK_PYTHON,
	.compile = compile,
	.criterion = criterion,
	.run = run,
};
