#include "walk/walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "walk/ignore.h"
#include "walk/root.h"
#include "git/tracked.h"
#include "util/io.h"
#include "util/limits.h"
#include "util/vec.h"

const char *const pk_walk_excluded[] = {
	".git",
	".hg",
	".svn",
	".bzr",
	"CVS",
	".venv",
	"venv",
	".direnv",
	"node_modules",
	"__pycache__",
	"site-packages",
	"dist-packages",
	"__pypackages__",
	".eggs",
	".tox",
	".nox",
	".mypy_cache",
	".ruff_cache",
	".pytest_cache",
	".pytype",
	".hypothesis",
	".ipynb_checkpoints",
	NULL,
};

/* One root being listed. */
struct walker {
	struct pk_walk *w;
	const struct pk_walk_options *o;
	struct arena temp;                   /* names and patterns: only while walking */
	struct buf path, home;               /* of the folder being visited; neither ends in '/' */
	size_t root_n;                       /* length of the root in path, with its '/' */
	struct pk_ignore *include, *exclude; /* NULL when none were given */
	struct pk_ignore *set_aside;         /* by the settings file; NULL too */
	struct io_buffer buffer;             /* for ignore files */
	struct pk_tracked tracked;           /* of the repository that holds the root */
	bool ignored;                        /* the folder being visited is ignored, but for what is tracked in it */
};

struct entry {
	const char *name;
	size_t n;
	bool is_dir;
};

struct entries VEC(struct entry);

struct folder {
	struct entries entries;
	bool has_git, has_ignore, is_venv;
};

void pk_walk_init(struct pk_walk *w, struct arena *arena)
{
	*w = (struct pk_walk){ .arena = arena };
}

/* Appends "/name", or "name" to nothing. */
static void descend(struct buf *b, const char *name)
{
	if (b->n && b->data[b->n - 1] != '/')
		buf_addc(b, '/');
	buf_adds(b, name);
}

static void skip(struct walker *k, const char *kind, const char *text)
{
	struct pk_note_item item = { pk_root_shown(k->w->arena, buf_str(&k->path)), str_from(kind), str_from(text), 0 };

	vec_push(k->w->arena, &k->w->skipped, item);
}

/* ---- what to leave out ---- */

static bool is_excluded_name(const char *name)
{
	for (const char *const *x = pk_walk_excluded; *x; x++)
		if (strcmp(name, *x) == 0)
			return true;
	return false;
}

/* Whether a pattern of the command line fits the path from the current folder or from the root. */
static bool asked(const struct walker *k, const struct pk_ignore *patterns, struct str path, bool is_dir)
{
	struct str below = path.n > k->root_n ? str_slice(path, k->root_n, path.n) : path;

	return pk_ignore_match(patterns, path, is_dir) == PK_IGNORED || pk_ignore_match(patterns, below, is_dir) == PK_IGNORED;
}

/* A file is included by its own path or by that of any folder above it. */
static bool is_included(const struct walker *k, struct str path)
{
	if (!k->include || asked(k, k->include, path, false))
		return true;
	for (size_t i = k->root_n; i < path.n; i++)
		if (path.p[i] == '/' && asked(k, k->include, str_slice(path, 0, i), true))
			return true;
	return false;
}

/* Whether the ignore files leave the entry out: what git tracks is part of the project all the same. Sets k->ignored for what lies below it. */
static bool is_ignored(struct walker *k, const struct pk_ignore *ignore, bool is_dir)
{
	enum pk_ignored says = k->o->gitignore ? pk_ignore_match(ignore, buf_str(&k->home), is_dir) : PK_UNDECIDED;

	k->ignored = k->ignored || says == PK_IGNORED;
	return says == PK_REFUSED || (k->ignored && !pk_is_tracked(&k->tracked, buf_str(&k->home), is_dir));
}

