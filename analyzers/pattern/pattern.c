/*
 * pattern: search-mode rules. A plan is the rules' formulas; a run searches each that is possible in the file and emits
 * one finding for each range and message.
 */
#include "analyzer.h"
#include "lazy.h"
#include "query/emit.h"
#include "query/loads.h"

enum { A_LOOK = 64 }; /* findings between two looks at the clock */

/* A rule, compiled. */
struct search {
	const struct pk_rule *rule;
	struct pk_formula *formula;
	struct pk_slots slots;
};

struct plan {
	struct pk_lazy later; /* struct search */
	uint32_t *kinds;      /* by rule of `later`: set of enum pk_kind that it looks at */
};

static bool is_search_rule(const struct pk_rule *rule)
{
	return !rule->analyzer.n && str_is(rule->mode, "search") && (rule->languages & (PK_LANG_PYTHON | PK_LANG_REGEX | PK_LANG_GENERIC));
}

/* metadata.picket.kinds: [shell, output]: only these parts of notebooks and kinds of files. */
static uint32_t kinds_of(const struct pk_rule *rule)
{
	static const struct {
		const char *name;
		uint32_t kind;
	} names[] = { { "python", PK_PYTHON },     { "shell", PK_SHELL },       { "markdown", PK_MARKDOWN }, { "output", PK_OUTPUT },
		      { "metadata", PK_METADATA }, { "dependencies", PK_DEPS }, { "text", PK_TEXT } };
	uint32_t kinds = 0;

	yaml_each(item, pk_rule_picket(rule, "kinds"))
		for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
			kinds |= str_is(yaml_scalar(item), names[i].name) ? names[i].kind : 0;
	if (kinds == 0)
		return rule->languages & PK_LANG_PYTHON ? PK_PYTHON : PK_ANY_TEXT;
	return kinds;
}

static int compile_rule(struct pk_rules *rules, const struct pk_rule *rule, void **out, struct pk_err *err)
{
	struct search *made = arena_new(rules->arena, struct search);
	struct pk_query_options options;
	int rc = pk_query_options(rule, &options, err);

	*made = (struct search){ .rule = rule, .slots = { .arena = rules->arena } };
	*out = made;
	return rc ? rc : pk_formula_new(rules, rule, &options, rule->body, &made->slots, &made->formula, err);
}

static struct pk_keys keys_of(struct arena *a, const void *made)
{
	const struct search *search = made;

	(void)a;
	return pk_formula_keys(search->formula);
}

static const struct pk_lazy_kind search_rules = { is_search_rule, compile_rule, keys_of };

static int compile(struct pk_rules *rules, void **plan_out, struct pk_err *err)
{
	struct plan *plan = arena_new(rules->arena, struct plan);
	int rc = pk_lazy_begin(&plan->later, rules, &search_rules, err);
	uint32_t n = plan->later.list.n;

	plan->kinds = arena_alloc(rules->arena, n * sizeof(*plan->kinds));
	for (uint32_t i = 0; i < n; i++)
		plan->kinds[i] = kinds_of(plan->later.list.v[i].rule);
	*plan_out = n ? plan : NULL;
	return rc;
}

/* The expression that the rule says names the file; 0 when it says none. */
static uint32_t named_file(const struct search *r, const struct pk_env *env)
{
	const struct pk_bind *bind = pk_env_get(env, pk_slot_find(&r->slots, r->rule->loaded));

	return bind && bind->kind == PKB_NODE ? bind->node : 0;
}

/* False where the rule has nothing to say: the file that it names is not there. */
static bool emit(const struct search *r, const struct pk_range *range, struct pk_unit *u, struct pk_sink *out)
{
	struct pk_loads loads = { 0 };
	struct pk_finding *f;

	if (r->rule->loads && out->paths)
		loads = pk_loads_find(out, u, range->node, named_file(r, range->env));
	if (r->rule->loaded.n && out->paths && !loads.n)
		return false;
	f = pk_query_emit(out, r->rule, u, &r->slots, range->env, range->span);
	f->related = loads.v;
	f->n_related = loads.n;
	return true;
}

static void run_rule(const struct search *r, struct pk_search *s, struct pk_unit *u, struct pk_sink *out)
{
	const struct pk_range *before = NULL;
	struct pk_ranges ranges = { 0 };
	struct str last = STR_NONE;
	bool whole = pk_formula_run(r->formula, s, &ranges);

	for (uint32_t i = 0; i < ranges.n; i++) {
		const struct pk_range *range = &ranges.v[i];
		struct str message = pk_query_message(u, r->rule, &r->slots, range->env);
		bool same = before && before->span.start == range->span.start && before->span.end == range->span.end;

		if (i % A_LOOK == A_LOOK - 1 && pk_scratch_expired(u->scratch)) {
			whole = false;
			break;
		}
		if ((same && str_eq(message, last)) || !emit(r, range, u, out))
			continue;
		before = range;
		last = message;
	}
	if (!whole)
		pk_note(out, u->path, "limit", 0, "rule %s gave up on this file", r->rule->id.p);
}

/* The i-th rule when it is for this file and, unless `all` are asked for, its words are in it; else NULL. */
static const struct search *alive(const struct plan *p, uint32_t i, struct pk_unit *u, bool all)
{
	const struct pk_lazy_rule *rule = &p->later.list.v[i];
	const struct search *r;

	if (!(u->kind & p->kinds[i]) || !(all || pk_keys_met(&rule->keys, u)) || (rule->rule->latent && u->scratch->no_latent))
		return NULL;
	r = pk_lazy_get(&p->later, i);
	return (all || pk_formula_sieve(r->formula, u)) && pk_rule_path(r->rule, u->path) ? r : NULL;
}

static void criterion(const void *plan, struct pk_unit *unit)
{
	const struct plan *p = plan;

	if (unit->kind != PK_PYTHON)
		return;
	if (!unit->scratch->parse_all)
		unit->alive[0] = arena_zalloc(&unit->scratch->arena, p->later.list.n, sizeof(**unit->alive));
	for (uint32_t i = 0; i < p->later.list.n; i++) {
		const struct search *r = alive(p, i, unit, false);

		if (unit->alive[0])
			unit->alive[0][i] = r;
		if (r)
			pk_formula_criterion(r->formula, unit);
	}
}

static int run(const void *plan, struct pk_unit *unit, struct pk_sink *out)
{
	const struct plan *p = plan;

	for (uint32_t i = 0; i < p->later.list.n; i++) {
		const struct search *r = unit->alive[0] ? unit->alive[0][i] : alive(p, i, unit, unit->scratch->parse_all);
		struct pk_search *s;

		if (!r)
			continue;
		s = pk_search_of(unit, r->rule->builtin);
		if (pk_formula_possible(r->formula, s))
			run_rule(r, s, unit, out);
	}
	return PK_OK;
}

const struct pk_analyzer pk_analyzer_pattern = {
	.name = "pattern",
	.about = "Semgrep-style patterns over Python syntax, with imports and constants resolved",
	.accepts = PK_ANY_TEXT,
	.compile = compile,
	.criterion = criterion,
	.run = run,
};
