#include "scan/cache.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "policy.h"
#include "util/io.h"
#include "util/limits.h"

/* ---- what results depend on ---- */

void pk_cache_depends(struct pk_cache *c, struct str on)
{
	uint64_t n = on.n;

	sha256_add(&c->base, (struct str){ (const char *)&n, sizeof(n) });
	sha256_add(&c->base, on);
}

static void depend_on_number(struct pk_cache *c, uint64_t n)
{
	pk_cache_depends(c, (struct str){ (const char *)&n, sizeof(n) });
}

/* The program by its size and age, so that one that was built anew starts afresh. */
static void depend_on_program(struct pk_cache *c)
{
	struct stat st;

	pk_cache_depends(c, STR(PK_VERSION));
	if (stat("/proc/self/exe", &st) != 0)
		return;
	depend_on_number(c, (uint64_t)st.st_size);
	depend_on_number(c, (uint64_t)st.st_mtim.tv_sec);
	depend_on_number(c, (uint64_t)st.st_mtim.tv_nsec);
}

/* Nesting is bounded by PK_MAX_YAML_DEPTH. */
static void depend_on_yaml(struct pk_cache *c, const struct yaml *y)
{
	depend_on_number(c, y->kind);
	pk_cache_depends(c, yaml_key(y));
	pk_cache_depends(c, yaml_scalar(y));
	yaml_each(child, y)
		depend_on_yaml(c, child);
	depend_on_number(c, y->n);
}

/* Our own rules are part of the program. */
static void depend_on_rule(struct pk_cache *c, const struct pk_rule *rule)
{
	pk_cache_depends(c, rule->id);
	depend_on_number(c, rule->severity);
	depend_on_number(c, rule->builtin);
	if (!rule->builtin)
		depend_on_yaml(c, rule->body);
}

static void depend_on_rules(struct pk_cache *c, const struct pk_rules *rules)
{
	depend_on_number(c, rules->list.n);
	for (uint32_t i = 0; i < rules->list.n; i++)
		depend_on_rule(c, rules->list.v[i]);
}

static void depend_on_entries(struct pk_cache *c, const struct pk_policy_entries *list)
{
	depend_on_number(c, list->n);
	for (uint32_t i = 0; i < list->n; i++) {
		pk_cache_depends(c, list->v[i].glob);
		pk_cache_depends(c, list->v[i].text);
	}
}

/* The folder says of itself that it is neither to be linted nor committed. */
static int make_folder(const char *dir, struct pk_err *err)
{
	char ignore[PK_MAX_PATH_BYTES];
	int n = snprintf(ignore, sizeof(ignore), "%s/.gitignore", dir);

	if (mkdir(dir, 0777) == 0)
		return n > 0 && n < PK_MAX_PATH_BYTES ? io_write_file(ignore, STR("*\n"), err) : PK_OK;
	return errno == EEXIST ? PK_OK : err_set(err, PK_EIO, dir, 0, "cannot be made: %s", strerror(errno));
}

int pk_cache_init(struct pk_cache *c, const char *dir, const struct pk_engine *engine, struct pk_err *err)
{
	const struct pk_policy *policy = engine->rules->policy;

	c->dir = dir;
	sha256_init(&c->base);
	depend_on_program(c);
	depend_on_rules(c, engine->rules);
	depend_on_rules(c, engine->known);
	if (policy) {
		depend_on_entries(c, &policy->allow);
		depend_on_entries(c, &policy->block);
		depend_on_entries(c, &policy->internal);
	}
	return make_folder(dir, err);
}

void pk_cache_name(const struct pk_cache *c, struct str shown, struct str home, struct str content, char name[PK_CACHE_NAME])
{
	static const char digits[] = "0123456789abcdef";
	struct pk_cache file = *c;
	unsigned char hash[32];

	pk_cache_depends(&file, shown);
	pk_cache_depends(&file, home);
	pk_cache_depends(&file, content);
	sha256_end(&file.base, hash);
	for (size_t i = 0; i < sizeof(hash); i++) {
		name[2 * i] = digits[hash[i] >> 4];
		name[2 * i + 1] = digits[hash[i] & 15];
	}
	name[2 * sizeof(hash)] = '\0';
}

/* ---- entries: a hash of what follows, and the packed results ---- */

/* DIR/ab/cdef...; with `folder` only DIR/ab. False when it is too long. */
static bool entry_path(const struct pk_cache *c, const char *name, bool folder, char *path)
{
	int n = snprintf(path, PK_MAX_PATH_BYTES, "%s/%.2s%s%s", c->dir, name, folder ? "" : "/", folder ? "" : name + 2);

	return n > 0 && n < PK_MAX_PATH_BYTES;
}

bool pk_cache_get(const struct pk_cache *c, const struct pk_rules *rules, const char *name, struct pk_sink *sink)
{
	struct io_buffer entry = { 0 };
	char path[PK_MAX_PATH_BYTES];
	struct pk_err missing;
	uint64_t hash = 0;
	bool found = false;

	if (entry_path(c, name, false, path) && io_read_file(path, &entry, PK_MAX_CACHE_ENTRY, &missing) == PK_OK &&
	    entry.n >= sizeof(hash)) {
		struct str packed = { entry.data + sizeof(hash), entry.n - sizeof(hash) };

		memcpy(&hash, entry.data, sizeof(hash));
		found = hash == str_hash(packed) && pk_pack_read(rules, packed, sink);
	}
	io_buffer_release(&entry);
	return found;
}

/* Written beside it and renamed: another run sees all of it or nothing. */
static void write_entry(const char *path, struct str bytes)
{
	char beside[PK_MAX_PATH_BYTES + 64];
	int fd;

	(void)snprintf(beside, sizeof(beside), "%s.%d.%p", path, (int)getpid(), (void *)&fd);
	fd = open(beside, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (fd < 0)
		return;
	if (io_write_fd(fd, bytes) != PK_OK || close(fd) != 0 || rename(beside, path) != 0)
		(void)unlink(beside);
}

void pk_cache_put(const struct pk_cache *c, const struct pk_rules *rules, const char *name, const struct pk_sink *sink, struct pk_mark from)
{
	char path[PK_MAX_PATH_BYTES];
	struct buf entry;
	uint64_t hash = 0;

	buf_init(&entry, PK_MAX_CACHE_ENTRY);
	buf_add(&entry, (struct str){ (const char *)&hash, sizeof(hash) });
	if (pk_pack_write(rules, sink, from, &entry) && entry_path(c, name, true, path)) {
		hash = str_hash(str_slice(buf_str(&entry), sizeof(hash), entry.n));
		memcpy(entry.data, &hash, sizeof(hash));
		(void)mkdir(path, 0777);
		if (entry_path(c, name, false, path))
			write_entry(path, buf_str(&entry));
	}
	buf_release(&entry);
}
