#include "request.h"

/* Bytes that stand for themselves in paths, queries and forms. */
static bool is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~' ||
	       c == ':';
}

static void add_value(struct buf *out, struct str value, bool escape)
{
	for (size_t i = 0; i < value.n; i++) {
		if (!escape || is_plain(value.p[i]))
			buf_addc(out, value.p[i]);
		else
			buf_printf(out, "%%%02X", (unsigned char)value.p[i]);
	}
}

/* Room for all of it at once, so that no copy is left behind. */
static void start(struct buf *out, struct str text, struct str secret, struct str user)
{
	size_t room = 64 + text.n + 8 * (secret.n + user.n);

	buf_init(out, room);
	if (buf_room(out, room))
		buf_grew(out, 0);
}

/* The text with what was found in its places. */
static void fill(struct buf *out, struct str text, struct str secret, struct str user, bool escape)
{
	for (size_t i = 0; i < text.n;) {
		struct str rest = str_slice(text, i, text.n);

		if (str_starts(rest, STR("{secret}"))) {
			add_value(out, secret, escape);
			i += 8;
		} else if (str_starts(rest, STR("{user}"))) {
			add_value(out, user, escape);
			i += 6;
		} else {
			buf_addc(out, text.p[i++]);
		}
	}
}

static void add_base64(struct buf *out, struct str s)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < s.n; i += 3) {
		uint32_t left = (uint32_t)(s.n - i), bits = 0;

		for (size_t k = 0; k < 3; k++)
			bits = bits << 8 | (k < left ? (unsigned char)s.p[i + k] : 0);
		for (uint32_t k = 0; k < 4; k++) {
			if (k > left)
				buf_addc(out, '=');
			else
				buf_addc(out, digits[bits >> (18 - 6 * k) & 63]);
		}
	}
}

static void wipe(struct buf *b)
{
	if (b->data)
		explicit_bzero(b->data, b->cap);
	buf_release(b);
}

static void add_basic(struct buf *out, struct str text, struct str secret, struct str user)
{
	struct buf plain;

	start(&plain, text, secret, user);
	fill(&plain, text, secret, user, false);
	buf_adds(out, "Authorization: Basic ");
	add_base64(out, buf_str(&plain));
	wipe(&plain);
}

static bool is_sendable(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] <= 0x20 || s.p[i] > 0x7e)
			return false;
	return true;
}

static bool wants_user(const struct pk_question *q)
{
	return str_find(q->basic, STR("{user}"), 0) != SIZE_MAX;
}

bool pk_request_make(const struct pk_question *q, struct str secret, struct str user, struct pk_request *out)
{
	size_t n = 0;

	*out = (struct pk_request){ 0 };
	if (!secret.n || !is_sendable(secret) || !is_sendable(user) || (wants_user(q) && !user.n))
		return false;
	start(&out->url, q->url, secret, user);
	start(&out->body, q->body, secret, user);
	fill(&out->url, q->url, secret, user, true);
	fill(&out->body, q->body, secret, user, true);
	yaml_each(header, q->headers) {
		start(&out->headers[n], yaml_scalar(header), secret, yaml_key(header));
		buf_add(&out->headers[n], yaml_key(header));
		buf_adds(&out->headers[n], ": ");
		fill(&out->headers[n++], yaml_scalar(header), secret, user, false);
	}
	if (q->basic.n) {
		start(&out->headers[n], q->basic, secret, user);
		add_basic(&out->headers[n++], q->basic, secret, user);
	}
	for (size_t i = 0; i < n; i++)
		out->list[i] = out->headers[i].data;
	out->question =
		(struct pk_http_question){ .url = out->url.data, .body = q->post ? buf_str(&out->body).p : NULL, .headers = out->list };
	return true;
}

void pk_request_wipe(struct pk_request *r)
{
	wipe(&r->url);
	wipe(&r->body);
	for (size_t i = 0; i < PK_REQUEST_HEADERS; i++)
		wipe(&r->headers[i]);
}
