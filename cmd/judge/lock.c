#include "judge/lock.h"

#include <cjson/cJSON.h>
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "walk/root.h"
#include "source/text/decode.h"
#include "source/text/json.h"
#include "util/io.h"
#include "util/limits.h"
#include "util/path.h"
#include "util/vec.h"

enum { VERSION = 1 };

static bool is_hash(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!strchr("0123456789abcdef", s.p[i]) || !s.p[i])
			return false;
	return s.n == PK_LOCK_HEX;
}

bool pk_lock_entry(const struct pk_fact_item *fact, struct pk_locked *out)
{
	struct str rest = fact->value;
	int64_t size;

	*out = (struct pk_locked){ .path = fact->at.path, .format = fact->key };
	if (!str_is(fact->kind, "digest") || !str_cut(&rest, ' ', &out->verdict) || !str_cut(&rest, ' ', &out->sha256) ||
	    !str_to_int(rest, &size))
		return false;
	out->size = (uint64_t)size;
	return true;
}

/* ---- writing ---- */

static void write_text(struct buf *out, struct arena *a, const char *key, struct str text)
{
	cJSON *item = cJSON_CreateString(arena_strdup(a, text));
	char *quoted = cJSON_PrintUnformatted(item);

	if (!quoted)
		die_oom(text.n);
	buf_printf(out, "\"%s\": %s", key, quoted);
	free(quoted);
	cJSON_Delete(item);
}

static void write_entry(struct buf *out, struct arena *a, struct str path, const struct pk_locked *l)
{
	buf_adds(out, "    {");
	write_text(out, a, "path", path);
	buf_printf(out, ", \"sha256\": \"%.*s\", \"size\": %" PRIu64 ", ", STR_ARG(l->sha256), l->size);
	write_text(out, a, "format", l->format);
	buf_adds(out, ", ");
	write_text(out, a, "verdict", l->verdict);
	buf_addc(out, '}');
}

uint32_t pk_lock_write(struct buf *out, struct arena *a, struct str here, struct str at, struct str root, const struct pk_fact_items *facts)
{
	struct str whole = path_join(a, here, at), seen = path_from(a, whole, path_join(a, here, root));
	const struct pk_fact_item *fact;
	struct pk_locked l;
	uint32_t n = 0;

	buf_printf(out, "{\n  \"version\": %d,\n  ", VERSION);
	write_text(out, a, "root", seen.n ? seen : STR("."));
	buf_adds(out, ",\n  \"artifacts\": [");
	vec_each(fact, facts) {
		if (!pk_lock_entry(fact, &l))
			continue;
		buf_adds(out, n++ ? ",\n" : "\n");
		write_entry(out, a, path_from(a, whole, path_join(a, here, l.path)), &l);
	}
	buf_adds(out, n ? "\n  ]\n}\n" : "]\n}\n");
	return n;
}

/* ---- reading ---- */

struct reader {
	struct pk_lock *lock;
	struct arena *arena;
	struct pk_json json;
	const char *path;
	struct str folder; /* of the manifest, as shown */
	bool by_name;
	uint32_t counted, line; /* up to where lines were counted, and how many */
	struct pk_err *err;
};

static uint32_t line_now(struct reader *r)
{
	for (; r->counted < r->json.at; r->counted++)
		r->line += r->json.text.p[r->counted] == '\n';
	return r->line;
}

static int refuse(struct reader *r, const char *what)
{
	return err_set(r->err, PK_ECONFIG, r->path, line_now(r), "is no manifest: %s: write one with `picket lock`", what);
}

static bool read_text(struct reader *r, struct str *out)
{
	struct span inside;
	struct str text;
	unsigned odd = 0;
	size_t at = 0;
	char *p;

	if (!pk_json_string(&r->json, &inside))
		return false;
	text = str_slice(r->json.text, inside.start, inside.end);
	p = arena_alloc(r->arena, text.n + 4);
	out->n = pk_json_unescape(text, &at, p, text.n + 3, &odd);
	out->p = p;
	p[out->n] = '\0';
	return odd == 0 && strlen(p) == out->n;
}

/* Where a path of the manifest leads. */
static bool resolve(const struct reader *r, struct str *path, struct str *whole)
{
	bool leaves = !path_is_within(path_join(r->arena, STR(""), *path), STR(""));

	if (str_starts(*path, STR("/")) || (leaves && !r->by_name) || path->n > PK_MAX_PATH_BYTES)
		return false;
	*path = path_join(r->arena, r->folder, *path);
	*whole = path_join(r->arena, r->lock->here, *path);
	return true;
}

