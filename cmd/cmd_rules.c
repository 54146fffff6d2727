/* rules: what picket knows, from the rule files themselves: a list, one rule explained, the whole catalogue in Markdown. */
#include <stdio.h>
#include <unistd.h>

#include "cmd.h"
#include "report/explain.h"
#include "settings.h"
#include "ruleset/ruleset.h"

static const char *bold(bool colour, bool on)
{
	return !colour ? "" : on ? "\033[1m" : "\033[0m";
}

/* ---- list ---- */

static bool is_first_of_threat(const struct pk_rules *rules, uint32_t at)
{
	for (uint32_t i = 0; i < at; i++)
		if (str_eq(rules->list.v[i]->threat, rules->list.v[at]->threat))
			return false;
	return true;
}

static void list_rule(const struct pk_rule *r)
{
	struct str rest = r->message, sentence = STR("");

	(void)str_cut(&rest, '\n', &sentence);
	(void)printf("  %-36.*s %-8s %-6s %s%.*s\n", STR_ARG(r->id), pk_severity_name(r->severity), pk_level_name(r->confidence),
		     r->audit ? "(audit) " : "", STR_ARG(sentence));
}

/* Threats in the order of their first rule's id; rules by id. */
static int list(const struct pk_rules *rules, bool colour)
{
	for (uint32_t t = 0; t < rules->list.n; t++) {
		struct str threat = rules->list.v[t]->threat;

		if (!is_first_of_threat(rules, t))
			continue;
		(void)printf("%s%s%.*s%s\n", t ? "\n" : "", bold(colour, true), STR_ARG(threat), bold(colour, false));
		for (uint32_t i = t; i < rules->list.n; i++)
			if (str_eq(rules->list.v[i]->threat, threat))
				list_rule(rules->list.v[i]);
	}
	(void)printf("\n%u rules. `picket rules explain ID` says more about one.\n", rules->list.n);
	return EXIT_CLEAN;
}

/* ---- explain ---- */

static void indented(const char *heading, struct str text, bool colour)
{
	struct str rest = text, line;

	while (text.n && text.p[text.n - 1] == '\n')
		text.n--;
	if (text.n == 0)
		return;
	rest = text;
	(void)printf("\n%s%s%s\n", bold(colour, true), heading, bold(colour, false));
	while (str_cut(&rest, '\n', &line))
		(void)printf(line.n ? "  %.*s\n" : "\n", STR_ARG(line));
}

/* A scalar or a list of them, one a line. */
static void listed(const char *heading, const struct yaml *values, bool colour)
{
	if (!values)
		return;
	(void)printf("\n%s%s%s\n", bold(colour, true), heading, bold(colour, false));
	if (values->kind == YAML_SCALAR)
		(void)printf("  %.*s\n", STR_ARG(yaml_scalar(values)));
	yaml_each(value, values)
		(void)printf("  %.*s\n", STR_ARG(yaml_scalar(value)));
}

static void explain_rule(const struct pk_rule *r, bool colour)
{
	(void)printf("%s%.*s%s  %s, confidence %s, %.*s%s\n", bold(colour, true), STR_ARG(r->id), bold(colour, false),
		     pk_severity_name(r->severity), pk_level_name(r->confidence), STR_ARG(r->threat),
		     r->audit ? ", audit tier: runs with --all" : "");
	indented("What", r->message, colour);
	indented("Why", r->why, colour);
	indented("Write instead", r->instead, colour);
	listed("Weakness", yaml_get(r->metadata, "cwe"), colour);
	listed("Whom --verify asks", yaml_get(pk_rule_picket(r, "verify"), "url"), colour);
	listed("Read on", yaml_get(r->metadata, "references"), colour);
	(void)printf("\nTo take one finding back: # picket: ignore[%.*s] reason\n", STR_ARG(r->id));
}

static int no_such_rule(const struct pk_rules *rules, const char *id)
{
	const char **ids = arena_zalloc(rules->arena, rules->list.n + 1, sizeof(*ids)), *guess;
	struct pk_err err;

	for (uint32_t i = 0; i < rules->list.n; i++)
		ids[i] = rules->list.v[i]->id.p;
	guess = opts_closest(id, ids);
	(void)err_set(&err, PK_EUSAGE, NULL, 0, guess ? "no rule is called %s: did you mean %s?" : "no rule is called %s: see picket rules",
		      id, guess);
	return cmd_fail(&err);
}

