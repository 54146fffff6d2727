/*
 * Text that makes loaders import or run something: JSON configurations (Keras, auto_map, chat templates, skops), YAML with
 * `_target_`, lines of .pth files.
 */
#include "bytes.h"
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

static bool named(const struct pk_blob *b, const char *ending)
{
	return b->name.n >= strlen(ending) && str_eq_fold(str_slice(b->name, b->name.n - strlen(ending), b->name.n), str_from(ending));
}

/* ---- JSON ---- */

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

/* ---- _target_ ---- */

/* A configuration of the tree may name what it likes, as long as it is no tool; one that comes with a model may not. */
void pk_check_target(struct pk_probe *p, const struct pk_blob *b, uint64_t at, struct str name)
{
	static const char *const roots[] = { "nemo.",        "torch.",      "pytorch_lightning.", "lightning.",
					     "omegaconf.",   "hydra.",      "transformers.",      "torchmetrics.",
					     "torchvision.", "torchaudio.", "diffusers.",         "megatron.",
					     "sklearn." };
	size_t dot = str_rfind(name, '.');
	struct str shown = pk_printable(p->arena, name);
	enum pk_verdict verdict;
	bool known = false;

	if (dot == SIZE_MAX || dot == 0)
		return;
	verdict = pk_verdict_of(p->verdicts, str_slice(name, 0, dot), str_slice(name, dot + 1, name.n));
	for (size_t i = 0; i < sizeof(roots) / sizeof(*roots); i++)
		known = known || str_starts(name, str_from(roots[i]));
	if (verdict == PK_DANGEROUS || (b->depth && verdict == PK_UNLISTED && !known))
		pk_probe_say(p, PK_ISSUE_TARGET, b, at, "%.*s", STR_ARG(shown));
}

bool pk_yaml_is_of_interest(const struct pk_blob *b)
{
	return (named(b, ".yaml") || named(b, ".yml")) && (has(b->bytes, "_target_") || has(b->bytes, "chat_template"));
}

static bool is_name_char(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

bool pk_look_yaml(struct pk_probe *p, const struct pk_blob *b)
{
	struct str s = b->bytes;
	size_t at = 0;

	while ((at = str_find(s, STR("_target_"), at)) != SIZE_MAX) {
		size_t from;

		at += 8;
		while (at < s.n && memchr("\"'\\: \t", s.p[at], 6))
			at++;
		from = at;
		while (at < s.n && is_name_char(s.p[at]))
			at++;
		pk_check_target(p, b, from, str_slice(s, from, at));
	}
	at = str_find(s, STR("chat_template"), 0);
	if (at != SIZE_MAX)
		pk_check_template(p, b, at, str_slice(s, at, s.n));
	return true;
}

/* ---- .pth files of site-packages: lines that begin with import are run when Python starts ---- */

bool pk_site_path_is(const struct pk_blob *b)
{
	return named(b, ".pth") && (str_starts(b->bytes, STR("import")) || has(b->bytes, "\nimport"));
}

bool pk_look_site_path(struct pk_probe *p, const struct pk_blob *b)
{
	struct str rest = b->bytes, line;

	while (str_cut(&rest, '\n', &line)) {
		struct str shown;

		if (!str_starts(line, STR("import ")) && !str_starts(line, STR("import\t")))
			continue;
		shown = pk_printable(p->arena, str_trim(line));
		pk_probe_say(p, PK_ISSUE_SITE_PTH, b, (uint64_t)(line.p - b->bytes.p), "%.*s", STR_ARG(shown));
	}
	return true;
}

/* ---- TorchScript: no Python, but it can read and write files ---- */

bool pk_torchscript_is(const struct pk_blob *b)
{
	return b->host == PK_HOST_TORCH && named(b, ".py") && has(b->name, "/code/");
}

bool pk_look_torchscript(struct pk_probe *p, const struct pk_blob *b)
{
	static const char *const calls[] = { "aten::save", "aten::from_file", "torch.from_file",
					     "torch.save", "ops.aten.save",   "ops.aten.from_file" };

	for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++) {
		size_t at = str_find(b->bytes, str_from(calls[i]), 0);

		if (at != SIZE_MAX)
			pk_probe_say(p, PK_ISSUE_SCRIPT_FILES, b, at, "%s", calls[i]);
	}
	return true;
}
