#include "query/loads.h"

#include "source/meaning/consts.h"
#include "util/limits.h"
#include "util/path.h"
#include "util/vec.h"

enum { MAX_STEPS = 200, MAX_FOLDERS = 64, MAX_FILES = 8 }; /* for one call; above a file; that one call may mean */

/* What an expression says of a path. */
struct said {
	struct str text;
	bool is_fixed; /* made of __file__: does not depend on where the program runs */
};

/* One call being read. */
struct reading {
	struct pk_unit *unit;
	const struct pk_tree *tree;
	struct arena *arena;
	int steps; /* left */
};

static bool path_of(struct reading *r, uint32_t node, struct said *out);

static bool join(struct reading *r, struct said *path, uint32_t node)
{
	struct said more;

	if (!path_of(r, node, &more))
		return false;
	path->is_fixed = more.is_fixed || (path->is_fixed && !str_starts(more.text, STR("/")));
	path->text = path_join(r->arena, path->text, more.text);
	return path->text.n <= PK_MAX_PATH_BYTES;
}

/* The arguments from `arg` on, behind what is said already. */
static bool join_all(struct reading *r, struct said *path, uint32_t arg)
{
	for (; arg; arg = pk_node_next(r->tree, arg))
		if (!join(r, path, arg))
			return false;
	return true;
}

static bool folder_of(struct reading *r, uint32_t node, struct said *out)
{
	if (!node || !path_of(r, node, out))
		return false;
	out->text = path_join(r->arena, out->text, STR(".."));
	return true;
}

/* ---- calls ---- */

enum meaning { MEANS_NOTHING, MEANS_JOIN, MEANS_FOLDER, MEANS_ITSELF, MEANS_HERE };

static enum meaning meaning_of(struct str function)
{
	static const struct {
		const char *name;
		enum meaning meaning;
	} functions[] = {
		{ "os.path.join", MEANS_JOIN },
		{ "pathlib.Path", MEANS_JOIN },
		{ "pathlib.PurePath", MEANS_JOIN },
		{ "pathlib.PosixPath", MEANS_JOIN },
		{ "os.path.dirname", MEANS_FOLDER },
		{ "os.path.abspath", MEANS_ITSELF },
		{ "os.path.realpath", MEANS_ITSELF },
		{ "os.path.normpath", MEANS_ITSELF },
		{ "os.fspath", MEANS_ITSELF },
		{ "str", MEANS_ITSELF },
		{ "open", MEANS_ITSELF },
		{ "io.open", MEANS_ITSELF },
		{ "gzip.open", MEANS_ITSELF },
		{ "bz2.open", MEANS_ITSELF },
		{ "lzma.open", MEANS_ITSELF },
		{ "io.BytesIO", MEANS_ITSELF },
		{ "os.getcwd", MEANS_HERE },
		{ "pathlib.Path.cwd", MEANS_HERE },
	};

	for (size_t i = 0; i < sizeof(functions) / sizeof(*functions); i++)
		if (str_is(function, functions[i].name))
			return functions[i].meaning;
	return MEANS_NOTHING;
}

static bool keeps_path(struct str method)
{
	static const char *const methods[] = { "resolve", "absolute", "as_posix", "open", "read", "read_bytes" };

	for (size_t i = 0; i < sizeof(methods) / sizeof(*methods); i++)
		if (str_is(method, methods[i]))
			return true;
	return false;
}

static bool of_function(struct reading *r, enum meaning meaning, uint32_t arg, struct said *out)
{
	switch (meaning) {
	case MEANS_JOIN:
		return join_all(r, out, arg);
	case MEANS_FOLDER:
		return folder_of(r, arg, out);
	case MEANS_ITSELF:
		return arg && path_of(r, arg, out);
	case MEANS_HERE:
		return true;
	default:
		return false;
	}
}

