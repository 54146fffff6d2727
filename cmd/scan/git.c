#include "git.h"

#include <git2.h>
#include <stdlib.h>

#include "util/io.h"
#include "util/library.h"
#include "util/limits.h"
#include "util/vec.h"

#define FUNCTIONS(F)               \
	F(git_blob_free)           \
	F(git_blob_lookup)         \
	F(git_blob_rawcontent)     \
	F(git_blob_rawsize)        \
	F(git_error_last)          \
	F(git_index_find_prefix)   \
	F(git_index_free)          \
	F(git_index_get_bypath)    \
	F(git_libgit2_init)        \
	F(git_libgit2_opts)        \
	F(git_libgit2_shutdown)    \
	F(git_object_free)         \
	F(git_object_peel)         \
	F(git_repository_free)     \
	F(git_repository_index)    \
	F(git_repository_open)     \
	F(git_revparse_single)     \
	F(git_tree_entry_bypath)   \
	F(git_tree_entry_filemode) \
	F(git_tree_entry_free)     \
	F(git_tree_entry_id)       \
	F(git_tree_entry_name)     \
	F(git_tree_entry_type)     \
	F(git_tree_free)           \
	F(git_tree_walk)

struct libgit2 {
	FUNCTIONS(LIBRARY_POINTER)
};

struct pk_git {
	struct libgit2 lib;
	git_repository *repository;
	git_index *index; /* NULL until asked for, and when there is none */
	git_tree *tree;   /* of the commit chosen */
	bool has_index;
};

/* The user's own configuration stays unread. */
static void begin(const struct pk_git *g)
{
	static const int levels[] = { GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_GLOBAL, GIT_CONFIG_LEVEL_XDG,
				      GIT_CONFIG_LEVEL_PROGRAMDATA };

	(void)g->lib.git_libgit2_init();
	for (size_t i = 0; i < sizeof(levels) / sizeof(*levels); i++)
		(void)g->lib.git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, levels[i], "");
#if LIBGIT2_VER_MAJOR > 1 || LIBGIT2_VER_MINOR >= 5
	(void)g->lib.git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0); /* nothing of the owner's is run */
#endif
}

static int fail(const struct pk_git *g, struct pk_err *err, const char *path, const char *what)
{
	const git_error *e = g->lib.git_error_last();

	return err_set(err, PK_EIO, path, 0, "%s%s", what, e && e->message ? e->message : "unreadable");
}

struct pk_git *pk_git_open(const char *top, struct pk_err *err)
{
	static const char *const names[] = { FUNCTIONS(LIBRARY_NAME) };
	struct pk_git *g = calloc(1, sizeof(*g));

	if (!g)
		die_oom(sizeof(*g));
	if (!library_load("libgit2.so." LIBGIT2_SOVERSION, names, sizeof(names) / sizeof(*names), &g->lib)) {
		(void)err_set(err, PK_EIO, top, 0, "needs the library libgit2.so." LIBGIT2_SOVERSION ", which is not installed");
		free(g);
		return NULL;
	}
	begin(g);
	if (g->lib.git_repository_open(&g->repository, top) == 0)
		return g;
	(void)fail(g, err, top, "cannot be read as a git repository: ");
	pk_git_close(g);
	return NULL;
}

void pk_git_close(struct pk_git *g)
{
	if (!g)
		return;
	g->lib.git_tree_free(g->tree);
	g->lib.git_index_free(g->index);
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
	int rc = g->lib.git_revparse_single(&object, g->repository, rev);

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
