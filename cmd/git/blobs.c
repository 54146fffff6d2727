#include "git/blobs.h"

#include "util/limits.h"
#include "util/vec.h"

/* A tree that is yet to be looked at. */
struct pending {
	struct pk_git_id id;
	struct str folder;
	uint32_t depth;
};

struct walk {
	struct pk_blobs *b;
	uint32_t rev;
	enum pk_blobs_pass pass;
	struct pendings VEC(struct pending) todo;
	struct arena arena; /* of todo */
};

static struct str key_of(const struct pk_git_id *id)
{
	return (struct str){ (const char *)id->bytes, PK_GIT_ID };
}

static bool is_path(struct str path, struct str folder, struct str name)
{
	return path.n == folder.n + name.n && str_ends(path, name) && str_starts(path, folder);
}

void pk_blobs_init(struct pk_blobs *b, struct arena *arena, struct pk_git *g, struct pk_sink *notes)
{
	*b = (struct pk_blobs){ .arena = arena, .git = g, .notes = notes };
	map_init(&b->by_id, arena);
	map_init(&b->by_path, arena);
	map_init(&b->seen.by_id, arena);
	map_init(&b->seen_there.by_id, arena);
}

void pk_blobs_release(struct pk_blobs *b)
{
	io_buffer_release(&b->buffer);
}

/* ---- files ---- */

static uint32_t path_of(struct pk_blobs *b, struct str folder, struct str name)
{
	struct str path = arena_printf(b->arena, "%.*s%.*s", STR_ARG(folder), STR_ARG(name));
	bool fresh;
	uint64_t *slot = map_put(&b->by_path, path, &fresh);

	if (fresh) {
		*slot = b->paths.n;
		vec_push(b->arena, &b->paths, path);
	}
	return (uint32_t)*slot;
}

static struct pk_blob_content *blob_of(struct pk_blobs *b, const struct pk_git_id *id, bool known)
{
	bool fresh;
	uint64_t *slot = map_put(&b->by_id, key_of(id), &fresh);

	if (fresh) {
		*slot = b->n;
		vec_push(b->arena, b, (struct pk_blob_content){ .id = *id, .is_known = known });
	}
	return &b->v[*slot];
}

/* The blob's spot under the path, NULL when it has none; *n says how many it has. */
static struct pk_spot *spot_at(const struct pk_blobs *b, const struct pk_blob_content *blob, struct str folder, struct str name,
			       uint32_t *n)
{
	*n = 0;
	for (uint32_t i = blob->spots; i; i = b->spots.v[i - 1].next, ++*n)
		if (is_path(b->paths.v[b->spots.v[i - 1].path], folder, name))
			return &b->spots.v[i - 1];
	return NULL;
}

static void look_at_file(struct pk_blobs *b, struct str folder, struct str name, const struct pk_git_id *id, uint32_t rev,
			 enum pk_blobs_pass pass)
{
	struct pk_blob_content *blob = blob_of(b, id, pass == PK_BLOBS_KNOWN);
	struct pk_spot *spot, fresh;
	uint32_t n;

	if (pass == PK_BLOBS_NEW && blob->is_known)
		return;
	spot = spot_at(b, blob, folder, name, &n);
	if (pass == PK_BLOBS_THERE && spot)
		spot->is_there = true;
	if (pass == PK_BLOBS_THERE || spot || n >= PK_MAX_GIT_PATHS)
		return;
	fresh = (struct pk_spot){ .blob = (uint32_t)(blob - b->v), .rev = rev, .next = blob->spots };
	fresh.path = path_of(b, folder, name);
	fresh.is_out = !b->wants(b->data, b->paths.v[fresh.path]);
	vec_push(b->arena, &b->spots, fresh);
	blob->spots = b->spots.n;
}

void pk_blobs_file(struct pk_blobs *b, struct str path, const struct pk_git_id *id, uint32_t rev, enum pk_blobs_pass pass)
{
	look_at_file(b, STR(""), path, id, rev, pass);
}

/* ---- folders ---- */

