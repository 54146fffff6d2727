/* YAML operators to a formula. Every refusal names the operator and its line. */
#include "query/plan.h"

#include "query/generic.h"
#include "query/required.h"

struct compiler {
	struct pk_rules *rules;
	const struct pk_rule *rule;
	struct pk_query_options options;
	struct pk_slots *slots;
	unsigned language; /* of the patterns being read: PK_LANG_PYTHON, _REGEX or _GENERIC */
};

static int compile_body(struct compiler *c, const struct yaml *body, struct pk_formula **out, struct pk_err *err);
static int compile_operator(struct compiler *c, const struct yaml *op, struct pk_formula **out, struct pk_err *err);

static int refuse(struct compiler *c, const struct yaml *y, struct pk_err *err, const char *what)
{
	return err_set(err, PK_ERULE, c->rule->path.p, y->line, "rule %s: %s", c->rule->id.p, what);
}

static int refuse_key(struct compiler *c, const struct yaml *y, struct pk_err *err)
{
	return err_set(err, PK_EUNSUPPORTED, c->rule->path.p, y->line, "operator `%s` is not supported", yaml_key(y).p);
}

static struct pk_formula *new_formula(struct compiler *c, enum pk_formula_kind kind)
{
	struct pk_formula *f = arena_new(c->rules->arena, struct pk_formula);

	f->kind = kind;
	f->options = c->options;
	return f;
}

/* Keeps the message of a lower floor and says where it happened. */
static int placed(struct compiler *c, const struct yaml *y, struct pk_err *err, const char *what)
{
	char msg[sizeof(err->msg)];

	(void)memcpy(msg, err->msg, sizeof(msg));
	return err_set(err, PK_ERULE, c->rule->path.p, y->line, "rule %s: %s: %.600s", c->rule->id.p, what, msg);
}

static const uint32_t *group_slots(struct compiler *c, const struct pk_regex *re, bool numbered)
{
	uint32_t *slots;

	if (numbered ? !pk_regex_may_group(re) : !pk_regex_may_name(re))
		return NULL;
	slots = arena_alloc(c->rules->arena, PK_GROUPS * sizeof(*slots));
	for (uint32_t g = 0; g < PK_GROUPS; g++)
		slots[g] = PK_SLOT_NONE;
	for (uint32_t g = 1; g < PK_GROUPS && g <= pk_regex_groups(re); g++) {
		struct str name = pk_regex_group_name(re, g);

		if (name.n)
			name = arena_printf(c->rules->arena, "$%.*s", STR_ARG(name));
		else if (numbered)
			name = arena_printf(c->rules->arena, "$%u", g);
		if (pk_is_metavar(name))
			slots[g] = pk_slot_of(c->slots, name);
	}
	return slots;
}

static int compile_regex(struct compiler *c, const struct yaml *y, struct str text, struct pk_formula **out, struct pk_err *err)
{
	struct pk_formula *f = new_formula(c, PKQ_REGEX);

	f->regex = pk_rules_regex(c->rules, c->rule->builtin, text, PK_REGEX_MULTILINE, err);
	if (!f->regex)
		return placed(c, y, err, "pattern-regex");
	f->group_slots = group_slots(c, f->regex, true);
	*out = f;
	return PK_OK;
}

static int compile_generic(struct compiler *c, const struct yaml *y, struct pk_formula **out, struct pk_err *err)
{
	*out = new_formula(c, PKQ_GENERIC);
	(*out)->generic = pk_generic_new(c->rules->arena, yaml_scalar(y), c->slots, err);
	return (*out)->generic ? PK_OK : placed(c, y, err, y->key.n ? yaml_key(y).p : "pattern");
}

static int compile_pattern(struct compiler *c, const struct yaml *y, struct pk_formula **out, struct pk_err *err)
{
	struct pk_formula *f;

	if (y->kind != YAML_SCALAR)
		return compile_body(c, y, out, err);
	if (c->language != PK_LANG_PYTHON)
		return compile_generic(c, y, out, err);
	f = new_formula(c, PKQ_PATTERN);
	if (pk_pattern_new(c->rules, yaml_scalar(y), c->options.strict, c->slots, &f->pattern, err))
		return placed(c, y, err, y->key.n ? yaml_key(y).p : "pattern");
	*out = f;
	return PK_OK;
}

