#include "documents.h"

#include "source/text/json.h"
#include "util/limits.h"

enum {
	PADDING = 64,
	MAX_STRING = 1 << 20, /* longer strings are cut */
};

struct walk {
	struct pk_probe *p;
	struct pk_json json;
	void (*show)(void *data, const struct pk_object *o);
	void *data;
};

struct str pk_document_text(struct arena *a, struct str inside)
{
	unsigned odd = 0;
	size_t at = 0, n;
	char *out;

	if (inside.n > MAX_STRING)
		inside.n = MAX_STRING;
	if (!memchr(inside.p, '\\', inside.n))
		return inside;
	out = arena_alloc(a, inside.n + 8);
	n = pk_json_unescape(inside, &at, out, inside.n + 4, &odd);
	return (struct str){ out, n };
}

static void walk_value(struct walk *w, struct str key);

static struct pk_pair read_scalar(struct walk *w, struct str key)
{
	struct pk_pair pair = { .key = key, .at = w->json.at };
	struct span at;

	pair.is_string = pk_json_peek(&w->json) == PK_JSON_STRING;
	if (pair.is_string) {
		if (pk_json_string(&w->json, &at))
			pair.value = pk_document_text(w->p->arena, str_slice(w->json.text, at.start, at.end));
	} else {
		at = pk_json_skip(&w->json);
		pair.value = str_slice(w->json.text, at.start, at.end);
	}
	return pair;
}

static bool is_container(enum pk_json_kind kind)
{
	return kind == PK_JSON_OBJECT || kind == PK_JSON_ARRAY;
}

static void walk_object(struct walk *w, struct str under)
{
	struct pk_object o = { .key = under };
	struct str key;

	if (!pk_json_enter(&w->json))
		return;
	while (pk_json_key(&w->json, &key)) {
		struct pk_pair pair;

		key = pk_document_text(w->p->arena, key);
		if (is_container(pk_json_peek(&w->json))) {
			pair = (struct pk_pair){ .key = key, .value = STR("{"), .at = w->json.at };
			walk_value(w, key);
		} else {
			pair = read_scalar(w, key);
		}
		if (o.n < OBJECT_PAIRS)
			o.pairs[o.n++] = pair;
	}
	w->show(w->data, &o);
}

static void walk_array(struct walk *w, struct str under)
{
	if (!pk_json_enter(&w->json))
		return;
	while (pk_json_item(&w->json)) {
		struct pk_object o = { .key = under, .n = 1 };

		if (is_container(pk_json_peek(&w->json))) {
			walk_value(w, under);
			continue;
		}
		o.pairs[0] = read_scalar(w, STR(""));
		if (o.pairs[0].is_string)
			w->show(w->data, &o);
	}
}

static void walk_value(struct walk *w, struct str key)
{
	if (pk_json_peek(&w->json) == PK_JSON_OBJECT)
		walk_object(w, key);
	else
		walk_array(w, key);
}

bool pk_json_objects(struct pk_probe *p, struct str text, void (*show)(void *data, const struct pk_object *o), void *data, bool *deep)
{
	struct walk w = { .p = p, .show = show, .data = data };
	char *copy;

	*deep = false;
	if (text.n > UINT32_MAX - PADDING)
		return false;
	copy = arena_alloc(p->arena, text.n + PADDING);
	memcpy(copy, text.p, text.n);
	memset(copy + text.n, 0, PADDING);
	pk_json_init(&w.json, (struct str){ copy, text.n });
	if (!is_container(pk_json_peek(&w.json)))
		return false;
	walk_value(&w, STR(""));
	*deep = w.json.depth > PK_MAX_JSON_DEPTH;
	return !w.json.fault && pk_json_end(&w.json);
}

const struct pk_pair *pk_object_pair(const struct pk_object *o, const char *key)
{
	for (uint32_t i = o->n; i; i--)
		if (str_is(o->pairs[i - 1].key, key))
			return &o->pairs[i - 1];
	return NULL;
}

struct str pk_object_text(const struct pk_object *o, const char *key)
{
	const struct pk_pair *pair = pk_object_pair(o, key);

	return pair && pair->is_string ? pair->value : STR_NONE;
}
