#include "far.h"

#include <stdio.h>

int far_is_asked(const struct opts *o, bool *asked, struct pk_err *err)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < o->operands.n; i++) {
		struct str s = str_from(o->operands.v[i]);

		n += str_starts(s, STR("hf://")) || str_starts(s, STR("https://"));
	}
	*asked = n > 0;
	if (n && n < o->operands.n)
		return err_set(err, PK_EUSAGE, NULL, 0,
			       "what lies elsewhere is read by itself: files of this machine in a run of their own");
	if (n && (o->fix || o->baseline_commit || o->cache || o->verify))
		return err_set(err, PK_EUSAGE, NULL, 0, "--fix, --baseline-commit, --cache and --verify are for files of this machine");
	return PK_OK;
}

int far_list(struct far *f, const struct opts *o, struct pk_walk *walk, struct pk_scan_options *options, struct pk_err *err)
{
	const struct pk_http_options http = { (uint32_t)o->verify_timeout, o->verify_test, o->verify_ca };
	struct pk_hub_place place;
	int rc = PK_OK;

	f->http = pk_http_new(&http, err);
	if (!f->http)
		return err->code;
	f->remote = arena_new(walk->arena, struct pk_remote);
	f->remote->hub = (struct pk_hub){ .arena = walk->arena, .http = f->http };
	rc = pk_remote_init(f->remote, err);
	for (uint32_t i = 0; rc == PK_OK && i < o->operands.n; i++)
		if (pk_hub_place(walk->arena, o->operands.v[i], &place, &rc, err) && rc == PK_OK)
			rc = pk_remote_add(f->remote, &place, walk, err);
	pk_walk_sort(walk);
	options->jobs = 1;
	options->remote = pk_remote_get;
	options->remote_data = f->remote;
	return rc;
}

/* "412 KiB", "10.0 GiB" */
static void size_text(char *to, size_t n, uint64_t bytes)
{
	static const char *const units[] = { "bytes", "KiB", "MiB", "GiB", "TiB" };
	double value = (double)bytes;
	int i = 0;

	for (; value >= 1024 && i < 4; i++)
		value /= 1024;
	(void)snprintf(to, n, i && value < 100 ? "%.1f %s" : "%.0f %s", value, units[i]);
}

void far_say(const struct far *f, const struct opts *o)
{
	char read[40], all[40];

	if (!f->remote || o->quiet)
		return;
	size_text(read, sizeof(read), f->remote->hub.bytes);
	size_text(all, sizeof(all), f->remote->listed);
	(void)fprintf(stderr, "picket: read %s of %s, in %llu requests", read, f->remote->listed ? all : "what was asked for",
		      (unsigned long long)f->remote->hub.requests);
	if (f->remote->n_left)
		(void)fprintf(stderr, "; %u files of data, pictures and sound were left alone", f->remote->n_left);
	(void)fputc('\n', stderr);
}

void far_release(struct far *f)
{
	if (f->remote)
		pk_remote_release(f->remote);
	pk_http_free(f->http);
}