static int explain(const struct pk_rules *rules, const struct opts *o, bool colour)
{
	struct pk_err err;

	if (o->operands.n == 1) {
		(void)err_set(&err, PK_EUSAGE, NULL, 0, "rules explain needs a rule: picket rules explain ID");
		return cmd_fail(&err);
	}
	for (uint32_t i = 1; i < o->operands.n; i++) {
		const struct pk_rule *r = pk_rules_find(rules, str_from(o->operands.v[i]));

		if (!r)
			return no_such_rule(rules, o->operands.v[i]);
		if (i > 1)
			(void)printf("\n");
		explain_rule(r, colour);
	}
	return EXIT_CLEAN;
}

/* ---- markdown ---- */

static void markdown_rule(const struct pk_rule *r)
{
	struct str cwe[PK_EXPLAIN_MAX];
	uint32_t n = pk_explain_list(r, "cwe", cwe);
	struct buf text;

	(void)printf("\n### %.*s\n\n%s severity, %s confidence%s", STR_ARG(r->id), pk_severity_name(r->severity),
		     pk_level_name(r->confidence), r->audit ? ", audit tier: runs with `--all`" : "");
	for (uint32_t i = 0; i < n; i++)
		(void)printf("; %.*s", STR_ARG(cwe[i]));
	(void)printf("\n\n%.*s\n", STR_ARG(str_trim(r->message)));
	buf_init(&text, 64 << 10);
	pk_explain_markdown(&text, r);
	if (r->why.n || r->example.n || r->instead.n)
		(void)printf("\n%.*s", STR_ARG(buf_str(&text)));
	buf_release(&text);
}

static uint32_t count_of(const struct pk_rules *rules, struct str threat)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < rules->list.n; i++)
		n += str_eq(rules->list.v[i]->threat, threat);
	return n;
}

static void contents(const struct pk_rules *rules)
{
	(void)printf("| Threat | Rules |\n|---|--:|\n");
	for (uint32_t t = 0; t < rules->list.n; t++) {
		struct str threat = rules->list.v[t]->threat;

		if (is_first_of_threat(rules, t))
			(void)printf("| [%.*s](#%.*s) | %u |\n", STR_ARG(threat), STR_ARG(threat), count_of(rules, threat));
	}
}

static int markdown(const struct pk_rules *rules)
{
	(void)printf("# Rules\n\n%u rules, by threat, as `picket rules markdown` prints them.\n\n", rules->list.n);
	contents(rules);
	for (uint32_t t = 0; t < rules->list.n; t++) {
		if (!is_first_of_threat(rules, t))
			continue;
		(void)printf("\n## %.*s\n", STR_ARG(rules->list.v[t]->threat));
		for (uint32_t i = t; i < rules->list.n; i++)
			if (str_eq(rules->list.v[i]->threat, rules->list.v[t]->threat))
				markdown_rule(rules->list.v[i]);
	}
	return EXIT_CLEAN;
}

/* The rules that the project adds and what it makes of severities; what it ignores is listed all the same, and so is the audit
 * tier: only a scan leaves them out. */
static int load(struct cmd_rules *rules, struct opts *o, struct pk_err *err)
{
	struct opts project = *o;
	struct settings settings;
	int rc;

	project.operands.n = 0;
	rc = settings_load(&settings, &project, err);
	o->config = project.config;
	o->all = true;
	*rules = (struct cmd_rules){ 0 };
	return rc ? rc : cmd_rules_load(rules, o, &settings, false, err);
}

int cmd_rules(struct opts *o)
{
	static const char *const words[] = { "list", "explain", "markdown", NULL };
	const char *what = o->operands.n ? o->operands.v[0] : "list", *guess;
	bool colour = cmd_colour(o, STDOUT_FILENO);
	struct cmd_rules rules;
	struct pk_err err = { 0 };
	int code;

	if (load(&rules, o, &err) != PK_OK) {
		code = cmd_fail(&err);
	} else if (strcmp(what, "list") == 0) {
		code = list(&rules.run, colour);
	} else if (strcmp(what, "explain") == 0) {
		code = explain(&rules.run, o, colour);
	} else if (strcmp(what, "markdown") == 0) {
		code = markdown(&rules.run);
	} else {
		guess = opts_closest(what, words);
		(void)err_set(&err, PK_EUSAGE, NULL, 0, "rules cannot %s: write picket rules %s", what,
			      guess ? guess : "list, explain or markdown");
		code = cmd_fail(&err);
	}
	cmd_rules_release(&rules);
	return code;
}
