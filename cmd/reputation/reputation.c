#include "reputation.h"

#include "url.h"
#include "util/io.h"
#include "util/sha256.h"

enum { MAX_LIST = 256 << 20 };

/* ---- lists ---- */

static int hex_digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool read_hash(struct str s, unsigned char out[PK_URL_HASH])
{
	if (s.n != 2 * PK_URL_HASH)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		int d = hex_digit(s.p[i]);

		if (d < 0)
			return false;
		out[i / 2] = (unsigned char)(i % 2 ? out[i / 2] | d : d << 4);
	}
	return true;
}

static void add_hash(struct pk_reputation *r, const unsigned char *hash)
{
	*map_put(&r->listed, (struct str){ (const char *)hash, PK_URL_HASH }, NULL) = r->lists.n;
}

/* A host stands for all that lies on it, an address for itself. */
static void add_address(struct pk_reputation *r, struct str text)
{
	struct str canonical = pk_url_canonical(r->arena, text), expression;
	unsigned char hash[PK_URL_HASH];
	size_t at = canonical.p ? str_find(canonical, STR("://"), 0) : SIZE_MAX;
	struct sha256 h;

	if (at == SIZE_MAX)
		return;
	expression = str_slice(canonical, at + 3, canonical.n);
	sha256_init(&h);
	sha256_add(&h, expression);
	sha256_end(&h, hash);
	add_hash(r, hash);
}

/* "0.0.0.0 host", "\"...\",\"http://...\"", or one thing. */
static void add_line(struct pk_reputation *r, struct str line)
{
	unsigned char hash[PK_URL_HASH];
	struct str field, rest = line;
	size_t quoted = str_find(line, STR("\"http"), 0);

	if (quoted != SIZE_MAX) {
		rest = str_slice(line, quoted + 1, line.n);
		add_address(r, str_slice(rest, 0, str_find(rest, STR("\""), 0) < rest.n ? str_find(rest, STR("\""), 0) : rest.n));
		return;
	}
	if (read_hash(line, hash)) {
		add_hash(r, hash);
		return;
	}
	if (str_cut(&rest, ' ', &field) && (str_is(field, "0.0.0.0") || str_is(field, "127.0.0.1") || str_is(field, "::")))
		line = str_trim(rest);
	if (line.n && !memchr(line.p, ' ', line.n) && !str_is(line, "localhost"))
		add_address(r, line);
}

int pk_reputation_list(struct pk_reputation *r, const char *path, struct pk_err *err)
{
	struct io_buffer text = { 0 };
	struct str rest, line;
	struct io_file f;
	enum io_status s = io_open(path, &f);

	if (s == IO_OK) {
		s = io_read(&f, &text, MAX_LIST);
		io_close(&f);
	}
	if (s != IO_OK)
		return err_set(err, PK_EIO, path, 0, "%s", io_status_text(s));
	vec_push(r->arena, &r->lists, str_from(path));
	rest = io_text(&text);
	while (str_cut(&rest, '\n', &line)) {
		line = str_trim(str_slice(line, 0, str_find(line, STR("#"), 0) < line.n && line.p[0] == '#' ? 0 : line.n));
		if (line.n)
			add_line(r, line);
	}
	io_buffer_release(&text);
	return PK_OK;
}

/* ---- addresses of the scan ---- */

struct seen {
	const struct pk_fact_item *fact;
	unsigned char hashes[PK_URL_EXPRESSIONS][PK_URL_HASH];
	uint32_t n;
};

struct addresses VEC(struct seen);

/* A list is no code that loads from what it lists. */
static bool is_list(const struct pk_reputation *r, struct str path)
{
	const struct str *list;

	vec_each(list, &r->lists)
		if (str_eq(*list, path))
			return true;
	return false;
}

static void collect(struct pk_reputation *r, const struct pk_results *results, struct addresses *out)
{
	const struct pk_fact_item *fact;

	vec_each(fact, &results->all->facts) {
		struct seen one = { .fact = fact };
		struct str canonical = str_is(fact->kind, "url") ? pk_url_canonical(r->arena, fact->key) : STR_NONE;

		if (!canonical.p || is_list(r, fact->at.path))
			continue;
		one.n = pk_url_hashes(canonical, one.hashes);
		vec_push(r->arena, out, one);
	}
}

static void ask(struct pk_reputation *r, const struct addresses *all, struct map *told)
{
	struct VEC(struct { unsigned char b[PK_URL_HASH]; }) hashes = { 0 };
	const struct seen *one;
	struct map known;
	bool fresh;

	map_init(&known, r->arena);
	vec_each(one, all)
		for (uint32_t i = 0; i < one->n; i++) {
			(void)map_put(&known, (struct str){ (const char *)one->hashes[i], PK_URL_HASH }, &fresh);
			if (!fresh)
				continue;
			vec_push(r->arena, &hashes, (__typeof__(*hashes.v)){ { 0 } });
			memcpy(hashes.v[hashes.n - 1].b, one->hashes[i], PK_URL_HASH);
		}
	if (hashes.n)
		pk_reputation_ask(r, (const unsigned char(*)[PK_URL_HASH])(const void *)hashes.v, hashes.n, told);
}

static struct str list_of(const struct pk_reputation *r, const struct map *told, const struct seen *one)
{
	for (uint32_t i = 0; i < one->n; i++) {
		struct str hash = { (const char *)one->hashes[i], PK_URL_HASH };
		const uint64_t *in = map_get(&r->listed, hash), *service = map_get(told, hash);

		if (in)
			return r->lists.v[*in - 1];
		if (service)
			return *(const struct str *)(uintptr_t)*service;
	}
	return STR("");
}

void pk_reputation_check(void *r_, struct pk_results *results, const struct pk_engine *engine)
{
	struct pk_reputation *r = r_;
	const struct pk_rule *rule = pk_rules_find(engine->rules, STR("url-reported"));
	struct addresses all = { 0 };
	const struct seen *one;
	struct map told;

	if (!rule)
		return;
	map_init(&told, r->arena);
	collect(r, results, &all);
	if (r->http)
		ask(r, &all, &told);
	vec_each(one, &all) {
		struct str list = list_of(r, &told, one);
		struct pk_finding *f;
		size_t at;

		if (!list.n || !pk_rule_path(rule, one->fact->at.path))
			continue;
		f = pk_emit_at(results->all, rule, &one->fact->at);
		at = str_find(rule->message, STR("$WHAT"), 0);
		if (at != SIZE_MAX)
			f->message = arena_printf(results->all->arena, "%.*s%.*s%s", (int)at, rule->message.p, STR_ARG(list),
						  rule->message.p + at + 5);
		f->norm = arena_str(results->all->arena, one->fact->key);
	}
}
