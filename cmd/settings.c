#include "settings.h"

#include <stdarg.h>
#include <stdio.h>

#include "util/vec.h"

enum { KEYS = OPT_MAX + 16 }; /* that a suggestion is chosen from */

static int refuse(const struct settings *s, const struct yaml *y, struct pk_err *err, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

static int refuse(const struct settings *s, const struct yaml *y, struct pk_err *err, const char *fmt, ...)
{
	char text[512];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	return err_set(err, PK_ECONFIG, s->file, y->line, "%s", text);
}

static int unknown_key(const struct settings *s, const struct yaml *y, const char *const *known, struct pk_err *err)
{
	const char *guess = opts_closest(yaml_key(y).p, known);

	if (guess)
		return refuse(s, y, err, "unknown key `%.60s`: did you mean `%s`?", yaml_key(y).p, guess);
	return refuse(s, y, err, "unknown key `%.60s`: see picket help config", yaml_key(y).p);
}

/* ---- lists ---- */

static int add_word(const struct settings *s, const struct yaml *y, struct pk_globs *out, struct pk_err *err)
{
	if (y->kind != YAML_SCALAR || yaml_scalar(y).n == 0)
		return refuse(s, y, err, "a plain word is wanted here");
	vec_push(s->o->arena, out, yaml_scalar(y).p);
	return PK_OK;
}

/* The words of a list, or one word alone. */
static int read_words(const struct settings *s, const struct yaml *y, struct pk_globs *out, struct pk_err *err)
{
	int rc = PK_OK;

	if (y->kind == YAML_SCALAR)
		return add_word(s, y, out, err);
	if (y->kind != YAML_LIST)
		return refuse(s, y, err, "`%s` wants a list such as [a, b]", yaml_key(y).p);
	for (const struct yaml *item = yaml_first(y); item && rc == PK_OK; item = yaml_next(item))
		rc = add_word(s, item, out, err);
	return rc;
}

static void name(struct settings *s, const char *text, uint32_t line)
{
	vec_push(s->o->arena, &s->names, (struct settings_name){ text, line });
}

static int read_selectors(struct settings *s, const struct yaml *y, struct pk_globs *out, struct pk_err *err)
{
	int rc = read_words(s, y, out, err);

	if (rc == PK_OK && y->kind == YAML_SCALAR)
		name(s, yaml_scalar(y).p, y->line);
	else if (rc == PK_OK)
		yaml_each(item, y)
			name(s, yaml_scalar(item).p, item->line);
	return rc;
}

/* A path in the file is about the file's folder. */
static const char *from_folder(const struct settings *s, const char *path)
{
	if (path[0] == '/' || s->folder[0] == '\0')
		return path;
	return arena_printf(s->o->arena, "%s/%s", s->folder, path).p;
}

/* ---- keys that are no options ---- */

static int read_exclude(struct settings *s, const struct yaml *y, struct pk_err *err)
{
	s->exclude_line = y->line;
	return read_words(s, y, &s->exclude, err);
}

static int read_rules(struct settings *s, const struct yaml *y, struct pk_err *err)
{
	const struct opt *config = opts_find(STR("config"));
	struct pk_globs paths = { 0 };
	int rc = read_words(s, y, &paths, err);

	s->n_rules = rc == PK_OK ? paths.n : 0;
	for (uint32_t i = 0; i < s->n_rules; i++)
		vec_push(s->o->arena, &s->o->config, from_folder(s, paths.v[i]));
	if (s->o->from[config - opt_table] == OPT_DEFAULT)
		s->o->from[config - opt_table] = y->line;
	return rc;
}

static int read_per_path(struct settings *s, const struct yaml *y, struct pk_err *err)
{
	int rc = PK_OK;

	yaml_each(entry, y) {
		struct pk_path_ignore ignore = { .path = yaml_key(entry).p, .line = entry->line };

		rc = read_selectors(s, entry, &ignore.rules, err);
		if (rc)
			return rc;
		ignore.reason = arena_printf(s->o->arena, "%s:%u", s->file, entry->line);
		vec_push(s->o->arena, &s->adjust.ignores, ignore);
	}
	return rc;
}

static int read_severities(struct settings *s, const struct yaml *y, struct pk_err *err)
{
	yaml_each(entry, y) {
		struct pk_severity_of of = { .rules = yaml_key(entry).p, .line = entry->line };

		if (entry->kind != YAML_SCALAR || !pk_severity_parse(yaml_scalar(entry), &of.severity))
			return refuse(s, entry, err, "severity of %.60s: write one of info low medium high critical", yaml_key(entry).p);
		name(s, of.rules, entry->line);
		vec_push(s->o->arena, &s->severities, of);
	}
	return PK_OK;
}

static int read_zone(struct settings *s, const struct yaml *y, struct pk_err *err)
{
	const char *known[PK_ZONES + 2] = { "keep" };

	if (str_is(yaml_key(y), "keep")) {
		s->keep_line = y->line;
		s->adjust.keep = (struct pk_globs){ 0 };
		return read_selectors(s, y, &s->adjust.keep, err);
	}
	for (size_t i = 0; i < PK_ZONES; i++) {
		known[i + 1] = s->adjust.zones[i].name;
		if (!str_is(yaml_key(y), s->adjust.zones[i].name))
			continue;
		s->zone_line[i] = y->line;
		s->adjust.zones[i].paths = (struct pk_globs){ 0 };
		return yaml_bool(y, true) ? read_words(s, y, &s->adjust.zones[i].paths, err) : PK_OK;
	}
	return unknown_key(s, y, known, err);
}

static int read_zones(struct settings *s, const struct yaml *y, struct pk_err *err)
{
	int rc = PK_OK;

	if (y->kind == YAML_SCALAR && !yaml_bool(y, true)) {
		s->zones_line = y->line;
		for (size_t i = 0; i < PK_ZONES; i++)
			s->adjust.zones[i].paths = (struct pk_globs){ 0 };
		return PK_OK;
	}
	if (y->kind != YAML_MAP)
		return refuse(s, y, err, "`zones` wants false, or lists of paths for tests, examples, docs and notebooks");
	for (const struct yaml *entry = yaml_first(y); entry && rc == PK_OK; entry = yaml_next(entry))
		rc = read_zone(s, entry, err);
	return rc;
}

/* A list of globs, or a map from globs to texts. */
static int read_entries(struct settings *s, const struct yaml *y, struct pk_policy_entries *out, struct pk_err *err)
{
	struct pk_globs words = { 0 };
	int rc = y->kind == YAML_MAP ? PK_OK : read_words(s, y, &words, err);

	for (uint32_t i = 0; rc == PK_OK && i < words.n; i++)
		vec_push(s->o->arena, out, (struct pk_policy_entry){ str_from(words.v[i]), STR(""), y->line });
	if (y->kind != YAML_MAP)
		return rc;
	yaml_each(entry, y) {
		if (entry->kind != YAML_SCALAR)
			return refuse(s, entry, err, "`%.60s` wants a text", yaml_key(entry).p);
		vec_push(s->o->arena, out, (struct pk_policy_entry){ yaml_key(entry), yaml_scalar(entry), entry->line });
	}
	return PK_OK;
}

static int read_policy(struct settings *s, const struct yaml *y, struct pk_err *err)
{
	static const char *const known[] = { "allow", "block", "internal", NULL };
	struct pk_policy_entries *const lists[] = { &s->policy.allow, &s->policy.block, &s->policy.internal };
	int rc = PK_OK;

	s->policy_line = y->line;
	for (const struct yaml *entry = yaml_first(y); entry && rc == PK_OK; entry = yaml_next(entry)) {
		size_t i = 0;

		while (known[i] && !str_is(yaml_key(entry), known[i]))
			i++;
		if (!known[i])
			return unknown_key(s, entry, known, err);
		if (i == 2 && entry->kind != YAML_MAP)
			return refuse(s, entry, err, "`internal` wants a map from names to the index that they must come from");
		rc = read_entries(s, entry, lists[i], err);
	}
	return rc;
}

const struct settings_key settings_keys[] = {
	{ "exclude", "files and folders to leave out, in gitignore syntax", NULL, read_exclude },
	{ "rules", "files and folders with Semgrep rules to add", NULL, read_rules },
	{ "per-path", "paths, and the rules that are ignored there", "a map from paths to rules", read_per_path },
	{ "severities", "threats, rule ids or globs of ids, and their severity", "a map from rules to severities", read_severities },
	{ "zones",
	  "where findings weigh one severity less: lists of paths for tests, examples, docs and notebooks; keep lists what weighs "
	  "the same everywhere; false for no zones",
	  NULL, read_zones },
	{ "policy", "globs of imports and packages: allow, block (with reasons), internal (with the index that these names must come from)",
	  "a map with allow, block and internal", read_policy },
	{ 0 },
};

/* ---- keys that are options ---- */

static const struct opt *find_option(struct str key)
{
	const struct opt *opt = opts_find(key);

	return opt && (opt->commands & OPT_SETTING) ? opt : NULL;
}

static int read_flag(struct settings *s, const struct opt *opt, const struct yaml *y, struct pk_err *err)
{
	bool on = yaml_bool(y, false);

	if (y->kind != YAML_SCALAR || on != yaml_bool(y, true))
		return refuse(s, y, err, "`%s` wants true or false", opt->name);
	return on ? opts_set(s->o, opt, NULL, y->line, err) : PK_OK;
}

static int read_list(struct settings *s, const struct opt *opt, const struct yaml *y, struct pk_err *err)
{
	struct pk_globs words = { 0 };
	int rc = read_selectors(s, y, &words, err);

	for (uint32_t i = 0; rc == PK_OK && i < words.n; i++)
		rc = opts_set(s->o, opt, words.v[i], y->line, err);
	return rc;
}

static int read_option(struct settings *s, const struct opt *opt, const struct yaml *y, struct pk_err *err)
{
	bool is_path = opt->arg && (strcmp(opt->arg, "FILE") == 0 || strcmp(opt->arg, "FOLDER") == 0);
	int rc;

	if (opt->type == OPT_FLAG)
		return read_flag(s, opt, y, err);
	if (opt->type == OPT_WORDS)
		return read_list(s, opt, y, err);
	if (y->kind != YAML_SCALAR || yaml_scalar(y).n == 0)
		return refuse(s, y, err, "`%s` wants one value", opt->name);
	rc = opts_set(s->o, opt, is_path ? from_folder(s, yaml_scalar(y).p) : yaml_scalar(y).p, y->line, err);
	return rc ? refuse(s, y, err, "%s", arena_printf(s->o->arena, "%s", err->msg).p) : PK_OK;
}

/* ---- all of it ---- */

static int refuse_key(const struct settings *s, const struct yaml *y, struct pk_err *err)
{
	const char *known[KEYS + 1];
	size_t n = 0;

	for (; settings_keys[n].name; n++)
		known[n] = settings_keys[n].name;
	for (const struct opt *o = opt_table; o->name && n < KEYS; o++)
		if (o->commands & OPT_SETTING)
			known[n++] = o->name;
	known[n] = NULL;
	return unknown_key(s, y, known, err);
}

static int read_key(struct settings *s, const struct yaml *y, struct pk_err *err)
{
	const struct opt *opt = find_option(yaml_key(y));

	for (const struct settings_key *key = settings_keys; key->name; key++) {
		if (!str_is(yaml_key(y), key->name))
			continue;
		if (key->map && y->kind != YAML_MAP)
			return refuse(s, y, err, "`%s` wants %s", key->name, key->map);
		return key->read(s, y, err);
	}
	return opt ? read_option(s, opt, y, err) : refuse_key(s, y, err);
}

int settings_read(struct settings *s, const struct yaml *root, struct pk_err *err)
{
	int rc = PK_OK;

	for (const struct yaml *y = yaml_first(root); y && rc == PK_OK; y = yaml_next(y))
		rc = read_key(s, y, err);
	return rc;
}

int settings_check(const struct settings *s, const struct pk_rules *known, struct pk_err *err)
{
	const struct settings_name *n;

	vec_each(n, &s->names) {
		uint32_t i = 0;

		while (i < known->list.n && !pk_rule_named(known->list.v[i], str_from(n->text)))
			i++;
		if (i == known->list.n)
			return err_set(err, PK_ECONFIG, s->file, n->line, "%.60s names no threat and no rule: see `picket rules`", n->text);
	}
	return PK_OK;
}
