#include "git.h"

#include <git2.h>
#include <stdio.h>
#include <stdlib.h>

#include "loose.h"
#include "util/io.h"
#include "util/library.h"
#include "util/limits.h"
#include "util/vec.h"

#define FUNCTIONS(F)                  \
	F(git_blob_free)              \
	F(git_blob_lookup)            \
	F(git_blob_rawcontent)        \
	F(git_blob_rawsize)           \
	F(git_error_last)             \
	F(git_index_entrycount)       \
	F(git_index_find_prefix)      \
	F(git_index_free)             \
	F(git_index_get_byindex)      \
	F(git_index_get_bypath)       \
	F(git_index_open)             \
	F(git_libgit2_init)           \
	F(git_libgit2_opts)           \
	F(git_libgit2_shutdown)       \
	F(git_object_free)            \
	F(git_object_id)              \
	F(git_object_peel)            \
	F(git_odb_foreach)            \
	F(git_odb_free)               \
	F(git_odb_object_data)        \
	F(git_odb_object_free)        \
	F(git_odb_object_size)        \
	F(git_odb_object_type)        \
	F(git_odb_read)               \
	F(git_odb_read_header)        \
	F(git_reference_foreach_name) \
	F(git_reference_name_to_id)   \
	F(git_repository_commondir)   \
	F(git_repository_free)        \
	F(git_repository_index)       \
	F(git_repository_is_shallow)  \
	F(git_repository_odb)         \
	F(git_repository_open)        \
	F(git_repository_open_ext)    \
	F(git_revparse_single)        \
	F(git_tree_entry_bypath)      \
	F(git_tree_entry_filemode)    \
	F(git_tree_entry_free)        \
	F(git_tree_entry_id)          \
	F(git_tree_entry_name)        \
	F(git_tree_entry_type)        \
	F(git_tree_free)              \
	F(git_tree_walk)

enum { MAX_TAGS = 8 };

struct libgit2 {
	FUNCTIONS(LIBRARY_POINTER)
};

struct pk_git {
	struct libgit2 lib;
	git_repository *repository;
	git_index *index;                /* NULL until asked for, and when there is none */
	git_tree *tree;                  /* of the commit chosen */
	git_odb *odb;                    /* NULL until asked for */
	char objects[PK_MAX_PATH_BYTES]; /* the folder of loose objects and packs */
	bool has_index;
};

/* The user's own configuration stays unread. Hashes are not worked out again: what is broken does not unpack, and what an object
 * holds is looked at whatever it is called. Every object is read once, so none is kept. */
static void begin(const struct pk_git *g)
{
	/* Ways to keep a repository that make no difference to who only reads: some objects are elsewhere, more configuration. */
	static const char *const extensions[] = { "partialclone", "worktreeconfig", "preciousobjects" };
	static const int levels[] = { GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_GLOBAL, GIT_CONFIG_LEVEL_XDG,
				      GIT_CONFIG_LEVEL_PROGRAMDATA };

	(void)g->lib.git_libgit2_init();
	for (size_t i = 0; i < sizeof(levels) / sizeof(*levels); i++)
		(void)g->lib.git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, levels[i], "");
	(void)g->lib.git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
	(void)g->lib.git_libgit2_opts(GIT_OPT_ENABLE_CACHING, 0);
#if LIBGIT2_VER_MAJOR > 1 || LIBGIT2_VER_MINOR >= 5
	(void)g->lib.git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0); /* nothing of the owner's is run */
	(void)g->lib.git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions, sizeof(extensions) / sizeof(*extensions));
#endif
}

static int fail(const struct pk_git *g, struct pk_err *err, const char *path, const char *what)
{
	const git_error *e = g->lib.git_error_last();

	return err_set(err, PK_EIO, path, 0, "%s%s", what, e && e->message ? e->message : "unreadable");
}

