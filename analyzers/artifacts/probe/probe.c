#include "probe.h"

#include <stdarg.h>
#include <stdio.h>

#include "source/text/decode.h"
#include "source/unit/unit.h"
#include "util/limits.h"
#include "util/vec.h"

enum {
	NS_PER_BYTE = 10,
	MAX_TEXT = 120, /* shown bytes of a name or string */
	MAX_SHOWN = 8,  /* names in a list */
};

void pk_probe_init(struct pk_probe *p, struct arena *arena, const struct pk_verdicts *verdicts, uint64_t file_bytes)
{
	*p = (struct pk_probe){ .arena = arena, .verdicts = verdicts, .file_bytes = file_bytes };
	p->unpack_left = PK_MAX_UNPACKED_BYTES + PK_MAX_UNPACKED_TIMES * file_bytes;
	map_init(&p->names, arena);
}

struct str pk_printable(struct arena *a, struct str text)
{
	struct buf b;
	struct str out;

	buf_init(&b, (size_t)MAX_TEXT * 4 + 8);
	for (size_t i = 0; i < text.n && i < MAX_TEXT; i++) {
		unsigned char c = (unsigned char)text.p[i];

		if (c >= 0x20 && c < 0x7f)
			buf_addc(&b, (char)c);
		else
			buf_printf(&b, "\\x%02x", c);
	}
	if (text.n > MAX_TEXT)
		buf_adds(&b, "...");
	out = arena_str(a, buf_str(&b));
	buf_release(&b);
	return out;
}

static bool is_said(const struct pk_probe *p, const struct pk_issue *issue)
{
	const struct pk_issue *i;

	vec_each(i, &p->issues)
		if (i->kind == issue->kind && str_eq(i->what, issue->what) && str_eq(i->where, issue->where))
			return true;
	return false;
}

void pk_probe_say(struct pk_probe *p, enum pk_issue_kind kind, const struct pk_blob *b, uint64_t at, const char *fmt, ...)
{
	struct pk_issue issue = { .kind = kind, .where = b->where, .at = b->unpacked ? b->at : b->at + at };
	char text[512];
	va_list ap;

	if (p->said[kind] >= PK_MAX_ARTIFACT_ISSUES)
		return;
	va_start(ap, fmt);
	(void)vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	issue.what = str_from(text);
	if (is_said(p, &issue))
		return;
	issue.what = arena_str(p->arena, issue.what);
	vec_push(p->arena, &p->issues, issue);
	p->said[kind]++;
}

void pk_probe_forget(struct pk_probe *p, uint32_t n)
{
	while (p->issues.n > n)
		p->said[p->issues.v[--p->issues.n].kind]--;
}

static bool is_identifier(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80 ||
		      (i && ((c >= '0' && c <= '9') || c == '.'))))
			return false;
	}
	return s.n > 0;
}

static enum pk_verdict judge(const struct pk_probe *p, struct str module, struct str name, struct str *ways)
{
	enum pk_verdict verdict = pk_verdict_of(p->verdicts, module, name, ways);

	if (verdict == PK_UNLISTED && p->is_local && is_identifier(module) && p->is_local(p->tree, module))
		return PK_LOCAL;
	return verdict;
}

static bool is_room_for(const struct pk_probe *p, enum pk_verdict verdict)
{
	return p->named.n < PK_MAX_ARTIFACT_NAMES || (verdict == PK_DANGEROUS && p->named.n < 2 * PK_MAX_ARTIFACT_NAMES);
}

/* Names for which there is no room share one. */
static uint32_t add_name(struct pk_probe *p, struct str key, struct str module, struct str name)
{
	struct pk_named named = { .role = 0 };
	uint64_t *slot;
	bool fresh = true;

	named.verdict = judge(p, module, name, &named.ways);
	if (!is_room_for(p, named.verdict)) {
		key = STR("");
		module = name = STR("?");
		named.verdict = PK_UNLISTED;
	}
	slot = map_put(&p->names, key, &fresh);
	if (!fresh)
		return (uint32_t)*slot;
	*slot = p->named.n;
	named.module = arena_str(p->arena, module);
	named.name = arena_str(p->arena, name);
	vec_push(p->arena, &p->named, named);
	return (uint32_t)*slot;
}

uint32_t pk_probe_name(struct pk_probe *p, struct str module, struct str name)
{
	char small[256];
	struct str key = { small, module.n + 1 + name.n };
	const uint64_t *hit;

	if (key.n <= sizeof(small)) {
		memcpy(small, module.p, module.n);
		small[module.n] = ' ';
		memcpy(small + module.n + 1, name.p, name.n);
	} else {
		key = arena_printf(p->arena, "%.*s %.*s", STR_ARG(module), STR_ARG(name));
	}
	hit = map_get(&p->names, key);
	return hit ? (uint32_t)*hit : add_name(p, key, module, name);
}

