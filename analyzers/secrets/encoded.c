/*
 * Credentials that stand encoded: runs of Base64 and hexadecimal digits, and stretches with percent or backslash escapes, are
 * decoded and searched like any text. Hashes, pictures and long names decode to no text, nearly all within a few bytes.
 */
#include "runs.h"
#include "secrets.h"
#include "source/unit/unit.h"
#include "taste.h"
#include "util/base64.h"
#include "util/limits.h"
#include "util/vec.h"

enum {
	HEX_RUN = 32,    /* shortest run of hexadecimal digits */
	LINE = 60,       /* Base64 goes on in the next line when this one is as long */
	TASTED = 12,     /* characters of a run that are decoded to see whether it is text */
	STRETCH = 16384, /* of text with escapes */
	BEFORE = 256,    /* of it, before the first one */
	DECODED = 16,    /* bytes that are worth a search */
	MEDIA = 64,      /* bytes before a run in which its type is told */
	PADDING = 16
};

struct decoder {
	const struct pk_secret_plan *plan;
	struct pk_unit *u;
	struct pk_secrets *out;
	uint32_t plain;    /* of out: what the text tells as it is */
	size_t left;       /* bytes that may still be decoded */
	uint32_t depth;    /* of what is looked into: 0 for the unit's text */
	struct span outer; /* what that was decoded from, in the unit */
	bool cut;
};

static void look_into(struct decoder *d, struct str text);

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool is_text_byte(unsigned char c)
{
	return (c >= ' ' && c < 0x7f) || c == '\n' || c == '\t' || c == '\r';
}

/* Printable ASCII and UTF-8. */
static bool is_text(struct str s)
{
	int more = 0;

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (more ? c >> 6 != 2 : !is_text_byte(c) && (c < 0xc2 || c > 0xf4))
			return false;
		more = more ? more - 1 : c < 0x80 ? 0 : c < 0xe0 ? 1 : c < 0xf0 ? 2 : 3;
	}
	return true;
}

static bool is_known(const struct decoder *d, struct span at)
{
	for (uint32_t i = 0; i < d->plain; i++)
		if (d->out->v[i].at.start < at.end && at.start < d->out->v[i].at.end)
			return true;
	return false;
}

/* Whether n more bytes may be decoded. */
static bool may_take(struct decoder *d, size_t n)
{
	if (d->cut || n > d->left || pk_scratch_expired(d->u->scratch)) {
		d->cut = true;
		return false;
	}
	d->left -= n;
	return true;
}

/* Credentials with a shape of their own; spans are in the text. */
static void search(struct decoder *d, struct str text, struct pk_secrets *found)
{
	struct pk_literal_hits hits;
	uint32_t n = 0;
	struct pk_secret *s;

	pk_literals_find(d->plan->finder, text, &d->u->scratch->arena, &hits);
	pk_secrets_find(d->plan, d->u, text, &hits, found);
	vec_each(s, found)
		if (!s->rule->generic)
			found->v[n++] = *s;
	found->n = n;
}

static void keep(struct decoder *d, struct pk_secret s, struct span at)
{
	s.at = d->depth ? d->outer : at;
	s.encoded = true;
	if (!is_known(d, s.at))
		vec_push(&d->u->scratch->arena, d->out, s);
}

/* What is encoded in text that was decoded from `at`. */
static void go_deeper(struct decoder *d, struct str text, struct span at)
{
	struct span outer = d->outer;

	if (d->depth + 1 == PK_MAX_DECODE_DEPTH)
		return;
	d->outer = d->depth ? outer : at;
	d->depth++;
	look_into(d, text);
	d->depth--;
	d->outer = outer;
}

/* ---- Base64, hexadecimal ---- */

static bool is_hex(struct str run)
{
	for (size_t i = 0; i < run.n; i++)
		if (hex_digit(run.p[i]) < 0)
			return false;
	return run.n >= HEX_RUN && run.n % 2 == 0;
}

