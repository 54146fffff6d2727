/* metadata.picket.when and .affects: "torch >= 2.6" */
#include "rule.h"
#include "util/vec.h"

static int refuse(const struct pk_rule *rule, const struct yaml *y, const char *what, struct pk_err *err)
{
	return err_set(err, PK_ERULE, rule->path.p, y->line, "rule %s: %s: `%.100s`", rule->id.p, what, yaml_scalar(y).p);
}

static int read_condition(const struct pk_rule *rule, const struct yaml *y, struct pk_when *out, struct pk_err *err)
{
	struct str text = y && y->kind == YAML_SCALAR ? yaml_scalar(y) : STR("");
	size_t n = 0;

	while (n < text.n && !strchr(" <>=~", text.p[n]))
		n++;
	*out = (struct pk_when){ .package = str_slice(text, 0, n), .message = STR("") };
	if (n && version_range_parse(str_slice(text, n, text.n), &out->versions))
		return PK_OK;
	return refuse(rule, y ? y : rule->metadata, "a package and its versions are wanted, as in torch < 2.6", err);
}

static int read_case(const struct pk_rule *rule, const struct yaml *y, struct pk_when *out, struct pk_err *err)
{
	const struct yaml *severity = yaml_get(y, "severity");
	int rc = read_condition(rule, y->kind == YAML_MAP ? yaml_get(y, "versions") : y, out, err);

	if (rc)
		return rc;
	if (severity && !pk_severity_parse(yaml_scalar(severity), &out->severity))
		return refuse(rule, severity, "no severity", err);
	out->regrades = severity != NULL;
	if (yaml_text(y, "message").p)
		out->message = yaml_text(y, "message");
	return PK_OK;
}

static int read_list(struct arena *a, const struct pk_rule *rule, const struct yaml *y, struct pk_when_list *out, struct pk_err *err)
{
	struct pk_when one;
	int rc = PK_OK;

	if (y && y->kind == YAML_SCALAR) {
		rc = read_condition(rule, y, &one, err);
		vec_push(a, out, one);
		return rc;
	}
	yaml_each(item, y) {
		rc = read_case(rule, item, &one, err);
		if (rc)
			return rc;
		vec_push(a, out, one);
	}
	return PK_OK;
}

int pk_rule_read_when(struct arena *a, struct pk_rule *rule, struct pk_err *err)
{
	const struct yaml *when = pk_rule_picket(rule, "when");
	int rc = read_list(a, rule, when, &rule->when, err);

	rule->when_only = when && when->kind == YAML_SCALAR;
	return rc ? rc : read_list(a, rule, pk_rule_picket(rule, "affects"), &rule->affects, err);
}
