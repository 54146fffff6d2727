#include "path.h"

struct str path_folder(struct str path)
{
	size_t slash = str_rfind(path, '/');

	if (slash == SIZE_MAX)
		return str_slice(path, 0, 0);
	return str_slice(path, 0, slash ? slash : 1);
}

/* Appends the parts of `path` to out[0, n); returns the new n. */
static size_t add_parts(char *out, size_t n, struct str path)
{
	struct str part;

	while (str_cut(&path, '/', &part)) {
		struct str last = { out, n };

		last = str_slice(last, str_rfind(last, '/') + 1, n);
		if (!part.n || str_is(part, "."))
			continue;
		if (str_is(part, "..") && n && !str_is(last, "..")) {
			n -= last.n;
			n -= n > 1;
			continue;
		}
		if (n && out[n - 1] != '/')
			out[n++] = '/';
		memcpy(out + n, part.p, part.n);
		n += part.n;
	}
	return n;
}

struct str path_join(struct arena *a, struct str folder, struct str rest)
{
	char *out = arena_alloc(a, folder.n + rest.n + 3);
	bool restarts = str_starts(rest, STR("/"));
	size_t n = 0;

	if (restarts || str_starts(folder, STR("/")))
		out[n++] = '/';
	if (!restarts)
		n = add_parts(out, n, folder);
	n = add_parts(out, n, rest);
	out[n] = '\0';
	return (struct str){ out, n };
}

struct str path_from(struct arena *a, struct str folder, struct str path)
{
	struct str up = STR(""), rest;

	while (!path_is_within(path, folder) && folder.n > 1) {
		folder = path_folder(folder);
		up = arena_printf(a, "../%.*s", STR_ARG(up));
	}
	rest = str_slice(path, folder.n, path.n);
	if (str_starts(rest, STR("/")))
		rest = str_slice(rest, 1, rest.n);
	return path_join(a, up, rest);
}

bool path_is_within(struct str path, struct str folder)
{
	if (!folder.n)
		return !str_starts(path, STR("/")) && !str_is(path, "..") && !str_starts(path, STR("../"));
	if (!str_starts(path, folder))
		return false;
	return path.n == folder.n || folder.p[folder.n - 1] == '/' || path.p[folder.n] == '/';
}

bool path_is_code(struct str path)
{
	return str_ends(path, STR(".py")) || str_ends(path, STR(".ipynb"));
}