static int compile_inside(struct compiler *c, const struct yaml *y, struct pk_formula **out, struct pk_err *err)
{
	int rc = compile_pattern(c, y, out, err);

	if (!rc)
		(*out)->inside = true;
	return rc;
}

static int compile_either(struct compiler *c, const struct yaml *list, struct pk_formula **out, struct pk_err *err)
{
	struct pk_formula *f = new_formula(c, PKQ_OR), *part;
	int rc;

	if (list->kind != YAML_LIST || !yaml_first(list))
		return refuse(c, list, err, "`pattern-either` wants a list");
	yaml_each(item, list) {
		rc = compile_body(c, item, &part, err);
		if (rc)
			return rc;
		vec_push(c->rules->arena, &f->parts, part);
	}
	*out = f;
	return PK_OK;
}

static int metavariable_of(struct compiler *c, const struct yaml *y, uint32_t *slot, struct pk_err *err)
{
	struct str name = yaml_text(y, "metavariable");

	*slot = pk_slot_of(c->slots, name);
	if (*slot == PK_SLOT_NONE)
		return refuse(c, y, err, "`metavariable:` wants a name such as $X");
	return PK_OK;
}

static int compile_mv_regex(struct compiler *c, const struct yaml *y, struct pk_filter *f, struct pk_err *err)
{
	struct str text = yaml_text(y, "regex");
	struct pk_required needed = { 0 };

	if (!text.p)
		return refuse(c, y, err, "metavariable-regex without `regex:`");
	f->regex = pk_rules_regex(c->rules, c->rule->builtin, text, PK_REGEX_ANCHORED, err);
	if (!f->regex)
		return placed(c, y, err, "metavariable-regex");
	f->group_slots = group_slots(c, f->regex, false);
	if (c->rule->builtin)
		needed = pk_required_literals(c->rules->arena, text, false);
	if (needed.n)
		f->needed = pk_literals_new(c->rules->arena, needed.v, needed.n);
	return PK_OK;
}

static int compile_mv_pattern(struct compiler *c, const struct yaml *y, struct pk_filter *f, struct pk_err *err)
{
	struct str language = yaml_text(y, "language");
	struct compiler inner = *c;

	if (str_is(language, "regex") || str_is(language, "generic"))
		inner.language = str_is(language, "regex") ? PK_LANG_REGEX : PK_LANG_GENERIC;
	else if (language.p && !str_is(language, "python"))
		return refuse(c, y, err, "metavariable-pattern in another language than python, regex, generic");
	f->on_text = inner.language != PK_LANG_PYTHON || yaml_get(y, "pattern-regex");
	return compile_body(&inner, y, &f->formula, err);
}

static int compile_comparison(struct compiler *c, const struct yaml *y, struct pk_filter *f, struct pk_err *err)
{
	struct str text = yaml_text(y, "comparison");

	if (yaml_get(y, "base") || yaml_get(y, "strip"))
		return refuse(c, y, err, "metavariable-comparison with `base` or `strip`");
	if (!text.p)
		return refuse(c, y, err, "metavariable-comparison without `comparison:`");
	f->expr = pk_rules_tree(c->rules, text, err);
	if (!f->expr || f->expr->nodes[pk_node_first(f->expr, 0)].kind != PKN_EXPR_STMT)
		return placed(c, y, err, "metavariable-comparison");
	f->expr_slots = pk_pattern_slots(c->rules, f->expr, c->slots);
	return PK_OK;
}

static int compile_one_type(struct compiler *c, const struct yaml *y, struct str name, struct str type, struct pk_formula *any,
			    struct pk_err *err)
{
	struct pk_formula *f = new_formula(c, PKQ_PATTERN);
	struct str text = arena_printf(c->rules->arena, "(%.*s: %.*s)", STR_ARG(name), STR_ARG(type));

	if (pk_pattern_new(c->rules, text, c->options.strict, c->slots, &f->pattern, err))
		return placed(c, y, err, "metavariable-type");
	vec_push(c->rules->arena, &any->parts, f);
	return PK_OK;
}

