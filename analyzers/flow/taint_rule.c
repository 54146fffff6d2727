#include "flow/taint_rule.h"

static uint32_t label_of(struct pk_rules *rules, struct taint_rule *r, struct str name)
{
	for (uint32_t i = 0; i < r->labels.n; i++)
		if (str_eq(r->labels.v[i], name))
			return i;
	vec_push(rules->arena, &r->labels, name);
	return r->labels.n - 1;
}

static int compile_requires(struct pk_rules *rules, const struct taint_rule *r, const struct yaml *item, struct spec *s, struct pk_err *err)
{
	struct str text = yaml_text(item, "requires");

	if (!text.p)
		return PK_OK;
	s->requires = pk_rules_tree(rules, text, err);
	if (!s->requires)
		return err_set(err, PK_ERULE, r->rule->path.p, item->line, "rule %s: bad `requires:`", r->rule->id.p);
	return PK_OK;
}

static int compile_spec(struct pk_rules *rules, struct taint_rule *r, const struct yaml *item, enum mark_kind kind,
			const struct pk_query_options *options, struct pk_err *err)
{
	struct str label = yaml_text(item, "label");
	struct spec s = { .from = PK_SLOT_NONE, .to = PK_SLOT_NONE };
	int rc = pk_formula_new(rules, r->rule, options, item, &r->slots, &s.formula, err);

	if (!rc)
		rc = compile_requires(rules, r, item, &s, err);
	if (rc)
		return rc;
	s.exact = yaml_bool(yaml_get(item, "exact"), kind == MARK_SINK);
	s.by_side_effect = yaml_bool(yaml_get(item, "by-side-effect"), kind == MARK_PROPAGATOR);
	s.not_conflicting = yaml_bool(yaml_get(item, "not_conflicting"), false);
	s.label = label_of(rules, r, label.p ? label : STR("__SOURCE__"));
	if (kind == MARK_PROPAGATOR) {
		s.from = pk_slot_find(&r->slots, yaml_text(item, "from").p ? yaml_text(item, "from") : STR(""));
		s.to = pk_slot_find(&r->slots, yaml_text(item, "to").p ? yaml_text(item, "to") : STR(""));
		if (s.from == PK_SLOT_NONE || s.to == PK_SLOT_NONE)
			return err_set(err, PK_ERULE, r->rule->path.p, item->line,
				       "rule %s: a propagator needs `from:` and `to:`, metavariables of its pattern", r->rule->id.p);
	}
	vec_push(rules->arena, &r->specs[kind], s);
	return PK_OK;
}

int taint_rule_compile(struct pk_rules *rules, const struct pk_rule *rule, void **out, struct pk_err *err)
{
	static const char *const keys[MARK_KINDS] = { "pattern-sources", "pattern-sinks", "pattern-sanitizers", "pattern-propagators" };
	struct taint_rule *r = arena_new(rules->arena, struct taint_rule);
	struct pk_query_options options;
	int rc = pk_query_options(rule, &options, err);

	*r = (struct taint_rule){ .rule = rule, .slots = { .arena = rules->arena } };
	*out = r;
	(void)label_of(rules, r, STR("__SOURCE__"));
	for (int kind = 0; kind < MARK_KINDS && !rc; kind++) {
		yaml_each(item, yaml_get(rule->body, keys[kind])) {
			if (!rc)
				rc = compile_spec(rules, r, item, (enum mark_kind)kind, &options, err);
		}
	}
	if (!rc && (!r->specs[MARK_SOURCE].n || !r->specs[MARK_SINK].n))
		return err_set(err, PK_ERULE, rule->path.p, rule->line, "rule %s: a taint rule needs pattern-sources and pattern-sinks",
			       rule->id.p);
	return rc;
}

static struct pk_keys keys_of_specs(struct arena *a, const struct specs *specs)
{
	struct pk_keys keys = pk_formula_keys(specs->v[0].formula);

	for (uint32_t i = 1; i < specs->n; i++)
		keys = pk_keys_join(a, keys, pk_formula_keys(specs->v[i].formula));
	return keys;
}

struct pk_keys taint_rule_keys(struct arena *a, const void *made)
{
	const struct taint_rule *r = made;
	struct pk_keys sources = keys_of_specs(a, &r->specs[MARK_SOURCE]), sinks = keys_of_specs(a, &r->specs[MARK_SINK]);

	return !sources.n || (sinks.n && sinks.n < sources.n) ? sinks : sources;
}
