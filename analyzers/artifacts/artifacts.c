/*
 * artifacts: model files, judged by what loading them would import and do; nothing is ever loaded. A plan is the lists of
 * names and the rule for each issue.
 */
#include "artifacts.h"

#include "analyzer.h"
#include "inspect.h"
#include "summary.h"
#include "util/io.h"
#include "util/limits.h"
#include "util/vec.h"

struct plan {
	struct pk_verdicts verdicts;
	bool is_judge;                          /* some rule says something of artifacts, or of code that loads them */
	bool is_packer;                         /* some analyzer looks at texts that are packed in them */
	const struct pk_rule *rules[PK_ISSUES]; /* NULL where it does not run */
	enum pk_severity severities[PK_ISSUES]; /* whether it runs or not */
};

static const char *const ids[PK_ISSUES] = {
#define ISSUE(kind, id) [PK_ISSUE_##kind] = id,
#include "artifacts/probe/issues.def"
#undef ISSUE
};

const char *pk_artifact_rule(enum pk_issue_kind kind)
{
	return ids[kind];
}

void pk_artifact_verdicts(struct pk_verdicts *v, const struct pk_rules *rules)
{
	static const struct {
		enum pk_issue_kind rule;
		const char *key;
		enum pk_verdict verdict;
	} lists[] = {
		{ PK_ISSUE_DANGEROUS_GLOBAL, "globals", PK_DANGEROUS },
		{ PK_ISSUE_UNLISTED_GLOBAL, "allowed", PK_ALLOWED },
		{ PK_ISSUE_LIBRARY_CLASS, "globals", PK_LIBRARY },
	};
	const struct pk_rule *rule;

	pk_verdicts_init(v, rules->arena);
	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
		rule = pk_rules_find(rules, str_from(ids[lists[i].rule]));
		if (rule)
			pk_verdicts_add(v, pk_rule_picket(rule, lists[i].key), lists[i].verdict);
	}
	rule = pk_rules_find(rules, str_from(ids[PK_ISSUE_UNLISTED_GLOBAL]));
	if (rule)
		pk_verdicts_add_python2(v, pk_rule_picket(rule, "python2"));
	rule = pk_rules_find(rules, str_from(ids[PK_ISSUE_ACTING]));
	if (rule)
		pk_verdicts_add_acts(v, pk_rule_picket(rule, "acts"));
}

static void ask(struct plan *plan, const struct pk_rules *rules)
{
	for (uint32_t i = 0; i < rules->list.n; i++) {
		const struct pk_rule *rule = rules->list.v[i];

		plan->is_judge |= rule->loads || str_is(rule->analyzer, "artifacts");
		plan->is_packer |= pk_analyzer_is_for_packed(rule->analyzer);
	}
}

/* Lists and severities come from all rules that are known: that a rule does not run must not make names unlisted. */
static int compile(struct pk_rules *rules, void **plan_out, struct pk_err *err)
{
	const struct pk_rules *known = rules->known ? rules->known : rules;
	struct plan *plan = arena_new(rules->arena, struct plan);

	(void)err;
	*plan_out = NULL;
	ask(plan, rules);
	if (!plan->is_judge && !plan->is_packer)
		return PK_OK;
	for (int i = 0; i < PK_ISSUES; i++) {
		const struct pk_rule *rule = pk_rules_find(known, str_from(ids[i]));

		plan->rules[i] = pk_rules_find(rules, str_from(ids[i]));
		plan->severities[i] = rule ? rule->severity : PK_CRITICAL;
	}
	pk_artifact_verdicts(&plan->verdicts, known);
	*plan_out = plan;
	return PK_OK;
}

/* "a.b" is local when a/b.py or a/b/__init__.py lies at the top, in src/, or beside the file or above it. */
struct tree {
	const struct pk_paths *paths;
	struct str home; /* the folder of the file, with its '/' */
	struct arena *arena;
};

static struct str folder_of(struct str path)
{
	return str_slice(path, 0, str_rfind(path, '/') + 1);
}

static bool has_module(const struct tree *t, struct str folder, struct str module)
{
	static const char *const ends[] = { ".py", "/__init__.py" };
	struct str path;

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		path = arena_printf(t->arena, "%.*s%.*s%s", STR_ARG(folder), STR_ARG(module), ends[i]);
		for (size_t c = folder.n; c < folder.n + module.n; c++)
			if (path.p[c] == '.')
				((char *)path.p)[c] = '/';
		if (pk_paths_has(t->paths, path))
			return true;
	}
	return false;
}

static bool is_local(const void *tree, struct str module)
{
	const struct tree *t = tree;
	struct str folder = t->home;

	if (has_module(t, STR("src/"), module))
		return true;
	for (;;) {
		if (has_module(t, folder, module))
			return true;
		if (!folder.n)
			return false;
		folder.n = str_rfind(str_slice(folder, 0, folder.n - 1), '/') + 1;
	}
}