static bool of_call(struct reading *r, uint32_t node, struct said *out)
{
	const struct pk_tree *t = r->tree;
	const struct pk_node *callee = &t->nodes[node + 1];
	uint32_t arg = pk_node_first(t, pk_node_child(t, node, 1));
	enum meaning meaning = meaning_of(intern_text(t->symbols, pk_names_dotted(r->unit, node + 1)));
	struct str method;

	if (meaning || callee->kind != PKN_ATTR)
		return of_function(r, meaning, arg, out);
	method = intern_text(t->symbols, callee->sym);
	if (str_is(method, "joinpath"))
		return path_of(r, node + 2, out) && join_all(r, out, arg);
	return keeps_path(method) && path_of(r, node + 2, out);
}

/* ---- names, attributes, operators ---- */

/* Whether something between the nodes binds the variable too. */
static bool is_rebound(const struct pk_names *names, uint32_t var, uint32_t from, uint32_t end, uint32_t target)
{
	uint32_t low = 0, high = names->n_stores;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;

		if (names->stores[middle] < from)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < names->n_stores && names->stores[low] < end; low++)
		if (names->binding[names->stores[low]] == var && names->stores[low] != target)
			return true;
	return false;
}

/* In `with open(path) as f`, what f is. */
static uint32_t opened_as(struct reading *r, uint32_t name)
{
	const struct pk_tree *t = r->tree;
	const struct pk_names *names = r->unit->names;
	uint32_t var = names->binding[name];

	for (uint32_t at = t->nodes[name].parent; at && var; at = t->nodes[at].parent) {
		if (t->nodes[at].kind != PKN_WITH)
			continue;
		for (uint32_t item = pk_node_next(t, at + 1); item; item = pk_node_next(t, item)) {
			uint32_t target = pk_node_child(t, item, 1);

			if (t->nodes[target].kind == PKN_NAME && names->binding[target] == var)
				return is_rebound(names, var, at, t->nodes[at].end_node, target) ? 0 : item + 1;
		}
	}
	return 0;
}

static bool of_name(struct reading *r, uint32_t node, struct said *out)
{
	uint32_t def = pk_unit_consts(r->unit)->def[node];

	if (!r->unit->names->binding[node] && str_is(intern_text(r->tree->symbols, r->tree->nodes[node].sym), "__file__")) {
		*out = (struct said){ r->unit->path, true };
		return true;
	}
	if (!def)
		def = opened_as(r, node);
	return def && path_of(r, def, out);
}

/* path.parents[n] */
static bool of_parents(struct reading *r, uint32_t node, struct said *out)
{
	const struct pk_tree *t = r->tree;
	uint32_t index = pk_node_child(t, node, 1);
	int64_t n = -1;

	if (t->nodes[node + 1].kind != PKN_ATTR || !str_is(intern_text(t->symbols, t->nodes[node + 1].sym), "parents") ||
	    t->nodes[index].kind != PKN_INT || !pk_node_int(t, index, &n) || n > MAX_FOLDERS || !folder_of(r, node + 2, out))
		return false;
	while (n-- > 0)
		out->text = path_join(r->arena, out->text, STR(".."));
	return true;
}

static bool add_text(struct reading *r, uint32_t node, struct said *out)
{
	struct said more;

	if (!path_of(r, node + 1, out) || !path_of(r, pk_node_child(r->tree, node, 1), &more) || more.is_fixed)
		return false;
	if (!out->text.n)
		out->text = STR("."); /* where the folder is the top: no absolute path */
	out->text = arena_printf(r->arena, "%.*s%.*s", STR_ARG(out->text), STR_ARG(more.text));
	return out->text.n <= PK_MAX_PATH_BYTES;
}

static bool of_binary(struct reading *r, uint32_t node, struct said *out)
{
	if (r->tree->nodes[node].op == PKO_ADD)
		return add_text(r, node, out);
	return r->tree->nodes[node].op == PKO_DIV && path_of(r, node + 1, out) && join(r, out, pk_node_child(r->tree, node, 1));
}

