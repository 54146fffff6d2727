#include "judge/baseline.h"

#include <cjson/cJSON.h>
#include <stdlib.h>

#include "judge/fingerprint.h"
#include "util/io.h"
#include "util/limits.h"
#include "util/sha256.h"

enum { VERSION = 1, HASH_BYTES = 16 };

/* What a finding is wherever its file lies: its rule and a hash of its text. */
struct identity {
	struct str rule;
	char text[2 * HASH_BYTES + 1];
};

static struct identity identity_of(const struct pk_finding *f, struct arena *temp)
{
	struct identity id = { .rule = f->rule->id };

	sha256_hex(pk_fingerprint_text(temp, f), id.text, HASH_BYTES);
	return id;
}

/* ---- writing ---- */

/* One line an entry, so that version control shows what came and went. */
static void write_entry(struct buf *out, const struct pk_found *found, struct arena *temp)
{
	struct identity id = identity_of(found->finding, temp);
	cJSON *entry = cJSON_CreateObject();
	char *line;

	cJSON_AddStringToObject(entry, "fingerprint", found->finding->fingerprint);
	cJSON_AddStringToObject(entry, "rule", arena_strdup(temp, id.rule));
	cJSON_AddStringToObject(entry, "path", arena_strdup(temp, found->file->home));
	cJSON_AddStringToObject(entry, "text", id.text);
	line = cJSON_PrintUnformatted(entry);
	if (!line)
		die_oom(0);
	buf_printf(out, "%s\n    %s", out->data[out->n - 1] == '[' ? "" : ",", line);
	free(line);
	cJSON_Delete(entry);
}

int pk_baseline_write(const char *path, const struct pk_results *results, struct pk_err *err)
{
	struct arena temp;
	struct buf out;
	int rc;

	arena_init(&temp, 0);
	buf_init(&out, PK_MAX_BASELINE_BYTES);
	buf_printf(&out, "{\n  \"version\": %d,\n  \"findings\": [", VERSION);
	for (uint32_t i = 0; i < results->n_found; i++)
		if (results->found[i].finding->state != PK_SUPPRESSED)
			write_entry(&out, &results->found[i], &temp);
	buf_adds(&out, "\n  ]\n}\n");
	rc = out.cut ? err_set(err, PK_ELIMIT, path, 0, "would be larger than %d bytes", PK_MAX_BASELINE_BYTES) :
		       io_write_file(path, buf_str(&out), err);
	buf_release(&out);
	arena_release(&temp);
	return rc;
}

/* ---- reading ---- */

struct reader {
	struct pk_results *results;
	const struct pk_walk *walk;
	struct arena temp;
	struct map fingerprints; /* of open findings: index + 1 */
	struct map homes;        /* of the walk's files */
	struct map moved;        /* "rule\0text" of entries whose file is gone: how many */
};

static const char *text_of(const cJSON *entry, const char *key)
{
	const cJSON *item = cJSON_GetObjectItemCaseSensitive(entry, key);

	return cJSON_IsString(item) ? item->valuestring : "";
}

static bool is_below(struct str path, const struct pk_root *root)
{
	return root->is_dir &&
	       (root->home.n == 0 || (str_starts(path, root->home) && path.n > root->home.n && path.p[root->home.n] == '/'));
}

static bool is_gone(const struct reader *r, struct str home)
{
	if (map_get(&r->homes, home))
		return false;
	for (uint32_t i = 0; i < r->walk->roots.n; i++)
		if (is_below(home, &r->walk->roots.v[i]))
			return true;
	return false;
}

static struct str moved_key(struct reader *r, struct str rule, const char *text)
{
	return arena_printf(&r->temp, "%.*s %s", STR_ARG(rule), text);
}

static void know(struct reader *r)
{
	map_init(&r->fingerprints, &r->temp);
	map_init(&r->homes, &r->temp);
	map_init(&r->moved, &r->temp);
	for (uint32_t i = 0; i < r->results->n_found; i++)
		if (r->results->found[i].finding->state == PK_OPEN)
			*map_put(&r->fingerprints, str_from(r->results->found[i].finding->fingerprint), NULL) = i + 1;
	for (uint32_t i = 0; i < r->walk->files.n; i++)
		*map_put(&r->homes, r->walk->files.v[i].home, NULL) = 1;
}

static void match_known(struct reader *r, struct str fingerprint, struct str home, struct str rule, const char *text)
{
	const uint64_t *i = map_get(&r->fingerprints, fingerprint);

	if (i)
		r->results->found[*i - 1].finding->state = PK_BASELINED;
	else if (is_gone(r, home))
		++*map_put(&r->moved, moved_key(r, rule, text), NULL);
}

static void match_entry(struct reader *r, const cJSON *entry)
{
	match_known(r, str_from(text_of(entry, "fingerprint")), str_from(text_of(entry, "path")), str_from(text_of(entry, "rule")),
		    text_of(entry, "text"));
}

static void match_moved(struct reader *r)
{
	for (uint32_t i = 0; i < r->results->n_found && r->moved.n; i++) {
		struct pk_finding *f = r->results->found[i].finding;
		struct identity id = identity_of(f, &r->temp);
		uint64_t *left = map_get(&r->moved, moved_key(r, id.rule, id.text));

		if (f->state != PK_OPEN || !left || *left == 0)
			continue;
		--*left;
		f->state = PK_BASELINED;
	}
}

void pk_baseline_compare(const struct pk_results *earlier, struct pk_results *results, const struct pk_walk *walk)
{
	struct reader r = { .results = results, .walk = walk };

	arena_init(&r.temp, 0);
	know(&r);
	for (uint32_t i = 0; i < earlier->n_found; i++) {
		const struct pk_found *known = &earlier->found[i];
		struct identity id = identity_of(known->finding, &r.temp);

		if (known->finding->state != PK_SUPPRESSED)
			match_known(&r, str_from(known->finding->fingerprint), known->file->home, id.rule, id.text);
	}
	match_moved(&r);
	arena_release(&r.temp);
}

static int match(struct reader *r, const cJSON *root, const char *path, struct pk_err *err)
{
	const cJSON *version = cJSON_GetObjectItemCaseSensitive(root, "version");
	const cJSON *list = cJSON_GetObjectItemCaseSensitive(root, "findings"), *entry;

	if (!cJSON_IsNumber(version) || !cJSON_IsArray(list))
		return err_set(err, PK_ECONFIG, path, 0, "is no baseline: write one with --write-baseline");
	if (version->valuedouble > VERSION)
		return err_set(err, PK_ECONFIG, path, 0, "was written by a later picket: write it anew with --write-baseline");
	know(r);
	cJSON_ArrayForEach(entry, list)
		match_entry(r, entry);
	match_moved(r);
	return PK_OK;
}

int pk_baseline_read(const char *path, struct pk_results *results, const struct pk_walk *walk, struct pk_err *err)
{
	struct reader r = { .results = results, .walk = walk };
	struct io_buffer buffer = { 0 };
	int rc = io_read_file(path, &buffer, PK_MAX_BASELINE_BYTES, err);
	cJSON *root;

	if (rc == PK_OK) {
		arena_init(&r.temp, 0);
		root = cJSON_ParseWithLength(buffer.data, buffer.n);
		rc = match(&r, root, path, err);
		cJSON_Delete(root);
		arena_release(&r.temp);
	}
	io_buffer_release(&buffer);
	return rc;
}