static struct str hex(struct arena *a, struct str run)
{
	char *out = arena_zalloc(a, run.n / 2 + PADDING, 1);

	for (size_t i = 0; i + 1 < run.n; i += 2)
		out[i / 2] = (char)(hex_digit(run.p[i]) << 4 | hex_digit(run.p[i + 1]));
	return (struct str){ out, run.n / 2 };
}

/* Whether it begins with ASCII; of chance, one run in ten thousand does. */
static bool is_promising(struct str run, bool digits)
{
	uint32_t bits = 0, width = digits ? 4 : 6, held = 0;

	for (size_t i = 0; i < TASTED; i++) {
		bits = bits << width | (uint32_t)(digits ? hex_digit(run.p[i]) : base64_digit(run.p[i]));
		held += width;
		if (held < 8)
			continue;
		held -= 8;
		if (!is_text_byte(bits >> held & 0xff))
			return false;
	}
	return true;
}

/* "data:image/svg+xml;base64," */
static bool is_media(struct str text, size_t at)
{
	static const char *const types[] = { "image/", "audio/", "video/", "font/" };
	struct str before = str_slice(text, at > MEDIA ? at - MEDIA : 0, at);

	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (str_ends(before, STR(";base64,")) && str_find(before, str_from(types[i]), 0) != SIZE_MAX)
			return true;
	return false;
}

/* Where Base64 ends that may be broken into lines and padded. */
static size_t base64_end(struct str text, size_t at)
{
	size_t end = pk_run_end(text, at), next = end;

	while (end - at >= LINE && (end - at) % 4 == 0 && end < text.n) {
		while (next < text.n && (text.p[next] == '\r' || text.p[next] == '\n' || text.p[next] == ' '))
			next++;
		at = next;
		next = pk_run_end(text, at);
		if (at == end || next == at || !memchr(text.p + end, '\n', at - end))
			break;
		end = next;
	}
	for (int i = 0; i < 2 && end < text.n && text.p[end] == '='; i++)
		end++;
	return end;
}

/* Looks into the run; says where it ends. */
static size_t look_at_run(struct decoder *d, struct str text, size_t at, size_t end)
{
	struct arena *a = &d->u->scratch->arena;
	struct pk_secrets found = { 0 };
	struct pk_secret *s;
	struct span span;
	struct str plain;
	bool digits;

	at += at && text.p[at - 1] == '\\' && !is_promising(str_slice(text, at, end), false); /* "\nZXhh" */
	at += text.p[at] == '0' && (text.p[at + 1] | 0x20) == 'x' ? 2 : 0;
	digits = is_hex(str_slice(text, at, end));
	if (end - at < PK_RUN - 1 || !is_promising(str_slice(text, at, end), digits) || is_media(text, at))
		return end;
	end = digits ? end : base64_end(text, at);
	span = (struct span){ (uint32_t)at, (uint32_t)end };
	if ((!d->depth && is_known(d, span)) || !may_take(d, end - at))
		return end;
	if (digits)
		plain = hex(a, str_slice(text, at, end));
	else if (!pk_base64(a, str_slice(text, at, end), &plain))
		return end;
	if (!is_text(plain))
		return end;
	search(d, plain, &found);
	vec_each(s, &found)
		keep(d, *s, span);
	go_deeper(d, plain, span);
	return end;
}

/* Looks into the run that `at` is in, if it is long enough; says where it ends. */
static size_t look_round_run(struct decoder *d, struct str text, size_t done, size_t at)
{
	size_t end = pk_run_end(text, at);

	while (at > done && pk_is_run_byte(text.p[at - 1]))
		at--;
	return end - at >= PK_RUN ? look_at_run(d, text, at, end) : end;
}

/* ---- escapes ---- */

