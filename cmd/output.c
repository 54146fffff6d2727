#include "output.h"

#include <stdio.h>
#include <unistd.h>

#include "util/limits.h"
#include "util/vec.h"

/* ---- choosing ---- */

static int no_such_format(const char *name, struct pk_err *err)
{
	const char *names[32], *guess;
	unsigned n = 0;

	for (; n < 31 && pk_reporters[n]; n++)
		names[n] = pk_reporters[n]->name;
	names[n] = NULL;
	guess = opts_closest(name, names);
	if (guess)
		return err_set(err, PK_EUSAGE, NULL, 0, "no format is called %s: did you mean %s?", name, guess);
	return err_set(err, PK_EUSAGE, NULL, 0, "no format is called %s: see picket --help", name);
}

/* One report takes --format; of several, each takes the format of its file's name, if that has one. */
static const struct pk_reporter *reporter_for(const char *file, const struct pk_reporter *named, bool alone)
{
	const struct pk_reporter *by_name = file ? pk_reporter_of_file(str_from(file)) : NULL;

	if (named && (alone || !by_name))
		return named;
	return by_name ? by_name : pk_reporters[0];
}

int cmd_outputs_choose(struct cmd_outputs *out, const struct opts *o, struct pk_err *err)
{
	const char *name = o->format ? o->format : o->json ? "json" : o->sarif ? "sarif" : NULL;
	const struct pk_reporter *named = name ? pk_reporter_find(str_from(name)) : NULL;
	bool alone = o->output.n < 2;

	*out = (struct cmd_outputs){ 0 };
	if (name && !named)
		return no_such_format(name, err);
	for (uint32_t i = 0; i < o->output.n; i++) {
		const char *file = strcmp(o->output.v[i], "-") == 0 ? NULL : o->output.v[i];

		vec_push(o->arena, out, (struct cmd_output){ file, reporter_for(file, named, alone) });
	}
	if (!out->n)
		vec_push(o->arena, out, (struct cmd_output){ NULL, reporter_for(NULL, named, alone) });
	return PK_OK;
}

bool cmd_outputs_want_line_hashes(const struct cmd_outputs *out)
{
	for (uint32_t i = 0; i < out->n; i++)
		if (out->v[i].reporter->line_hashes)
			return true;
	return false;
}

bool cmd_outputs_want_usage(const struct cmd_outputs *out)
{
	for (uint32_t i = 0; i < out->n; i++)
		if (out->v[i].reporter->usage)
			return true;
	return false;
}

/* ---- writing ---- */

static struct pk_tally *tallies(const struct pk_usage_list *list, struct arena *arena)
{
	struct pk_tally *v = arena_zalloc(arena, list->n, sizeof(*v));

	for (uint32_t i = 0; i < list->n; i++)
		v[i] = (struct pk_tally){ list->v[i].name, list->v[i].n, list->v[i].unsafe };
	return v;
}

static void summarize(struct pk_summary *s, const struct pk_results *results, struct pk_finding *const *findings,
		      const struct pk_rules *rules, double seconds, struct arena *arena)
{
	*s = (struct pk_summary){
		.scanned = results->scanned,
		.n_scanned = results->n_scanned,
		.bytes = results->bytes,
		.commits = results->n_commits,
		.blobs = results->n_blobs,
		.skipped = results->skipped.v,
		.n_skipped = results->skipped.n,
		.notes = results->notes.v,
		.n_notes = results->notes.n,
		.rules_run = rules->list.n,
		.modules = tallies(&results->usage.modules, arena),
		.n_modules = results->usage.modules.n,
		.serializers = tallies(&results->usage.serializers, arena),
		.n_serializers = results->usage.serializers.n,
		.seconds = seconds,
	};
	memcpy(s->verified, results->verified, sizeof(s->verified));
	pk_summary_count(s, arena, findings, results->n_found);
}

/* A finding with its secrets in the lines of code that it shows. */
static struct pk_finding *in_full(const struct pk_finding *f, struct arena *arena)
{
	struct pk_finding *full = arena_new(arena, struct pk_finding);

	*full = *f;
	full->at.lines = f->plain->at.lines;
	full->fix_text = f->plain->fix_text;
	full->fix_hidden = false;
	full->bindings = f->plain->bindings;
	full->related = f->plain->related;
	full->flow = f->plain->flow;
	return full;
}

static struct pk_finding **findings_of(const struct pk_results *results, bool secrets, struct arena *arena)
{
	struct pk_finding **findings = arena_zalloc(arena, results->n_found, sizeof(*findings));

	for (uint32_t i = 0; i < results->n_found; i++) {
		struct pk_finding *f = results->found[i].finding;

		findings[i] = secrets && f->plain ? in_full(f, arena) : f;
	}
	return findings;
}

/* Empties the report into standard output as it grows; a report for a file is kept together. */
static int drain(struct buf *out, const char *file)
{
	int rc;

	if (file)
		return PK_OK;
	rc = io_write_fd(STDOUT_FILENO, buf_str(out));
	buf_reset(out);
	return rc;
}

static struct pk_report_options options_of(const struct opts *o, const char *file)
{
	return (struct pk_report_options){
		.colour = !file && cmd_colour(o, STDOUT_FILENO),
		.links = !file && cmd_colour(o, STDOUT_FILENO) && isatty(STDOUT_FILENO),
		.quiet = o->quiet,
		.verbose = o->verbose,
		.show_suppressed = o->show_suppressed,
		.statistics = o->statistics,
		.category = o->sarif_category,
	};
}

static int run_reporter(struct pk_report *report, const struct cmd_output *output, struct pk_finding *const *findings, uint32_t n,
			const struct pk_summary *summary, struct pk_err *err)
{
	struct buf *out = report->out;
	int rc = PK_OK;

	output->reporter->begin(report);
	for (uint32_t i = 0; rc == PK_OK && i < n; i++) {
		output->reporter->result(report, findings[i]);
		rc = out->n > 64 << 10 ? drain(out, output->file) : PK_OK;
	}
	output->reporter->end(report, summary);
	if (out->cut)
		return err_set(err, PK_ELIMIT, output->file, 0,
			       "the report is larger than picket writes: choose fewer findings with --select");
	if (rc != PK_OK || drain(out, output->file) != PK_OK)
		return err_set(err, PK_EIO, "standard output", 0, "cannot be written");
	return output->file ? io_write_file(output->file, buf_str(out), err) : PK_OK;
}

int cmd_outputs_write(const struct cmd_outputs *outputs, const struct opts *o, const struct pk_results *results,
		      const struct pk_rules *rules, double seconds, struct pk_err *err)
{
	int rc = PK_OK;

	for (uint32_t i = 0; rc == PK_OK && i < outputs->n; i++) {
		struct arena arena;
		struct buf out;
		struct pk_report report = { .out = &out, .arena = &arena, .rules = rules, .version = PK_VERSION };
		struct pk_finding **findings;
		struct pk_summary summary;

		arena_init(&arena, 0);
		buf_init(&out, PK_MAX_OUTPUT_BYTES);
		report.options = options_of(o, outputs->v[i].file);
		findings = findings_of(results, outputs->v[i].reporter->secrets, &arena);
		pk_report_join(&report, findings, results->n_found);
		summarize(&summary, results, findings, rules, seconds, &arena);
		rc = run_reporter(&report, &outputs->v[i], findings, results->n_found, &summary, err);
		if (report.remark.n && !o->quiet)
			(void)fprintf(stderr, "picket: %.*s\n", STR_ARG(report.remark));
		buf_release(&out);
		arena_release(&arena);
	}
	return rc;
}
