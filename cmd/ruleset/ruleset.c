#include "ruleset/ruleset.h"

#include "ruleset/embedded.h"
#include "util/io.h"
#include "util/limits.h"
#include "util/vec.h"
#include "walk/walk.h"

bool pk_rule_named(const struct pk_rule *rule, struct str selector)
{
	size_t dot = str_rfind(rule->id, '.');

	return str_eq(selector, rule->threat) || str_eq(selector, rule->id) ||
	       (dot != SIZE_MAX && str_eq(selector, str_slice(rule->id, dot + 1, rule->id.n))) || str_glob(selector, rule->id);
}

/* "deserialization" of "deserialization/torch-load.yaml". */
static struct str threat_of(struct str path)
{
	struct str threat = STR("");

	(void)str_cut(&path, '/', &threat);
	return threat;
}

static int add_builtin(struct pk_rules *rules, struct pk_err *err)
{
	rules->prepared = &pk_embedded_prepared;
	intern_begin(rules->symbols, &rules->prepared->symbols);
	for (size_t i = 0; i < pk_embedded_count; i++) {
		const struct pk_embedded *e = &pk_embedded_rules[i];
		int rc = pk_rules_add_yaml(rules, e->root, e->path, threat_of(str_from(e->path)), true, err);

		if (rc)
			return rc;
		yaml_each(item, yaml_get(e->root, "rules")) {
			struct pk_rule *rule = pk_rules_find(rules, yaml_text(item, "id"));

			if (rule)
				rule->example = str_from(e->example);
		}
	}
	pk_precompiled_keys(rules->prepared, rules);
	return PK_OK;
}

static int add_file(struct pk_rules *rules, const char *path, struct pk_err *err)
{
	struct io_buffer buffer = { 0 };
	int rc = io_read_file(path, &buffer, PK_MAX_RULE_FILE_BYTES, err);

	if (rc == PK_OK)
		rc = pk_rules_add(rules, io_text(&buffer), path, STR(""), false, err);
	io_buffer_release(&buffer);
	return rc;
}

bool pk_ruleset_is_file(struct str path)
{
	bool yaml = str_ends(path, STR(".yaml")) || str_ends(path, STR(".yml"));

	return yaml && !str_ends(path, STR(".test.yaml")) && !str_ends(path, STR(".test.yml"));
}

int pk_ruleset_add(struct pk_rules *rules, const char *path, struct pk_err *err)
{
	static const struct pk_walk_options every = { 0 };
	struct pk_walk walk;
	int rc;

	pk_walk_init(&walk, rules->arena);
	rc = pk_walk_root(&walk, &every, path, err);
	pk_walk_sort(&walk);
	if (rc == PK_OK && !walk.roots.v[0].is_dir)
		return add_file(rules, path, err);
	for (uint32_t i = 0; rc == PK_OK && i < walk.files.n; i++)
		if (pk_ruleset_is_file(walk.files.v[i].shown))
			rc = add_file(rules, walk.files.v[i].path, err);
	return rc;
}

/* A severity that was set stays what it is, whatever the versions and the files that are loaded. */
static void set_severity(struct pk_rule *rule, enum pk_severity severity)
{
	struct pk_when *when;

	rule->severity = severity;
	rule->severity_text = str_from(pk_severity_name(severity));
	rule->loads = false;
	vec_each(when, &rule->when)
		when->regrades = false;
}

static void set_severities(struct pk_rules *known, const struct pk_severities *list)
{
	for (uint32_t i = 0; i < list->n; i++) {
		for (uint32_t k = 0; k < known->list.n; k++) {
			struct pk_rule *rule = known->list.v[k];

			if (pk_rule_named(rule, str_from(list->v[i].rules)))
				set_severity(rule, list->v[i].severity);
		}
	}
}

int pk_ruleset_load(struct pk_rules *known, const struct pk_ruleset_options *o, struct pk_err *err)
{
	int rc;

	known->verify = o->verify;
	rc = o->no_builtin ? PK_OK : add_builtin(known, err);
	for (uint32_t i = 0; rc == PK_OK && i < o->n_config; i++) {
		known->verify = o->verify && i + o->n_project < o->n_config;
		rc = pk_ruleset_add(known, o->config[i], err);
	}
	set_severities(known, &o->severities);
	pk_rules_freeze(known);
	return rc;
}

static bool any_names(const char *const *selectors, uint32_t n, const struct pk_rule *rule)
{
	for (uint32_t i = 0; i < n; i++)
		if (pk_rule_named(rule, str_from(selectors[i])))
			return true;
	return false;
}

static int check_names(const struct pk_rules *known, const char *const *selectors, uint32_t n, const char *option, struct pk_err *err)
{
	for (uint32_t i = 0; i < n; i++) {
		uint32_t k = 0;

		while (k < known->list.n && !pk_rule_named(known->list.v[k], str_from(selectors[i])))
			k++;
		if (k == known->list.n)
			return err_set(err, PK_EUSAGE, NULL, 0, "%s %s names no threat and no rule: see `picket rules`", option,
				       selectors[i]);
	}
	return PK_OK;
}

enum pk_severity pk_rule_heaviest(const struct pk_rule *rule)
{
	enum pk_severity most = rule->loads || rule->question ? PK_CRITICAL : rule->severity;
	const struct pk_when *when;

	vec_each(when, &rule->when)
		if (when->regrades && when->severity > most)
			most = when->severity;
	return most;
}

/* A rule that is selected by its own id runs whatever its tier, severity and confidence. */
static bool wanted(struct pk_rule *rule, const struct pk_ruleset_options *o)
{
	if (any_names(o->ignore, o->n_ignore, rule))
		return false;
	for (uint32_t i = 0; i < o->n_select; i++)
		if (str_is(rule->id, o->select[i]))
			return true;
	if (o->n_select && !any_names(o->select, o->n_select, rule))
		return false;
	rule->latent = rule->audit && !o->all && rule->loads;
	return (o->all || !rule->audit || rule->latent) && pk_rule_heaviest(rule) >= o->severity && rule->confidence >= o->confidence;
}

int pk_ruleset_select(struct pk_rules *run, const struct pk_rules *known, const struct pk_ruleset_options *o, struct pk_err *err)
{
	int rc;

	run->known = known;
	run->prepared = known->prepared;
	rc = check_names(known, o->select, o->n_select, "--select", err);

	if (rc == PK_OK && !o->no_builtin)
		rc = check_names(known, o->ignore, o->n_ignore, "--ignore", err);
	for (uint32_t i = 0; rc == PK_OK && i < known->list.n; i++)
		if (wanted(known->list.v[i], o))
			vec_push(run->arena, &run->list, known->list.v[i]);
	pk_rules_freeze(run);
	return rc;
}
