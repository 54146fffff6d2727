/*
 * hub: files of a model hub, or behind any HTTPS address, read in parts. A hub speaks the API of huggingface.co; HF_ENDPOINT names
 * another one, HF_TOKEN is sent to its host and no other. Redirects are followed to public addresses by https only, or back to the
 * endpoint itself. What a server sends beyond what was asked for ends the reading.
 */
#ifndef HUB_H
#define HUB_H

#include "http/http.h"
#include "util/arena.h"
#include "util/vec.h"

/* "hf://org/name@rev/folder", "hf://datasets/org/name", or one file by its address. */
struct pk_hub_place {
	struct str kind;   /* "models", "datasets", "spaces"; "" for a single file */
	struct str repo;   /* "org/name" */
	struct str rev;    /* "main" when none was given */
	struct str folder; /* "" for all of it */
	struct str url;    /* of a single file */
	struct str shown;  /* without a query, for people */
};

struct pk_hub_file {
	struct str path;   /* in the repository */
	uint64_t size;     /* UINT64_MAX: not known before it is asked for */
	struct str sha256; /* as the hub has it; "" when it does not say */
};

struct pk_hub_files {
	struct pk_hub_file *v;
	uint32_t n, cap;
};

struct pk_hub {
	struct arena *arena;
	struct pk_http *http;
	const char *endpoint, *token; /* token: NULL for none */
	uint64_t requests, bytes;     /* so far */
};

/* False when the text names no remote place at all; else *rc and err say whether it is a good one. */
bool pk_hub_place(struct arena *a, const char *text, struct pk_hub_place *out, int *rc, struct pk_err *err);
/* http and arena are set before; the rest is read from the environment. */
int pk_hub_init(struct pk_hub *h, struct pk_err *err);
/* The files of a place, as far as the hub lists them. */
int pk_hub_list(struct pk_hub *h, const struct pk_hub_place *place, struct pk_hub_files *out, struct pk_err *err);

/* One file. `url` becomes where a redirect led, so that it is asked for once. */
struct pk_hub_source {
	struct str first, url;
	uint64_t size; /* UINT64_MAX until it is known */
};

struct pk_hub_source pk_hub_source(struct pk_hub *h, const struct pk_hub_place *place, const struct pk_hub_file *file);
/* Bytes [at, at + n) of it, fewer at its end, appended to `out`. */
int pk_hub_read(struct pk_hub *h, struct pk_hub_source *s, uint64_t at, uint64_t n, struct buf *out, struct pk_err *err);

#endif
