#include "hub.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>

#include "util/limits.h"

enum {
	MAX_HEAD = 64 << 10,
	MAX_LISTING = 8 << 20, /* bytes of a page of the listing */
	MAX_PAGES = 50,
	MAX_REDIRECTS = 4,
	MAX_FILES = 50000,
};

static const char DEFAULT_ENDPOINT[] = "https://huggingface.co";

int pk_hub_init(struct pk_hub *h, struct pk_err *err)
{
	const char *endpoint = getenv("HF_ENDPOINT"), *token = getenv("HF_TOKEN");
	size_t n;

	h->endpoint = endpoint && *endpoint ? endpoint : DEFAULT_ENDPOINT;
	h->token = token && *token ? token : NULL;
	if (strncmp(h->endpoint, "https://", 8) != 0 && strncmp(h->endpoint, "http://", 7) != 0)
		return err_set(err, PK_EUSAGE, h->endpoint, 0, "HF_ENDPOINT is no address: https://HOST");
	n = strlen(h->endpoint);
	while (n && h->endpoint[n - 1] == '/')
		n--;
	h->endpoint = arena_str(h->arena, (struct str){ h->endpoint, n }).p;
	for (const char *c = h->token; c && *c; c++)
		if (*c <= ' ' || *c == 0x7f)
			return err_set(err, PK_EUSAGE, NULL, 0, "HF_TOKEN holds what no token does");
	return PK_OK;
}

/* "https://host:port" of an address. */
static struct str origin(struct str url)
{
	size_t from = str_find(url, STR("://"), 0), end;

	if (from == SIZE_MAX)
		return STR("");
	end = str_find(url, STR("/"), from + 3);
	return str_slice(url, 0, end < url.n ? end : url.n);
}

static bool is_endpoint(const struct pk_hub *h, struct str url)
{
	struct str o = origin(url);

	return o.n && str_eq_fold(o, origin(str_from(h->endpoint)));
}

/* The text behind a header's name; STR_NONE when it is not there. The last answer's counts. */
static struct str header(struct str head, const char *name)
{
	struct str line, found = STR_NONE;
	size_t n = strlen(name);

	while (str_cut(&head, '\n', &line))
		if (line.n > n && line.p[n] == ':' && str_eq_fold(str_slice(line, 0, n), str_from(name)))
			found = str_trim(str_slice(line, n + 1, line.n));
	return found;
}

static int fail(struct pk_err *err, struct str url, const char *why)
{
	struct str o = origin(url);
	char name[200];

	(void)snprintf(name, sizeof(name), "%.*s", STR_ARG(o));
	return err_set(err, PK_EIO, name, 0, "%s", why);
}

static int fail_end(struct pk_err *err, struct str url, enum pk_http_end end)
{
	static const char *const why[] = {
		[PK_HTTP_ANSWERED] = "answers",
		[PK_HTTP_UNREACHABLE] = "cannot be reached",
		[PK_HTTP_NOT_PUBLIC] = "is no address of the public internet",
		[PK_HTTP_UNTRUSTED] = "has no certificate that can be trusted",
		[PK_HTTP_SLOW] = "takes too long to answer",
		[PK_HTTP_LARGE] = "sends more than was asked for",
	};

	return fail(err, url, why[end]);
}

/* One request, redirects not followed. */
static int ask(struct pk_hub *h, struct str url, const char *range, long *status, struct buf *head, struct buf *body, struct pk_err *err)
{
	struct str authorization = arena_printf(h->arena, "Authorization: Bearer %s", h->token ? h->token : "");
	const char *headers[] = { NULL, NULL };
	struct pk_http_question q = { .headers = headers, .range = range, .head = head };
	enum pk_http_end end;

	q.url = arena_str(h->arena, url).p;
	q.own = is_endpoint(h, url);
	if (q.own && h->token)
		headers[0] = authorization.p;
	h->requests++;
	end = pk_http_ask(h->http, &q, status, body);
	explicit_bzero((char *)authorization.p, authorization.n);
	h->bytes += body->n;
	return end == PK_HTTP_ANSWERED ? PK_OK : fail_end(err, url, end);
}

