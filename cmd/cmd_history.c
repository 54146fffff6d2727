/* history: commits -> findings -> reports. */
#include <stdio.h>

#include "run.h"
#include "judge/baseline.h"
#include "history/history.h"
#include "walk/ignore.h"
#include "settings.h"
#include "util/vec.h"

struct run {
	struct opts *o;
	struct settings settings;
	struct cmd_rules rules;
	struct cmd_outputs outputs;
	struct pk_history_options options;
	struct pk_history history;
	struct pk_results results;
	struct pk_walk none; /* the paths of a history are in no folder */
	struct pk_ignore *include, *exclude, *set_aside;
	struct timespec started;
	uint32_t open;
};

static struct pk_ignore *patterns(struct arena *a, const char *const *v, uint32_t n)
{
	struct pk_ignore *list = pk_ignore_new(a, NULL, 0);

	for (uint32_t i = 0; i < n; i++)
		pk_ignore_add(a, list, str_from(v[i]));
	return list;
}

static bool wants(void *data, struct str path)
{
	const struct run *r = data;

	return !pk_ignore_covers(r->exclude, path) && (!r->o->include.n || pk_ignore_covers(r->include, path)) &&
	       !pk_ignore_covers(r->set_aside, pk_ignore_below(r->settings.adjust.base, path));
}

static int check(const struct opts *o, struct pk_err *err)
{
	if (o->staged && (o->since || o->operands.n))
		return err_set(err, PK_EUSAGE, NULL, 0, "--staged is about the index: it goes with neither commits nor --since");
	return PK_OK;
}

/* Credentials, unless the command line asks for others: what else was wrong once is no danger now. */
static void choose_rules(struct opts *o)
{
	const struct opt *select = opts_find(STR("select"));

	if (o->from[select - opt_table] == OPT_GIVEN)
		return;
	o->select.n = 0;
	vec_push(o->arena, &o->select, "secrets");
}

/* The settings of the folder; what stands behind the command is no path. */
static int load_settings(struct run *r, struct pk_err *err)
{
	struct opt_list revs = r->o->operands;
	int rc;

	r->o->operands = (struct opt_list){ 0 };
	rc = settings_load(&r->settings, r->o, err);
	r->o->operands = revs;
	return rc;
}

/* What makes all that is said doubtful is said at once. */
static void say_shallow(const struct pk_history *h)
{
	const struct pk_note_item *note;

	vec_each(note, &h->walk.skipped)
		if (str_is(note->kind, "shallow"))
			(void)fprintf(stderr, "picket: this %.*s\n", STR_ARG(note->text));
}

static int look(struct run *r, struct pk_err *err)
{
	struct pk_scan_options options = cmd_scan_options(r->o, &r->outputs);
	struct cmd_progress progress;
	int rc = pk_history_open(&r->history, ".", &r->options, err);

	if (rc)
		return rc;
	if (!r->o->quiet)
		say_shallow(&r->history);
	cmd_progress_start(&progress, r->history.walk.files.n, !r->o->quiet);
	pk_history_scan(&r->history, &r->results, &r->rules.engine, &options, &progress.files);
	cmd_progress_stop(&progress);
	pk_adjust_findings(&r->settings.adjust, &r->results);
	if (r->o->baseline)
		rc = pk_baseline_read(r->o->baseline, &r->results, &r->none, err);
	return rc == PK_OK ? cmd_write_baseline(r->o, &r->results, &r->open, err) : rc;
}

static int run_history(struct run *r, struct pk_err *err)
{
	struct opts *o = r->o;
	int rc = check(o, err);

	if (rc == PK_OK)
		rc = load_settings(r, err);
	if (rc == PK_OK)
		rc = cmd_outputs_choose(&r->outputs, o, err);
	if (rc)
		return rc;
	choose_rules(o);
	rc = cmd_rules_load(&r->rules, o, &r->settings, true, err);
	if (rc)
		return rc;
	cmd_say_rule_notes(o, &r->rules);
	r->include = patterns(o->arena, o->include.v, o->include.n);
	r->exclude = patterns(o->arena, o->exclude.v, o->exclude.n);
	r->set_aside = patterns(o->arena, r->settings.exclude.v, r->settings.exclude.n);
	r->options = (struct pk_history_options){ .revs = o->operands.v, .n_revs = o->operands.n, .since = o->since, .staged = o->staged };
	r->options.wants = wants;
	r->options.data = r;
	rc = look(r, err);
	return rc == PK_OK ? cmd_outputs_write(&r->outputs, o, &r->results, &r->rules.run, cmd_seconds_since(&r->started), err) : rc;
}

int cmd_history(struct opts *o)
{
	struct run r = { .o = o };
	struct pk_err err = { 0 };
	int rc;

	(void)clock_gettime(CLOCK_MONOTONIC, &r.started);
	rc = run_history(&r, &err);
	pk_scan_release(&r.results);
	pk_history_release(&r.history);
	cmd_rules_release(&r.rules);
	if (rc)
		return cmd_fail(&err);
	return r.open && !o->exit_zero ? EXIT_FOUND : EXIT_CLEAN;
}
