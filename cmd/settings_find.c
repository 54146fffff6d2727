#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "walk/root.h"
#include "settings.h"
#include "source/config/toml.h"
#include "util/io.h"
#include "util/limits.h"

/* ---- where to begin and where to stop; paths here are absolute ---- */

static mode_t type_of(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 ? st.st_mode & S_IFMT : 0;
}

/* Cuts `shared` back to the folder that holds it and the other folder. */
static void cut_to_common(char *shared, const char *folder)
{
	size_t n = 0, slash = 0;

	for (; shared[n] && shared[n] == folder[n]; n++)
		if (shared[n] == '/')
			slash = n;
	if ((shared[n] && shared[n] != '/') || (folder[n] && folder[n] != '/'))
		n = slash;
	shared[n ? n : 1] = '\0';
}

static void cut_name(char *path)
{
	char *slash = strrchr(path, '/');

	if (slash)
		slash[slash == path] = '\0';
}

/* The folder that holds all PATHs; without any, the current one. False when there is none. */
static bool find_start(const struct opts *o, char *start)
{
	char path[PATH_MAX];
	bool any = false;

	for (uint32_t i = 0; i < o->operands.n; i++) {
		if (strcmp(o->operands.v[i], "-") == 0 || !realpath(o->operands.v[i], path))
			continue;
		if (type_of(path) != S_IFDIR)
			cut_name(path);
		if (any)
			cut_to_common(start, path);
		else
			memcpy(start, path, strlen(path) + 1);
		any = true;
	}
	return any || realpath(".", start);
}

/* The last folder to look in, as a length of start. */
static size_t find_stop(const char *start)
{
	char here[PATH_MAX];
	size_t top = pk_root_repository(start), n;

	if (top)
		return top;
	n = realpath(".", here) ? strlen(here) : 0;
	if (n && strncmp(start, here, n) == 0 && (start[n] == '/' || start[n] == '\0'))
		return n;
	return strlen(start);
}

/* ---- reading ---- */

static const struct yaml *read_yaml(struct settings *s, struct str text, struct pk_err *err)
{
	const struct yaml *root = yaml_parse(s->o->arena, text, s->file, err);

	if (root && (root->kind == YAML_MAP || (root->kind == YAML_SCALAR && yaml_scalar(root).n == 0)))
		return root;
	if (root)
		(void)err_set(err, PK_ECONFIG, s->file, root->line, "settings are keys and values, such as `severity: medium`");
	return NULL;
}

/* [tool.picket], or NULL; rc says whether the file could be read. */
static const struct yaml *read_toml(struct settings *s, struct str text, int *rc, struct pk_err *err)
{
	const struct yaml *root = pk_toml_parse(s->o->arena, text, s->file, err);

	if (!root)
		*rc = err->code;
	return yaml_get(yaml_get(root, "tool"), "picket");
}

static bool is_toml(const char *path)
{
	return str_ends(str_from(path), STR(".toml"));
}

/* Sets s->folder and the base of paths: the folder of s->file. */
static void set_folder(struct settings *s)
{
	const char *slash = strrchr(s->file, '/');
	char real[PATH_MAX];
	struct buf home;

	s->folder = arena_strdup(s->o->arena, (struct str){ s->file, slash ? (size_t)(slash - s->file) : 0 });
	buf_init(&home, PK_MAX_PATH_BYTES);
	(void)pk_root_home(&home, str_from(s->folder), true, real);
	s->adjust.base = arena_str(s->o->arena, buf_str(&home));
	buf_release(&home);
}

/* Reads s->file. A pyproject.toml that says nothing to picket is none: *found stays false, and it need not even be valid. */
static int read_file(struct settings *s, bool *found, struct pk_err *err)
{
	struct io_buffer buffer = { 0 };
	int rc = io_read_file(s->file, &buffer, PK_MAX_SETTINGS_BYTES, err);
	struct str text = io_text(&buffer);
	const struct yaml *root = NULL;

	if (rc == PK_OK && !is_toml(s->file)) {
		root = read_yaml(s, text, err);
		rc = root ? PK_OK : err->code;
	} else if (rc == PK_OK && str_find(text, STR("picket"), 0) != SIZE_MAX) {
		root = read_toml(s, text, &rc, err);
	}
	*found = root != NULL;
	if (root) {
		set_folder(s);
		rc = settings_read(s, root, err);
	}
	io_buffer_release(&buffer);
	return rc;
}

/* "src/picket.yaml" of "/home/me/project/src" when /home/me/project is the current folder. */
static const char *shown_path(struct settings *s, struct str folder, const char *name)
{
	struct arena *a = s->o->arena;
	struct str whole = arena_printf(a, "%.*s/%s", STR_ARG(folder), name);
	struct buf clean;
	const char *shown;

	buf_init(&clean, PK_MAX_PATH_BYTES);
	pk_root_clean(&clean, whole.p);
	shown = arena_strdup(a, buf_str(&clean));
	buf_release(&clean);
	return shown;
}

static int find_file(struct settings *s, struct pk_err *err)
{
	static const char *const names[] = { "picket.yaml", "picket.yml", "pyproject.toml" };
	char start[PATH_MAX];
	size_t stop, n;
	bool found = false;
	int rc = PK_OK;

	if (!find_start(s->o, start))
		return PK_OK;
	stop = find_stop(start);
	for (n = strlen(start); n >= stop && n > 0; n = str_rfind((struct str){ start, n }, '/')) {
		for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
			s->file = shown_path(s, (struct str){ start, n }, names[i]);
			if (type_of(s->file) == S_IFREG)
				rc = read_file(s, &found, err);
			if (found || rc)
				return rc;
		}
		if (n == SIZE_MAX)
			break;
	}
	s->file = NULL;
	return PK_OK;
}

int settings_load(struct settings *s, struct opts *o, struct pk_err *err)
{
	bool found;
	int rc = PK_OK;

	*s = (struct settings){ .o = o, .folder = "" };
	pk_adjust_init(&s->adjust, o->arena);
	if (o->settings) {
		s->file = o->settings;
		rc = read_file(s, &found, err);
		if (rc == PK_OK && !found)
			rc = err_set(err, PK_ECONFIG, o->settings, 0, "has no [tool.picket]");
	} else if (!o->isolated) {
		rc = find_file(s, err);
	}
	s->adjust.severity = (enum pk_severity)o->severity;
	return rc;
}
