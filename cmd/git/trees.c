#include "git/trees.h"

#include "git/revname.h"
#include "util/limits.h"
#include "util/vec.h"

enum { MODE_TYPE = 0170000, MODE_FOLDER = 0040000, MODE_FILE = 0100000 };

bool pk_git_is_file(const struct pk_git_entry *e)
{
	return (e->mode & MODE_TYPE) == MODE_FILE;
}

bool pk_git_is_folder(const struct pk_git_entry *e)
{
	return (e->mode & MODE_TYPE) == MODE_FOLDER;
}

/* "100644 name\0" and the 20 bytes of an id. */
bool pk_git_entry(struct str *rest, struct pk_git_entry *out)
{
	const char *space = memchr(rest->p, ' ', rest->n < 8 ? rest->n : 8), *end;
	size_t at;

	if (!space)
		return false;
	out->mode = 0;
	for (const char *p = rest->p; p < space; p++)
		out->mode = out->mode * 8 + (uint32_t)(*p - '0');
	end = memchr(space, '\0', rest->n - (size_t)(space - rest->p));
	at = end ? (size_t)(end + 1 - rest->p) : rest->n;
	if (rest->n - at < PK_GIT_ID || !end)
		return false;
	out->name = (struct str){ space + 1, (size_t)(end - space - 1) };
	memcpy(out->id.bytes, end + 1, PK_GIT_ID);
	*rest = str_slice(*rest, at + PK_GIT_ID, rest->n);
	return true;
}

int pk_git_tree(struct pk_git *g, const char *rev, struct pk_git_id *out, struct pk_err *err)
{
	struct io_buffer buffer = { 0 };
	struct str text, line = STR("");
	struct pk_git_id commit;
	int rc = pk_git_commit(g, rev, &commit, err);

	if (rc)
		return rc;
	if (pk_git_object(g, &commit, PK_GIT_COMMIT, PK_MAX_GIT_OBJECT, &buffer) == IO_OK) {
		text = io_text(&buffer);
		(void)str_cut(&text, '\n', &line);
	}
	if (!str_starts(line, STR("tree ")) || !pk_git_id(str_slice(line, 5, line.n), out))
		rc = err_set(err, PK_EIO, rev, 0, "the commit cannot be read");
	io_buffer_release(&buffer);
	return rc;
}

/* What a tree has under a name. */
static bool find_entry(struct pk_git *g, const struct pk_git_id *tree, struct str name, struct io_buffer *buffer, struct pk_git_entry *out)
{
	struct str rest;

	if (pk_git_object(g, tree, PK_GIT_TREE, PK_MAX_GIT_OBJECT, buffer) != IO_OK)
		return false;
	rest = io_text(buffer);
	while (pk_git_entry(&rest, out))
		if (str_eq(out->name, name))
			return true;
	return false;
}

bool pk_git_read(struct pk_git *g, const struct pk_git_id *tree, struct str path, size_t max, struct arena *a, struct str *out)
{
	struct pk_git_entry e = { .mode = MODE_FOLDER, .id = *tree };
	struct io_buffer buffer = { 0 };
	bool found = true;
	struct str name;

	while (found && str_cut(&path, '/', &name))
		found = pk_git_is_folder(&e) && find_entry(g, &e.id, name, &buffer, &e);
	found = found && pk_git_is_file(&e) && pk_git_object(g, &e.id, PK_GIT_BLOB, max, &buffer) == IO_OK;
	if (found) {
		struct str text = io_text(&buffer);
		char *copy = arena_zalloc(a, text.n + IO_PADDING, 1);

		if (text.n)
			memcpy(copy, text.p, text.n);
		*out = (struct str){ copy, text.n };
	}
	io_buffer_release(&buffer);
	return found;
}

/* A folder that is yet to be listed. */
struct todo {
	struct pk_git_id id;
	struct str path;
	uint32_t depth;
};

int pk_git_list(struct pk_git *g, const struct pk_git_id *tree, struct arena *a, struct pk_git_paths *out, struct pk_err *err)
{
	struct folders VEC(struct todo) folders = { 0 };
	struct io_buffer buffer = { 0 };
	struct pk_git_entry e;

	vec_push(a, &folders, (struct todo){ *tree, STR(""), 0 });
	while (folders.n && out->n < PK_MAX_GIT_FILES) {
		struct todo last = folders.v[--folders.n];
		struct str rest;

		if (pk_git_object(g, &last.id, PK_GIT_TREE, PK_MAX_GIT_OBJECT, &buffer) != IO_OK) {
			io_buffer_release(&buffer);
			return err_set(err, PK_EIO, NULL, 0, "cannot list the commit: a tree cannot be read");
		}
		rest = io_text(&buffer);
		while (out->n < PK_MAX_GIT_FILES && pk_git_entry(&rest, &e)) {
			if (pk_git_is_file(&e))
				vec_push(a, out, arena_printf(a, "%.*s%.*s", STR_ARG(last.path), STR_ARG(e.name)));
			else if (pk_git_is_folder(&e) && last.depth < PK_MAX_WALK_DEPTH && folders.n < PK_MAX_GIT_FILES)
				vec_push(a, &folders,
					 (struct todo){ e.id, arena_printf(a, "%.*s%.*s/", STR_ARG(last.path), STR_ARG(e.name)),
							last.depth + 1 });
		}
	}
	io_buffer_release(&buffer);
	return PK_OK;
}
