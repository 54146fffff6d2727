/*
 * http: one HTTPS question and its answer. Certificates are checked, redirects are not followed, no proxy, cookie or netrc is
 * used, and connections go to public addresses only, which is checked where they are made: what a name resolves to does not
 * matter. Answers are capped in bytes and time. libcurl is seen here and nowhere else, and loaded by pk_http_new.
 */
#ifndef HTTP_H
#define HTTP_H

#include "util/buf.h"
#include "util/err.h"

struct pk_http_options {
	uint32_t timeout_ms;
	/* For tests: "127.0.0.1:PORT", which is connected to in place of any host (and nothing else), and the file with the
	 * certificates that are trusted there. NULL otherwise. */
	const char *test, *ca;
};

enum pk_http_end {
	PK_HTTP_ANSWERED,
	PK_HTTP_UNREACHABLE,
	PK_HTTP_NOT_PUBLIC, /* the name stands for an address that is none of the public internet */
	PK_HTTP_UNTRUSTED,  /* no valid certificate, no TLS */
	PK_HTTP_SLOW,
	PK_HTTP_LARGE,
};

struct pk_http_question {
	const char *url;
	const char *body;           /* of a POST; NULL for GET */
	const char *const *headers; /* "Name: text", NULL at the end */
	const char *range;          /* "0-65535": only these bytes; NULL for all */
	struct buf *head;           /* out: the answer's header lines; NULL when they are not wanted */
	bool own;                   /* the user named this host: it may be a private one, and speak without TLS */
};

struct pk_http;

/* NULL with err when libcurl is not installed, or is none that can be told all of the above. */
struct pk_http *pk_http_new(const struct pk_http_options *options, struct pk_err *err);
/* NULL is fine. */
void pk_http_free(struct pk_http *h);
/* Leaves the status and what was read of the body, which the caller has made with the cap. */
enum pk_http_end pk_http_ask(struct pk_http *h, const struct pk_http_question *q, long *status, struct buf *body);

#endif
