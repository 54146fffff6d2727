#include "history/commit.h"

#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "judge/baseline.h"
#include "walk/root.h"
#include "util/limits.h"
#include "util/vec.h"

int pk_commit_open(struct pk_commit *c, const char *rev, const char *root, struct pk_err *err)
{
	char real[PATH_MAX];
	struct stat st;
	struct buf path, home;
	size_t top_n;

	*c = (struct pk_commit){ 0 };
	arena_init(&c->arena, 0);
	buf_init(&path, PK_MAX_PATH_BYTES);
	buf_init(&home, PK_MAX_PATH_BYTES);
	pk_root_clean(&path, root);
	top_n = pk_root_home(&home, buf_str(&path), stat(root, &st) == 0 && S_ISDIR(st.st_mode), real);
	buf_release(&path);
	buf_release(&home);
	if (top_n == 0)
		return err_set(err, PK_EUSAGE, root, 0, "lies in no git repository: --baseline-commit needs one");
	c->top = arena_strdup(&c->arena, (struct str){ real, top_n });
	c->git = pk_git_open(c->top, err);
	return c->git ? pk_git_tree(c->git, rev, &c->tree, err) : err->code;
}

void pk_commit_release(struct pk_commit *c)
{
	pk_git_close(c->git);
	arena_release(&c->arena);
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
static bool look_back(struct pk_commit *c, struct pk_results *results, uint32_t first)
{
	const struct pk_file *file = results->found[first].file;
	size_t max = (size_t)c->options->max_file_bytes;
	struct str before;

	if (!pk_git_read(c->git, &c->tree, file->home, max, &c->arena, &before))
		return false;
	if (!is_unchanged(file, before)) {
		vec_push(&c->arena, &c->texts, (struct pk_text){ file->shown, file->home, before });
		return true;
	}
	for (uint32_t i = first; i < results->n_found && results->found[i].file == file; i++)
		if (results->found[i].finding->state == PK_OPEN)
			results->found[i].finding->state = PK_BASELINED;
	return true;
}

static bool has_open(const struct pk_results *results, uint32_t first)
{
	for (uint32_t i = first; i < results->n_found && results->found[i].file == results->found[first].file; i++)
		if (results->found[i].finding->state == PK_OPEN)
			return true;
	return false;
}

/* The earlier texts of files with findings. Returns whether there are files that the commit did not have. */
static bool look_back_at_files(struct pk_commit *c, struct pk_results *results)
{
	bool any_new = false;

	for (uint32_t i = 0; i < results->n_found; i++)
		if ((i == 0 || results->found[i].file != results->found[i - 1].file) && has_open(results, i) && !look_back(c, results, i))
			any_new = true;
	return any_new;
}

/* The texts of files that are gone: new files with findings may be those, renamed. */
static int look_back_at_gone_files(struct pk_commit *c, struct pk_err *err)
{
	struct pk_git_paths paths = { 0 };
	int rc = pk_git_list(c->git, &c->tree, &c->arena, &paths, err);
	struct stat st;

	for (uint32_t i = 0; rc == PK_OK && i < paths.n; i++) {
		struct str path = paths.v[i], now = arena_printf(&c->arena, "%s/%.*s", c->top, STR_ARG(path)), before;

		if (lstat(now.p, &st) == 0 || !(pk_classify_name(path).kinds & c->engine->accepts))
			continue;
		if (pk_git_read(c->git, &c->tree, path, (size_t)c->options->max_file_bytes, &c->arena, &before))
			vec_push(&c->arena, &c->texts, (struct pk_text){ path, path, before });
	}
	return rc;
}

static int text_cmp(const void *a, const void *b)
{
	const struct pk_text *x = a, *y = b;
	int d = str_cmp(x->shown, y->shown);

	return d ? d : str_cmp(x->home, y->home);
}

static void compare(struct pk_commit *c, struct pk_results *results, const struct pk_walk *walk)
{
	struct pk_scan_options options = *c->options;
	struct pk_results before;

	if (!c->texts.n)
		return;
	options.usage = options.line_hashes = false;
	options.vault = NULL;
	qsort(c->texts.v, c->texts.n, sizeof(*c->texts.v), text_cmp);
	pk_scan_texts(&before, c->engine, &options, c->texts.v, c->texts.n);
	pk_baseline_compare(&before, results, walk);
	pk_scan_release(&before);
}

int pk_commit_compare(struct pk_commit *c, struct pk_results *results, const struct pk_walk *walk, struct pk_err *err)
{
	int rc = PK_OK;

	if (look_back_at_files(c, results))
		rc = look_back_at_gone_files(c, err);
	if (rc == PK_OK)
		compare(c, results, walk);
	return rc;
}
