#include "git/tracked.h"

#include <sys/stat.h>

#include "git/git.h"
#include "util/buf.h"
#include "util/limits.h"

/* Up to version 3 of the format, every path stands in the index as it is. */
static bool has_whole_paths(struct str index)
{
	static const char magic[] = { 'D', 'I', 'R', 'C', 0, 0, 0 };

	return index.n > sizeof(magic) && memcmp(index.p, magic, sizeof(magic)) == 0 && index.p[sizeof(magic)] <= 3;
}

void pk_tracked_init(struct pk_tracked *t, const char *top)
{
	*t = (struct pk_tracked){ .top = top, .file.fd = -1 };
}

void pk_tracked_release(struct pk_tracked *t)
{
	if (t->file.fd >= 0)
		io_close(&t->file);
	pk_git_close(t->git);
}

/* A folder .git without an index in it tracks nothing; a file .git says where else the index is. */
static void map_index(struct pk_tracked *t)
{
	struct buf path;
	struct stat st;

	t->opened = true;
	buf_init(&path, PK_MAX_PATH_BYTES + sizeof("/.git/index"));
	buf_printf(&path, "%s/.git", t->top);
	if (stat(path.data, &st) == 0 && S_ISDIR(st.st_mode)) {
		enum io_status status;

		buf_adds(&path, "/index");
		status = io_open(path.data, &t->file);
		if (status == IO_GONE)
			t->top = NULL;
		if (status != IO_OK)
			t->file.fd = -1;
		else if (io_map(&t->file, &t->index) != IO_OK || !has_whole_paths(t->index))
			t->index = STR("");
	}
	buf_release(&path);
}

static bool may_hold(struct str index, struct str path, bool is_dir)
{
	for (size_t at = str_find(index, path, 0); at != SIZE_MAX; at = str_find(index, path, at + 1))
		if (at + path.n < index.n && index.p[at + path.n] == (is_dir ? '/' : '\0'))
			return true;
	return false;
}

bool pk_is_tracked(struct pk_tracked *t, struct str path, bool is_dir)
{
	struct pk_err unreadable;

	if (!t->top || !path.n)
		return false;
	if (!t->opened)
		map_index(t);
	if (!t->top || (t->index.n && !may_hold(t->index, path, is_dir)))
		return false;
	if (!t->git)
		t->git = pk_git_open(t->top, &unreadable);
	if (!t->git)
		t->top = NULL;
	return t->git && pk_git_tracks(t->git, path, is_dir);
}
