#include "remote.h"

#include "walk/root.h"

enum {
	FIRST = 64 << 10,
	MAX_TEXT = 4 << 20,   /* a text of more is not fetched */
	MAX_BYTES = 64 << 20, /* of one model file that are fetched */
	MAX_REQUESTS = 500,   /* for one file */
	ALL_REQUESTS = 5000,  /* for all */
};

struct pk_remote_file {
	struct pk_elsewhere elsewhere; /* first: what the analyzers see is this */
	const struct pk_pager *pager;
	struct pk_hub_source source;
	struct str sha256;
	const char *map;
};

int pk_remote_init(struct pk_remote *r, struct pk_err *err)
{
	struct pk_pager_limits limits = { MAX_BYTES, MAX_REQUESTS };
	int rc = pk_hub_init(&r->hub, err);

	map_init(&r->by_name, r->hub.arena);
	if (rc)
		return rc;
	r->pager = pk_pager_new(&r->hub, limits);
	return r->pager ? PK_OK : err_set(err, PK_EIO, NULL, 0, "there are no threads or pipes left for reading over the network");
}

void pk_remote_release(struct pk_remote *r)
{
	pk_pager_free(r->pager);
}

static const char *why(const struct pk_elsewhere *e)
{
	const struct pk_remote_file *f = (const void *)e;

	return f->map ? pk_pager_why(f->pager, f->map) : NULL;
}

/* Data, pictures, sound: nothing in them is run. */
static bool is_data(struct str path)
{
	static const char *const ends[] = { ".parquet", ".arrow", ".csv",  ".tsv", ".jsonl", ".png",   ".jpg",
					    ".jpeg",    ".gif",   ".webp", ".mp4", ".mp3",   ".wav",   ".flac",
					    ".ogg",     ".webm",  ".pdf",  ".svg", ".woff",  ".woff2", ".ttf" };

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (str_ends(path, str_from(ends[i])))
			return true;
	return false;
}

static bool is_in(const struct pk_hub_place *place, struct str path)
{
	size_t n = place->folder.n;

	return !n || (str_starts(path, place->folder) && (path.n == n || path.p[n] == '/'));
}

static void add_file(struct pk_remote *r, const struct pk_hub_place *place, const struct pk_hub_file *file, struct pk_walk *walk)
{
	struct pk_remote_file *f = arena_new(r->hub.arena, struct pk_remote_file);
	struct str shown =
		place->url.n ? place->shown : arena_printf(r->hub.arena, "%.*s/%.*s", STR_ARG(place->shown), STR_ARG(file->path));

	shown = pk_root_shown(walk->arena, shown);
	f->elsewhere = (struct pk_elsewhere){ .sha256 = file->sha256, .why = why };
	f->pager = r->pager;
	f->source = pk_hub_source(&r->hub, place, file);
	vec_push(r->hub.arena, &r->files, f);
	*map_put(&r->by_name, shown, NULL) = r->files.n;
	vec_push(walk->arena, &walk->files,
		 (struct pk_file){ .path = arena_str(walk->arena, shown).p,
				   .shown = shown,
				   .home = file->path.n ? file->path : shown,
				   .size = file->size == UINT64_MAX ? 0 : file->size });
}

int pk_remote_add(struct pk_remote *r, const struct pk_hub_place *place, struct pk_walk *walk, struct pk_err *err)
{
	struct pk_hub_file one = { .path = STR(""), .size = UINT64_MAX, .sha256 = STR("") };
	struct pk_hub_files files = { 0 };
	const struct pk_hub_file *file;
	int rc;

	vec_push(walk->arena, &walk->roots, (struct pk_root){ .shown = place->shown, .home = STR(""), .is_dir = !place->url.n });
	if (place->url.n) {
		add_file(r, place, &one, walk);
		return PK_OK;
	}
	rc = pk_hub_list(&r->hub, place, &files, err);
	vec_each(file, &files) {
		if (!is_in(place, file->path))
			continue;
		r->listed += file->size;
		if (is_data(file->path)) {
			r->left += file->size;
			r->n_left++;
			continue;
		}
		add_file(r, place, file, walk);
	}
	return rc;
}

/* The first bytes, which say what it is. */
static enum io_status begin(struct pk_remote *r, struct pk_remote_file *f, struct pk_worker_remote *out)
{
	uint64_t n = f->source.size < FIRST ? f->source.size : FIRST;
	struct pk_err err = { 0 };
	struct buf first;
	int rc;

	if (f->source.size == 0) {
		out->bytes = STR("");
		return IO_OK;
	}
	buf_init(&first, FIRST);
	rc = r->hub.requests < ALL_REQUESTS ? pk_hub_read(&r->hub, &f->source, 0, n, &first, &err) :
					      err_set(&err, PK_ELIMIT, NULL, 0, "too many requests in one run");
	f->map = rc == PK_OK ? pk_pager_map(r->pager, &f->source, buf_str(&first)) : NULL;
	if (f->map)
		out->bytes = (struct str){ f->map, (size_t)f->source.size };
	else
		out->why = arena_printf(r->hub.arena, "%s%s%s", err.path, err.path[0] ? ": " : "",
					err.msg[0] ? err.msg : "it cannot be mapped")
				   .p;
	buf_release(&first);
	return f->map ? IO_OK : IO_UNREADABLE;
}

enum io_status pk_remote_get(void *r_, const struct pk_file *file, struct pk_worker_remote *out)
{
	struct pk_remote *r = r_;
	const uint64_t *place = map_get(&r->by_name, file->shown);
	struct pk_remote_file *f = place ? r->files.v[*place - 1] : NULL;

	if (!f)
		return IO_GONE;
	out->elsewhere = &f->elsewhere;
	out->max_text = MAX_TEXT;
	return begin(r, f, out);
}
