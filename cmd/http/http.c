#define CURL_DISABLE_TYPECHECK
#include "http.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "address.h"
#include "util/library.h"
#include "util/str.h"

#define FUNCTIONS(F)           \
	F(curl_easy_cleanup)   \
	F(curl_easy_getinfo)   \
	F(curl_easy_init)      \
	F(curl_easy_perform)   \
	F(curl_easy_reset)     \
	F(curl_easy_setopt)    \
	F(curl_global_cleanup) \
	F(curl_global_init)    \
	F(curl_slist_append)   \
	F(curl_slist_free_all)

struct libcurl {
	FUNCTIONS(LIBRARY_POINTER)
};

struct pk_http {
	struct libcurl lib;
	struct pk_http_options options;
	char test[64]; /* "::127.0.0.1:PORT": from any host and port */
	CURL *easy;
	bool is_up, own, refused; /* an address of the last question */
};

static int fail(struct pk_http *h, struct pk_err *err, const char *what)
{
	pk_http_free(h);
	return err_set(err, PK_EIO, NULL, 0, "asking the network needs %s", what);
}

struct pk_http *pk_http_new(const struct pk_http_options *options, struct pk_err *err)
{
	static const char *const names[] = { FUNCTIONS(LIBRARY_NAME) };
	static const char *const sonames[] = { "libcurl.so.4", "libcurl-gnutls.so.4" };
	struct pk_http *h = calloc(1, sizeof(*h));
	bool loaded = false;

	if (!h)
		die_oom(sizeof(*h));
	h->options = *options;
	if (options->test)
		(void)snprintf(h->test, sizeof(h->test), "::%s", options->test);
	for (size_t i = 0; !loaded && i < sizeof(sonames) / sizeof(*sonames); i++)
		loaded = library_load(sonames[i], names, sizeof(names) / sizeof(*names), &h->lib);
	if (!loaded) {
		(void)fail(h, err, "the library libcurl.so.4, which is not installed");
		return NULL;
	}
	h->is_up = h->lib.curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
	h->easy = h->is_up ? h->lib.curl_easy_init() : NULL;
	if (h->easy)
		return h;
	(void)fail(h, err, "a libcurl that starts");
	return NULL;
}

void pk_http_free(struct pk_http *h)
{
	if (!h)
		return;
	if (h->easy)
		h->lib.curl_easy_cleanup(h->easy);
	if (h->is_up)
		h->lib.curl_global_cleanup();
	free(h);
}

/* ---- what libcurl calls ---- */

/* The address is the one that the name was resolved to, just now: this is where it counts. */
static curl_socket_t open_socket(void *h_, curlsocktype purpose, struct curl_sockaddr *a)
{
	struct pk_http *h = h_;
	bool good = h->options.test ? pk_address_is_loopback(&a->addr, a->addrlen) : h->own || pk_address_is_public(&a->addr, a->addrlen);

	if (good && purpose == CURLSOCKTYPE_IPCXN)
		return socket(a->family, a->socktype | SOCK_CLOEXEC, a->protocol);
	h->refused = true;
	return CURL_SOCKET_BAD;
}

static size_t take(char *bytes, size_t size, size_t n, void *body)
{
	buf_add(body, (struct str){ bytes, size * n });
	return ((struct buf *)body)->cut ? 0 : size * n;
}

/* ---- one question ---- */

#define SET(option, value) (h->lib.curl_easy_setopt(h->easy, option, value) == CURLE_OK)

