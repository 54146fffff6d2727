/* JSON configurations that make loaders import or run something: Keras, auto_map, chat templates, skops, Hydra. */
#include "artifacts/pickle/pickle.h"
#include "formats.h"
#include "keras.h"

enum { MAX_DOCUMENT = 256 << 20 };

struct document {
	struct pk_probe *p;
	const struct pk_blob *b;
	bool said; /* something in it is of interest */
};

static bool has(struct str s, const char *needle)
{
	return str_find(s, str_from(needle), 0) != SIZE_MAX;
}

bool pk_json_is_of_interest(const struct pk_blob *b)
{
	static const char *const keys[] = { "class_name", "auto_map", "chat_template", "__class__", "_target_", ":serialized:", "\\u" };
	struct str s = b->bytes;

	while (s.n && memchr(" \t\r\n", s.p[0], 4))
		s = str_slice(s, 1, s.n);
	if (!s.n || s.p[0] != '{' || s.n > MAX_DOCUMENT)
		return false;
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (has(s, keys[i]))
			return true;
	return false;
}

/* {"AutoModel": "modeling_x.Model"}, also in a list; or of another repository: "owner/name--modeling_x.Model". */
static bool is_auto_map(const struct pk_object *o)
{
	bool listed = o->n == 1 && !o->pairs[0].key.n;

	return str_is(o->key, "auto_map") || (listed && str_starts(o->key, STR("Auto")));
}

static void look_at_auto_map(struct document *d, const struct pk_object *o)
{
	for (uint32_t i = 0; i < o->n; i++) {
		const struct pk_pair *pair = &o->pairs[i];
		struct str shown = pk_printable(d->p->arena, pair->value);

		if (pair->is_string && pair->value.n)
			pk_probe_say(d->p, has(pair->value, "--") ? PK_ISSUE_AUTO_MAP_OTHER : PK_ISSUE_AUTO_MAP, d->b, pair->at, "%.*s",
				     STR_ARG(shown));
	}
}

static void look_at_templates(struct document *d, const struct pk_object *o)
{
	struct str text = pk_object_text(o, "chat_template");
	struct str one = str_is(o->key, "chat_template") ? pk_object_text(o, "template") : STR_NONE;

	if (text.p)
		pk_check_template(d->p, d->b, o->pairs[0].at, text);
	if (one.p)
		pk_check_template(d->p, d->b, o->pairs[0].at, one);
}

/* skops: {"__class__": "Ridge", "__module__": "sklearn.linear_model", "__loader__": "ObjectNode"} */
static void look_at_skops(struct document *d, const struct pk_object *o)
{
	struct str class = pk_object_text(o, "__class__"), module = pk_object_text(o, "__module__");

	if (class.p && module.p && pk_object_text(o, "__loader__").p)
		pk_probe_use(d->p, d->b, o->pairs[0].at, module, class);
}

static void look_at_object(void *data, const struct pk_object *o)
{
	struct document *d = data;
	struct str target = pk_object_text(o, "_target_"), serialized = pk_object_text(o, ":serialized:");

	d->said = pk_keras_object(d->p, d->b, o) || d->said;
	if (is_auto_map(o))
		look_at_auto_map(d, o);
	look_at_templates(d, o);
	look_at_skops(d, o);
	if (serialized.p && pk_may_be_pickle((const unsigned char *)serialized.p, serialized.n))
		pk_pickle_value(d->p, d->b, o->pairs[0].at, serialized);
	if (target.p)
		pk_check_target(d->p, d->b, o->pairs[0].at, target);
}

bool pk_look_json(struct pk_probe *p, const struct pk_blob *b)
{
	struct document d = { .p = p, .b = b };
	uint32_t issues = p->issues.n;
	bool deep, whole = pk_json_objects(p, b->bytes, look_at_object, &d, &deep);

	d.said = d.said || deep || p->issues.n > issues;
	if (!whole && d.said)
		pk_probe_say(p, PK_ISSUE_NOT_INSPECTED, b, 0, "it is not JSON all through, or nested too deep");
	return whole || d.said;
}