/* Where a redirect leads: by https, or within the endpoint. */
static int redirect(struct pk_hub *h, struct str from, struct str location, struct str *url, struct pk_err *err)
{
	if (!location.p || !location.n)
		return fail(err, from, "redirects to nowhere");
	if (location.p[0] == '/' && !str_starts(location, STR("//"))) {
		struct str o = origin(from);

		*url = arena_printf(h->arena, "%.*s%.*s", STR_ARG(o), STR_ARG(location));
		return PK_OK;
	}
	*url = arena_str(h->arena, location);
	if (str_starts(location, STR("https://")) || is_endpoint(h, location))
		return PK_OK;
	return fail(err, from, "redirects to what is no https address");
}

static bool is_redirect(long status)
{
	return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/* Asks, and follows redirects; *url is where they led. */
static int get(struct pk_hub *h, struct str *url, const char *range, long *status, struct buf *head, struct buf *body, struct pk_err *err)
{
	for (int i = 0; i <= MAX_REDIRECTS; i++) {
		size_t before = body->n;
		int rc;

		buf_reset(head);
		rc = ask(h, *url, range, status, head, body, err);
		if (rc || !is_redirect(*status))
			return rc;
		body->n = before;
		rc = redirect(h, *url, header(buf_str(head), "location"), url, err);
		if (rc)
			return rc;
	}
	return fail(err, *url, "redirects again and again");
}

static int fail_status(struct pk_err *err, struct str url, long status)
{
	char why[100];

	if (status == 401 || status == 403)
		return fail(err, url, "wants a token that may read this (HF_TOKEN)");
	if (status == 404)
		return fail(err, url, "knows no such repository, revision or file");
	(void)snprintf(why, sizeof(why), "answers with status %ld", status);
	return fail(err, url, why);
}

/* ---- listing ---- */

static void add_file(struct pk_hub *h, const cJSON *item, struct pk_hub_files *out)
{
	const cJSON *type = cJSON_GetObjectItemCaseSensitive(item, "type"), *path = cJSON_GetObjectItemCaseSensitive(item, "path");
	const cJSON *size = cJSON_GetObjectItemCaseSensitive(item, "size"), *lfs = cJSON_GetObjectItemCaseSensitive(item, "lfs");
	const cJSON *oid = cJSON_GetObjectItemCaseSensitive(lfs, "oid");
	struct pk_hub_file file = { .sha256 = STR("") };

	if (!cJSON_IsString(type) || strcmp(type->valuestring, "file") != 0 || !cJSON_IsString(path) || !cJSON_IsNumber(size) ||
	    size->valuedouble < 0 || size->valuedouble > 9e15 || out->n >= MAX_FILES)
		return;
	file.path = arena_str(h->arena, str_from(path->valuestring));
	file.size = (uint64_t)size->valuedouble;
	if (cJSON_IsString(oid) && strlen(oid->valuestring) == 64)
		file.sha256 = arena_str(h->arena, str_from(oid->valuestring));
	vec_push(h->arena, out, file);
}

/* The address under rel="next": <https://...>; rel="next" */
static struct str next_page(struct str head)
{
	struct str link = header(head, "link");
	size_t from, to;

	if (!link.p || str_find(link, STR("rel=\"next\""), 0) == SIZE_MAX)
		return STR_NONE;
	from = str_find(link, STR("<"), 0);
	to = str_find(link, STR(">"), 0);
	return from < to && to < link.n ? str_slice(link, from + 1, to) : STR_NONE;
}

static int read_page(struct pk_hub *h, struct str url, struct str text, struct pk_hub_files *out, struct pk_err *err)
{
	cJSON *json = cJSON_ParseWithLength(text.p, text.n);
	const cJSON *item;

	if (!cJSON_IsArray(json)) {
		cJSON_Delete(json);
		return fail(err, url, "does not answer with a list of files");
	}
	cJSON_ArrayForEach(item, json)
		add_file(h, item, out);
	cJSON_Delete(json);
	return PK_OK;
}

int pk_hub_list(struct pk_hub *h, const struct pk_hub_place *place, struct pk_hub_files *out, struct pk_err *err)
{
	struct str url = arena_printf(h->arena, "%s/api/%.*s/%.*s/tree/%.*s%s%.*s?recursive=true", h->endpoint, STR_ARG(place->kind),
				      STR_ARG(place->repo), STR_ARG(place->rev), place->folder.n ? "/" : "", STR_ARG(place->folder));
	int rc = PK_OK;

	for (int page = 0; rc == PK_OK && url.p && page < MAX_PAGES; page++) {
		struct buf head, body;
		long status = 0;

		buf_init(&head, MAX_HEAD);
		buf_init(&body, MAX_LISTING);
		rc = get(h, &url, NULL, &status, &head, &body, err);
		if (rc == PK_OK && status != 200)
			rc = fail_status(err, url, status);
		if (rc == PK_OK)
			rc = read_page(h, url, buf_str(&body), out, err);
		url = rc == PK_OK ? next_page(buf_str(&head)) : STR_NONE;
		if (url.p) {
			url = arena_str(h->arena, url);
			if (!is_endpoint(h, url))
				rc = fail(err, url, "is not where the listing began");
		}
		buf_release(&head);
		buf_release(&body);
	}
	return rc;
}

/* ---- files ---- */

/* Of a path, all that an address has a meaning for, as %XX. */
static void add_escaped(struct buf *b, struct str path)
{
	for (size_t i = 0; i < path.n; i++) {
		char c = path.p[i];

		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || memchr("-_./~", c, 5))
			buf_addc(b, c);
		else
			buf_printf(b, "%%%02X", (unsigned char)c);
	}
}

