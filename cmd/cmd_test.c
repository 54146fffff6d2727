/* test: every rule file against its annotated twins. The convention is Semgrep's: see twin.h. */
#include <stdio.h>
#include <unistd.h>

#include "cmd.h"
#include "ruleset/ruleset.h"
#include "fix/fix.h"
#include "twin.h"
#include "util/limits.h"
#include "util/vec.h"

struct tally {
	const struct opts *o;
	bool colour;
	struct cmd_rules builtin; /* what a suppression in a twin may name */
	const struct pk_walk *walk;
	uint32_t passed, failed, left_out, untested, broken;
};

/* ---- saying it ---- */

static void say(const struct tally *t, bool good, struct str id, struct str twin)
{
	const char *colour = !t->colour ? "" : good ? "\033[32m" : "\033[31m", *plain = t->colour ? "\033[0m" : "";

	(void)printf("%s%s%s %.*s  %.*s\n", colour, good ? "pass" : "FAIL", plain, STR_ARG(id), STR_ARG(twin));
}

static void say_lines(const char *what, const struct twin_lines *lines)
{
	if (lines->n == 0)
		return;
	(void)printf("     %s line%s", what, lines->n == 1 ? "" : "s");
	for (uint32_t i = 0; i < lines->n; i++)
		(void)printf("%s %u", i ? "," : "", lines->v[i]);
	(void)printf("\n");
}

/* ---- one rule against one twin ---- */

/* Lines of a that are not in b. */
static struct twin_lines without(struct arena *a, const struct twin_lines *from, const struct twin_lines *what)
{
	struct twin_lines out = { 0 };

	for (uint32_t i = 0; i < from->n; i++)
		if (!twin_has(what, from->v[i]))
			vec_push(a, &out, from->v[i]);
	return out;
}

static void judge(struct tally *t, struct arena *a, const struct pk_rule *rule, const struct twin *twin, const struct pk_results *results)
{
	struct twin_lines want, undecided, found, missing, unexpected;

	twin_expects(a, twin, rule->id, &want, &undecided);
	found = (struct twin_lines){ 0 };
	for (uint32_t i = 0; i < results->n_found; i++) {
		const struct pk_finding *f = results->found[i].finding;

		if (f->rule == rule && f->state == PK_OPEN && !twin_has(&found, f->at.start.line))
			vec_push(a, &found, f->at.start.line);
	}
	found = without(a, &found, &undecided);
	missing = without(a, &want, &found);
	unexpected = without(a, &found, &want);
	if (missing.n + unexpected.n == 0) {
		t->passed++;
		if (t->o->verbose)
			say(t, true, rule->id, twin->path);
		return;
	}
	t->failed++;
	say(t, false, rule->id, twin->path);
	say_lines("missing", &missing);
	say_lines("unexpected", &unexpected);
}

/* An annotation that names none of the file's rules is a slip of the pen. */
static void check_ids(struct tally *t, const struct pk_rules *rules, const struct twin *twin)
{
	const struct twin_mark *m;

	vec_each(m, &twin->marks) {
		bool known = false;

		for (uint32_t i = 0; i < rules->list.n && !known; i++)
			known = twin_same_id(m->id, rules->list.v[i]->id);
		if (known)
			continue;
		(void)fprintf(stderr, "picket: %.*s:%u: no rule of its file is called %.*s\n", STR_ARG(twin->path), m->line - 1,
			      STR_ARG(m->id));
		t->broken++;
	}
}

/* All fixes applied must give the text of the .fixed twin, if there is one. */
static void judge_fixes(struct tally *t, struct cmd_rules *r, const struct twin *twin, const struct pk_results *results,
			const struct pk_file *fixed)
{
	static const struct pk_fix_options all = { .unsafe = true, .dry = true };
	struct pk_finding **findings = arena_zalloc(&r->arena, results->n_found + 1, sizeof(*findings));
	struct pk_fix_count count = { 0 };
	struct twin want;
	struct pk_err err;
	struct buf got;
	bool good;

	if (twin_read(&r->arena, fixed, &want, &err) != PK_OK) {
		(void)cmd_fail(&err);
		t->broken++;
		return;
	}
	for (uint32_t i = 0; i < results->n_found; i++)
		findings[i] = results->found[i].finding;
	buf_init(&got, PK_MAX_FILE_BYTES);
	(void)pk_fix_text(twin->text, findings, results->n_found, &all, &got, &count);
	good = str_eq(buf_str(&got), want.text);
	t->passed += good;
	t->failed += !good;
	if (!good || t->o->verbose)
		say(t, good, STR("fixes"), fixed->shown);
	buf_release(&got);
	twin_release(&want);
}

