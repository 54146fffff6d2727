#include "percent.h"

#include <stdlib.h>

#include "source/text/decode.h"
#include "source/text/json.h"
#include "util/limits.h"
#include "util/vec.h"

/* ---- JSON ---- */

static void dump_char(uint32_t c, struct buf *out)
{
	static const char from[] = "\"\\\b\f\n\r\t", to[] = "\"\\bfnrt";
	const char *known = c && c < 128 ? strchr(from, (int)c) : NULL;

	if (known)
		buf_printf(out, "\\%c", to[known - from]);
	else if (c >= 0x10000)
		buf_printf(out, "\\u%04x\\u%04x", 0xd800 + ((c - 0x10000) >> 10), 0xdc00 + ((c - 0x10000) & 0x3ff));
	else if (c < ' ' || c > '~')
		buf_printf(out, "\\u%04x", c);
	else
		buf_addc(out, (char)c);
}

static void dump_string(struct str inside, struct buf *out)
{
	struct buf text;
	unsigned odd = 0;
	size_t at = 0;
	char piece[512];

	buf_init(&text, PK_MAX_OUTPUT_BYTES);
	while (at < inside.n) {
		size_t n = pk_json_unescape(inside, &at, piece, sizeof(piece), &odd);

		buf_add(&text, (struct str){ piece, n });
	}
	buf_addc(out, '"');
	for (size_t i = 0; i < text.n;)
		dump_char(pk_utf8_next(buf_str(&text), &i), out);
	buf_addc(out, '"');
	buf_release(&text);
}

/* Depth is bounded by the parser's own limit. */
static void dump_value(struct pk_json *j, struct buf *out)
{
	enum pk_json_kind kind = pk_json_peek(j);
	bool first = true;
	struct span at;
	struct str key;

	if (kind == PK_JSON_OBJECT) {
		(void)pk_json_enter(j);
		buf_addc(out, '{');
		for (; pk_json_key(j, &key); first = false) {
			if (!first)
				buf_adds(out, ", ");
			dump_string(key, out);
			buf_adds(out, ": ");
			dump_value(j, out);
		}
		buf_addc(out, '}');
	} else if (kind == PK_JSON_ARRAY) {
		(void)pk_json_enter(j);
		buf_addc(out, '[');
		for (; pk_json_item(j); first = false) {
			if (!first)
				buf_adds(out, ", ");
			dump_value(j, out);
		}
		buf_addc(out, ']');
	} else if (kind == PK_JSON_STRING) {
		if (pk_json_string(j, &at))
			dump_string(str_slice(j->text, at.start, at.end), out);
	} else {
		at = pk_json_skip(j);
		buf_add(out, str_slice(j->text, at.start, at.end));
	}
}

void percent_dump(struct str raw, struct span value, struct buf *out)
{
	struct pk_json j = { .text = str_slice(raw, 0, value.end), .at = value.start };

	dump_value(&j, out);
}

/* ---- YAML ---- */

static bool all_of(struct str s, const char *set)
{
	for (size_t i = 0; i < s.n; i++)
		if (!s.p[i] || !strchr(set, s.p[i]))
			return false;
	return true;
}

/* Text that YAML would read as a number, truth value, nothing or a date. */
static bool reads_as_other(struct str s)
{
	static const char *const words[] = { "", "~", "null", "true", "false", "yes", "no", "on", "off", ".inf", ".nan", "=", "<<" };
	size_t dots = 0;

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (str_eq_fold(s, str_from(words[i])))
			return true;
	for (size_t i = 0; i < s.n; i++)
		dots += s.p[i] == '.';
	if (!(s.p[0] >= '0' && s.p[0] <= '9') && !(s.n > 1 && strchr("+-.", s.p[0]) && ((s.p[1] >= '0' && s.p[1] <= '9') || s.p[1] == '.')))
		return false;
	return dots <= 1 && all_of(s, "0123456789_.+-:eExXabcdfABCDF");
}

static bool is_plain(struct str s)
{
	if (reads_as_other(s) || strchr("#,[]{}&*!|>'\"%@` ", s.p[0]) || s.p[s.n - 1] == ' ' || s.p[s.n - 1] == ':')
		return false;
	if (strchr("-?:", s.p[0]) && (s.n == 1 || s.p[1] == ' '))
		return false;
	return str_find(s, STR(": "), 0) == SIZE_MAX && str_find(s, STR(" #"), 0) == SIZE_MAX;
}

static bool is_ascii(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.p[i] < ' ' || s.p[i] > '~')
			return false;
	return true;
}

static void yaml_scalar(struct str s, struct buf *out)
{
	if (!is_ascii(s)) {
		buf_addc(out, '"');
		for (size_t i = 0; i < s.n;) {
			uint32_t c = pk_utf8_next(s, &i);

			if (c < 0x80)
				dump_char(c, out);
			else
				buf_printf(out, c < 0x100 ? "\\x%02X" : c < 0x10000 ? "\\u%04X" : "\\U%08X", c);
		}
		buf_addc(out, '"');
	} else if (is_plain(s)) {
		buf_add(out, s);
	} else {
		buf_addc(out, '\'');
		for (size_t i = 0; i < s.n; i++) {
			if (s.p[i] == '\'')
				buf_addc(out, '\'');
			buf_addc(out, s.p[i]);
		}
		buf_addc(out, '\'');
	}
}

