#include "history/history.h"

#include <pthread.h>
#include <stdlib.h>

#include "git/blobs.h"
#include "git/revname.h"
#include "git/revs.h"
#include "walk/root.h"
#include "history/by_path.h"
#include "util/vec.h"

enum {
	FEW = 256, /* contents whose places in the repository are not worth a look */
	MAX_WORKERS = 256,
};

/* ---- what there is ---- */

static int add_commit(struct pk_history *h, struct pk_git_ids *out, const char *rev, struct pk_err *err)
{
	struct pk_git_id id;
	int rc = pk_git_commit(h->git, rev, &id, err);

	if (rc == PK_OK)
		vec_push(&h->arena, out, id);
	return rc;
}

/* A commit, or what lies between two: "main..topic". */
static int add_revs(struct pk_history *h, const char *rev, struct pk_git_ids *tips, struct pk_git_ids *since, struct pk_err *err)
{
	const char *dots = strstr(rev, ".."), *left, *right;
	int rc;

	if (!dots)
		return add_commit(h, tips, rev, err);
	left = dots == rev ? "HEAD" : arena_strdup(&h->arena, str_slice(str_from(rev), 0, (size_t)(dots - rev)));
	right = dots[2] ? dots + 2 : "HEAD";
	rc = add_commit(h, tips, right, err);
	return rc == PK_OK ? add_commit(h, since, left, err) : rc;
}

static int find_tips(struct pk_history *h, struct pk_git_ids *tips, struct pk_git_ids *since, struct pk_err *err)
{
	const struct pk_history_options *o = h->options;
	int rc = PK_OK;

	for (uint32_t i = 0; rc == PK_OK && i < o->n_revs; i++)
		rc = add_revs(h, o->revs[i], tips, since, err);
	if (rc == PK_OK && !o->n_revs)
		rc = o->since ? add_commit(h, tips, "HEAD", err) : pk_git_tips(h->git, &h->arena, tips, err);
	if (rc == PK_OK && o->since)
		rc = add_commit(h, since, o->since, err);
	return rc;
}

/* What the files held where the part of the history that counts begins. */
static void look_at_known(struct pk_history *h, const struct pk_git_ids *since)
{
	const struct pk_revs *r = h->revs;

	for (uint32_t i = 0; i < since->n; i++) {
		const struct pk_rev *rev = &r->v[pk_revs_find(r, &since->v[i])];

		if (!rev->is_gone)
			pk_blobs_tree(h->blobs, &rev->tree, PK_NO_REV, PK_BLOBS_KNOWN);
	}
	for (uint32_t i = 0; i < r->n_order; i++) {
		const struct pk_rev *rev = &r->v[r->order[i]];

		for (uint32_t k = 0; k < rev->n_parents; k++) {
			const struct pk_rev *parent = &r->v[r->parents.v[rev->first + k]];

			if (parent->is_hidden && !parent->is_gone)
				pk_blobs_tree(h->blobs, &parent->tree, PK_NO_REV, PK_BLOBS_KNOWN);
		}
	}
}

static int look_at_commits(struct pk_history *h, struct pk_err *err)
{
	struct pk_git_ids tips = { 0 }, since = { 0 };
	int rc = find_tips(h, &tips, &since, err);
	struct pk_revs *r = h->revs;

	if (rc || !tips.n)
		return rc;
	pk_revs_read(r, &h->arena, h->git, &tips, &since, &h->notes);
	look_at_known(h, &since);
	for (uint32_t i = 0; i < r->n_order; i++)
		pk_blobs_tree(h->blobs, &r->v[r->order[i]].tree, i, PK_BLOBS_NEW);
	if (!r->v[0].is_gone)
		pk_blobs_tree(h->blobs, &r->v[0].tree, PK_NO_REV, PK_BLOBS_THERE);
	return PK_OK;
}

static void stage(void *data, struct str path, const struct pk_git_id *id)
{
	pk_blobs_file(data, path, id, 0, PK_BLOBS_NEW);
	pk_blobs_file(data, path, id, 0, PK_BLOBS_THERE);
}

/* Before the first commit there is no HEAD. */
static int look_at_index(struct pk_history *h, struct pk_err *err)
{
	struct pk_git_ids head = { 0 }, none = { 0 };
	struct pk_err unborn;

	if (add_commit(h, &head, "HEAD", &unborn) == PK_OK) {
		pk_revs_read(h->revs, &h->arena, h->git, &none, &head, &h->notes);
		look_at_known(h, &head);
	}
	return pk_git_index(h->git, stage, h->blobs, err);
}

/* ---- what is to be looked at ---- */

struct numbered {
	struct pk_blobs *blobs;
	uint32_t n;
};

static void number(void *data, const struct pk_git_id *id)
{
	struct numbered *all = data;
	const uint64_t *at = map_get(&all->blobs->by_id, (struct str){ (const char *)id->bytes, PK_GIT_ID });

	if (at)
		all->blobs->v[*at].order = ++all->n;
}

struct ranked {
	uint32_t order, blob;
};

static int ranked_cmp(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->order != y->order)
		return x->order < y->order ? -1 : 1;
	return (x->blob > y->blob) - (x->blob < y->blob);
}

/* The first path that a content was known under. */
static const struct pk_spot *first_spot(const struct pk_blobs *b, const struct pk_blob_content *blob)
{
	const struct pk_spot *first = NULL;

	for (uint32_t i = blob->spots; i; i = b->spots.v[i - 1].next)
		if (!b->spots.v[i - 1].is_out)
			first = &b->spots.v[i - 1];
	return first;
}