/* libcurl itself sees to SIGPIPE and to a slow resolver as long as it may use signals, so CURLOPT_NOSIGNAL stays unset. */
static bool set_limits(struct pk_http *h)
{
	bool good = SET(CURLOPT_TIMEOUT_MS, (long)h->options.timeout_ms) && SET(CURLOPT_CONNECTTIMEOUT_MS, (long)h->options.timeout_ms);

#if LIBCURL_VERSION_NUM >= 0x075500
	good = good && SET(CURLOPT_PROTOCOLS_STR, h->own ? "https,http" : "https");
#else
	good = good && SET(CURLOPT_PROTOCOLS, (long)(h->own ? CURLPROTO_HTTPS | CURLPROTO_HTTP : CURLPROTO_HTTPS));
#endif
	return good && SET(CURLOPT_FOLLOWLOCATION, 0L) && SET(CURLOPT_PROXY, "") && SET(CURLOPT_NETRC, (long)CURL_NETRC_IGNORED) &&
	       SET(CURLOPT_SSL_VERIFYPEER, 1L) && SET(CURLOPT_SSL_VERIFYHOST, 2L) &&
	       SET(CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2) && SET(CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1) &&
	       SET(CURLOPT_OPENSOCKETFUNCTION, open_socket) && SET(CURLOPT_OPENSOCKETDATA, h) && SET(CURLOPT_PATH_AS_IS, 1L) &&
	       SET(CURLOPT_USERAGENT, "picket/" PK_VERSION);
}

static bool set_test(struct pk_http *h, struct curl_slist **connect_to)
{
	if (!h->options.test)
		return true;
	*connect_to = h->lib.curl_slist_append(NULL, h->test);
	return *connect_to && SET(CURLOPT_CONNECT_TO, *connect_to) && (!h->options.ca || SET(CURLOPT_CAINFO, h->options.ca));
}

static bool set_question(struct pk_http *h, const struct pk_http_question *q, struct curl_slist *headers, struct buf *body)
{
	if (q->head && !(SET(CURLOPT_HEADERFUNCTION, take) && SET(CURLOPT_HEADERDATA, q->head)))
		return false;
	return (!q->range || SET(CURLOPT_RANGE, q->range)) && SET(CURLOPT_URL, q->url) && SET(CURLOPT_HTTPHEADER, headers) &&
	       SET(CURLOPT_WRITEFUNCTION, take) && SET(CURLOPT_WRITEDATA, body) && SET(CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)body->max) &&
	       (q->body ? SET(CURLOPT_POSTFIELDSIZE, (long)strlen(q->body)) && SET(CURLOPT_POSTFIELDS, q->body) : SET(CURLOPT_HTTPGET, 1L));
}

static enum pk_http_end end_of(const struct pk_http *h, CURLcode code)
{
	switch (code) {
	case CURLE_OK:
		return PK_HTTP_ANSWERED;
	case CURLE_OPERATION_TIMEDOUT:
		return PK_HTTP_SLOW;
	case CURLE_WRITE_ERROR:
	case CURLE_FILESIZE_EXCEEDED:
		return PK_HTTP_LARGE;
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_CERTPROBLEM:
		return PK_HTTP_UNTRUSTED;
	default:
		return h->refused ? PK_HTTP_NOT_PUBLIC : PK_HTTP_UNREACHABLE;
	}
}

/* Headers hold the credential. */
static void wipe(const struct pk_http *h, struct curl_slist *list)
{
	for (struct curl_slist *l = list; l; l = l->next)
		explicit_bzero(l->data, strlen(l->data));
	h->lib.curl_slist_free_all(list);
}

static struct curl_slist *list_of(const struct pk_http *h, const char *const *texts)
{
	struct curl_slist *list = NULL;

	for (; *texts; texts++) {
		struct curl_slist *longer = h->lib.curl_slist_append(list, *texts);

		if (!longer)
			die_oom(strlen(*texts));
		list = longer;
	}
	return list;
}

enum pk_http_end pk_http_ask(struct pk_http *h, const struct pk_http_question *q, long *status, struct buf *body)
{
	struct curl_slist *headers = list_of(h, q->headers), *connect_to = NULL;
	CURLcode code = CURLE_UNKNOWN_OPTION;

	*status = 0;
	h->refused = false;
	h->own = q->own;
	h->lib.curl_easy_reset(h->easy);
	if (set_limits(h) && set_test(h, &connect_to) && set_question(h, q, headers, body))
		code = h->lib.curl_easy_perform(h->easy);
	if (code == CURLE_OK)
		(void)h->lib.curl_easy_getinfo(h->easy, CURLINFO_RESPONSE_CODE, status);
	h->lib.curl_easy_reset(h->easy);
	wipe(h, headers);
	h->lib.curl_slist_free_all(connect_to);
	return end_of(h, code);
}
