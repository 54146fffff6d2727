#include "walk/root.h"

#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "source/text/decode.h"
#include "util/limits.h"

void pk_root_cut(struct buf *path, size_t n)
{
	path->n = n;
	path->cut = false;
	if (path->data)
		path->data[n] = '\0';
}

struct str pk_root_shown(struct arena *a, struct str path)
{
	struct buf out;
	size_t i = 0;
	struct str shown;

	while (i < path.n && (unsigned char)path.p[i] < 0x80)
		i++;
	if (i == path.n)
		return arena_str(a, path);
	buf_init(&out, 4 * path.n + 4);
	for (i = 0; i < path.n;) {
		char utf8[4];
		size_t n = pk_utf8_put(pk_utf8_next(path, &i), utf8);

		buf_add(&out, (struct str){ utf8, n });
	}
	shown = arena_str(a, buf_str(&out));
	buf_release(&out);
	return shown;
}

void pk_root_clean(struct buf *out, const char *root)
{
	char cwd[PK_MAX_PATH_BYTES];
	struct str rest = str_from(root), part, here;

	if (str_starts(rest, STR("/")))
		buf_addc(out, '/');
	while (str_cut(&rest, '/', &part)) {
		if (part.n == 0 || str_is(part, "."))
			continue;
		if (out->n && out->data[out->n - 1] != '/')
			buf_addc(out, '/');
		buf_add(out, part);
	}
	if (root[0] != '/' || !getcwd(cwd, sizeof(cwd)))
		return;
	here = str_from(cwd);
	if (str_starts(buf_str(out), here) && (out->n == here.n || out->data[here.n] == '/')) {
		size_t n = out->n == here.n ? 0 : out->n - here.n - 1;

		memmove(out->data, out->data + out->n - n, n);
		pk_root_cut(out, n);
	}
}

size_t pk_root_repository(const char *dir)
{
	char probe[PK_MAX_PATH_BYTES + 8];
	struct stat st;

	for (size_t n = strlen(dir); n > 0; n = str_rfind((struct str){ dir, n }, '/')) {
		if (n == SIZE_MAX || n + 6 > PK_MAX_PATH_BYTES)
			break;
		memcpy(probe, dir, n);
		memcpy(probe + n, "/.git", 6);
		if (lstat(probe, &st) == 0)
			return n;
	}
	return 0;
}

size_t pk_root_home(struct buf *home, struct str path, bool is_dir, char *real)
{
	struct str name = str_slice(path, str_rfind(path, '/') + 1, path.n);
	size_t real_n, dir_n, top_n;

	if (!realpath(path.n ? path.p : ".", real))
		real[0] = '\0';
	real_n = strlen(real);
	dir_n = is_dir || real_n == 0 ? real_n : str_rfind(str_from(real), '/');
	real[dir_n] = '\0';
	top_n = pk_root_repository(real);
	if (top_n == 0) {
		if (!str_starts(path, STR("/")))
			buf_add(home, path);
		else if (!is_dir)
			buf_add(home, name);
		return 0;
	}
	if (dir_n > top_n)
		buf_adds(home, real + top_n + 1);
	if (!is_dir) {
		if (home->n)
			buf_addc(home, '/');
		buf_add(home, name);
	}
	return top_n;
}