struct str pk_artifact_message(struct arena *a, const struct pk_rule *rule, const struct pk_issue *issue)
{
	size_t at = str_find(rule->message, STR("$WHAT"), 0);
	struct str text = rule->message;

	if (at != SIZE_MAX)
		text = arena_printf(a, "%.*s%.*s%.*s", (int)at, text.p, STR_ARG(issue->what), (int)(text.n - at - 5), text.p + at + 5);
	return issue->where.n ? arena_printf(a, "%.*s (in %.*s)", STR_ARG(text), STR_ARG(issue->where)) : text;
}

static void emit(const struct plan *plan, struct pk_unit *u, const struct pk_issue *issue, struct pk_sink *out)
{
	const struct pk_rule *rule = plan->rules[issue->kind];
	uint32_t at = issue->at < UINT32_MAX ? (uint32_t)issue->at : UINT32_MAX;
	struct pk_finding *f;

	if (!rule || !pk_rule_path(rule, u->path))
		return;
	if (at > u->text.n)
		at = (uint32_t)u->text.n;
	f = pk_emit(out, rule, u, (struct span){ at, at });
	f->message = pk_artifact_message(out->arena, rule, issue);
	f->norm = arena_printf(out->arena, "%.*s %.*s", STR_ARG(issue->where), STR_ARG(issue->what));
}

/* The one text of a compressed file is called like the file. */
static struct str name_inside(struct arena *a, const struct pk_blob *b)
{
	struct str name = str_slice(b->name, folder_of(b->name).n, b->name.n);

	return b->where.n ? b->where : pk_printable(a, str_slice(name, 0, str_rfind(name, '.') < name.n ? str_rfind(name, '.') : name.n));
}

static void keep_text(struct pk_probe *p, const struct pk_blob *b)
{
	struct pk_unit *u = p->keep_data;
	char *text = arena_zalloc(p->arena, b->bytes.n + IO_PADDING, 1);

	memcpy(text, b->bytes.p, b->bytes.n);
	vec_push(p->arena, &u->packed,
		 (struct pk_packed){ name_inside(p->arena, b), { text, b->bytes.n }, b->at < UINT32_MAX ? (uint32_t)b->at : UINT32_MAX });
}

static void want_texts(struct pk_probe *p, struct pk_unit *u)
{
	p->keep_text = keep_text;
	p->keep_data = u;
	p->text_left = PK_MAX_PACKED_TEXT;
}

/* Texts that could not be got at, where no rule says so. */
static void note_unseen(struct pk_unit *u, const struct pk_probe *p, struct pk_sink *out)
{
	const struct pk_issue *issue;

	vec_each(issue, &p->issues)
		if (issue->kind == PK_ISSUE_NOT_INSPECTED || issue->kind == PK_ISSUE_BOMB || issue->kind == PK_ISSUE_ARCHIVE_DAMAGED)
			pk_note(out, u->path, "archive", 0, "%.*s%s%.*s", STR_ARG(issue->where), issue->where.n ? ": " : "",
				STR_ARG(issue->what));
}

static int run(const void *plan_, struct pk_unit *u, struct pk_sink *out)
{
	const struct plan *plan = plan_;
	struct pk_blob blob = { .bytes = u->text, .where = STR(""), .name = u->path };
	struct tree tree = { .paths = out->paths, .arena = &u->scratch->arena };
	const struct pk_issue *issue;
	const struct str *beside;
	struct pk_probe p;

	tree.home = folder_of(u->path);
	pk_probe_init(&p, &u->scratch->arena, &plan->verdicts, u->text.n);
	p.sparse = blob.sparse = u->elsewhere != NULL;
	p.only_packed = !plan->is_judge;
	if (plan->is_packer && u->kind == PK_BINARY)
		want_texts(&p, u);
	p.text = u->kind != PK_BINARY;
	p.deadline = u->scratch->deadline;
	pk_probe_grant(&p, u->text.n);
	if (out->paths) {
		p.tree = &tree;
		p.is_local = is_local;
	}
	(void)pk_inspect(&p, &blob);
	if (u->elsewhere && u->elsewhere->why(u->elsewhere))
		pk_probe_say(&p, PK_ISSUE_NOT_INSPECTED, &blob, 0, "%s", u->elsewhere->why(u->elsewhere));
	pk_probe_finish(&p);
	vec_each(issue, &p.issues)
		emit(plan, u, issue, out);
	vec_each(beside, &p.besides)
		pk_fact(out, "beside", *beside, STR(""), u, (struct span){ 0, 0 });
	if (plan->is_judge)
		pk_summary_add(out, u, &p, plan->severities);
	else
		note_unseen(u, &p, out);
	if (p.text_cut)
		pk_note(out, u->path, "limit", 0, "holds too much text: not all of it was searched for credentials");
	u->scratch->deadline = p.deadline;
	return PK_OK;
}

const struct pk_analyzer pk_analyzer_artifacts = {
	.name = "artifacts",
	.about = "model files and archives: what loading them would import and do, by an allow-list",
	.accepts = PK_BINARY | PK_TEXT,
	.compile = compile,
	.run = run,
};
