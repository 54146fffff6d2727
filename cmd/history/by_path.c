#include "history/by_path.h"

#include <stdlib.h>
#include <time.h>

#include "git/blobs.h"
#include "judge/fingerprint.h"
#include "git/revs.h"
#include "walk/root.h"
#include "util/vec.h"

#define GONE UINT32_MAX /* instead of a path: wherever it stands */

/* What was found of one thing under one path. */
struct told {
	struct pk_found found;
	struct pk_version version;
	uint32_t path, rev, blob; /* rev: the first; blob: the last that was counted */
	uint32_t age;             /* of the newest version */
	const struct pk_finding *newest;
};

struct telling {
	struct pk_history *h;
	struct pk_results *results;
	struct arena temp;
	struct map index, known; /* by rule, text and path: place in v; what was there before */
	bool *is_path_there;     /* by path */
	const struct pk_file **files;
	struct told *v;
	uint32_t n, cap;
};

static struct str key_of(struct telling *t, const struct pk_finding *f, uint32_t path)
{
	return arena_printf(&t->temp, "%u %u %.*s", f->rule->index, path, STR_ARG(pk_fingerprint_text(&t->temp, f)));
}

static const struct pk_file *file_of(struct telling *t, uint32_t path)
{
	struct pk_file *file;

	if (t->files[path])
		return t->files[path];
	file = arena_new(&t->results->arena, struct pk_file);
	file->shown = file->home = pk_root_shown(&t->results->arena, t->h->blobs->paths.v[path]);
	t->files[path] = file;
	return file;
}

static const struct pk_region *moved(struct arena *a, const struct pk_region *v, uint32_t n, struct str from, struct str to)
{
	struct pk_region *copy = arena_zalloc(a, n, sizeof(*copy));

	for (uint32_t i = 0; i < n; i++) {
		copy[i] = v[i];
		if (str_eq(v[i].path, from))
			copy[i].path = to;
	}
	return copy;
}

static struct pk_finding *copy_to(struct telling *t, const struct pk_finding *f, struct str path)
{
	struct arena *a = &t->results->arena;
	struct pk_finding *copy = arena_new(a, struct pk_finding);

	*copy = *f;
	copy->related = moved(a, f->related, f->n_related, f->at.path, path);
	copy->flow = moved(a, f->flow, f->n_flow, f->at.path, path);
	copy->at.path = path;
	return copy;
}

static void set_commit(struct telling *t, struct pk_version *v, uint32_t rev)
{
	const struct pk_rev *r;
	struct tm day;
	time_t when;

	if (t->h->options->staged)
		return;
	r = &t->h->revs->v[t->h->revs->order[rev]];
	when = (time_t)r->time;
	pk_git_hex(&r->id, v->commit);
	if (!gmtime_r(&when, &day) || !strftime(v->date, sizeof(v->date), "%Y-%m-%d", &day))
		v->date[0] = '\0';
}

/* Whether it is taken back is for the newest version to say. */
static void judge(struct told *told, const struct pk_finding *f, const struct pk_spot *spot)
{
	uint32_t age = spot->is_there ? UINT32_MAX : spot->rev;

	if (told->newest && (age < told->age || (age == told->age && f->state != PK_OPEN)))
		return;
	told->age = age;
	told->newest = f;
}

static void tell(struct telling *t, const struct pk_finding *f, const struct pk_spot *spot)
{
	const struct pk_file *file = file_of(t, spot->path);
	bool fresh;
	uint64_t *slot = map_put(&t->index, key_of(t, f, spot->path), &fresh);
	struct told *told;

	if (fresh) {
		*slot = t->n;
		vec_push(&t->temp, t, (struct told){ .path = spot->path, .rev = UINT32_MAX, .blob = UINT32_MAX });
	}
	told = &t->v[*slot];
	told->version.n += told->blob != spot->blob;
	told->version.is_there |= spot->is_there;
	told->blob = spot->blob;
	judge(told, f, spot);
	if (spot->rev >= told->rev)
		return;
	told->rev = spot->rev;
	told->found = (struct pk_found){ copy_to(t, f, file->shown), file };
	set_commit(t, &told->version, spot->rev);
}

/* What a content held before is known where it stands; what a file held that is gone is known everywhere: it may have moved. */
static void know(struct telling *t, const struct pk_finding *f, const struct pk_spot *spot)
{
	bool is_gone = !t->is_path_there[spot->path];

	if (f->state != PK_SUPPRESSED)
		(void)map_put(&t->known, key_of(t, f, is_gone ? GONE : spot->path), NULL);
}

static void each_spot(struct telling *t, const struct pk_found *found)
{
	const struct pk_blobs *b = t->h->blobs;
	const struct pk_blob_content *blob = &b->v[t->h->blob_of[found->file - t->h->walk.files.v]];

	for (uint32_t i = blob->spots; i; i = b->spots.v[i - 1].next) {
		const struct pk_spot *spot = &b->spots.v[i - 1];

		if (spot->is_out)
			continue;
		if (spot->rev == PK_NO_REV)
			know(t, found->finding, spot);
		else
			tell(t, found->finding, spot);
	}
}

static int found_cmp(const void *a, const void *b)
{
	const struct pk_found *x = a, *y = b;

	return pk_finding_cmp(&x->finding, &y->finding);
}

static bool is_known(struct telling *t, const struct told *told)
{
	const struct pk_finding *f = told->found.finding;

	return map_get(&t->known, key_of(t, f, told->path)) || map_get(&t->known, key_of(t, f, GONE));
}

/* The scan's findings, once for each path. */
static void list_told(struct telling *t)
{
	struct pk_results *results = t->results;
	struct told *told;

	results->found = arena_zalloc(&results->arena, t->n, sizeof(*results->found));
	results->n_found = 0;
	vec_each(told, t) {
		struct pk_version *version = arena_new(&results->arena, struct pk_version);
		struct pk_finding *f = told->found.finding;

		f->state = told->newest->state;
		f->reason = told->newest->reason;
		if (f->state == PK_OPEN && is_known(t, told))
			f->state = PK_BASELINED;
		*version = told->version;
		f->version = t->h->options->staged ? NULL : version;
		results->found[results->n_found++] = told->found;
	}
	if (t->n)
		qsort(results->found, t->n, sizeof(*results->found), found_cmp);
	pk_fingerprint_all(results);
}

void pk_history_by_path(struct pk_history *h, struct pk_results *results)
{
	struct telling t = { .h = h, .results = results };
	const struct pk_spot *spot;

	arena_init(&t.temp, 0);
	map_init(&t.index, &t.temp);
	map_init(&t.known, &t.temp);
	t.is_path_there = arena_zalloc(&t.temp, h->blobs->paths.n, sizeof(*t.is_path_there));
	t.files = arena_zalloc(&t.temp, h->blobs->paths.n, sizeof(*t.files));
	vec_each(spot, &h->blobs->spots)
		t.is_path_there[spot->path] |= spot->is_there;
	for (uint32_t i = 0; i < results->n_found; i++)
		each_spot(&t, &results->found[i]);
	list_told(&t);
	arena_release(&t.temp);
}
