#include "summary.h"

#include <stdio.h>

#include "util/sha256.h"
#include "util/vec.h"

enum {
	NS_PER_BYTE = 10,        /* of time that hashing may take */
	FETCHED_WHOLE = 1 << 20, /* bytes that are fetched to be hashed, where the server does not say the hash */
};

/* The worst thing that there is to say; NULL for nothing. */
static const struct pk_issue *worst(const struct pk_probe *p, const enum pk_severity *severities)
{
	const struct pk_issue *issue, *worst = NULL;

	vec_each(issue, &p->issues)
		if (!worst || severities[issue->kind] > severities[worst->kind])
			worst = issue;
	return worst;
}

static bool has_other(const struct pk_probe *p, enum pk_issue_kind harmless)
{
	const struct pk_issue *issue;

	vec_each(issue, &p->issues)
		if (issue->kind != PK_ISSUE_NUMPY_OBJECTS && issue->kind != harmless)
			return true;
	return false;
}

/* Data of these libraries is called by its name. */
static bool names(const struct pk_probe *p, struct str library)
{
	const struct pk_named *n;

	vec_each(n, &p->named)
		if (n->seen && str_starts(n->module, library))
			return true;
	return false;
}

static struct str contents(const struct pk_probe *p)
{
	if (names(p, STR("torch")) || strcmp(p->format, "safetensors file") == 0)
		return STR("holds nothing but tensors");
	return names(p, STR("numpy")) ? STR("holds nothing but arrays") : STR("holds nothing but plain data");
}

static const char *add_verdict(struct pk_sink *out, struct pk_unit *u, const struct pk_probe *p, const enum pk_severity *severities)
{
	const struct pk_issue *issue = worst(p, severities);
	struct arena *a = &u->scratch->arena;
	const char *verdict = "doubtful";
	struct str what = STR("");

	if (!has_other(p, PK_ISSUE_NUMPY_OBJECTS)) {
		verdict = "clean";
		what = contents(p);
	} else if (!has_other(p, PK_ISSUE_LIBRARY_CLASS)) {
		verdict = "library";
		what = STR("holds only objects of known libraries");
	} else if (severities[issue->kind] == PK_CRITICAL) {
		verdict = "dangerous";
		what = issue->kind == PK_ISSUE_DANGEROUS_GLOBAL ? arena_printf(a, "imports %.*s", STR_ARG(issue->what)) :
								  STR("brings code of its own");
	}
	pk_fact(out, "artifact", str_from(verdict), what, u, (struct span){ 0, 0 });
	return verdict;
}

static void add_digest(struct pk_sink *out, struct pk_unit *u, const struct pk_probe *p, const char *verdict)
{
	bool told = u->elsewhere && u->elsewhere->sha256.n;
	struct str value;
	char hash[65];

	if (u->elsewhere && !told && out->file.n > FETCHED_WHOLE)
		return;
	if (told)
		(void)snprintf(hash, sizeof(hash), "%.*s", STR_ARG(u->elsewhere->sha256));
	else if (u->scratch->deadline)
		u->scratch->deadline += out->file.n * NS_PER_BYTE;
	if (!told)
		sha256_hex(out->file, hash, 32);
	value = arena_printf(&u->scratch->arena, "%s %s %zu", verdict, hash, out->file.n);
	pk_fact(out, "digest", str_from(p->format), value, u, (struct span){ 0, 0 });
}

void pk_summary_add(struct pk_sink *out, struct pk_unit *u, struct pk_probe *p, const enum pk_severity severities[PK_ISSUES])
{
	const char *verdict;

	if (!p->format)
		return;
	verdict = add_verdict(out, u, p, severities);
	if (out->digests)
		add_digest(out, u, p, verdict);
}