/* $X is a T: the typed metavariable ($X: T), matched at the binding itself. */
static int compile_type(struct compiler *c, const struct yaml *y, struct pk_filter *f, struct pk_err *err)
{
	struct str name = yaml_text(y, "metavariable");
	int rc = PK_OK;

	f->formula = new_formula(c, PKQ_OR);
	if (yaml_text(y, "type").p)
		rc = compile_one_type(c, y, name, yaml_text(y, "type"), f->formula, err);
	yaml_each(type, yaml_get(y, "types")) {
		if (!rc)
			rc = compile_one_type(c, y, name, yaml_scalar(type), f->formula, err);
	}
	return rc;
}

static int compile_analysis(struct compiler *c, const struct yaml *y, struct pk_filter *f, struct pk_err *err)
{
	struct str analyzer = yaml_text(y, "analyzer");

	f->entropy = str_is(analyzer, "entropy");
	if (!f->entropy && !str_is(analyzer, "redos"))
		return refuse(c, y, err, "metavariable-analysis knows `entropy` and `redos`");
	return PK_OK;
}

static int compile_filter(struct compiler *c, const struct yaml *y, struct pk_formula *and, struct pk_err *err)
{
	static const struct {
		const char *key;
		enum pk_filter_kind kind;
		int (*compile)(struct compiler *c, const struct yaml *y, struct pk_filter *f, struct pk_err *err);
	} table[] = {
		{ "metavariable-regex", PKQ_MV_REGEX, compile_mv_regex },
		{ "metavariable-pattern", PKQ_MV_PATTERN, compile_mv_pattern },
		{ "metavariable-comparison", PKQ_MV_COMPARISON, compile_comparison },
		{ "metavariable-type", PKQ_MV_TYPE, compile_type },
		{ "metavariable-analysis", PKQ_MV_ANALYSIS, compile_analysis },
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++) {
		struct pk_filter f = { .kind = table[i].kind, .slot = PK_SLOT_NONE };
		int rc = PK_OK;

		if (!str_is(yaml_key(y), table[i].key))
			continue;
		if (f.kind != PKQ_MV_COMPARISON || yaml_get(y, "metavariable"))
			rc = metavariable_of(c, y, &f.slot, err);
		if (!rc)
			rc = table[i].compile(c, y, &f, err);
		if (!rc)
			vec_push(c->rules->arena, &and->filters, f);
		return rc;
	}
	return refuse_key(c, y, err);
}

static int compile_focus(struct compiler *c, const struct yaml *y, struct pk_formula *and, struct pk_err *err)
{
	const struct yaml *first = y->kind == YAML_LIST ? yaml_first(y) : y;

	for (; first; first = y->kind == YAML_LIST ? yaml_next(first) : NULL) {
		uint32_t slot = pk_slot_of(c->slots, yaml_scalar(first));

		if (slot == PK_SLOT_NONE)
			return refuse(c, y, err, "`focus-metavariable` wants a name such as $X");
		vec_push(c->rules->arena, &and->focus, slot);
	}
	return PK_OK;
}

static int compile_negative(struct compiler *c, const struct yaml *y, enum pk_negative_kind kind, struct pk_formula *and,
			    struct pk_err *err)
{
	struct pk_negative n = { .kind = kind };
	int rc = kind == PKQ_NOT_REGEX ? compile_regex(c, y, yaml_scalar(y), &n.formula, err) : compile_pattern(c, y, &n.formula, err);

	if (!rc)
		vec_push(c->rules->arena, &and->negatives, n);
	return rc;
}

/* A key that says what to search. */
static bool is_operator(struct str key)
{
	return str_starts(key, STR("pattern")) && !str_is(key, "pattern-sources") && !str_is(key, "pattern-sinks") &&
	       !str_is(key, "pattern-sanitizers") && !str_is(key, "pattern-propagators");
}

/* pattern-inside, or a choice between such. */
static bool is_inside(const struct pk_formula *f)
{
	if (f->inside || f->kind != PKQ_OR)
		return f->inside;
	for (uint32_t i = 0; i < f->parts.n; i++)
		if (!is_inside(f->parts.v[i]))
			return false;
	return true;
}

/* One item of `patterns:`. */
static int compile_conjunct(struct compiler *c, const struct yaml *y, struct pk_formula *and, struct pk_formulas *insides,
			    struct pk_err *err)
{
	struct pk_formula *part = NULL;
	struct pk_formulas *parts;
	int rc;

