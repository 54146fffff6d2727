#include "url.h"

#include "util/sha256.h"

enum { MAX_URL = 16384, MAX_HOSTS = 5, MAX_PATHS = 6, MAX_ROUNDS = 1024 };

static int hex_digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* %XX, once; false when there was none. */
static bool unescape_once(struct buf *b)
{
	size_t to = 0;
	bool any = false;

	for (size_t i = 0; i < b->n; i++) {
		int high = b->data[i] == '%' && i + 2 < b->n ? hex_digit(b->data[i + 1]) : -1,
		    low = high >= 0 ? hex_digit(b->data[i + 2]) : -1;

		if (low >= 0) {
			b->data[to++] = (char)(high << 4 | low);
			i += 2;
			any = true;
		} else {
			b->data[to++] = b->data[i];
		}
	}
	b->n = to;
	return any;
}

static void unescape(struct buf *b)
{
	for (int i = 0; i < MAX_ROUNDS && unescape_once(b); i++)
		;
}

static void add_escaped(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c <= 0x20 || c >= 0x7f || c == '#' || c == '%')
			buf_printf(out, "%%%02X", c);
		else
			buf_addc(out, s.p[i]);
	}
}

/* One part of an address in numbers: decimal, 0octal or 0xhex. */
static bool read_number(struct str s, uint64_t *out)
{
	unsigned base = 10;

	*out = 0;
	if (s.n > 1 && s.p[0] == '0' && (s.p[1] == 'x' || s.p[1] == 'X')) {
		base = 16;
		s = str_slice(s, 2, s.n);
	} else if (s.n > 1 && s.p[0] == '0') {
		base = 8;
	}
	if (!s.n || s.n > 12)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		int d = hex_digit(s.p[i]);

		if (d < 0 || (unsigned)d >= base)
			return false;
		*out = *out * base + (unsigned)d;
	}
	return true;
}

/* An IPv4 address in any notation, with one to four parts: the last one fills what the others leave. */
static bool read_ipv4(struct str host, uint32_t *out)
{
	uint64_t parts[4], all = 0;
	struct str part;
	unsigned n = 0;

	while (str_cut(&host, '.', &part))
		if (n == 4 || !read_number(part, &parts[n++]))
			return false;
	if (!n || parts[n - 1] >> (8 * (5 - n)))
		return false;
	for (unsigned i = 0; i + 1 < n; i++) {
		if (parts[i] > 255)
			return false;
		all |= parts[i] << (24 - 8 * i);
	}
	*out = (uint32_t)(all | parts[n - 1]);
	return true;
}

static void add_host(struct buf *out, struct str host)
{
	uint32_t ip;
	bool dot = true; /* the last one was a dot, or there was none yet */
	struct buf clean;

	buf_init(&clean, MAX_URL);
	for (size_t i = 0; i < host.n; i++) {
		char c = host.p[i];

		if (c == '.' && dot)
			continue;
		dot = c == '.';
		buf_addc(&clean, c >= 'A' && c <= 'Z' ? (char)(c + 32) : c);
	}
	while (clean.n && clean.data[clean.n - 1] == '.')
		clean.n--;
	if (read_ipv4(buf_str(&clean), &ip))
		buf_printf(out, "%u.%u.%u.%u", ip >> 24, ip >> 16 & 255, ip >> 8 & 255, ip & 255);
	else
		add_escaped(out, buf_str(&clean));
	buf_release(&clean);
}

/* Without "/./", "/../" and "//". */
static void add_path(struct buf *out, struct str path)
{
	struct str part;
	struct buf clean;
	bool folder = true;

	buf_init(&clean, MAX_URL);
	while (str_cut(&path, '/', &part)) {
		folder = !part.n || str_is(part, ".") || str_is(part, "..");
		if (str_is(part, "..")) {
			while (clean.n && clean.data[clean.n - 1] != '/')
				clean.n--;
			clean.n -= clean.n > 0;
		} else if (part.n && !str_is(part, ".")) {
			buf_addc(&clean, '/');
			buf_add(&clean, part);
		}
	}
	if (folder || !clean.n)
		buf_addc(&clean, '/');
	add_escaped(out, buf_str(&clean));
	buf_release(&clean);
}

static struct str without_scheme(struct str s, struct str *scheme)
{
	size_t at = str_find(s, STR("://"), 0);

	*scheme = STR("http");
	for (size_t i = 0; at != SIZE_MAX && i < at; i++)
		if (!((s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= 'A' && s.p[i] <= 'Z')))
			at = SIZE_MAX;
	if (at == SIZE_MAX || !at)
		return s;
	*scheme = str_slice(s, 0, at);
	return str_slice(s, at + 3, s.n);
}

/* Up to the first of these. */
static size_t first_of(struct str s, const char *stops)
{
	size_t i = 0;

	while (i < s.n && !strchr(stops, s.p[i]))
		i++;
	return i;
}

