#include "git.h"

#include <git2.h>
#include <stdlib.h>

#include "util/io.h"
#include "util/limits.h"
#include "util/vec.h"

struct pk_git {
	git_repository *repository;
	git_index *index; /* NULL until asked for, and when there is none */
	git_tree *tree;   /* of the commit chosen */
	bool has_index;
};

/* The user's own configuration stays unread. */
static void begin(void)
{
	static const int levels[] = { GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_GLOBAL, GIT_CONFIG_LEVEL_XDG,
				      GIT_CONFIG_LEVEL_PROGRAMDATA };

	(void)git_libgit2_init();
	for (size_t i = 0; i < sizeof(levels) / sizeof(*levels); i++)
		(void)git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, levels[i], "");
#if LIBGIT2_VER_MAJOR > 1 || LIBGIT2_VER_MINOR >= 5
	(void)git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0); /* nothing of the owner's is run */
#endif
}

static int fail(struct pk_err *err, const char *path, const char *what)
{
	const git_error *e = git_error_last();

	return err_set(err, PK_EIO, path, 0, "%s%s", what, e && e->message ? e->message : "unreadable");
}

struct pk_git *pk_git_open(const char *top, struct pk_err *err)
{
	struct pk_git *g = calloc(1, sizeof(*g));

	if (!g)
		die_oom(sizeof(*g));
	begin();
	if (git_repository_open(&g->repository, top) == 0)
		return g;
	(void)fail(err, top, "cannot be read as a git repository: ");
	pk_git_close(g);
	return NULL;
}

void pk_git_close(struct pk_git *g)
{
	if (!g)
		return;
	git_tree_free(g->tree);
	git_index_free(g->index);
	git_repository_free(g->repository);
	(void)git_libgit2_shutdown();
	free(g);
}

bool pk_git_tracks(struct pk_git *g, struct str path, bool is_dir)
{
	char name[PK_MAX_PATH_BYTES + 2];

	if (!g->has_index)
		(void)git_repository_index(&g->index, g->repository);
	g->has_index = true;
	if (!g->index || path.n == 0 || path.n > PK_MAX_PATH_BYTES)
		return false;
	memcpy(name, path.p, path.n);
	name[path.n] = is_dir ? '/' : '\0';
	name[path.n + 1] = '\0';
	return is_dir ? git_index_find_prefix(NULL, g->index, name) == 0 : git_index_get_bypath(g->index, name, 0) != NULL;
}

int pk_git_choose(struct pk_git *g, const char *rev, struct pk_err *err)
{
	git_object *object = NULL;
	int rc = git_revparse_single(&object, g->repository, rev);

	if (rc == 0)
		rc = git_object_peel((git_object **)&g->tree, object, GIT_OBJECT_TREE);
	git_object_free(object);
	return rc ? fail(err, NULL, "no such commit: ") : PK_OK;
}

bool pk_git_read(struct pk_git *g, struct str path, size_t max, struct arena *a, struct str *out)
{
	git_tree_entry *entry = NULL;
	git_blob *blob = NULL;
	bool found = git_tree_entry_bypath(&entry, g->tree, arena_strdup(a, path)) == 0 && git_tree_entry_type(entry) == GIT_OBJECT_BLOB &&
		     git_blob_lookup(&blob, g->repository, git_tree_entry_id(entry)) == 0;
	size_t n = found ? (size_t)git_blob_rawsize(blob) : 0;

	found = found && n <= max;
	if (found) {
		char *text = arena_zalloc(a, n + IO_PADDING, 1);

		if (n)
			memcpy(text, git_blob_rawcontent(blob), n);
		*out = (struct str){ text, n };
	}
	git_blob_free(blob);
	git_tree_entry_free(entry);
	return found;
}

struct listing {
	struct arena *arena;
	struct pk_git_paths *out;
};

static int add_path(const char *root, const git_tree_entry *entry, void *payload)
{
	struct listing *l = payload;

	if (git_tree_entry_type(entry) == GIT_OBJECT_BLOB && git_tree_entry_filemode(entry) != GIT_FILEMODE_LINK)
		vec_push(l->arena, l->out, arena_printf(l->arena, "%s%s", root, git_tree_entry_name(entry)));
	return 0;
}

int pk_git_list(struct pk_git *g, struct arena *a, struct pk_git_paths *out, struct pk_err *err)
{
	struct listing l = { a, out };

	return git_tree_walk(g->tree, GIT_TREEWALK_PRE, add_path, &l) ? fail(err, NULL, "cannot list the commit: ") : PK_OK;
}
