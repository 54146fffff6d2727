#include "live.h"

#include <stdio.h>

#include "util/vec.h"

enum { LONGEST_MS = 600000 };

static int check(const struct opts *o, struct pk_err *err)
{
	if (!o->verify && !o->hub && (o->verify_test || o->verify_ca))
		return err_set(err, PK_EUSAGE, NULL, 0, "--verify-test and --verify-ca go with --verify, and with hubs");
	if (o->verify_test && !str_starts(str_from(o->verify_test), STR("127.")))
		return err_set(err, PK_EUSAGE, NULL, 0, "--verify-test wants an address of this machine: 127.0.0.1:PORT");
	if (o->verify_ca && !o->verify_test)
		return err_set(err, PK_EUSAGE, NULL, 0,
			       "--verify-ca goes with --verify-test: services are known by the system's authorities");
	if ((o->verify || o->hub) && (o->verify_timeout == 0 || o->verify_timeout > LONGEST_MS))
		return err_set(err, PK_EUSAGE, NULL, 0, "--verify-timeout wants a time up to 600s");
	return PK_OK;
}

int live_start(struct live *l, struct opts *o, struct pk_err *err)
{
	const struct pk_http_options options = { (uint32_t)o->verify_timeout, o->verify_test, o->verify_ca };
	int rc;

	o->verify |= o->only_verified;
	rc = check(o, err);
	if (rc || !o->verify)
		return rc;
	l->vault = pk_vault_new();
	l->http = pk_http_new(&options, err);
	return l->http ? PK_OK : err->code;
}

static void say_unknown(const struct pk_verify_notes *notes)
{
	const struct pk_verify_note *note;

	vec_each(note, notes)
		(void)fprintf(stderr, "picket: %.*s %.*s: %u credential%s unknown\n", STR_ARG(note->host), STR_ARG(note->why), note->n,
			      note->n == 1 ? " stays" : "s stay");
}

static void keep_live(struct pk_results *results)
{
	uint32_t kept = 0;

	for (uint32_t i = 0; i < results->n_found; i++)
		if (results->found[i].finding->verified == PK_LIVE)
			results->found[kept++] = results->found[i];
	results->n_found = kept;
}

void live_ask(struct live *l, const struct opts *o, struct pk_results *results)
{
	struct pk_verify v = { .arena = &results->arena, .vault = l->vault, .http = l->http };
	struct pk_finding **findings;

	if (!l->vault)
		return;
	findings = arena_zalloc(&results->arena, results->n_found, sizeof(*findings));
	for (uint32_t i = 0; i < results->n_found; i++)
		findings[i] = results->found[i].finding;
	pk_verify_findings(&v, findings, results->n_found);
	pk_vault_free(l->vault);
	l->vault = NULL;
	memcpy(results->verified, v.verified, sizeof(v.verified));
	if (!o->quiet)
		say_unknown(&v.notes);
	if (o->only_verified)
		keep_live(results);
}

void live_release(struct live *l)
{
	pk_http_free(l->http);
	pk_vault_free(l->vault);
}