static bool is_unwanted(const struct walker *k, bool is_dir)
{
	struct str path = buf_str(&k->path);

	if (k->exclude && asked(k, k->exclude, path, is_dir))
		return true;
	if (k->set_aside && pk_ignore_match(k->set_aside, pk_ignore_below(k->o->base, buf_str(&k->home)), is_dir) == PK_IGNORED)
		return true;
	return !is_dir && !is_included(k, path);
}

static void add_ignore_file(struct walker *k, struct pk_ignore *list, struct buf *dir, const char *name)
{
	bool firm = strcmp(name, ".picketignore") == 0;
	size_t n = dir->n;
	struct pk_err ignored;

	descend(dir, name);
	if (!dir->cut && io_read_file(dir->data, &k->buffer, PK_MAX_IGNORE_BYTES, &ignored) == PK_OK)
		(firm ? pk_ignore_add_firm : pk_ignore_add)(&k->temp, list, io_text(&k->buffer));
	pk_root_cut(dir, n);
}

/* The patterns of the folder `dir`, whose path in `home` terms has home_n bytes. */
static struct pk_ignore *ignore_of(struct walker *k, const struct pk_ignore *up, struct buf *dir, size_t home_n, bool is_top)
{
	struct pk_ignore *list = pk_ignore_new(&k->temp, up, home_n ? home_n + 1 : 0);

	if (is_top)
		add_ignore_file(k, list, dir, ".git/info/exclude");
	add_ignore_file(k, list, dir, ".gitignore");
	add_ignore_file(k, list, dir, ".picketignore");
	return list;
}

static struct pk_ignore *patterns_of(struct walker *k, const char *const *v, uint32_t n)
{
	struct pk_ignore *list = n ? pk_ignore_new(&k->temp, NULL, 0) : NULL;

	for (uint32_t i = 0; i < n; i++)
		pk_ignore_add(&k->temp, list, str_from(v[i]));
	return list;
}

/* ---- files and folders ---- */

static void add_file(struct walker *k, uint64_t size)
{
	struct arena *a = k->w->arena;
	struct pk_file f = { .size = size };

	f.path = arena_strdup(a, buf_str(&k->path));
	f.shown = pk_root_shown(a, buf_str(&k->path));
	f.home = str_eq(buf_str(&k->home), buf_str(&k->path)) ? f.shown : pk_root_shown(a, buf_str(&k->home));
	vec_push(a, &k->w->files, f);
}

/* Byte order of the paths that will come of them: a folder counts with its '/'. */
static int entry_cmp(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;
	size_t n = x->n < y->n ? x->n : y->n;
	int d = memcmp(x->name, y->name, n);
	unsigned char cx, cy;

	if (d)
		return d;
	cx = x->n > n ? (unsigned char)x->name[n] : x->is_dir ? '/' : 0;
	cy = y->n > n ? (unsigned char)y->name[n] : y->is_dir ? '/' : 0;
	return (cx > cy) - (cx < cy);
}

