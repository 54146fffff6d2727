/* lock: a manifest of all artifacts of a tree, with their hashes and verdicts. Nothing is loaded. */
#include <limits.h>
#include <stdio.h>
#include <unistd.h>

#include "cmd.h"
#include "far.h"
#include "run.h"
#include "walk/root.h"
#include "util/limits.h"
#include "util/path.h"
#include "util/vec.h"

struct locking {
	struct opts *o;
	struct settings settings;
	struct cmd_rules rules;
	struct pk_walk walk;
	struct pk_results results;
	struct far far;
	struct str place; /* what is listed on a hub, as it is called; "" on this machine */
	const char *to;   /* the manifest; NULL: standard output */
};

static struct str clean(struct arena *a, const char *path)
{
	struct buf b;
	struct str out;

	buf_init(&b, PK_MAX_PATH_BYTES);
	pk_root_clean(&b, path);
	out = arena_str(a, buf_str(&b));
	buf_release(&b);
	return out;
}

static int list_files(struct locking *l, const char *root, struct pk_err *err)
{
	struct pk_walk_options options = cmd_walk_options(l->o, &l->settings);
	int rc = pk_walk_root(&l->walk, &options, root, err);

	pk_walk_sort(&l->walk);
	if (rc == PK_OK && !l->walk.roots.v[0].is_dir)
		rc = err_set(err, PK_EUSAGE, root, 0, "is no folder: picket lock FOLDER");
	return rc;
}

/* Whatever the settings select: a manifest lists everything. */
static int load_rules(struct locking *l, struct pk_err *err)
{
	static const char *const artifacts[] = { "artifacts" };
	struct opts o = *l->o;

	o.select = (struct opt_list){ .n = 0 };
	vec_push(o.arena, &o.select, artifacts[0]);
	o.ignore = o.config = (struct opt_list){ .n = 0 };
	o.no_builtin = false;
	o.severity = o.confidence = 0;
	return cmd_rules_load(&l->rules, &o, &l->settings, true, err);
}

static void look(struct locking *l)
{
	struct pk_scan_options options = { .jobs = l->o->jobs < 256 ? (uint32_t)l->o->jobs : 256,
					   .max_file_bytes = PK_MAX_OUTPUT_BYTES,
					   .timeout_ms = l->o->timeout < UINT32_MAX ? (uint32_t)l->o->timeout : UINT32_MAX,
					   .digests = true };
	struct cmd_progress progress;
	const struct pk_note_item *item;

	if (l->far.remote) {
		options.jobs = 1;
		options.remote = pk_remote_get;
		options.remote_data = l->far.remote;
	}
	cmd_progress_start(&progress, l->walk.files.n, !l->o->quiet);
	pk_scan_tree(&l->results, &l->rules.engine, &options, &l->walk, &progress.files);
	cmd_progress_stop(&progress);
	vec_each(item, &l->results.skipped)
		(void)fprintf(stderr, "picket: %.*s %.*s: not in the manifest\n", STR_ARG(item->path), STR_ARG(item->text));
}

static int write_manifest(struct locking *l, const char *root, struct pk_err *err)
{
	const struct pk_fact_items *facts = &l->results.workers[0].sink.facts;
	struct arena *a = l->o->arena;
	char here[PATH_MAX];
	struct str folder;
	struct buf text;
	uint32_t n;
	int rc = PK_OK;

	if (!getcwd(here, sizeof(here)))
		return err_set(err, PK_EIO, ".", 0, "the current folder is gone");
	folder = l->to ? path_folder(clean(a, l->to)) : clean(a, root);
	buf_init(&text, PK_MAX_LOCK_BYTES);
	n = l->place.n ? pk_lock_write(&text, a, STR("/"), l->place, l->place, facts) :
			 pk_lock_write(&text, a, str_from(here), folder, clean(a, root), facts);
	if (text.cut)
		rc = err_set(err, PK_ELIMIT, l->to, 0, "would be larger than %d bytes", PK_MAX_LOCK_BYTES);
	else if (l->to)
		rc = io_write_file(l->to, buf_str(&text), err);
	else if (io_write_fd(STDOUT_FILENO, buf_str(&text)) != PK_OK)
		rc = err_set(err, PK_EIO, "standard output", 0, "cannot be written");
	if (rc == PK_OK && !l->o->quiet)
		(void)fprintf(stderr, "picket: locked %u artifact%s%s%s\n", n, n == 1 ? "" : "s", l->to ? " in " : "", l->to ? l->to : "");
	buf_release(&text);
	return rc;
}

/* The files of a repository on a hub; the manifest is for the folder that it is downloaded to. */
static int list_elsewhere(struct locking *l, struct pk_err *err)
{
	struct pk_scan_options ignored = { 0 };
	int rc = far_list(&l->far, l->o, &l->walk, &ignored, err);

	if (rc == PK_OK)
		l->place = l->walk.roots.v[0].shown;
	return rc;
}

static int lock(struct locking *l, struct pk_err *err)
{
	struct opts *o = l->o;
	const char *root = o->operands.n ? o->operands.v[0] : ".";
	int rc = PK_OK;

	if (o->operands.n > 1 || o->output.n > 1)
		rc = err_set(err, PK_EUSAGE, NULL, 0, "lock takes one folder and one -o");
	if (rc == PK_OK)
		rc = far_is_asked(o, &o->hub, err);
	l->to = o->output.n ? o->output.v[0] : o->hub ? PK_LOCK_NAME : path_join(o->arena, str_from(root), STR(PK_LOCK_NAME)).p;
	if (strcmp(l->to, "-") == 0)
		l->to = NULL;
	if (rc == PK_OK)
		rc = settings_load(&l->settings, o, err);
	if (rc == PK_OK)
		rc = o->hub ? list_elsewhere(l, err) : list_files(l, root, err);
	if (rc == PK_OK)
		rc = load_rules(l, err);
	if (rc)
		return rc;
	look(l);
	return write_manifest(l, root, err);
}

int cmd_lock(struct opts *o)
{
	struct locking l = { .o = o };
	struct pk_err err = { 0 };
	int rc;

	pk_walk_init(&l.walk, o->arena);
	rc = lock(&l, &err);
	far_release(&l.far);
	pk_scan_release(&l.results);
	cmd_rules_release(&l.rules);
	return rc ? cmd_fail(&err) : EXIT_CLEAN;
}