struct member {
	struct str key;
	struct span value;
};

struct members {
	struct member *v;
	uint32_t n, cap;
};

static int by_key(const void *a, const void *b)
{
	return str_cmp(((const struct member *)a)->key, ((const struct member *)b)->key);
}

/* The members of an object, sorted. */
static void members_of(struct arena *a, struct str raw, struct span object, struct members *out)
{
	struct pk_json j = { .text = str_slice(raw, 0, object.end), .at = object.start };
	struct str key;

	if (object.end == object.start || raw.p[object.start] != '{')
		return;
	(void)pk_json_enter(&j);
	while (pk_json_key(&j, &key))
		vec_push(a, out, (struct member){ key, pk_json_skip(&j) });
	if (out->n)
		qsort(out->v, out->n, sizeof(*out->v), by_key);
}

static void yaml_members(struct arena *a, struct str raw, const struct members *m, uint32_t indent, struct buf *out);

/* What stands behind a key's colon, or behind a list's dash. */
static void yaml_value(struct arena *a, struct str raw, struct span value, uint32_t indent, struct buf *out)
{
	struct members inner = { 0 };

	if (value.end == value.start)
		return;
	if (raw.p[value.start] == '{') {
		members_of(a, raw, value, &inner);
		buf_adds(out, inner.n ? "\n" : " {}\n");
		yaml_members(a, raw, &inner, indent + 2, out);
	} else if (raw.p[value.start] == '[') {
		struct pk_json j = { .text = str_slice(raw, 0, value.end), .at = value.start };
		bool any = false;

		(void)pk_json_enter(&j);
		for (; pk_json_item(&j); any = true) {
			if (!any)
				buf_addc(out, '\n');
			buf_adds(out, "# ");
			buf_pad(out, ' ', indent);
			buf_addc(out, '-');
			yaml_value(a, raw, pk_json_skip(&j), indent + 2, out);
		}
		if (!any)
			buf_adds(out, " []\n");
	} else {
		buf_addc(out, ' ');
		if (raw.p[value.start] == '"')
			yaml_scalar(pk_nb_text(a, raw, value), out);
		else
			buf_add(out, str_slice(raw, value.start, value.end));
		buf_addc(out, '\n');
	}
}

static void yaml_members(struct arena *a, struct str raw, const struct members *m, uint32_t indent, struct buf *out)
{
	const struct member *one;

	vec_each(one, m) {
		buf_adds(out, "# ");
		buf_pad(out, ' ', indent);
		yaml_scalar(one->key, out);
		buf_addc(out, ':');
		yaml_value(a, raw, one->value, indent, out);
	}
}

/* ---- the header ---- */

/* The notebook's own jupytext settings with the description of the format among them. */
static void jupytext(struct arena *a, const struct pk_nb *nb, struct buf *out)
{
	struct members all = { 0 }, before = { 0 }, after = { 0 };
	const struct member *m;

	members_of(a, nb->raw, pk_json_member(nb->raw, nb->metadata, "jupytext"), &all);
	vec_each(m, &all) {
		if (str_is(m->key, "text_representation") || str_is(m->key, "encoding") || str_is(m->key, "executable"))
			continue;
		if (str_cmp(m->key, STR("text_representation")) < 0)
			vec_push(a, &before, *m);
		else
			vec_push(a, &after, *m);
	}
	buf_adds(out, "#   jupytext:\n");
	yaml_members(a, nb->raw, &before, 4, out);
	buf_adds(out, "#     text_representation:\n#       extension: .py\n#       format_name: percent\n#       format_version: '1.3'\n");
	yaml_members(a, nb->raw, &after, 4, out);
}

void percent_header(struct arena *a, const struct pk_nb *nb, const struct percent_lines *front, struct buf *out)
{
	static const char *const kept[] = { "kernel_info", "kernelspec", "orphan", "tocdepth" };
	struct span settings = pk_json_member(nb->raw, nb->metadata, "jupytext"), encoding = pk_json_member(nb->raw, settings, "encoding");
	const struct str *line;

	if (encoding.end > encoding.start) {
		buf_add(out, pk_nb_text(a, nb->raw, encoding));
		buf_addc(out, '\n');
	}
	buf_adds(out, "# ---\n");
	vec_each(line, front) {
		buf_adds(out, line->n ? "# " : "#");
		buf_add(out, *line);
		buf_addc(out, '\n');
	}
	buf_adds(out, "# jupyter:\n");
	jupytext(a, nb, out);
	for (size_t i = 0; i < sizeof(kept) / sizeof(*kept); i++) {
		struct span value = pk_json_member(nb->raw, nb->metadata, kept[i]);

		if (value.end == value.start)
			continue;
		buf_printf(out, "#   %s:", kept[i]);
		yaml_value(a, nb->raw, value, 2, out);
	}
	buf_adds(out, "# ---\n");
}