static bool path_of(struct reading *r, uint32_t node, struct said *out)
{
	const struct pk_node *n = &r->tree->nodes[node];
	const struct pk_const *value = pk_const_of(r->unit, node);

	*out = (struct said){ STR(""), false };
	if (--r->steps < 0)
		return false;
	if (value && value->kind == PKC_STRING) {
		out->text = value->s;
		return !value->is_bytes && value->s.n <= PK_MAX_PATH_BYTES;
	}
	switch (n->kind) {
	case PKN_NAME:
		return of_name(r, node, out);
	case PKN_ATTR:
		return str_is(intern_text(r->tree->symbols, n->sym), "parent") && folder_of(r, node + 1, out);
	case PKN_SUBSCRIPT:
		return of_parents(r, node, out);
	case PKN_BINARY:
		return of_binary(r, node, out);
	case PKN_CALL:
		return of_call(r, node, out);
	default:
		return false;
	}
}

/* ---- the call that reads ---- */

static bool names_a_file(struct str keyword)
{
	return str_is(keyword, "f") || str_find(keyword, STR("file"), 0) != SIZE_MAX || str_find(keyword, STR("path"), 0) != SIZE_MAX;
}

/* What it reads is its first argument, else one that is named for it. */
static bool read_by(struct reading *r, uint32_t call, struct said *out)
{
	const struct pk_tree *t = r->tree;
	uint32_t first = pk_node_first(t, pk_node_child(t, call, 1));

	if (first && t->nodes[first].kind != PKN_KWARG && path_of(r, first, out))
		return true;
	for (uint32_t arg = first; arg; arg = pk_node_next(t, arg))
		if (t->nodes[arg].kind == PKN_KWARG && names_a_file(intern_text(t->symbols, t->nodes[arg].sym)) && path_of(r, arg + 1, out))
			return true;
	return false;
}

struct files {
	struct str v[MAX_FILES];
	uint32_t n;
};

static bool is_there(struct arena *a, const struct pk_paths *tree, struct str *path)
{
	struct str folder;

	if (pk_paths_has(tree, *path))
		return true;
	folder = arena_printf(a, "%.*s/", STR_ARG(*path));
	if (!path->n || !pk_paths_has_folder(tree, folder))
		return false;
	*path = folder;
	return true;
}

static void add_file(struct arena *a, struct files *files, const struct pk_paths *tree, struct str path)
{
	if (!is_there(a, tree, &path))
		return;
	for (uint32_t i = 0; i < files->n; i++)
		if (str_eq(files->v[i], path))
			return;
	if (files->n < MAX_FILES)
		files->v[files->n++] = path;
}

static void find_files(struct pk_unit *u, const struct pk_paths *tree, const struct said *said, struct files *files)
{
	struct arena *a = &u->scratch->arena;
	struct str folder = path_folder(u->path);

	if (said->is_fixed) {
		add_file(a, files, tree, path_join(a, STR(""), said->text));
		return;
	}
	for (int i = 0; i < MAX_FOLDERS; i++) {
		add_file(a, files, tree, path_join(a, folder, said->text));
		if (!folder.n || str_is(folder, "/") || str_starts(said->text, STR("/")))
			return;
		folder = path_folder(folder);
	}
}

struct pk_loads pk_loads_find(struct pk_sink *out, struct pk_unit *u, uint32_t node, uint32_t file)
{
	static const struct pk_place start = { .line = 1, .col = 1 };
	struct reading reading = { u, u->tree, &u->scratch->arena, MAX_STEPS };
	struct files files = { .n = 0 };
	struct pk_loads loads = { 0 };
	struct said said;

	if (!node || u->tree->nodes[node].kind != PKN_CALL || !pk_unit_consts(u))
		return loads;
	if (!(file ? path_of(&reading, file, &said) : read_by(&reading, node, &said)))
		return loads;
	find_files(u, out->paths, &said, &files);
	loads.v = arena_zalloc(out->arena, files.n, sizeof(*loads.v));
	loads.n = files.n;
	for (uint32_t i = 0; i < files.n; i++)
		loads.v[i] = (struct pk_region){
			.path = arena_str(out->arena, files.v[i]), .start = start, .end = start, .lines = STR(""), .message = STR(PK_LOADS)
		};
	return loads;
}