static int read_entry(struct reader *r)
{
	struct pk_locked l = { .size = 0 };
	int64_t size = -1;
	struct str key;

	if (pk_json_peek(&r->json) != PK_JSON_OBJECT || !pk_json_enter(&r->json))
		return refuse(r, "an artifact is an object");
	l.line = line_now(r);
	while (pk_json_key(&r->json, &key)) {
		bool good = true;

		if (pk_json_is(key, "path"))
			good = read_text(r, &l.path);
		else if (pk_json_is(key, "sha256"))
			good = read_text(r, &l.sha256);
		else if (pk_json_is(key, "format"))
			good = read_text(r, &l.format);
		else if (pk_json_is(key, "verdict"))
			good = read_text(r, &l.verdict);
		else if (pk_json_is(key, "size"))
			good = pk_json_int(&r->json, &size);
		else
			(void)pk_json_skip(&r->json);
		if (!good)
			return refuse(r, "a value is not what its name says");
	}
	if (r->json.fault || !l.path.n || !is_hash(l.sha256) || size < 0)
		return refuse(r, r->json.fault ? r->json.fault : "an artifact needs path, sha256 and size");
	if (!resolve(r, &l.path, &l.whole))
		return refuse(r, "a path leaves the folder of the manifest");
	l.size = (uint64_t)size;
	vec_push(r->arena, &r->lock->list, l);
	return PK_OK;
}

static int read_list(struct reader *r)
{
	int rc = PK_OK;

	if (pk_json_peek(&r->json) != PK_JSON_ARRAY || !pk_json_enter(&r->json))
		return refuse(r, "`artifacts` is no list");
	while (rc == PK_OK && pk_json_item(&r->json))
		rc = read_entry(r);
	return rc;
}

static int read_top(struct reader *r)
{
	bool has_list = false;
	int64_t version = 0;
	struct str key, root;
	int rc = PK_OK;

	if (pk_json_peek(&r->json) != PK_JSON_OBJECT || !pk_json_enter(&r->json))
		return refuse(r, "it is no JSON object");
	while (rc == PK_OK && pk_json_key(&r->json, &key)) {
		if (pk_json_is(key, "version")) {
			(void)pk_json_int(&r->json, &version);
		} else if (pk_json_is(key, "root")) {
			if (!read_text(r, &root) || !resolve(r, &root, &r->lock->root))
				rc = refuse(r, "`root` is no folder below it");
		} else if (pk_json_is(key, "artifacts")) {
			rc = read_list(r);
			has_list = true;
		} else {
			(void)pk_json_skip(&r->json);
		}
	}
	if (rc == PK_OK && (r->json.fault || !pk_json_end(&r->json)))
		rc = refuse(r, r->json.fault ? r->json.fault : "something stands behind it");
	if (rc == PK_OK && (version != VERSION || !has_list))
		rc = refuse(r, version > VERSION ? "a later picket wrote it" : "`version` or `artifacts` is missing");
	return rc;
}

static int locked_cmp(const void *a, const void *b)
{
	const struct pk_locked *x = a, *y = b;
	int d = str_cmp(x->whole, y->whole);

	return d ? d : (x->line > y->line) - (x->line < y->line);
}

int pk_lock_read(struct pk_lock *lock, struct arena *a, const char *path, bool by_name, struct pk_err *err)
{
	struct reader r = { .lock = lock, .arena = a, .path = path, .by_name = by_name, .line = 1, .err = err };
	struct io_buffer buffer = { 0 };
	char here[PATH_MAX];
	struct buf clean;
	int rc = io_read_file(path, &buffer, PK_MAX_LOCK_BYTES, err);

	buf_init(&clean, PK_MAX_PATH_BYTES);
	pk_root_clean(&clean, path);
	*lock = (struct pk_lock){ .here = arena_str(a, str_from(getcwd(here, sizeof(here)))) };
	lock->shown = pk_root_shown(a, buf_str(&clean));
	r.folder = path_folder(lock->shown);
	lock->root = path_join(a, lock->here, r.folder);
	if (rc == PK_OK) {
		pk_json_init(&r.json, io_text(&buffer));
		rc = read_top(&r);
	}
	if (rc == PK_OK && lock->list.n)
		qsort(lock->list.v, lock->list.n, sizeof(*lock->list.v), locked_cmp);
	buf_release(&clean);
	io_buffer_release(&buffer);
	return rc;
}