	if (str_is(yaml_key(y), "pattern-not"))
		return compile_negative(c, y, PKQ_NOT, and, err);
	if (str_is(yaml_key(y), "pattern-not-inside"))
		return compile_negative(c, y, PKQ_NOT_INSIDE, and, err);
	if (str_is(yaml_key(y), "pattern-not-regex"))
		return compile_negative(c, y, PKQ_NOT_REGEX, and, err);
	if (str_is(yaml_key(y), "focus-metavariable"))
		return compile_focus(c, y, and, err);
	if (str_starts(yaml_key(y), STR("metavariable-")))
		return compile_filter(c, y, and, err);
	if (is_operator(yaml_key(y))) {
		rc = compile_operator(c, y, &part, err);
		if (!part)
			return rc;
		parts = is_inside(part) ? insides : &and->parts;
		vec_push(c->rules->arena, parts, part);
		return PK_OK;
	}
	return refuse_key(c, y, err);
}

static int compile_and(struct compiler *c, const struct yaml *list, struct pk_formula **out, struct pk_err *err)
{
	struct pk_formula *f = new_formula(c, PKQ_AND);
	struct pk_formulas insides = { 0 };

	if (list->kind != YAML_LIST || !yaml_first(list))
		return refuse(c, list, err, "`patterns` wants a list");
	yaml_each(item, list) {
		if (item->kind != YAML_MAP || !yaml_first(item))
			return refuse(c, item, err, "an item of `patterns` must be an operator");
		yaml_each(op, item) {
			int rc = compile_conjunct(c, op, f, &insides, err);

			if (rc)
				return rc;
		}
	}
	for (uint32_t i = 0; i < insides.n; i++)
		vec_push(c->rules->arena, &f->parts, insides.v[i]);
	*out = f;
	return PK_OK;
}

static int compile_body(struct compiler *c, const struct yaml *body, struct pk_formula **out, struct pk_err *err)
{
	const struct yaml *op = NULL;

	if (body->kind == YAML_SCALAR)
		return compile_pattern(c, body, out, err);
	if (body->kind == YAML_LIST)
		return compile_and(c, body, out, err);
	yaml_each(entry, body) {
		if (!is_operator(yaml_key(entry)))
			continue;
		if (op)
			return refuse(c, entry, err, "two operators side by side; put them under `patterns:`");
		op = entry;
	}
	return op ? compile_operator(c, op, out, err) : refuse(c, body, err, "no pattern operator");
}

static int compile_operator(struct compiler *c, const struct yaml *op, struct pk_formula **out, struct pk_err *err)
{
	if (str_is(yaml_key(op), "pattern"))
		return compile_pattern(c, op, out, err);
	if (str_is(yaml_key(op), "patterns"))
		return compile_and(c, op, out, err);
	if (str_is(yaml_key(op), "pattern-either"))
		return compile_either(c, op, out, err);
	if (str_is(yaml_key(op), "pattern-regex"))
		return compile_regex(c, op, yaml_scalar(op), out, err);
	if (str_is(yaml_key(op), "pattern-inside"))
		return compile_inside(c, op, out, err);
	return refuse_key(c, op, err);
}

int pk_query_options(const struct pk_rule *rule, struct pk_query_options *out, struct pk_err *err)
{
	*out = (struct pk_query_options){ .constants = true, .strict = rule->builtin };
	yaml_each(option, rule->options) {
		if (str_is(yaml_key(option), "symbolic_propagation"))
			out->symbolic = yaml_bool(option, false);
		else if (str_is(yaml_key(option), "constant_propagation"))
			out->constants = yaml_bool(option, true);
		else
			return err_set(err, PK_EUNSUPPORTED, rule->path.p, option->line, "option `%s` is not supported",
				       yaml_key(option).p);
	}
	return PK_OK;
}

int pk_formula_new(struct pk_rules *rules, const struct pk_rule *rule, const struct pk_query_options *options, const struct yaml *body,
		   struct pk_slots *slots, struct pk_formula **out, struct pk_err *err)
{
	struct compiler c = { .rules = rules, .rule = rule, .options = *options, .slots = slots };
	int rc;

	c.language = rule->languages & PK_LANG_PYTHON ? PK_LANG_PYTHON : rule->languages & PK_LANG_REGEX ? PK_LANG_REGEX : PK_LANG_GENERIC;
	rc = compile_body(&c, body, out, err);
	if (!rc)
		pk_formula_set_keys(rules, *out);
	return rc;
}
