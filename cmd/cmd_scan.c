/* scan: paths -> findings -> reports. */
#include <errno.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "far.h"
#include "known.h"
#include "live.h"
#include "output.h"
#include "run.h"
#include "judge/baseline.h"
#include "history/commit.h"
#include "fix/fix.h"
#include "walk/classify.h"
#include "walk/root.h"
#include "settings.h"
#include "util/limits.h"
#include "util/path.h"
#include "util/vec.h"

/* One scan from the command line to the exit code. */
struct run {
	struct opts *o;
	struct settings settings;
	struct cmd_rules rules;
	struct pk_commit commit; /* of --baseline-commit */
	struct pk_walk walk;
	struct pk_scan_options options;
	struct pk_cache cache; /* of --cache */
	struct far far;
	struct known known;
	struct run_locks VEC(struct pk_lock) locks;
	struct pk_results results;
	struct live live;
	struct io_buffer input; /* standard input, when that is what is scanned */
	struct timespec started;
	struct cmd_outputs outputs;
	uint32_t open; /* findings that count */
};

/* ---- what to read ---- */

/* Roots from a list. One that is gone is no fault of the list: it is noted as skipped. */
static int add_listed(struct run *r, const char *list, char separator, struct pk_err *err)
{
	struct pk_walk_options options = cmd_walk_options(r->o, &r->settings);
	struct io_buffer names = { 0 };
	struct str rest, name;
	int rc = PK_OK;

	if (strcmp(list, "-") != 0)
		rc = io_read_file(list, &names, PK_MAX_OUTPUT_BYTES, err);
	else if (io_read_fd(STDIN_FILENO, &names, PK_MAX_OUTPUT_BYTES) != IO_OK)
		rc = err_set(err, PK_EIO, "standard input", 0, "cannot be read");
	rest = io_text(&names);
	while (rc == PK_OK && str_cut(&rest, separator, &name)) {
		struct pk_err gone;

		if (separator == '\n' && str_ends(name, STR("\r")))
			name.n--;
		if (name.n && pk_walk_root(&r->walk, &options, arena_strdup(r->o->arena, name), &gone) != PK_OK) {
			struct pk_note_item item = { pk_root_shown(r->walk.arena, name), STR("unreadable"),
						     arena_printf(r->walk.arena, "%s", gone.msg), 0 };

			vec_push(r->walk.arena, &r->walk.skipped, item);
		}
	}
	io_buffer_release(&names);
	return rc;
}

static int list_files(struct run *r, struct pk_err *err)
{
	struct pk_walk_options options = cmd_walk_options(r->o, &r->settings);
	const struct opts *o = r->o;
	int rc = PK_OK;

	if (o->files_from)
		rc = add_listed(r, o->files_from, '\n', err);
	if (rc == PK_OK && o->files_from0)
		rc = add_listed(r, o->files_from0, '\0', err);
	if (rc == PK_OK && !o->operands.n && !o->files_from && !o->files_from0)
		rc = pk_walk_root(&r->walk, &options, ".", err);
	for (uint32_t i = 0; rc == PK_OK && i < o->operands.n; i++)
		rc = pk_walk_root(&r->walk, &options, o->operands.v[i], err);
	pk_walk_sort(&r->walk);
	return rc;
}

/* ---- scanning ---- */

static bool reads_stdin(const struct opts *o)
{
	return o->operands.n == 1 && strcmp(o->operands.v[0], "-") == 0;
}

static int scan_stdin(struct run *r, struct pk_err *err)
{
	const char *name = r->o->stdin_filename;
	enum io_status s = io_read_fd(STDIN_FILENO, &r->input, r->options.max_file_bytes);

	if (s != IO_OK)
		return err_set(err, PK_EIO, "standard input", 0, "%s", io_status_text(s));
	if (!name)
		name = pk_classify_nameless(io_text(&r->input));
	pk_scan_bytes(&r->results, &r->rules.engine, &r->options, pk_root_shown(r->o->arena, str_from(name)), io_text(&r->input));
	return PK_OK;
}

