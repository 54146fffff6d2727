#include <inttypes.h>
#include <stdio.h>
#include <sys/stat.h>

#include "artifacts/artifacts.h"
#include "judge/lock.h"
#include "judge/results.h"
#include "ruleset/engine.h"
#include "util/io.h"
#include "util/path.h"
#include "util/sha256.h"
#include "util/vec.h"

enum { SHOWN_HEX = 12 }; /* of a hash */

struct check {
	const struct pk_walk *walk;
	struct str *roots; /* of the walk, absolute */
	const struct pk_lock *lock;
	struct pk_sink *out;
	struct arena *arena;
	const struct pk_rule *changed, *unknown, *missing; /* NULL where they do not run */
	struct map hashes;                                 /* of files that are hashed here, by device and inode */
	bool *seen;                                        /* by place in the lock: a file of that path was looked at */
};

/* ---- findings ---- */

static struct pk_region at_line(struct str path, uint32_t line)
{
	struct pk_place start = { .line = line, .col = 1 };

	return (struct pk_region){ .path = path, .start = start, .end = start, .lines = STR(""), .message = STR("") };
}

static struct pk_finding *say(const struct check *c, const struct pk_rule *rule, struct pk_region at, struct str what, struct str norm)
{
	struct pk_finding *f;

	if (!rule || !pk_rule_path(rule, at.path))
		return NULL;
	f = pk_emit_at(c->out, rule, &at);
	f->message = pk_artifact_message(c->out->arena, rule, &(struct pk_issue){ .what = what, .where = STR("") });
	f->norm = arena_str(c->out->arena, norm);
	return f;
}

static void say_changed(const struct check *c, const struct pk_locked *locked, struct str path, struct str now, struct str hash)
{
	struct str what = arena_printf(c->arena, "%.*s says %.*s, %" PRIu64 " bytes, %.*s; it is %.*s", STR_ARG(c->lock->shown), SHOWN_HEX,
				       locked->sha256.p, locked->size, STR_ARG(locked->verdict), STR_ARG(now));
	struct pk_finding *f = say(c, c->changed, at_line(path, 1), what, hash);
	struct pk_region *related;

	if (!f)
		return;
	related = arena_new(c->out->arena, struct pk_region);
	*related = at_line(c->lock->shown, locked->line);
	related->message = STR("locked here");
	f->related = related;
	f->n_related = 1;
}

/* ---- files that the scan looked at ---- */

static uint32_t first_of(const struct pk_lock *lock, struct str whole)
{
	uint32_t low = 0, high = lock->list.n;

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;

		if (str_cmp(lock->list.v[mid].whole, whole) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* Names that are no UTF-8 can be shown alike: any entry of the path will do. */
static void check_artifact(const struct check *c, const struct pk_locked *is)
{
	uint32_t first = first_of(c->lock, is->whole), i = first;
	bool same = false;

	for (; i < c->lock->list.n && str_eq(c->lock->list.v[i].whole, is->whole); i++) {
		c->seen[i] = true;
		same = same || str_eq(c->lock->list.v[i].sha256, is->sha256);
	}
	if (i == first)
		(void)say(c, c->unknown, at_line(is->path, 1),
			  arena_printf(c->arena, "%.*s does not list it (%.*s, %.*s)", STR_ARG(c->lock->shown), STR_ARG(is->format),
				       STR_ARG(is->verdict)),
			  is->sha256);
	else if (!same)
		say_changed(c, &c->lock->list.v[first], is->path,
			    arena_printf(c->arena, "%.*s, %" PRIu64 " bytes, %.*s", SHOWN_HEX, is->sha256.p, is->size,
					 STR_ARG(is->verdict)),
			    is->sha256);
}

/* ---- entries that it did not come by ---- */

static bool is_covered(const struct check *c, struct str whole)
{
	for (uint32_t i = 0; i < c->walk->roots.n; i++)
		if (c->walk->roots.v[i].is_dir ? path_is_within(whole, c->roots[i]) : str_eq(whole, c->roots[i]))
			return true;
	return false;
}

/* The hash of a file, worked out once however often and by whatever way it is named; NULL when it cannot be read. */
static const char *hash_of(struct check *c, const char *path, const struct stat *st)
{
	struct str key = arena_printf(c->arena, "%ju %ju", (uintmax_t)st->st_dev, (uintmax_t)st->st_ino);
	uint64_t *slot = map_put(&c->hashes, key, NULL);
	struct io_file f;
	struct str bytes;
	char *hash;

	if (!*slot && io_open(path, &f) == IO_OK) {
		if (io_map(&f, &bytes) == IO_OK) {
			hash = arena_alloc(c->arena, PK_LOCK_HEX + 1);
			sha256_hex(bytes, hash, PK_LOCK_HEX / 2);
			*slot = (uintptr_t)hash;
		}
		io_close(&f);
	}
	return (const char *)(uintptr_t)*slot;
}

/* Ignored by the walk, or nothing that the analyzers know: it is hashed here. */
static void check_on_disk(struct check *c, const struct pk_locked *locked)
{
	const char *hash;
	struct stat st;

	if (lstat(locked->whole.p, &st) != 0) {
		(void)say(c, c->missing, at_line(c->lock->shown, locked->line), locked->path, locked->path);
		return;
	}
	if (!S_ISREG(st.st_mode)) {
		say_changed(c, locked, locked->path, STR("no regular file"), STR(""));
		return;
	}
	hash = hash_of(c, locked->whole.p, &st);
	if (!hash)
		pk_note(c->out, locked->path, "unreadable", 0, "cannot be read: not held against %.*s", STR_ARG(c->lock->shown));
	else if (!str_is(locked->sha256, hash))
		say_changed(c, locked, locked->path,
			    arena_printf(c->arena, "%.*s, %ju bytes, no artifact", SHOWN_HEX, hash, (uintmax_t)st.st_size), str_from(hash));
}

void pk_lock_check(struct pk_results *results, const struct pk_engine *engine, const struct pk_walk *walk, const struct pk_lock *lock)
{
	struct pk_sink *all = results->all;
	struct check c = { .walk = walk, .lock = lock, .out = all, .arena = &results->arena };
	const struct pk_fact_item *fact;
	struct pk_locked is;

	c.changed = pk_rules_find(engine->rules, STR("artifact-changed"));
	c.unknown = pk_rules_find(engine->rules, STR("artifact-not-locked"));
	c.missing = pk_rules_find(engine->rules, STR("artifact-missing"));
	map_init(&c.hashes, c.arena);
	c.roots = arena_zalloc(c.arena, walk->roots.n, sizeof(*c.roots));
	for (uint32_t i = 0; i < walk->roots.n; i++)
		c.roots[i] = path_join(c.arena, lock->here, walk->roots.v[i].shown);
	c.seen = arena_zalloc(c.arena, lock->list.n, sizeof(*c.seen));
	vec_each(fact, &all->facts) {
		if (!pk_lock_entry(fact, &is))
			continue;
		is.whole = path_join(c.arena, lock->here, is.path);
		if (path_is_within(is.whole, lock->root))
			check_artifact(&c, &is);
	}
	for (uint32_t i = 0; i < lock->list.n; i++)
		if (!c.seen[i] && is_covered(&c, lock->list.v[i].whole))
			check_on_disk(&c, &lock->list.v[i]);
}