struct str pk_url_canonical(struct arena *a, struct str text)
{
	struct str rest, scheme, host, path, query, out = STR_NONE;
	struct buf raw, part, all;
	size_t at;

	buf_init(&raw, MAX_URL);
	buf_init(&part, MAX_URL);
	buf_init(&all, 4 * MAX_URL);
	text = str_trim(text);
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] != '\t' && text.p[i] != '\r' && text.p[i] != '\n')
			buf_addc(&raw, text.p[i]);
	rest = without_scheme(buf_str(&raw), &scheme);
	rest = str_slice(rest, 0, first_of(rest, "#"));
	at = first_of(rest, "/?");
	host = str_slice(rest, 0, at);
	rest = str_slice(rest, at, rest.n);
	at = first_of(rest, "?");
	path = str_slice(rest, 0, at);
	query = str_slice(rest, at, rest.n);
	if (str_rfind(host, '@') != SIZE_MAX)
		host = str_slice(host, str_rfind(host, '@') + 1, host.n);
	buf_add(&part, host);
	unescape(&part);
	host = buf_str(&part);
	at = str_rfind(host, ':');
	if (at != SIZE_MAX && host.p[0] != '[')
		host = str_slice(host, 0, at);
	buf_add(&all, scheme);
	for (size_t i = 0; i < all.n; i++)
		all.data[i] = all.data[i] >= 'A' && all.data[i] <= 'Z' ? (char)(all.data[i] + 32) : all.data[i];
	buf_adds(&all, "://");
	at = all.n;
	add_host(&all, host);
	if (all.n > at) {
		buf_reset(&part);
		buf_add(&part, path);
		unescape(&part);
		add_path(&all, buf_str(&part));
		buf_reset(&part);
		buf_add(&part, query);
		unescape(&part);
		add_escaped(&all, buf_str(&part));
		out = arena_str(a, buf_str(&all));
	}
	buf_release(&raw);
	buf_release(&part);
	buf_release(&all);
	return out;
}

/* ---- expressions ---- */

static bool is_ip(struct str host)
{
	uint32_t ip;

	return host.n && (host.p[0] == '[' || read_ipv4(host, &ip));
}

/* The host itself, and up to four made of its last five parts, less and less of them. */
static uint32_t hosts_of(struct str host, struct str out[MAX_HOSTS])
{
	size_t at = host.n, starts[6];
	uint32_t n = 0, parts = 0;

	out[n++] = host;
	if (is_ip(host))
		return n;
	while (parts < 6 && at > 0) {
		while (at > 0 && host.p[at - 1] != '.')
			at--;
		starts[parts++] = at;
		if (at)
			at--;
	}
	for (uint32_t k = parts < 5 ? parts : 5; k >= 2 && n < MAX_HOSTS; k--)
		if (starts[k - 1] != 0)
			out[n++] = str_slice(host, starts[k - 1], host.n);
	return n;
}

/* The path with its query, without, and up to four folders from the top. */
static uint32_t paths_of(struct str path, struct str out[MAX_PATHS])
{
	size_t bare = first_of(path, "?");
	uint32_t n = 0;

	out[n++] = path;
	if (bare < path.n)
		out[n++] = str_slice(path, 0, bare);
	for (size_t i = 0, folders = 0; i < bare && folders < 4; i++) {
		struct str folder = str_slice(path, 0, i + 1);

		if (path.p[i] != '/')
			continue;
		folders++;
		if (folder.n < bare && n < MAX_PATHS)
			out[n++] = folder;
	}
	return n;
}

uint32_t pk_url_expressions(struct arena *a, struct str canonical, struct str out[PK_URL_EXPRESSIONS])
{
	size_t at = str_find(canonical, STR("://"), 0);
	struct str rest = at == SIZE_MAX ? canonical : str_slice(canonical, at + 3, canonical.n), hosts[MAX_HOSTS], paths[MAX_PATHS];
	size_t end = first_of(rest, "/");
	uint32_t n_hosts = hosts_of(str_slice(rest, 0, end), hosts), n_paths = paths_of(str_slice(rest, end, rest.n), paths), n = 0;

	for (uint32_t h = 0; h < n_hosts; h++)
		for (uint32_t p = 0; p < n_paths; p++)
			out[n++] = arena_printf(a, "%.*s%.*s", STR_ARG(hosts[h]), STR_ARG(paths[p]));
	return n;
}

uint32_t pk_url_hashes(struct str canonical, unsigned char out[PK_URL_EXPRESSIONS][PK_URL_HASH])
{
	struct str expressions[PK_URL_EXPRESSIONS];
	struct sha256 h;
	struct arena a;
	uint32_t n;

	arena_init(&a, 0);
	n = pk_url_expressions(&a, canonical, expressions);
	for (uint32_t i = 0; i < n; i++) {
		sha256_init(&h);
		sha256_add(&h, expressions[i]);
		sha256_end(&h, out[i]);
	}
	arena_release(&a);
	return n;
}
