/* inspect: a model file taken apart: each opcode of its pickles with where it stands, the names with their verdicts, and what is wrong. */
#include <stdio.h>

#include "artifacts/artifacts.h"
#include "artifacts/inspect.h"
#include "cmd.h"
#include "util/io.h"
#include "util/limits.h"
#include "util/vec.h"

struct listing {
	struct arena *arena;
	const struct pk_blob *last; /* the blob whose name was printed last */
	struct map shown;           /* by where a blob's bytes lie: a bit for each byte of it whose opcode was printed */
};

/* Some files are read in more than one way: each opcode is shown once. */
static bool is_shown(struct listing *l, const struct pk_blob *blob, uint64_t at)
{
	char key[64];
	int n = snprintf(key, sizeof(key), "%p %zu", (const void *)blob->bytes.p, blob->bytes.n);
	uint64_t *slot = map_put(&l->shown, (struct str){ key, (size_t)n }, NULL);
	unsigned char *bits, bit = (unsigned char)(1u << (at & 7));
	bool was;

	if (!*slot)
		*slot = (uintptr_t)arena_zalloc(l->arena, blob->bytes.n / 8 + 1, 1);
	bits = (unsigned char *)(uintptr_t)*slot;
	was = bits[at / 8] & bit;
	bits[at / 8] |= bit;
	return was;
}

static void show_opcode(void *data, const struct pk_blob *blob, uint64_t at, const char *opcode, struct str argument)
{
	struct listing *l = data;

	if (at >= blob->bytes.n || is_shown(l, blob, at))
		return;
	if (l->last != blob)
		(void)printf("%.*s\n", STR_ARG(blob->where.n ? blob->where : blob->name));
	l->last = blob;
	(void)printf(argument.n ? "%10llu  %-18s %.*s\n" : "%10llu  %s\n", (unsigned long long)at, opcode, STR_ARG(argument));
}

static void show_issues(struct arena *a, const struct pk_probe *p, const struct pk_rules *known)
{
	const struct pk_issue *issue;

	vec_each(issue, &p->issues) {
		const struct pk_rule *rule = pk_rules_find(known, str_from(pk_artifact_rule(issue->kind)));

		if (rule)
			(void)printf("%s %s at %llu: %.*s\n", pk_severity_name(rule->severity), rule->id.p, (unsigned long long)issue->at,
				     STR_ARG(pk_artifact_message(a, rule, issue)));
	}
}

/* How many issues there are; -1 when the file cannot be read. */
static int64_t inspect(const char *path, const struct pk_rules *known, struct pk_err *err)
{
	struct listing listing = { 0 };
	struct io_file file;
	enum io_status status = io_open(path, &file);
	struct pk_verdicts verdicts;
	struct arena arena;
	struct pk_blob blob;
	struct pk_probe p;
	struct str bytes;
	int64_t issues = -1;

	arena_init(&arena, 0);
	listing.arena = &arena;
	map_init(&listing.shown, &arena);
	if (status == IO_OK)
		status = io_map(&file, &bytes);
	if (status != IO_OK) {
		(void)err_set(err, PK_EIO, path, 0, "%s", io_status_text(status));
	} else {
		blob = (struct pk_blob){ .bytes = bytes, .where = STR(""), .name = pk_printable(&arena, str_from(path)) };
		pk_artifact_verdicts(&verdicts, known);
		pk_probe_init(&p, &arena, &verdicts, bytes.n);
		pk_probe_grant(&p, blob.bytes.n);
		p.trace = show_opcode;
		p.trace_data = &listing;
		(void)pk_inspect(&p, &blob);
		pk_probe_finish(&p);
		(void)printf("%.*s: %s, %u names, %u issues\n", STR_ARG(blob.name), p.format ? p.format : "nothing that can be looked into",
			     p.named.n, p.issues.n);
		show_issues(&arena, &p, known);
		issues = p.issues.n;
	}
	io_close(&file);
	arena_release(&arena);
	return issues;
}

int cmd_inspect(struct opts *o)
{
	struct cmd_rules rules = { 0 };
	struct pk_err err = { 0 };
	int rc = cmd_rules_load(&rules, o, NULL, false, &err);
	bool found = false;

	if (rc == PK_OK && !o->operands.n)
		rc = err_set(&err, PK_EUSAGE, NULL, 0, "inspect needs a file: picket inspect FILE");
	for (uint32_t i = 0; i < o->operands.n && rc == PK_OK; i++) {
		int64_t issues = inspect(o->operands.v[i], &rules.known, &err);

		rc = issues < 0 ? PK_EIO : PK_OK;
		found = found || issues > 0;
	}
	cmd_rules_release(&rules);
	if (rc)
		return cmd_fail(&err);
	return found ? EXIT_FOUND : EXIT_CLEAN;
}