static struct pk_git *load(const char *folder, struct pk_err *err)
{
	static const char *const names[] = { FUNCTIONS(LIBRARY_NAME) };
	struct pk_git *g = calloc(1, sizeof(*g));

	if (!g)
		die_oom(sizeof(*g));
	if (library_load("libgit2.so." LIBGIT2_SOVERSION, names, sizeof(names) / sizeof(*names), &g->lib)) {
		begin(g);
		return g;
	}
	(void)err_set(err, PK_EIO, folder, 0, "needs the library libgit2.so." LIBGIT2_SOVERSION ", which is not installed");
	free(g);
	return NULL;
}

static struct pk_git *open_repository(const char *folder, bool find, struct pk_err *err)
{
	struct pk_git *g = load(folder, err);
	int rc;

	if (!g)
		return NULL;
	rc = find ? g->lib.git_repository_open_ext(&g->repository, folder, 0, NULL) : g->lib.git_repository_open(&g->repository, folder);
	if (rc == 0) {
		(void)snprintf(g->objects, sizeof(g->objects), "%s/objects", g->lib.git_repository_commondir(g->repository));
		if (pk_packs_are_whole(g->objects))
			return g;
		(void)err_set(err, PK_EIO, folder, 0, "cannot be read as a git repository: the index of a pack is broken");
		pk_git_close(g);
		return NULL;
	}
	if (find && rc == GIT_ENOTFOUND)
		(void)err_set(err, PK_EUSAGE, folder, 0, "lies in no git repository");
	else
		(void)fail(g, err, folder, "cannot be read as a git repository: ");
	pk_git_close(g);
	return NULL;
}

struct pk_git *pk_git_open(const char *top, struct pk_err *err)
{
	return open_repository(top, false, err);
}

struct pk_git *pk_git_find(const char *folder, struct pk_err *err)
{
	return open_repository(folder, true, err);
}

void pk_git_close(struct pk_git *g)
{
	if (!g)
		return;
	g->lib.git_tree_free(g->tree);
	g->lib.git_index_free(g->index);
	g->lib.git_odb_free(g->odb);
	g->lib.git_repository_free(g->repository);
	(void)g->lib.git_libgit2_shutdown();
	free(g);
}

bool pk_git_tracks(struct pk_git *g, struct str path, bool is_dir)
{
	char name[PK_MAX_PATH_BYTES + 2];

	if (!g->has_index)
		(void)g->lib.git_repository_index(&g->index, g->repository);
	g->has_index = true;
	if (!g->index || path.n == 0 || path.n > PK_MAX_PATH_BYTES)
		return false;
	memcpy(name, path.p, path.n);
	name[path.n] = is_dir ? '/' : '\0';
	name[path.n + 1] = '\0';
	return is_dir ? g->lib.git_index_find_prefix(NULL, g->index, name) == 0 : g->lib.git_index_get_bypath(g->index, name, 0) != NULL;
}

int pk_git_choose(struct pk_git *g, const char *rev, struct pk_err *err)
{
	git_object *object = NULL;
	struct pk_git_id commit = { 0 };
	char hex[PK_GIT_HEX];
	int rc = pk_git_commit(g, rev, &commit, err);

	if (rc)
		return rc;
	pk_git_hex(&commit, hex);
	rc = g->lib.git_revparse_single(&object, g->repository, hex);
	if (rc == 0)
		rc = g->lib.git_object_peel((git_object **)&g->tree, object, GIT_OBJECT_TREE);
	g->lib.git_object_free(object);
	return rc ? fail(g, err, NULL, "no such commit: ") : PK_OK;
}