static void list_files(struct pk_history *h)
{
	struct pk_blobs *b = h->blobs;
	struct numbered all = { .blobs = b };
	struct ranked *list = arena_zalloc(&h->arena, b->n, sizeof(*list));
	uint32_t n = 0;

	pk_blobs_choose(b);
	for (uint32_t i = 0; i < b->n; i++)
		if (b->v[i].is_wanted && first_spot(b, &b->v[i]))
			list[n++].blob = i;
	if (n > FEW)
		pk_git_each(h->git, number, &all);
	for (uint32_t i = 0; i < n; i++)
		list[i].order = b->v[list[i].blob].order;
	if (n)
		qsort(list, n, sizeof(*list), ranked_cmp);
	h->blob_of = arena_zalloc(&h->arena, n, sizeof(*h->blob_of));
	for (uint32_t i = 0; i < n; i++) {
		struct str path = b->paths.v[first_spot(b, &b->v[list[i].blob])->path], shown = pk_root_shown(&h->arena, path);

		h->blob_of[i] = list[i].blob;
		vec_push(&h->arena, &h->walk.files, (struct pk_file){ .shown = shown, .home = shown });
	}
}

int pk_history_open(struct pk_history *h, const char *folder, const struct pk_history_options *o, struct pk_err *err)
{
	const struct pk_note_item *note;
	int rc;

	*h = (struct pk_history){ .folder = folder, .options = o };
	arena_init(&h->arena, 0);
	pk_sink_init(&h->notes, &h->arena);
	pk_walk_init(&h->walk, &h->arena);
	h->revs = arena_new(&h->arena, struct pk_revs);
	h->blobs = arena_new(&h->arena, struct pk_blobs);
	h->git = pk_git_find(folder, err);
	if (!h->git)
		return err->code;
	pk_blobs_init(h->blobs, &h->arena, h->git, &h->notes);
	h->blobs->wants = o->wants;
	h->blobs->data = o->data;
	rc = o->staged ? look_at_index(h, err) : look_at_commits(h, err);
	if (rc == PK_OK)
		list_files(h);
	vec_each(note, &h->notes.notes)
		vec_push(&h->arena, &h->walk.skipped, *note);
	return rc;
}

/* ---- looking ---- */

struct fetching {
	struct pk_history *h;
	size_t max;
	pthread_mutex_t opening;
};

/* Each worker reads by a repository of its own. */
static struct pk_git *git_of(struct fetching *f, uint32_t worker)
{
	struct pk_git **git = &f->h->worker_gits[worker];
	struct pk_err err;

	if (!*git) {
		(void)pthread_mutex_lock(&f->opening);
		*git = pk_git_find(f->h->folder, &err);
		(void)pthread_mutex_unlock(&f->opening);
	}
	return *git;
}

static enum io_status fetch(void *data, uint32_t worker, const struct pk_file *file, struct io_buffer *into)
{
	struct fetching *f = data;
	const struct pk_history *h = f->h;
	const struct pk_blob_content *blob = &h->blobs->v[h->blob_of[file - h->walk.files.v]];
	struct pk_git *git = git_of(f, worker);

	return git ? pk_git_object(git, &blob->id, PK_GIT_BLOB, f->max, into) : IO_UNREADABLE;
}

/* Notes that several versions of a file make alike are one. They are in order. */
static uint32_t once(struct pk_note_item *v, uint32_t n)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < n; i++) {
		const struct pk_note_item *last = &v[kept ? kept - 1 : 0];

		if (!kept || v[i].line != last->line || !str_eq(v[i].path, last->path) || !str_eq(v[i].text, last->text))
			v[kept++] = v[i];
	}
	return kept;
}

static int path_cmp(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* Which files had contents that were looked at, and how many. */
static void list_scanned(struct pk_history *h, struct pk_results *results, const bool *looked)
{
	struct str *paths = arena_zalloc(&results->arena, h->walk.files.n, sizeof(*paths));
	uint32_t n = 0;

	for (uint32_t i = 0; i < h->walk.files.n; i++) {
		if (!looked[i] || h->blobs->v[h->blob_of[i]].is_known)
			continue;
		results->n_blobs++;
		paths[n++] = arena_str(&results->arena, h->walk.files.v[i].shown);
	}
	if (n)
		qsort(paths, n, sizeof(*paths), path_cmp);
	for (uint32_t i = 0; i < n; i++)
		if (!i || !str_eq(paths[i], paths[results->n_scanned - 1]))
			paths[results->n_scanned++] = paths[i];
	results->scanned = paths;
	results->n_commits = h->revs->n_order;
}

void pk_history_scan(struct pk_history *h, struct pk_results *results, const struct pk_engine *engine,
		     const struct pk_scan_options *options, struct pk_progress *progress)
{
	struct fetching fetching = { .h = h, .max = (size_t)options->max_file_bytes };
	struct pk_fetch how = { fetch, &fetching };
	bool *looked = arena_zalloc(&h->arena, h->walk.files.n, sizeof(*looked));

	(void)pthread_mutex_init(&fetching.opening, NULL);
	h->worker_gits = arena_zalloc(&h->arena, MAX_WORKERS, sizeof(*h->worker_gits));
	pk_scan_fetched(results, engine, options, &h->walk, &how, looked, progress);
	for (uint32_t i = 0; i < MAX_WORKERS; i++)
		pk_git_close(h->worker_gits[i]);
	(void)pthread_mutex_destroy(&fetching.opening);
	results->notes.n = once(results->notes.v, results->notes.n);
	results->skipped.n = once(results->skipped.v, results->skipped.n);
	list_scanned(h, results, looked);
	pk_history_by_path(h, results);
}

void pk_history_release(struct pk_history *h)
{
	if (h->blobs)
		pk_blobs_release(h->blobs);
	pk_git_close(h->git);
	arena_release(&h->arena);
}
