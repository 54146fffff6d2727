#include "git/git.h"

#include <git2.h>
#include <stdio.h>
#include <stdlib.h>

#include "git/loose_object.h"
#include "git/revname.h"
#include "util/io.h"
#include "util/library.h"
#include "util/limits.h"
#include "util/vec.h"

#define FUNCTIONS(F)                  \
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
	F(git_odb_exists_prefix)      \
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
	F(git_repository_open_ext)

enum { SHORT = 4 /* digits of a hash, at least */ };

struct libgit2 {
	FUNCTIONS(LIBRARY_POINTER)
};

struct pk_git {
	struct libgit2 lib;
	git_repository *repository;
	git_index *index; /* NULL until asked for, and when there is none */
	git_odb *odb;     /* NULL until asked for */
	struct pk_loose loose;
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
		char objects[PK_MAX_PATH_BYTES];

		(void)snprintf(objects, sizeof(objects), "%s/objects", g->lib.git_repository_commondir(g->repository));
		if (pk_loose_open(&g->loose, objects))
			return g;
		(void)err_set(
			err, PK_EIO, folder, 0,
			"cannot be read as a git repository: the index of a pack is broken, or it shares too many folders of objects");
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
	status = pk_loose_read(&g->loose, id, kind, max, &is_loose, out);
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

/* ---- references ---- */

/* Where git looks for a name, in its order. */
static bool is_reference(struct pk_git *g, struct str name, git_oid *out)
{
	static const char *const forms[] = {
		"%.*s", "refs/%.*s", "refs/tags/%.*s", "refs/heads/%.*s", "refs/remotes/%.*s", "refs/remotes/%.*s/HEAD"
	};
	char path[PK_MAX_PATH_BYTES];

	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++)
		if ((size_t)snprintf(path, sizeof(path), forms[i], STR_ARG(name)) < sizeof(path) &&
		    g->lib.git_reference_name_to_id(out, g->repository, path) == 0)
			return true;
	return false;
}

/* A hash, or so many digits of one that there is one object only. */
static bool is_hash(struct pk_git *g, struct str name, git_oid *out)
{
	char hex[PK_GIT_HEX];
	struct pk_git_id id;
	git_oid first;

	if (name.n < SHORT || name.n >= PK_GIT_HEX)
		return false;
	memset(hex, '0', sizeof(hex));
	memcpy(hex, name.p, name.n);
	if (!pk_git_id((struct str){ hex, PK_GIT_HEX - 1 }, &id))
		return false;
	memcpy(first.id, id.bytes, PK_GIT_ID);
	*out = first;
	return name.n == PK_GIT_HEX - 1 || (odb_of(g) && g->lib.git_odb_exists_prefix(out, g->odb, &first, name.n) == 0);
}

bool pk_git_named(struct pk_git *g, struct str name, struct pk_git_id *out)
{
	git_oid oid;

	if (!is_reference(g, name, &oid) && !is_hash(g, name, &oid))
		return false;
	memcpy(out->bytes, oid.id, PK_GIT_ID);
	return true;
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
	if (pk_git_peel(t->git, &id))
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
