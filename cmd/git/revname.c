#include "git/revname.h"

#include "util/limits.h"

enum { MAX_TAGS = 8, MAX_STEPS = 1 << 24 };

/* Some tags lead to themselves. */
bool pk_git_peel(struct pk_git *g, struct pk_git_id *id)
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

/* To the n-th parent, from 1. */
static bool to_parent(struct pk_git *g, int64_t n, struct pk_git_id *id)
{
	struct io_buffer buffer = { 0 };
	struct str text, line;
	bool found = false;

	if (pk_git_object(g, id, PK_GIT_COMMIT, PK_MAX_GIT_OBJECT, &buffer) == IO_OK) {
		text = io_text(&buffer);
		while (!found && str_cut(&text, '\n', &line) && line.n)
			if (str_starts(line, STR("parent ")) && --n == 0)
				found = pk_git_id(str_slice(line, 7, line.n), id);
	}
	io_buffer_release(&buffer);
	return found;
}

/* A number at the start of the text, passed over; 1 when there is none. */
static int64_t number(struct str *text)
{
	size_t n = 0;
	int64_t v = 1;

	while (n < text->n && text->p[n] >= '0' && text->p[n] <= '9')
		n++;
	if (n && !str_to_int(str_slice(*text, 0, n), &v))
		v = MAX_STEPS;
	*text = str_slice(*text, n, text->n);
	return v;
}

/* ~3, ^2, ^{}: from the commit to another. */
static bool follow(struct pk_git *g, struct str path, struct pk_git_id *id)
{
	bool good = true;
	int64_t n;

	while (good && path.n) {
		bool is_chain = path.p[0] == '~';

		path = str_slice(path, 1, path.n);
		if (!is_chain && path.n && path.p[0] == '{') {
			size_t skip = str_starts(path, STR("{}")) ? 2 : str_starts(path, STR("{commit}")) ? 8 : 0;

			good = skip > 0;
			path = str_slice(path, skip, path.n);
		} else {
			n = number(&path);
			for (int64_t i = 0; good && i < (is_chain ? n : n > 0); i++)
				good = to_parent(g, is_chain ? 1 : n, id);
			good = good && (!path.n || path.p[0] == '~' || path.p[0] == '^');
		}
	}
	return good;
}

int pk_git_commit(struct pk_git *g, const char *rev, struct pk_git_id *out, struct pk_err *err)
{
	struct str text = str_from(rev), name = str_slice(text, 0, strcspn(rev, "~^"));
	struct pk_git_id id;

	if (!pk_git_named(g, name.n == 0 || str_is(name, "@") ? STR("HEAD") : name, &id) || !pk_git_peel(g, &id) ||
	    !follow(g, str_slice(text, name.n, text.n), &id))
		return err_set(err, PK_EIO, rev, 0, "no such commit");
	*out = id;
	return PK_OK;
}