static int scan_tree(struct run *r, struct pk_err *err)
{
	struct cmd_progress progress;
	int rc = r->o->hub ? far_list(&r->far, r->o, &r->walk, &r->options, err) : list_files(r, err);

	if (rc)
		return rc;
	cmd_progress_start(&progress, r->walk.files.n, !r->o->quiet);
	pk_scan_tree(&r->results, &r->rules.engine, &r->options, &r->walk, &progress.files);
	cmd_progress_stop(&progress);
	far_say(&r->far, r->o);
	return PK_OK;
}

static int compare_to_commit(struct run *r, struct pk_err *err)
{
	r->commit.engine = &r->rules.engine;
	r->commit.options = &r->options;
	return pk_commit_compare(&r->commit, &r->results, &r->walk, err);
}

static int mark_known(struct run *r, struct pk_err *err)
{
	const struct opts *o = r->o;
	int rc = o->baseline ? pk_baseline_read(o->baseline, &r->results, &r->walk, err) : PK_OK;

	if (rc == PK_OK && o->baseline_commit)
		rc = compare_to_commit(r, err);
	return rc == PK_OK ? cmd_write_baseline(o, &r->results, &r->open, err) : rc;
}

/* What would only be found out after a long scan. */
static int check(const struct opts *o, struct pk_err *err)
{
	int rc = PK_OK;

	if (o->stdin_filename && !reads_stdin(o))
		rc = err_set(err, PK_EUSAGE, NULL, 0, "--stdin-filename goes with `-`, standard input: picket - --stdin-filename NAME");
	if (rc == PK_OK && reads_stdin(o) && (o->fix || o->unsafe_fixes || o->diff))
		rc = err_set(err, PK_EUSAGE, NULL, 0, "standard input cannot be fixed: name the file");
	if (rc == PK_OK && reads_stdin(o) && o->baseline_commit)
		rc = err_set(err, PK_EUSAGE, NULL, 0, "standard input is in no commit: name the file");
	for (uint32_t i = 0; rc == PK_OK && o->operands.n > 1 && i < o->operands.n; i++)
		if (strcmp(o->operands.v[i], "-") == 0)
			rc = err_set(err, PK_EUSAGE, NULL, 0, "`-`, standard input, cannot be mixed with paths: name it alone");
	return rc;
}

/* ---- fixing ---- */

/* Writes the fixes, or shows them; what they mend is not found any more. */
static int fix_files(struct run *r, struct pk_err *err)
{
	struct pk_fix_options options = { .unsafe = r->o->unsafe_fixes, .dry = r->o->diff };
	struct pk_fix_count count = { 0 };
	struct buf diff;
	int rc;

	buf_init(&diff, PK_MAX_OUTPUT_BYTES);
	rc = pk_fix_files(&r->results, &options, &diff, &count, err);
	r->open -= options.dry ? 0 : count.fixes;
	if (rc == PK_OK && r->o->diff)
		(void)io_write_fd(STDOUT_FILENO, buf_str(&diff));
	if (rc == PK_OK && !r->o->quiet)
		(void)fprintf(stderr, "picket: %s %u place%s in %u file%s\n", r->o->diff ? "would fix" : "fixed", count.fixes,
			      count.fixes == 1 ? "" : "s", count.files, count.files == 1 ? "" : "s");
	if (rc == PK_OK && count.left_out && !r->o->quiet)
		(void)fprintf(stderr, "picket: %u fixes overlap others: run it again\n", count.left_out);
	buf_release(&diff);
	return rc;
}

static bool wants_fixes(const struct opts *o)
{
	return o->fix || o->unsafe_fixes || o->diff;
}

/* ---- manifests ---- */

static int add_lock(struct run *r, const char *path, bool by_name, struct pk_err *err)
{
	struct pk_lock lock;
	int rc = pk_lock_read(&lock, r->o->arena, path, by_name, err);

	vec_push(r->o->arena, &r->locks, lock);
	return rc;
}

/* The one that was named, or those that lie in the folders to be scanned. */
static int find_locks(struct run *r, struct pk_err *err)
{
	static const char *const rules[] = { "artifact-changed", "artifact-not-locked", "artifact-missing" };
	const struct opts *o = r->o;
	uint32_t n = o->operands.n || o->files_from || o->files_from0 ? o->operands.n : 1, run = 0;
	int rc = PK_OK;

	for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++)
		run += pk_rules_find(&r->rules.run, str_from(rules[i])) != NULL;
	if (!run || reads_stdin(o))
		return PK_OK;
	if (o->lock)
		return add_lock(r, o->lock, true, err);
	for (uint32_t i = 0; rc == PK_OK && i < n; i++) {
		struct str folder = str_from(o->operands.n ? o->operands.v[i] : ".");
		const char *path = path_join(o->arena, folder, STR(PK_LOCK_NAME)).p;

		if (access(path, F_OK) == 0)
			rc = add_lock(r, path, false, err);
	}
	return rc;
}