bool pk_git_read(struct pk_git *g, struct str path, size_t max, struct arena *a, struct str *out)
{
	git_tree_entry *entry = NULL;
	git_blob *blob = NULL;
	bool found = g->lib.git_tree_entry_bypath(&entry, g->tree, arena_strdup(a, path)) == 0 &&
		     g->lib.git_tree_entry_type(entry) == GIT_OBJECT_BLOB &&
		     g->lib.git_blob_lookup(&blob, g->repository, g->lib.git_tree_entry_id(entry)) == 0;
	size_t n = found ? (size_t)g->lib.git_blob_rawsize(blob) : 0;

	found = found && n <= max;
	if (found) {
		char *text = arena_zalloc(a, n + IO_PADDING, 1);

		if (n)
			memcpy(text, g->lib.git_blob_rawcontent(blob), n);
		*out = (struct str){ text, n };
	}
	g->lib.git_blob_free(blob);
	g->lib.git_tree_entry_free(entry);
	return found;
}

struct listing {
	const struct pk_git *git;
	struct arena *arena;
	struct pk_git_paths *out;
};

static int add_path(const char *root, const git_tree_entry *entry, void *payload)
{
	struct listing *l = payload;
	const struct pk_git *g = l->git;

	if (g->lib.git_tree_entry_type(entry) == GIT_OBJECT_BLOB && g->lib.git_tree_entry_filemode(entry) != GIT_FILEMODE_LINK)
		vec_push(l->arena, l->out, arena_printf(l->arena, "%s%s", root, g->lib.git_tree_entry_name(entry)));
	return 0;
}

int pk_git_list(struct pk_git *g, struct arena *a, struct pk_git_paths *out, struct pk_err *err)
{
	struct listing l = { g, a, out };

	return g->lib.git_tree_walk(g->tree, GIT_TREEWALK_PRE, add_path, &l) ? fail(g, err, NULL, "cannot list the commit: ") : PK_OK;
}

/* ---- objects ---- */

void pk_git_hex(const struct pk_git_id *id, char out[PK_GIT_HEX])
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < PK_GIT_ID; i++) {
		out[2 * i] = digits[id->bytes[i] >> 4];
		out[2 * i + 1] = digits[id->bytes[i] & 15];
	}
	out[2 * PK_GIT_ID] = '\0';
}

