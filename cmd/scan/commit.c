#include "commit.h"

#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "baseline.h"
#include "git.h"
#include "root.h"
#include "util/limits.h"
#include "util/vec.h"

struct earlier {
	const struct pk_commit *commit;
	struct pk_git *git;
	const char *top;
	struct arena arena; /* the texts */
	struct pk_texts {
		struct pk_text *v;
		uint32_t n, cap;
	} texts;
};

static int open_repository(struct earlier *e, struct pk_err *err)
{
	char real[PATH_MAX];
	struct stat st;
	struct buf path, home;
	size_t top_n;

	buf_init(&path, PK_MAX_PATH_BYTES);
	buf_init(&home, PK_MAX_PATH_BYTES);
	pk_root_clean(&path, e->commit->root);
	top_n = pk_root_home(&home, buf_str(&path), stat(e->commit->root, &st) == 0 && S_ISDIR(st.st_mode), real);
	buf_release(&path);
	buf_release(&home);
	if (top_n == 0)
		return err_set(err, PK_EUSAGE, e->commit->root, 0, "lies in no git repository: --baseline-commit needs one");
	e->top = arena_strdup(&e->arena, (struct str){ real, top_n });
	e->git = pk_git_open(e->top, err);
	return e->git ? pk_git_choose(e->git, e->commit->rev, err) : err->code;
}

static bool is_unchanged(const struct pk_file *file, struct str before)
{
	struct io_buffer now = { 0 };
	struct pk_err gone;
	bool same = file->size == before.n && io_read_file(file->path, &now, before.n + 1, &gone) == PK_OK && str_eq(io_text(&now), before);

	io_buffer_release(&now);
	return same;
}

/* One file and its findings, from `first` on. False when the commit did not have it. */
static bool look_back(struct earlier *e, struct pk_scan *scan, uint32_t first)
{
	const struct pk_file *file = scan->found[first].file;
	size_t max = (size_t)e->commit->options->max_file_bytes;
	struct str before;

	if (!pk_git_read(e->git, file->home, max, &e->arena, &before))
		return false;
	if (!is_unchanged(file, before)) {
		vec_push(&e->arena, &e->texts, (struct pk_text){ file->shown, file->home, before });
		return true;
	}
	for (uint32_t i = first; i < scan->n_found && scan->found[i].file == file; i++)
		if (scan->found[i].finding->state == PK_OPEN)
			scan->found[i].finding->state = PK_BASELINED;
	return true;
}

static bool has_open(const struct pk_scan *scan, uint32_t first)
{
	for (uint32_t i = first; i < scan->n_found && scan->found[i].file == scan->found[first].file; i++)
		if (scan->found[i].finding->state == PK_OPEN)
			return true;
	return false;
}

/* The earlier texts of files with findings. Returns whether there are files that the commit did not have. */
static bool look_back_at_files(struct earlier *e, struct pk_scan *scan)
{
	bool any_new = false;

	for (uint32_t i = 0; i < scan->n_found; i++)
		if ((i == 0 || scan->found[i].file != scan->found[i - 1].file) && has_open(scan, i) && !look_back(e, scan, i))
			any_new = true;
	return any_new;
}

/* The texts of files that are gone: new files with findings may be those, renamed. */
static int look_back_at_gone_files(struct earlier *e, struct pk_err *err)
{
	struct pk_git_paths paths = { 0 };
	int rc = pk_git_list(e->git, &e->arena, &paths, err);
	struct stat st;

	for (uint32_t i = 0; rc == PK_OK && i < paths.n; i++) {
		struct str path = paths.v[i], now = arena_printf(&e->arena, "%s/%.*s", e->top, STR_ARG(path)), before;

		if (lstat(now.p, &st) == 0 || !(pk_classify_name(path).kinds & e->commit->engine->accepts))
			continue;
		if (pk_git_read(e->git, path, (size_t)e->commit->options->max_file_bytes, &e->arena, &before))
			vec_push(&e->arena, &e->texts, (struct pk_text){ path, path, before });
	}
	return rc;
}

static int text_cmp(const void *a, const void *b)
{
	const struct pk_text *x = a, *y = b;
	int d = str_cmp(x->shown, y->shown);

	return d ? d : str_cmp(x->home, y->home);
}

static void compare(struct earlier *e, struct pk_scan *scan, const struct pk_walk *walk)
{
	struct pk_scan_options options = *e->commit->options;
	struct pk_scan before;

	if (!e->texts.n)
		return;
	options.usage = options.line_hashes = false;
	qsort(e->texts.v, e->texts.n, sizeof(*e->texts.v), text_cmp);
	pk_scan_texts(&before, e->commit->engine, &options, e->texts.v, e->texts.n);
	pk_baseline_compare(&before, scan, walk);
	pk_scan_release(&before);
}

int pk_commit_compare(const struct pk_commit *c, struct pk_scan *scan, const struct pk_walk *walk, struct pk_err *err)
{
	struct earlier e = { .commit = c };
	int rc;

	arena_init(&e.arena, 0);
	rc = open_repository(&e, err);
	if (rc == PK_OK && look_back_at_files(&e, scan))
		rc = look_back_at_gone_files(&e, err);
	if (rc == PK_OK)
		compare(&e, scan, walk);
	pk_git_close(e.git);
	arena_release(&e.arena);
	return rc;
}
