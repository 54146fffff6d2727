#include "run.h"

#include <stdio.h>

#include "judge/baseline.h"
#include "util/limits.h"
#include "util/vec.h"

double cmd_seconds_since(const struct timespec *t)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - t->tv_sec) + (double)(now.tv_nsec - t->tv_nsec) / 1e9;
}

struct pk_walk_options cmd_walk_options(const struct opts *o, const struct settings *settings)
{
	return (struct pk_walk_options){
		.gitignore = !o->no_gitignore,
		.include = o->include.v,
		.n_include = o->include.n,
		.exclude = o->exclude.v,
		.n_exclude = o->exclude.n,
		.set_aside = settings->exclude.v,
		.n_set_aside = settings->exclude.n,
		.base = settings->adjust.base,
		.force_exclude = o->force_exclude,
	};
}

struct pk_scan_options cmd_scan_options(const struct opts *o, const struct cmd_outputs *outputs)
{
	return (struct pk_scan_options){
		.jobs = o->jobs < 256 ? (uint32_t)o->jobs : 256,
		.max_file_bytes = o->max_file_size < PK_MAX_OUTPUT_BYTES ? o->max_file_size : PK_MAX_OUTPUT_BYTES,
		.timeout_ms = o->timeout < UINT32_MAX ? (uint32_t)o->timeout : UINT32_MAX,
		.no_sieve = o->no_sieve,
		.usage = cmd_outputs_want_usage(outputs),
		.line_hashes = cmd_outputs_want_line_hashes(outputs),
		.show_secrets = o->show_secrets,
	};
}

static void say(const struct pk_rule_notes *notes)
{
	const struct pk_rule_note *note;

	vec_each(note, notes)
		(void)fprintf(stderr, "picket: %.*s:%u: rule %.*s: %.*s\n", STR_ARG(note->path), note->line, STR_ARG(note->id),
			      STR_ARG(note->text));
}

void cmd_say_rule_notes(const struct opts *o, const struct cmd_rules *rules)
{
	if (o->quiet)
		return;
	say(&rules->known.notes);
	say(&rules->run.notes);
}

int cmd_write_baseline(const struct opts *o, struct pk_results *results, uint32_t *open, struct pk_err *err)
{
	int rc = o->write_baseline ? pk_baseline_write(o->write_baseline, results, err) : PK_OK;

	*open = 0;
	for (uint32_t i = 0; i < results->n_found; i++) {
		struct pk_finding *f = results->found[i].finding;

		if (f->state == PK_OPEN && o->write_baseline)
			f->state = PK_BASELINED;
		*open += f->state == PK_OPEN;
	}
	return rc;
}