static int digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool pk_git_id(struct str hex, struct pk_git_id *out)
{
	if (hex.n != 2 * PK_GIT_ID)
		return false;
	for (size_t i = 0; i < PK_GIT_ID; i++) {
		int high = digit(hex.p[2 * i]), low = digit(hex.p[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		out->bytes[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}

static git_odb *odb_of(struct pk_git *g)
{
	if (!g->odb && g->lib.git_repository_odb(&g->odb, g->repository) != 0)
		g->odb = NULL;
	return g->odb;
}

static enum io_status copy(struct pk_git *g, const git_oid *id, git_object_t kind, struct io_buffer *out)
{
	git_odb_object *object = NULL;
	enum io_status status = IO_UNREADABLE;

	if (g->lib.git_odb_read(&object, g->odb, id) == 0 && g->lib.git_odb_object_type(object) == kind) {
		io_buffer_set(out, (struct str){ g->lib.git_odb_object_data(object), g->lib.git_odb_object_size(object) });
		status = IO_OK;
	}
	g->lib.git_odb_object_free(object);
	return status;
}

enum io_status pk_git_object(struct pk_git *g, const struct pk_git_id *id, enum pk_git_kind kind, size_t max, struct io_buffer *out)
{
	git_oid oid;
	git_object_t found;
	enum io_status status;
	bool is_loose;
	size_t n;
	int rc;

	if (!odb_of(g))
		return IO_UNREADABLE;
	status = pk_loose_read(g->objects, id, kind, max, &is_loose, out);
	if (is_loose)
		return status;
	memcpy(oid.id, id->bytes, PK_GIT_ID);
	rc = g->lib.git_odb_read_header(&n, &found, g->odb, &oid);
	if (rc == GIT_ENOTFOUND || (rc == 0 && (int)found != (int)kind))
		return IO_GONE;
	if (rc)
		return IO_UNREADABLE;
	return n > max ? IO_LARGE : copy(g, &oid, found, out);
}

/* A tag, or a tag of one, leads to a commit; some lead to themselves. */
static bool peel(struct pk_git *g, struct pk_git_id *id)
{
	struct io_buffer buffer = { 0 };
	struct str text;
	bool found = false;

	for (int i = 0; i < MAX_TAGS && !found; i++) {
		found = pk_git_object(g, id, PK_GIT_COMMIT, PK_MAX_GIT_OBJECT, &buffer) != IO_GONE;
		if (found || pk_git_object(g, id, PK_GIT_TAG, PK_MAX_GIT_OBJECT, &buffer) != IO_OK)
			break;
		text = io_text(&buffer);
		if (!str_starts(text, STR("object ")) || !pk_git_id(str_slice(text, 7, 7 + 2 * PK_GIT_ID), id))
			break;
	}
	io_buffer_release(&buffer);
	return found;
}

int pk_git_commit(struct pk_git *g, const char *rev, struct pk_git_id *out, struct pk_err *err)
{
	git_object *object = NULL;
	int rc = g->lib.git_revparse_single(&object, g->repository, rev);

	if (rc == 0)
		memcpy(out->bytes, g->lib.git_object_id(object)->id, PK_GIT_ID);
	g->lib.git_object_free(object);
	return rc == 0 && peel(g, out) ? PK_OK : fail(g, err, rev, "no such commit: ");
}

struct tips {
	struct pk_git *git;
	struct arena *arena;
	struct pk_git_ids *out;
};

static int add_tip(const char *name, void *payload)
{
	struct tips *t = payload;
	struct pk_git_id id;
	git_oid oid;

	if (t->git->lib.git_reference_name_to_id(&oid, t->git->repository, name) != 0)
		return 0;
	memcpy(id.bytes, oid.id, PK_GIT_ID);
	if (peel(t->git, &id))
		vec_push(t->arena, t->out, id);
	return 0;
}

int pk_git_tips(struct pk_git *g, struct arena *a, struct pk_git_ids *out, struct pk_err *err)
{
	struct tips t = { g, a, out };

	(void)add_tip("HEAD", &t);
	return g->lib.git_reference_foreach_name(g->repository, add_tip, &t) ? fail(g, err, NULL, "cannot list the references: ") : PK_OK;
}

bool pk_git_is_shallow(struct pk_git *g)
{
	return g->lib.git_repository_is_shallow(g->repository) == 1;
}

struct each {
	void (*call)(void *data, const struct pk_git_id *id);
	void *data;
};

static int pass_on(const git_oid *oid, void *payload)
{
	const struct each *each = payload;
	struct pk_git_id id;

	memcpy(id.bytes, oid->id, PK_GIT_ID);
	each->call(each->data, &id);
	return 0;
}

void pk_git_each(struct pk_git *g, void (*call)(void *data, const struct pk_git_id *id), void *data)
{
	struct each each = { call, data };

	if (odb_of(g))
		(void)g->lib.git_odb_foreach(g->odb, pass_on, &each);
}

int pk_git_index(struct pk_git *g, void (*each)(void *data, struct str path, const struct pk_git_id *id), void *data, struct pk_err *err)
{
	const char *other = getenv("GIT_INDEX_FILE");
	git_index *index = NULL;
	int rc = other && *other ? g->lib.git_index_open(&index, other) : g->lib.git_repository_index(&index, g->repository);

	if (rc)
		return fail(g, err, NULL, "cannot read the index: ");
	for (size_t i = 0; i < g->lib.git_index_entrycount(index); i++) {
		const git_index_entry *entry = g->lib.git_index_get_byindex(index, i);
		struct pk_git_id id;

		if ((entry->mode & 0170000) != 0100000)
			continue;
		memcpy(id.bytes, entry->id.id, PK_GIT_ID);
		each(data, str_from(entry->path), &id);
	}
	g->lib.git_index_free(index);
	return PK_OK;
}
