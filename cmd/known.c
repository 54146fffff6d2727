#include "known.h"

#include <stdio.h>
#include <stdlib.h>

static const char *key_of(const char *name)
{
	const char *key = getenv(name);

	for (const char *c = key; c && *c; c++)
		if (!((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9') || *c == '-' || *c == '_'))
			return NULL;
	return key && *key ? key : NULL;
}

static int start_asking(struct known *k, const struct opts *o, struct pk_err *err)
{
	const struct pk_http_options http = { (uint32_t)o->verify_timeout, o->verify_test, o->verify_ca };
	struct pk_reputation *r = k->reputation;

	r->safe_browsing = key_of("SAFE_BROWSING_KEY");
	r->web_risk = key_of("WEB_RISK_KEY");
	if (!r->safe_browsing && !r->web_risk)
		return err_set(err, PK_EUSAGE, NULL, 0, "--reputation wants the key of a service in SAFE_BROWSING_KEY or WEB_RISK_KEY");
	r->http = k->http = pk_http_new(&http, err);
	return k->http ? PK_OK : err->code;
}

int known_start(struct known *k, const struct opts *o, struct pk_scan_options *options, struct pk_err *err)
{
	int rc = PK_OK;

	if (!o->reputation && !o->reputation_list.n)
		return PK_OK;
	k->reputation = arena_new(o->arena, struct pk_reputation);
	k->reputation->arena = o->arena;
	map_init(&k->reputation->listed, o->arena);
	for (uint32_t i = 0; rc == PK_OK && i < o->reputation_list.n; i++)
		rc = pk_reputation_list(k->reputation, o->reputation_list.v[i], err);
	if (rc == PK_OK && o->reputation)
		rc = start_asking(k, o, err);
	options->urls = true;
	options->after = pk_reputation_check;
	options->after_data = k->reputation;
	return rc;
}

void known_say(const struct known *k, const struct opts *o)
{
	const struct pk_reputation *r = k->reputation;

	if (!r || !r->http || o->quiet)
		return;
	(void)fprintf(stderr, "picket: asked about %u parts of hashes in %u requests%s%s\n", r->asked, r->questions,
		      r->why ? "; not about all: " : "", r->why ? r->why : "");
}

void known_release(struct known *k)
{
	pk_http_free(k->http);
}