static void run_twin(struct tally *t, struct cmd_rules *r, const struct pk_file *file)
{
	static const struct pk_scan_options options = { .jobs = 1, .max_file_bytes = PK_MAX_FILE_BYTES };
	struct twin twin;
	struct pk_results results;
	struct pk_err err;

	if (twin_read(&r->arena, file, &twin, &err) != PK_OK) {
		(void)cmd_fail(&err);
		t->broken++;
		return;
	}
	check_ids(t, &r->run, &twin);
	pk_scan_bytes(&results, &r->engine, &options, file->shown, twin.text);
	for (uint32_t i = 0; i < r->run.list.n; i++)
		judge(t, &r->arena, r->run.list.v[i], &twin, &results);
	for (uint32_t i = 0; i < t->walk->files.n; i++)
		if (twin_fixed(file->shown, t->walk->files.v[i].shown))
			judge_fixes(t, r, &twin, &results, &t->walk->files.v[i]);
	pk_scan_release(&results);
	twin_release(&twin);
}

/* ---- one rule file ---- */

static int load(struct tally *t, struct cmd_rules *r, const char *path, struct pk_err *err)
{
	int rc;

	*r = (struct cmd_rules){ 0 };
	arena_init(&r->arena, 0);
	intern_init(&r->symbols, &r->arena, NULL);
	pk_rules_init(&r->run, &r->arena, &r->symbols);
	rc = pk_ruleset_add(&r->run, path, err);
	if (rc)
		return rc;
	pk_rules_freeze(&r->run);
	/* where a rule looks is the business of scans: its twin is for what it looks for */
	for (uint32_t i = 0; i < r->run.list.n; i++)
		r->run.list.v[i]->paths = NULL;
	return pk_engine_init(&r->engine, &r->run, &t->builtin.known, err);
}

static void say_left_out(struct tally *t, const struct pk_rules *rules)
{
	const struct pk_rule_note *note;

	vec_each(note, &rules->notes) {
		t->left_out++;
		if (t->o->verbose)
			(void)printf("note %.*s  %.*s\n", STR_ARG(note->id), STR_ARG(note->text));
	}
}

static void run_file(struct tally *t, const struct pk_file *file)
{
	struct cmd_rules r;
	struct pk_err err = { 0 };
	bool tested = false;

	if (load(t, &r, file->path, &err) != PK_OK) {
		(void)cmd_fail(&err);
		t->broken++;
	} else {
		say_left_out(t, &r.run);
		for (uint32_t i = 0; i < t->walk->files.n; i++)
			if (twin_of(file->shown, t->walk->files.v[i].shown)) {
				run_twin(t, &r, &t->walk->files.v[i]);
				tested = true;
			}
		t->untested += tested ? 0 : r.run.list.n;
		for (uint32_t i = 0; i < r.run.list.n && !tested && t->o->verbose; i++)
			(void)printf("none %.*s  has no twin beside %.*s\n", STR_ARG(r.run.list.v[i]->id), STR_ARG(file->shown));
	}
	cmd_rules_release(&r);
}

static int list_files(const struct opts *o, struct pk_walk *walk, struct pk_err *err)
{
	static const struct pk_walk_options every = { 0 };
	int rc = o->operands.n ? PK_OK : pk_walk_root(walk, &every, "rules", err);

	for (uint32_t i = 0; rc == PK_OK && i < o->operands.n; i++)
		rc = twin_walk(walk, o->operands.v[i], err);
	pk_walk_sort(walk);
	return rc;
}

int cmd_test(struct opts *o)
{
	struct tally t = { .o = o, .colour = cmd_colour(o, STDOUT_FILENO) };
	struct pk_walk walk;
	struct pk_err err = { 0 };
	int rc = cmd_rules_load(&t.builtin, o, NULL, false, &err);

	pk_walk_init(&walk, &t.builtin.arena);
	t.walk = &walk;
	if (rc == PK_OK)
		rc = list_files(o, &walk, &err);
	for (uint32_t i = 0; rc == PK_OK && i < walk.files.n; i++)
		if (pk_ruleset_is_file(walk.files.v[i].shown))
			run_file(&t, &walk.files.v[i]);
	cmd_rules_release(&t.builtin);
	if (rc)
		return cmd_fail(&err);
	if (!o->quiet)
		(void)printf("%u passed, %u failed, %u without a twin, %u notes\n", t.passed, t.failed, t.untested, t.left_out);
	return t.broken ? EXIT_FAULT : t.failed ? EXIT_FOUND : EXIT_CLEAN;
}
