#include "rule.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "precompiled.h"
#include "question.h"
#include "util/vec.h"

struct loader {
	struct pk_rules *rules;
	const char *path;
	struct str threat;
	bool builtin;
	struct pk_err *err;
};

static const struct {
	const char *name;
	enum pk_severity severity;
} severities[] = {
	{ "INFO", PK_INFO },      { "LOW", PK_LOW },    { "MEDIUM", PK_MEDIUM },  { "HIGH", PK_HIGH },       { "CRITICAL", PK_CRITICAL },
	{ "WARNING", PK_MEDIUM }, { "ERROR", PK_HIGH }, { "INVENTORY", PK_INFO }, { "EXPERIMENT", PK_INFO },
};

bool pk_severity_parse(struct str text, enum pk_severity *out)
{
	for (size_t i = 0; i < sizeof(severities) / sizeof(*severities); i++) {
		if (!str_eq_fold(text, str_from(severities[i].name)))
			continue;
		*out = severities[i].severity;
		return true;
	}
	return false;
}

const char *pk_severity_name(enum pk_severity s)
{
	return severities[s].name;
}

const char *pk_level_name(enum pk_level l)
{
	static const char *const names[] = { "LOW", "MEDIUM", "HIGH" };

	return names[l];
}

static enum pk_level level(const struct yaml *metadata, const char *key)
{
	struct str text = yaml_text(metadata, key);

	if (text.p && str_eq_fold(text, STR("HIGH")))
		return PK_LEVEL_HIGH;
	return text.p && str_eq_fold(text, STR("LOW")) ? PK_LEVEL_LOW : PK_LEVEL_MEDIUM;
}

void pk_rules_init(struct pk_rules *rules, struct arena *arena, struct intern *symbols)
{
	*rules = (struct pk_rules){ .arena = arena, .symbols = symbols, .lock = PTHREAD_MUTEX_INITIALIZER };
	map_init(&rules->tree_of, arena);
}

void pk_rules_release(struct pk_rules *rules)
{
	for (uint32_t i = 0; i < rules->regexes.n; i++)
		pk_regex_free(rules->regexes.v[i]);
	rules->regexes.n = 0;
	if (rules->scratch)
		pk_scratch_release(rules->scratch);
	rules->scratch = NULL;
}

struct pk_regex *pk_rules_regex(struct pk_rules *rules, bool builtin, struct str pattern, unsigned flags, struct pk_err *err)
{
	struct pk_regex *re = builtin && rules->prepared ? pk_regex_later(pattern, flags) : pk_regex_new(pattern, flags, err);

	if (re)
		vec_push(rules->arena, &rules->regexes, re);
	return re;
}

static const struct pk_tree *parse_pattern(struct pk_rules *rules, struct str pattern, struct pk_err *err)
{
	if (!rules->scratch) {
		rules->scratch = arena_new(rules->arena, struct pk_scratch);
		pk_scratch_init(rules->scratch, NULL);
	}
	pk_scratch_next(rules->scratch, 0);
	return pk_tree_pattern(rules->scratch, rules->arena, rules->symbols, pattern, err);
}

const struct pk_tree *pk_rules_tree(struct pk_rules *rules, struct str pattern, struct pk_err *err)
{
	const struct pk_tree *tree = NULL;
	uint64_t *at;

	if (rules->prepared)
		tree = pk_precompiled_tree(rules->prepared, pattern, rules->arena, rules->symbols);
	if (tree)
		return tree;
	at = map_put(&rules->tree_of, pattern, NULL);
	if (*at)
		return rules->trees.v[*at - 1].tree;
	tree = parse_pattern(rules, pattern, err);
	if (!tree)
		return NULL;
	vec_push(rules->arena, &rules->trees, (struct pk_pattern_tree){ arena_str(rules->arena, pattern), tree });
	*at = rules->trees.n;
	return tree;
}