struct pk_hub_source pk_hub_source(struct pk_hub *h, const struct pk_hub_place *place, const struct pk_hub_file *file)
{
	struct pk_hub_source s = { .size = file->size };
	bool model = str_is(place->kind, "models");
	struct buf url;

	buf_init(&url, 8192);
	if (place->url.n) {
		buf_add(&url, place->url);
	} else {
		buf_printf(&url, "%s/%.*s%s%.*s/resolve/%.*s/", h->endpoint, model ? 0 : (int)place->kind.n, place->kind.p,
			   model ? "" : "/", STR_ARG(place->repo), STR_ARG(place->rev));
		add_escaped(&url, file->path);
	}
	s.first = s.url = arena_str(h->arena, buf_str(&url));
	buf_release(&url);
	return s;
}

static bool take_number(struct str *rest, char end, uint64_t *out)
{
	struct str digits;
	int64_t number;

	if (!str_cut(rest, end, &digits) || !str_to_int(digits, &number) || number < 0)
		return false;
	*out = (uint64_t)number;
	return true;
}

/* "bytes 0-99/1234" must be what was asked for; the total is the file's size. */
static bool fits(struct pk_hub_source *s, struct str range, uint64_t at, size_t got)
{
	uint64_t from, to, total;

	if (!range.p || !str_starts(range, STR("bytes ")))
		return false;
	range = str_slice(range, 6, range.n);
	if (!take_number(&range, '-', &from) || !take_number(&range, '/', &to) || !take_number(&range, '\n', &total))
		return false;
	if (s->size == UINT64_MAX)
		s->size = total;
	return from == at && to - from + 1 == got && total == s->size;
}

int pk_hub_read(struct pk_hub *h, struct pk_hub_source *s, uint64_t at, uint64_t n, struct buf *out, struct pk_err *err)
{
	char range[64];
	struct buf head, body;
	long status = 0;
	int rc;

	if (s->size != UINT64_MAX && at + n > s->size)
		n = s->size - at;
	(void)snprintf(range, sizeof(range), "%llu-%llu", (unsigned long long)at, (unsigned long long)(at + n - 1));
	buf_init(&head, MAX_HEAD);
	buf_init(&body, (size_t)n);
	rc = get(h, &s->url, range, &status, &head, &body, err);
	if (rc == PK_OK && (status == 403 || status == 401) && !str_eq(s->url, s->first)) { /* a signed address that is too old */
		s->url = s->first;
		buf_reset(&body);
		rc = get(h, &s->url, range, &status, &head, &body, err);
	}
	if (rc == PK_OK && status == 200 && at == 0 && s->size == body.n)
		buf_add(out, buf_str(&body)); /* all of a small file */
	else if (rc == PK_OK && status != 206)
		rc = status == 200 ? fail(err, s->url, "does not give parts of files") : fail_status(err, s->url, status);
	else if (rc == PK_OK && !fits(s, header(buf_str(&head), "content-range"), at, body.n))
		rc = fail(err, s->url, "answers with other bytes than were asked for");
	else if (rc == PK_OK)
		buf_add(out, buf_str(&body));
	buf_release(&head);
	buf_release(&body);
	return rc;
}