/* False when the tree was looked at under this path before, or under too many others. */
static bool visit(struct walk *w, const struct pk_git_id *id, struct str folder, struct str name)
{
	struct pk_blob_trees *trees = w->pass == PK_BLOBS_THERE ? &w->b->seen_there : &w->b->seen;
	uint64_t *slot = map_put(&trees->by_id, key_of(id), NULL);
	struct str path = STR("");
	uint32_t n = 0;

	for (uint32_t i = (uint32_t)*slot; i; i = trees->v[i - 1].next, n++) {
		struct str seen = trees->v[i - 1].folder;

		if (seen.n ? name.n && is_path(str_slice(seen, 0, seen.n - 1), folder, name) : !name.n)
			return false;
	}
	if (n >= PK_MAX_GIT_PATHS || folder.n + name.n >= PK_MAX_PATH_BYTES)
		return false;
	if (name.n)
		path = arena_printf(w->b->arena, "%.*s%.*s/", STR_ARG(folder), STR_ARG(name));
	vec_push(w->b->arena, trees, (struct pk_tree_visit){ path, (uint32_t)*slot });
	*slot = trees->n;
	return true;
}

static struct str last_folder(const struct walk *w)
{
	const struct pk_blob_trees *trees = w->pass == PK_BLOBS_THERE ? &w->b->seen_there : &w->b->seen;

	return trees->v[trees->n - 1].folder;
}

static void look_at_tree(struct walk *w, const struct pending *tree)
{
	enum io_status s = pk_git_object(w->b->git, &tree->id, PK_GIT_TREE, PK_MAX_GIT_OBJECT, &w->b->buffer);
	struct str rest = io_text(&w->b->buffer);
	struct pk_git_entry e;

	if (s != IO_OK) {
		char hex[PK_GIT_HEX];

		pk_git_hex(&tree->id, hex);
		pk_note(w->b->notes, tree->folder.n ? tree->folder : STR("."), s == IO_GONE ? "missing" : "broken", 0,
			"tree %.12s of this folder %s", hex, s == IO_GONE ? "is not there" : "cannot be read");
		return;
	}
	while (pk_git_entry(&rest, &e)) {
		if (pk_git_is_file(&e))
			look_at_file(w->b, tree->folder, e.name, &e.id, w->rev, w->pass);
		else if (pk_git_is_folder(&e) && tree->depth < PK_MAX_WALK_DEPTH && visit(w, &e.id, tree->folder, e.name))
			vec_push(&w->arena, &w->todo, (struct pending){ e.id, last_folder(w), tree->depth + 1 });
	}
	if (rest.n)
		pk_note(w->b->notes, tree->folder.n ? tree->folder : STR("."), "broken", 0, "a version of this folder is cut short");
}

void pk_blobs_tree(struct pk_blobs *b, const struct pk_git_id *tree, uint32_t rev, enum pk_blobs_pass pass)
{
	struct walk w = { .b = b, .rev = rev, .pass = pass };

	arena_init(&w.arena, 0);
	if (visit(&w, tree, STR(""), STR("")))
		vec_push(&w.arena, &w.todo, (struct pending){ *tree, STR(""), 0 });
	while (w.todo.n) {
		struct pending last = w.todo.v[--w.todo.n];

		look_at_tree(&w, &last);
	}
	arena_release(&w.arena);
}

/* ---- choosing ---- */

void pk_blobs_choose(struct pk_blobs *b)
{
	bool *is_there = arena_zalloc(b->arena, b->paths.n, sizeof(*is_there)),
	     *has_new = arena_zalloc(b->arena, b->paths.n, sizeof(*has_new));
	const struct pk_spot *spot;

	vec_each(spot, &b->spots) {
		is_there[spot->path] |= spot->is_there;
		if (spot->rev == PK_NO_REV || spot->is_out)
			continue;
		b->v[spot->blob].is_wanted = true;
		has_new[spot->path] = true;
	}
	vec_each(spot, &b->spots)
		if (spot->rev == PK_NO_REV && (has_new[spot->path] || !is_there[spot->path]))
			b->v[spot->blob].is_wanted = true;
}