static int refuse(struct loader *l, const struct yaml *y, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

static int refuse(struct loader *l, const struct yaml *y, const char *fmt, ...)
{
	char text[512];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	return err_set(l->err, PK_ERULE, l->path, y->line, "%s", text);
}

static struct str text_or_empty(const struct yaml *y, const char *key)
{
	struct str s = yaml_text(y, key);

	return s.p ? s : STR("");
}

static bool valid_id(struct str id)
{
	for (size_t i = 0; i < id.n; i++) {
		char c = id.p[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-'))
			return false;
	}
	return id.n > 0;
}

static unsigned language(struct str name)
{
	if (str_is(name, "python") || str_is(name, "py") || str_is(name, "python3") || str_is(name, "python2"))
		return PK_LANG_PYTHON;
	if (str_is(name, "regex") || str_is(name, "none"))
		return PK_LANG_REGEX;
	return str_is(name, "generic") ? PK_LANG_GENERIC : PK_LANG_OTHER;
}

/* What all rules have: id, message, languages, severity. */
static int read_required(struct loader *l, const struct yaml *y, struct pk_rule *r)
{
	static const char *const required[] = { "id", "message", "languages", "severity" };
	struct str severity = yaml_text(y, "severity");

	for (size_t i = 0; i < sizeof(required) / sizeof(*required); i++)
		if (!yaml_get(y, required[i]))
			return refuse(l, y, "a rule needs `%s:`", required[i]);
	r->id = text_or_empty(y, "id");
	if (!valid_id(r->id))
		return refuse(l, y, "rule id `%.100s`: only letters, digits, '.', '_' and '-'", r->id.p);
	r->message = text_or_empty(y, "message");
	if (!severity.p || !pk_severity_parse(severity, &r->severity))
		return refuse(l, yaml_get(y, "severity"), "rule %s: severity must be CRITICAL, HIGH, MEDIUM, LOW or INFO", r->id.p);
	r->severity_text = severity;
	yaml_each(lang, yaml_get(y, "languages"))
		r->languages |= language(yaml_scalar(lang));
	if (!r->languages)
		return refuse(l, yaml_get(y, "languages"), "rule %s: `languages` wants a list such as [python]", r->id.p);
	return PK_OK;
}

static bool is_known_key(struct str key)
{
	static const char *const known[] = {
		"id",
		"message",
		"severity",
		"languages",
		"mode",
		"pattern",
		"patterns",
		"pattern-either",
		"pattern-regex",
		"pattern-sources",
		"pattern-sinks",
		"pattern-sanitizers",
		"pattern-propagators",
		"fix",
		"fix-regex",
		"paths",
		"options",
		"metadata",
		"min-version",
		"max-version",
		"requires",
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (str_is(key, known[i]))
			return true;
	return false;
}

static void note_unknown_keys(struct loader *l, const struct yaml *y, const struct pk_rule *r)
{
	yaml_each(entry, y) {
		if (str_is(yaml_key(entry), "min-version") || str_is(yaml_key(entry), "max-version"))
			pk_rules_note(l->rules, r, "`%s` is ignored", yaml_key(entry).p);
		else if (!is_known_key(yaml_key(entry)))
			pk_rules_note(l->rules, r, "unknown key `%.60s`", yaml_key(entry).p);
	}
}

static void read_metadata(struct loader *l, const struct yaml *y, struct pk_rule *r)
{
	struct str category;

	r->metadata = yaml_get(y, "metadata");
	r->picket = yaml_get(r->metadata, "picket");
	r->confidence = level(r->metadata, "confidence");
	r->likelihood = level(r->metadata, "likelihood");
	r->impact = level(r->metadata, "impact");
	r->analyzer = text_or_empty(r->picket, "analyzer");
	r->why = text_or_empty(r->picket, "why");
	r->instead = text_or_empty(r->picket, "instead");
	r->audit = str_is(text_or_empty(r->picket, "tier"), "audit");
	r->loaded = text_or_empty(r->picket, "loads");
	r->loads = r->loaded.n > 0;
	if (!str_starts(r->loaded, STR("$")))
		r->loaded = STR("");
	r->fix_unsafe = str_is(text_or_empty(r->picket, "fix"), "unsafe");
	category = text_or_empty(r->metadata, "category");
	r->threat = l->threat.n ? l->threat : category.n ? category : STR("other");
}

/* Of the first rule whose id is not less. */
static uint32_t place_of(const struct pk_rule_list *list, struct str id)
{
	uint32_t low = 0, high = list->n;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (str_cmp(list->v[mid]->id, id) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

struct pk_rule *pk_rules_find(const struct pk_rules *rules, struct str id)
{
	uint32_t at = place_of(&rules->list, id);

	return at < rules->list.n && str_eq(rules->list.v[at]->id, id) ? rules->list.v[at] : NULL;
}

/* Keeps the list sorted; takes the place of a rule that is called so. */
static void add(struct pk_rules *rules, struct pk_rule *r)
{
	struct pk_rule_list *list = &rules->list;
	uint32_t at = place_of(list, r->id);

	if (at < list->n && str_eq(list->v[at]->id, r->id)) {
		*list->v[at] = *r;
		return;
	}
	vec_push(rules->arena, list, r);
	memmove(list->v + at + 1, list->v + at, (list->n - 1 - at) * sizeof(*list->v));
	list->v[at] = r;
}

static int read_rule(struct loader *l, const struct yaml *y)
{
	struct pk_rule *r = arena_new(l->rules->arena, struct pk_rule);
	bool anew = l->rules->verify || !l->builtin; /* ours were looked at when they were built in */
	int rc;

	if (y->kind != YAML_MAP)
		return refuse(l, y, "a rule must be a map with `id:`, `message:` ...");
	rc = read_required(l, y, r);
	if (rc)
		return rc;
	r->mode = yaml_text(y, "mode").p ? yaml_text(y, "mode") : STR("search");
	r->path = str_from(l->path);
	r->line = y->line;
	r->builtin = l->builtin;
	r->body = y;
	r->fix = text_or_empty(y, "fix");
	r->example = STR("");
	r->fix_regex = yaml_get(y, "fix-regex");
	r->paths = yaml_get(y, "paths");
	r->options = yaml_get(y, "options");
	read_metadata(l, y, r);
	r->supersedes = pk_rule_picket(r, "supersedes");
	rc = pk_rule_read_when(l->rules->arena, r, l->err);
	if (rc == PK_OK && anew)
		rc = pk_question_read(l->rules->arena, r, l->err);
	if (rc)
		return rc;
	if (!l->rules->verify)
		r->question = NULL;
	if (anew)
		note_unknown_keys(l, y, r);
	if (!(r->languages & ~(unsigned)PK_LANG_OTHER)) {
		pk_rules_note(l->rules, r, "not for Python: left out");
		return PK_OK;
	}
	add(l->rules, r);
	return PK_OK;
}

int pk_rules_add_yaml(struct pk_rules *rules, const struct yaml *root, const char *path, struct str threat, bool builtin,
		      struct pk_err *err)
{
	struct loader l = { .rules = rules, .path = path, .threat = threat, .builtin = builtin, .err = err };
	const struct yaml *list = root->kind == YAML_LIST ? root : yaml_get(root, "rules");
	if (!list || list->kind != YAML_LIST)
		return refuse(&l, root, "a rule file is a map with a list under `rules:`");
	yaml_each(item, list) {
		int rc = read_rule(&l, item);

		if (rc)
			return rc;
	}
	return PK_OK;
}

int pk_rules_add(struct pk_rules *rules, struct str yaml, const char *path, struct str threat, bool builtin, struct pk_err *err)
{
	const struct yaml *root = yaml_parse(rules->arena, yaml, path, err);

	if (!root)
		return PK_ERULE;
	path = arena_strdup(rules->arena, str_from(path));
	return pk_rules_add_yaml(rules, root, path, arena_str(rules->arena, threat), builtin, err);
}

void pk_rules_freeze(struct pk_rules *rules)
{
	for (uint32_t i = 0; i < rules->list.n; i++)
		rules->list.v[i]->index = i;
}

void pk_rules_note(struct pk_rules *rules, const struct pk_rule *rule, const char *fmt, ...)
{
	struct pk_rule_note note = { .id = rule->id, .path = rule->path, .line = rule->line };
	char text[512];
	va_list ap;

	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	note.text = arena_str(rules->arena, str_from(text));
	vec_push(rules->arena, &rules->notes, note);
}

const struct yaml *pk_rule_picket(const struct pk_rule *rule, const char *key)
{
	return yaml_get(rule->picket, key);
}

/* A glob without a slash is about any part of the path; with one, about the path from anywhere. */
static bool glob_hits(struct str glob, struct str path)
{
	char any[1024];
	struct str rest = path, part;
	int n;

	if (str_glob(glob, path))
		return true;
	if (!memchr(glob.p, '/', glob.n)) {
		while (str_cut(&rest, '/', &part))
			if (str_glob(glob, part))
				return true;
		return false;
	}
	n = snprintf(any, sizeof(any), "**/%.*s", STR_ARG(glob));
	if (n > 0 && (size_t)n < sizeof(any) && str_glob((struct str){ any, (size_t)n }, path))
		return true;
	n = snprintf(any, sizeof(any), "**/%.*s/**", STR_ARG(glob));
	return n > 0 && (size_t)n < sizeof(any) && str_glob((struct str){ any, (size_t)n }, path);
}

bool pk_rule_path(const struct pk_rule *rule, struct str path)
{
	const struct yaml *include = yaml_get(rule->paths, "include"), *exclude = yaml_get(rule->paths, "exclude");
	bool in = !include || !yaml_first(include);

	yaml_each(glob, include)
		in = in || glob_hits(yaml_scalar(glob), path);
	yaml_each(glob, exclude)
		in = in && !glob_hits(yaml_scalar(glob), path);
	return in;
}