static const enum pk_issue_kind kind_of[] = {
	[PK_LIBRARY] = PK_ISSUE_LIBRARY_CLASS,
	[PK_UNLISTED] = PK_ISSUE_UNLISTED_GLOBAL,
	[PK_LOCAL] = PK_ISSUE_LOCAL_GLOBAL,
	[PK_DANGEROUS] = PK_ISSUE_DANGEROUS_GLOBAL,
};

struct str pk_probe_shown_name(struct pk_probe *p, uint32_t id)
{
	struct str module = pk_printable(p->arena, p->named.v[id].module), name = pk_printable(p->arena, p->named.v[id].name);

	return arena_printf(p->arena, "%.*s.%.*s", STR_ARG(module), STR_ARG(name));
}

void pk_probe_use(struct pk_probe *p, const struct pk_blob *b, uint64_t at, struct str module, struct str name)
{
	uint32_t id = pk_probe_name(p, module, name);
	struct pk_named *n = &p->named.v[id];

	if (n->seen)
		return;
	n->seen = n->called = true;
	n->where = b->where;
	n->at = b->unpacked ? b->at : b->at + at;
}

static void say_name(struct pk_probe *p, uint32_t id)
{
	const struct pk_named *n = &p->named.v[id];
	struct pk_blob at = { .where = n->where, .at = n->at };

	pk_probe_say(p, kind_of[n->verdict], &at, 0, "%.*s", STR_ARG(pk_probe_shown_name(p, id)));
}

/* The classes of known libraries, in one issue. */
static void say_library(struct pk_probe *p)
{
	const struct pk_named *n, *first = NULL;
	struct buf b;
	uint32_t count = 0;

	buf_init(&b, 400);
	vec_each(n, &p->named) {
		if (!n->seen || n->verdict != PK_LIBRARY)
			continue;
		if (!first)
			first = n;
		if (count++ < MAX_SHOWN)
			buf_printf(&b, "%s%.*s.%.*s", count > 1 ? ", " : "", STR_ARG(n->module), STR_ARG(n->name));
	}
	if (!first)
		return;
	if (count > MAX_SHOWN)
		buf_printf(&b, " and %u more", count - MAX_SHOWN);
	pk_probe_say(p, PK_ISSUE_LIBRARY_CLASS, &(struct pk_blob){ .where = first->where, .at = first->at }, 0, "%.*s",
		     STR_ARG(buf_str(&b)));
	buf_release(&b);
}

void pk_probe_finish(struct pk_probe *p)
{
	for (uint32_t id = 0; id < p->named.n; id++)
		if (p->named.v[id].seen && p->named.v[id].verdict > PK_LIBRARY)
			say_name(p, id);
	say_library(p);
	if (p->over && (p->format || !p->text))
		pk_probe_say(p, PK_ISSUE_NOT_INSPECTED, &(struct pk_blob){ .where = p->over_in }, 0,
			     "the time for one file was over (--timeout)");
}

bool pk_probe_expired(struct pk_probe *p, const struct pk_blob *b)
{
	if (p->over || !p->deadline)
		return p->over;
	if (pk_thread_time() <= p->deadline)
		return false;
	p->over = true;
	p->over_in = b->where;
	return true;
}

void pk_probe_grant(struct pk_probe *p, uint64_t bytes)
{
	if (p->deadline)
		p->deadline += bytes * NS_PER_BYTE;
}

static struct str inner_name(struct pk_probe *p, const struct pk_blob *b, struct str name)
{
	struct str shown = pk_printable(p->arena, name);

	if (!name.n)
		return b->where;
	return b->where.n ? arena_printf(p->arena, "%.*s/%.*s", STR_ARG(b->where), STR_ARG(shown)) : shown;
}

struct pk_blob pk_blob_part(struct pk_probe *p, const struct pk_blob *b, size_t at, size_t n, struct str name)
{
	return (struct pk_blob){ .bytes = str_slice(b->bytes, at, at + n),
				 .where = inner_name(p, b, name),
				 .at = b->unpacked ? b->at : b->at + at,
				 .unpacked = b->unpacked,
				 .depth = b->depth + 1,
				 .host = b->host,
				 .name = name.n ? name : b->name };
}

struct pk_blob pk_blob_unpacked(struct pk_probe *p, const struct pk_blob *b, size_t at, struct str bytes, struct str name)
{
	return (struct pk_blob){ .bytes = bytes,
				 .where = inner_name(p, b, name),
				 .at = b->unpacked ? b->at : b->at + at,
				 .unpacked = true,
				 .depth = b->depth + 1,
				 .host = b->host,
				 .name = name.n ? name : b->name };
}

bool pk_probe_wants_text(struct pk_probe *p, struct str head, uint64_t size)
{
	if (!p->keep_text || !head.n || !pk_decode_is_text(head))
		return false;
	p->text_cut |= size > p->text_left;
	return size <= p->text_left;
}