/* %68, \x68, \u0068: how long the escape is that stands for one byte of text; 0 for none. */
static size_t escape_at(struct str text, size_t at, char *out)
{
	struct str s = str_slice(text, at, text.n);
	size_t n = s.p[0] == '%' ? 3 : str_starts(s, STR("\\x")) ? 4 : str_starts(s, STR("\\u00")) ? 6 : 0;
	int high, low;

	if (!n || s.n < n)
		return 0;
	high = hex_digit(s.p[n - 2]);
	low = hex_digit(s.p[n - 1]);
	if (high < 0 || low < 0 || !is_text_byte((unsigned char)(high << 4 | low)) || high > 7)
		return 0;
	*out = (char)(high << 4 | low);
	return n;
}

/* What goes on without white space or quotes. */
static bool is_stretch_byte(char c)
{
	return c > ' ' && c < 0x7f && !strchr("\"'`<>\\", c);
}

/* Bytes at `at` that stand for one; 0 at the end of the stretch. */
static size_t next_of(struct str text, size_t at, char *out)
{
	size_t n = text.p[at] == '%' || text.p[at] == '\\' ? escape_at(text, at, out) : 0;

	*out = n ? *out : text.p[at];
	return n ? n : is_stretch_byte(text.p[at]);
}

static size_t stretch_end(struct str text, size_t at)
{
	size_t end = at, n;
	char c;

	while (end < text.n && end - at < STRETCH && (n = next_of(text, end, &c)))
		end += n;
	return end;
}

static struct str unescape(struct arena *a, struct str stretch)
{
	char *out = arena_zalloc(a, stretch.n + PADDING, 1);
	size_t n = 0, step;

	for (size_t i = 0; i < stretch.n && (step = next_of(stretch, i, &out[n])); i += step)
		n++;
	out[n] = '\0';
	return (struct str){ out, n };
}

/* Where the n-th byte of what a stretch stands for is, in the stretch. */
static uint32_t place_of(struct str stretch, uint32_t n)
{
	size_t at = 0;
	char c;

	while (n--)
		at += next_of(stretch, at, &c);
	return (uint32_t)at;
}

static void look_at_stretch(struct decoder *d, struct str text, size_t from, size_t end)
{
	struct str stretch = str_slice(text, from, end), plain;
	struct span span = { (uint32_t)from, (uint32_t)end };
	struct pk_secrets found = { 0 };
	struct pk_secret *s;

	if (end - from < DECODED || !may_take(d, end - from))
		return;
	plain = unescape(&d->u->scratch->arena, stretch);
	search(d, plain, &found);
	vec_each(s, &found)
		keep(d, *s, (struct span){ span.start + place_of(stretch, s->at.start), span.start + place_of(stretch, s->at.end) });
	go_deeper(d, plain, span);
}

/* Looks into the stretch that the escape at `at` is in; says where it ends. */
static size_t look_round_escape(struct decoder *d, struct str text, size_t done, size_t at)
{
	size_t from = at, end;
	char c;

	if (!escape_at(text, at, &c))
		return done;
	while (from > done && at - from < BEFORE && is_stretch_byte(text.p[from - 1]))
		from--;
	end = stretch_end(text, at);
	look_at_stretch(d, text, from, end);
	return end;
}

static void look_into(struct decoder *d, struct str text)
{
	size_t runs = 0, escapes = 0; /* looked into up to here */

	for (size_t at = 0; (at = pk_next_encoded(text, at)) < text.n;) {
		if (text.p[at] != '%' && text.p[at] != '\\') {
			at = runs = look_round_run(d, text, runs, at);
			continue;
		}
		if (at >= escapes)
			escapes = look_round_escape(d, text, escapes, at);
		at++;
	}
}

bool pk_secrets_encoded(const struct pk_secret_plan *plan, struct pk_unit *u, struct pk_secrets *out)
{
	struct decoder d = { .plan = plan, .u = u, .out = out, .plain = out->n, .left = PK_MAX_DECODED_BYTES };

	look_into(&d, u->text);
	if (out->n > d.plain)
		pk_secrets_sort(out);
	return !d.cut;
}