/* A baseline that is not there is better found out before a long scan. */
static int find_baselines(struct run *r, struct pk_err *err)
{
	const struct opts *o = r->o;

	if (o->baseline && access(o->baseline, R_OK) != 0)
		return err_set(err, PK_EIO, o->baseline, 0, "%s", strerror(errno));
	if (o->baseline_commit)
		return pk_commit_open(&r->commit, o->baseline_commit, o->operands.n ? o->operands.v[0] : ".", err);
	return PK_OK;
}

/* All that can be wrong with what was asked for, before anything is read. */
static int prepare(struct run *r, struct pk_err *err)
{
	int rc = check(r->o, err);

	if (rc == PK_OK)
		rc = far_is_asked(r->o, &r->o->hub, err);
	if (rc == PK_OK)
		rc = live_start(&r->live, r->o, err);
	if (rc == PK_OK)
		rc = settings_load(&r->settings, r->o, err);
	if (rc == PK_OK && r->settings.file && r->o->verbose)
		(void)fprintf(stderr, "picket: settings of %s\n", r->settings.file);
	if (rc == PK_OK)
		rc = find_baselines(r, err);
	if (rc == PK_OK)
		rc = cmd_outputs_choose(&r->outputs, r->o, err);
	if (rc == PK_OK)
		rc = cmd_rules_load(&r->rules, r->o, &r->settings, true, err);
	if (rc)
		return rc;
	cmd_say_rule_notes(r->o, &r->rules);
	rc = r->o->hub ? PK_OK : find_locks(r, err);
	if (rc == PK_OK && r->o->cache)
		rc = pk_cache_init(&r->cache, r->o->cache, &r->rules.engine, err);
	return rc;
}

static int look(struct run *r, struct pk_err *err)
{
	int rc;

	r->options = cmd_scan_options(r->o, &r->outputs);
	r->options.vault = r->live.vault;
	r->options.locks = r->locks.v;
	r->options.n_locks = r->locks.n;
	r->options.digests = r->locks.n > 0;
	r->options.cache = r->o->cache ? &r->cache : NULL;
	rc = known_start(&r->known, r->o, &r->options, err);
	if (rc == PK_OK)
		rc = reads_stdin(r->o) ? scan_stdin(r, err) : scan_tree(r, err);
	known_say(&r->known, r->o);
	if (rc == PK_OK)
		live_ask(&r->live, r->o, &r->results);
	return rc;
}

static int run_scan(struct run *r, struct pk_err *err)
{
	int rc = prepare(r, err);

	if (rc == PK_OK)
		rc = look(r, err);
	if (rc)
		return rc;
	pk_adjust_findings(&r->settings.adjust, &r->results);
	rc = mark_known(r, err);
	if (rc == PK_OK && wants_fixes(r->o))
		rc = fix_files(r, err);
	if (rc == PK_OK && !r->o->diff)
		rc = cmd_outputs_write(&r->outputs, r->o, &r->results, &r->rules.run, cmd_seconds_since(&r->started), err);
	return rc;
}

int cmd_scan(struct opts *o)
{
	struct run r = { .o = o };
	struct pk_err err = { 0 };
	struct arena walk_arena;
	int rc;

	(void)clock_gettime(CLOCK_MONOTONIC, &r.started);
	arena_init(&walk_arena, 0);
	pk_walk_init(&r.walk, &walk_arena);
	rc = run_scan(&r, &err);
	live_release(&r.live);
	far_release(&r.far);
	known_release(&r.known);
	pk_scan_release(&r.results);
	pk_commit_release(&r.commit);
	cmd_rules_release(&r.rules);
	io_buffer_release(&r.input);
	arena_release(&walk_arena);
	if (rc)
		return cmd_fail(&err);
	return r.open && !o->exit_zero ? EXIT_FOUND : EXIT_CLEAN;
}