static unsigned char type_of(int dir, const struct dirent *d)
{
	struct stat st;

	if (d->d_type != DT_UNKNOWN)
		return d->d_type;
	return fstatat(dir, d->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 ? IFTODT(st.st_mode) : DT_REG;
}

static void note_odd(struct walker *k, const char *name, unsigned char type)
{
	size_t n = k->path.n;

	descend(&k->path, name);
	if (type == DT_LNK)
		skip(k, "symlink", "is a symbolic link, and those are not followed");
	else
		skip(k, "special", "is no file: a FIFO, socket or device");
	pk_root_cut(&k->path, n);
}

static void read_folder(struct walker *k, DIR *dir, struct folder *f)
{
	const struct dirent *d;

	while ((d = readdir(dir))) {
		unsigned char type = type_of(dirfd(dir), d);
		struct entry e = { .is_dir = type == DT_DIR };

		if (strcmp(d->d_name, ".") == 0 || strcmp(d->d_name, "..") == 0)
			continue;
		f->has_git |= strcmp(d->d_name, ".git") == 0;
		f->has_ignore |= strcmp(d->d_name, ".gitignore") == 0 || strcmp(d->d_name, ".picketignore") == 0;
		f->is_venv |= strcmp(d->d_name, "pyvenv.cfg") == 0;
		if (is_excluded_name(d->d_name))
			continue;
		if (type != DT_DIR && type != DT_REG) {
			note_odd(k, d->d_name, type);
			continue;
		}
		e.n = strlen(d->d_name);
		e.name = arena_strdup(&k->temp, (struct str){ d->d_name, e.n });
		vec_push(&k->temp, &f->entries, e);
	}
	if (f->entries.n)
		qsort(f->entries.v, f->entries.n, sizeof(*f->entries.v), entry_cmp);
}

static void visit_folder(struct walker *k, int fd, const struct pk_ignore *ignore, unsigned depth);

static void enter_folder(struct walker *k, int parent, const char *name, const struct pk_ignore *ignore, unsigned depth)
{
	int fd;

	if (depth >= PK_MAX_WALK_DEPTH) {
		skip(k, "too-deep", "lies too deep in folders");
		return;
	}
	fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (fd >= 0)
		visit_folder(k, fd, ignore, depth);
	else if (errno == ENOENT || errno == ENOTDIR || errno == ELOOP)
		skip(k, "vanished", "was gone when it should be read");
	else
		skip(k, "unreadable", "cannot be read");
}

static void visit_entry(struct walker *k, int fd, const struct entry *e, const struct pk_ignore *ignore, unsigned depth)
{
	size_t path_n = k->path.n, home_n = k->home.n;
	bool was_ignored = k->ignored;
	struct stat st;

	descend(&k->path, e->name);
	descend(&k->home, e->name);
	if (k->path.cut || k->home.cut)
		skip(k, "path-too-long", "has too long a path");
	else if (is_unwanted(k, e->is_dir) || is_ignored(k, ignore, e->is_dir))
		;
	else if (e->is_dir)
		enter_folder(k, fd, e->name, ignore, depth + 1);
	else if (fstatat(fd, e->name, &st, AT_SYMLINK_NOFOLLOW) == 0)
		add_file(k, (uint64_t)st.st_size);
	else
		skip(k, "vanished", "was gone when it should be read");
	k->ignored = was_ignored;
	pk_root_cut(&k->path, path_n);
	pk_root_cut(&k->home, home_n);
}

/* Owns fd. */
static void visit_folder(struct walker *k, int fd, const struct pk_ignore *ignore, unsigned depth)
{
	struct folder f = { 0 };
	DIR *dir = fdopendir(fd);

	if (!dir) {
		(void)close(fd);
		skip(k, "unreadable", "cannot be read");
		return;
	}
	read_folder(k, dir, &f);
	if (depth == 0 || !f.is_venv) {
		if (k->o->gitignore && (f.has_ignore || f.has_git))
			ignore = ignore_of(k, ignore, &k->path, k->home.n, f.has_git);
		for (uint32_t i = 0; i < f.entries.n; i++)
			visit_entry(k, fd, &f.entries.v[i], ignore, depth);
	}
	(void)closedir(dir);
}

/* ---- roots ---- */

/* Patterns of the folders from the top of the repository down to, but without, `dir`. */
static const struct pk_ignore *ignore_above(struct walker *k, const char *dir, size_t top_n)
{
	const struct pk_ignore *ignore = NULL;
	struct str whole = str_from(dir);
	struct buf at;

	buf_init(&at, PK_MAX_PATH_BYTES);
	for (size_t n = top_n; n < whole.n; n++) {
		if (n != top_n && dir[n] != '/')
			continue;
		buf_reset(&at);
		buf_add(&at, str_slice(whole, 0, n));
		ignore = ignore_of(k, ignore, &at, n == top_n ? 0 : n - top_n - 1, n == top_n);
	}
	buf_release(&at);
	return ignore;
}

/* Sets home, and returns the patterns of the folders above. */
static const struct pk_ignore *set_home(struct walker *k, bool is_dir)
{
	char real[PATH_MAX];
	size_t top_n = pk_root_home(&k->home, buf_str(&k->path), is_dir, real);

	pk_tracked_init(&k->tracked, top_n ? arena_strdup(&k->temp, (struct str){ real, top_n }) : NULL);
	return top_n && is_dir && k->o->gitignore ? ignore_above(k, real, top_n) : NULL;
}

/* A file that was named is left out only when that is insisted on. */
static bool is_refused(const struct walker *k)
{
	if (!k->o->force_exclude)
		return false;
	return (k->exclude && pk_ignore_covers(k->exclude, buf_str(&k->path))) ||
	       (k->set_aside && pk_ignore_covers(k->set_aside, pk_ignore_below(k->o->base, buf_str(&k->home))));
}

static int list_root(struct walker *k, const char *root, struct pk_err *err)
{
	const char *path = k->path.n ? k->path.data : ".";
	const struct pk_ignore *ignore;
	struct pk_root listed;
	struct stat st;
	int fd;

	if (k->path.cut || stat(path, &st) != 0)
		return err_set(err, PK_EIO, root, 0, "%s", strerror(k->path.cut ? ENAMETOOLONG : errno));
	ignore = set_home(k, S_ISDIR(st.st_mode));
	listed = (struct pk_root){ pk_root_shown(k->w->arena, buf_str(&k->path)), pk_root_shown(k->w->arena, buf_str(&k->home)),
				   S_ISDIR(st.st_mode) };
	vec_push(k->w->arena, &k->w->roots, listed);
	if (!S_ISDIR(st.st_mode)) {
		if (!S_ISREG(st.st_mode))
			skip(k, "special", "is no file: a FIFO, socket or device");
		else if (!is_refused(k))
			add_file(k, (uint64_t)st.st_size);
		return PK_OK;
	}
	fd = open(path, O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		return err_set(err, PK_EIO, root, 0, "%s", strerror(errno));
	k->root_n = k->path.n && k->path.data[k->path.n - 1] != '/' ? k->path.n + 1 : k->path.n;
	visit_folder(k, fd, ignore, 0);
	return PK_OK;
}

int pk_walk_root(struct pk_walk *w, const struct pk_walk_options *o, const char *root, struct pk_err *err)
{
	struct walker k = { .w = w, .o = o };
	int rc;

	arena_init(&k.temp, 0);
	buf_init(&k.path, PK_MAX_PATH_BYTES);
	buf_init(&k.home, PK_MAX_PATH_BYTES);
	k.include = patterns_of(&k, o->include, o->n_include);
	k.exclude = patterns_of(&k, o->exclude, o->n_exclude);
	k.set_aside = patterns_of(&k, o->set_aside, o->n_set_aside);
	pk_root_clean(&k.path, root);
	rc = list_root(&k, root, err);
	buf_release(&k.path);
	buf_release(&k.home);
	pk_tracked_release(&k.tracked);
	io_buffer_release(&k.buffer);
	arena_release(&k.temp);
	return rc;
}

static int file_cmp(const void *a, const void *b)
{
	const struct pk_file *x = a, *y = b;
	int d = str_cmp(x->shown, y->shown);

	return d ? d : strcmp(x->path, y->path);
}

static int skipped_cmp(const void *a, const void *b)
{
	const struct pk_note_item *x = a, *y = b;
	int d = str_cmp(x->path, y->path);

	return d ? d : str_cmp(x->kind, y->kind);
}

void pk_walk_sort(struct pk_walk *w)
{
	struct pk_files *f = &w->files;
	uint32_t kept = 0;

	if (w->skipped.n)
		qsort(w->skipped.v, w->skipped.n, sizeof(*w->skipped.v), skipped_cmp);
	for (uint32_t i = 1; i < f->n; i++)
		if (file_cmp(&f->v[i - 1], &f->v[i]) >= 0) {
			qsort(f->v, f->n, sizeof(*f->v), file_cmp);
			break;
		}
	for (uint32_t i = 0; i < f->n; i++)
		if (kept == 0 || strcmp(f->v[kept - 1].path, f->v[i].path) != 0)
			f->v[kept++] = f->v[i];
	f->n = kept;
}
