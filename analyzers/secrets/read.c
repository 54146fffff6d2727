/* Rules as they are written -> rules as they are run. */
#include <stdlib.h>

#include "secrets.h"
#include "taste.h"
#include "util/limits.h"
#include "util/vec.h"

enum { WINDOW = 512, SHORT = 7 };

static int refuse(const struct pk_rule *rule, struct pk_err *err, const char *what)
{
	return err_set(err, PK_ERULE, rule->path.p, rule->line, "rule %s: %s", rule->id.p, what);
}

static int read_number(const struct pk_rule *rule, const char *key, uint32_t fallback, uint32_t max, uint32_t *out, struct pk_err *err)
{
	const struct yaml *y = pk_rule_picket(rule, key);
	int64_t n;

	*out = fallback;
	if (!y)
		return PK_OK;
	if (!str_to_int(yaml_scalar(y), &n) || n < 0 || n > max)
		return refuse(rule, err, "`reach` and `window` are numbers of bytes");
	*out = (uint32_t)n;
	return PK_OK;
}

static int read_filters(const struct pk_rule *rule, struct pk_secret_rule *out, struct pk_err *err)
{
	const struct yaml *checksum = pk_rule_picket(rule, "checksum"), *entropy = pk_rule_picket(rule, "entropy");
	char *end;

	out->entropy = -1;
	if (entropy) {
		out->entropy = strtod(yaml_scalar(entropy).p, &end);
		if (!entropy->scalar.n || *end || !(out->entropy >= 0 && out->entropy <= 8))
			return refuse(rule, err, "`entropy` is a number of bits a byte");
	}
	if (checksum) {
		out->proof = pk_proof_find(yaml_scalar(checksum));
		if (!out->proof)
			return refuse(rule, err, "no `checksum` is called so");
	}
	out->generic = yaml_bool(pk_rule_picket(rule, "generic"), false);
	return PK_OK;
}

static int read_keywords(struct pk_rules *rules, struct pk_secret_plan *plan, const struct pk_rule *rule, bool fold, bool *solid,
			 struct pk_err *err)
{
	const struct yaml *keywords = pk_rule_picket(rule, "keywords");

	*solid = !fold; /* the short ones are everywhere; the long ones are rare without this */

	if (!keywords || keywords->kind != YAML_LIST || !keywords->n)
		return refuse(rule, err, "a rule for credentials needs `keywords`");
	yaml_each(k, keywords) {
		struct str word = yaml_scalar(k);

		if (word.n < PK_LITERAL_MIN)
			return refuse(rule, err, "a keyword has at least three bytes");
		*solid = *solid && word.n <= SHORT;
		for (size_t i = 0; i < word.n; i++)
			*solid = *solid && pk_is_token_byte(word.p[i]);
		vec_push(rules->arena, &plan->keywords, (struct pk_literal){ word, fold, plan->rules.n });
	}
	return PK_OK;
}

static int read_rule(struct pk_rules *rules, struct pk_secret_plan *plan, const struct pk_rule *rule, struct pk_err *err)
{
	struct pk_secret_rule r = { .rule = rule };
	struct str pattern = yaml_text(rule->body, "pattern-regex");
	bool fold = str_starts(pattern, STR("(?i)"));
	int rc = read_number(rule, "reach", 0, WINDOW, &r.reach, err);

	if (rc == PK_OK)
		rc = read_number(rule, "window", WINDOW, PK_MAX_SECRET_WINDOW, &r.window, err);
	if (rc == PK_OK)
		rc = read_filters(rule, &r, err);
	if (rc == PK_OK)
		rc = read_keywords(rules, plan, rule, fold, &r.solid, err);
	if (rc)
		return rc;
	r.solid = r.solid && !r.reach;
	if (!pattern.p)
		return refuse(rule, err, "a rule for credentials needs `pattern-regex`");
	r.regex = pk_rules_regex(rules, rule->builtin, pattern, PK_REGEX_MULTILINE | (r.reach ? 0 : PK_REGEX_ANCHORED), err);
	if (!r.regex)
		return refuse(rule, err, arena_strdup(rules->arena, str_from(err->msg)));
	r.has_user = str_find(pattern, STR("(?<user>"), 0) != SIZE_MAX;
	vec_push(rules->arena, &plan->rules, r);
	return PK_OK;
}

int pk_secret_rules_read(struct pk_rules *rules, struct pk_secret_plan *plan, struct pk_err *err)
{
	int rc = PK_OK;

	for (uint32_t i = 0; rc == PK_OK && i < rules->list.n; i++)
		if (str_is(rules->list.v[i]->analyzer, "secrets"))
			rc = read_rule(rules, plan, rules->list.v[i], err);
	if (rc == PK_OK && plan->rules.n)
		plan->finder = pk_literals_new(rules->arena, plan->keywords.v, plan->keywords.n);
	return rc;
}
