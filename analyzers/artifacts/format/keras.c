/* Keras: a model's configuration is a tree of objects, each made by importing what it names. */
#include "keras.h"

#include "formats.h"

static bool is_one_of(struct str s, const char *const *list)
{
	for (; *list; list++)
		if (str_is(s, *list))
			return true;
	return false;
}

/* Modules that hold layers and the like; `keras.layers` as well as `keras.src.layers.core.dense`. */
static bool is_keras(struct str module)
{
	static const char *const roots[] = { "keras",      "keras_hub", "keras_cv",         "keras_nlp",
					     "keras_core", "tf_keras",  "tensorflow.keras", "tensorflow.python.keras",
					     NULL };

	for (size_t i = 0; roots[i]; i++) {
		size_t n = strlen(roots[i]);

		if (str_starts(module, str_from(roots[i])) && (module.n == n || module.p[n] == '.'))
			return true;
	}
	return false;
}

/* Inside of Keras, what no model is made of: downloads, files, settings, loaders. */
static bool is_tool(struct str module, struct str class)
{
	static const char *const parts[] = { "utils", "saving", "config", "backend", "export", "legacy", "wrappers", NULL };
	static const char *const harmless[] = { "SeedGenerator", "serialize_keras_object", NULL };
	struct str rest = module, part;

	if (is_one_of(class, harmless))
		return false;
	while (str_cut(&rest, '.', &part))
		if (is_one_of(part, parts))
			return !(class.n && class.p[0] >= 'A' && class.p[0] <= 'Z' && !str_is(part, "utils"));
	return false;
}

static void say(struct pk_probe *p, const struct pk_blob *b, enum pk_issue_kind kind, uint32_t at, struct str module, struct str class)
{
	struct str m = pk_printable(p->arena, module), c = pk_printable(p->arena, class);

	pk_probe_say(p, kind, b, at, "%.*s%s%.*s", STR_ARG(m), m.n ? "." : "", STR_ARG(c));
}

/* {"module": "builtins", "class_name": "function", "config": "exec"}: older versions import what it says. */
static bool names_tool(const struct pk_probe *p, const struct pk_object *o)
{
	struct str name = pk_object_text(o, "config"), registered = pk_object_text(o, "registered_name");

	return (name.p && pk_verdict_of(p->verdicts, STR("builtins"), name, NULL) == PK_DANGEROUS) ||
	       (registered.p && pk_verdict_of(p->verdicts, STR("builtins"), registered, NULL) == PK_DANGEROUS);
}

static void check_module(struct pk_probe *p, const struct pk_blob *b, const struct pk_object *o, struct str class)
{
	const struct pk_pair *module = pk_object_pair(o, "module");
	struct str registered = pk_object_text(o, "registered_name");

	if (!module)
		return;
	if (!module->is_string) {
		if (registered.p && memchr(registered.p, '>', registered.n))
			say(p, b, PK_ISSUE_KERAS_CUSTOM, module->at, STR(""), registered);
		return;
	}
	if (str_is(module->value, "builtins") && names_tool(p, o)) {
		say(p, b, PK_ISSUE_KERAS_MODULE, module->at, module->value, pk_object_text(o, "config"));
		return;
	}
	if (str_is(module->value, "builtins") && (str_is(class, "function") || str_is(class, "slice") || str_is(class, "range")))
		return;
	if (!is_keras(module->value)) {
		bool named = pk_verdict_of(p->verdicts, module->value, class, NULL) <= PK_LIBRARY;

		if (!named)
			say(p, b, PK_ISSUE_KERAS_MODULE, module->at, module->value, class);
	} else if (is_tool(module->value, class)) {
		say(p, b, PK_ISSUE_KERAS_MODULE, module->at, module->value, class);
	}
}

bool pk_keras_object(struct pk_probe *p, const struct pk_blob *b, const struct pk_object *o)
{
	static const char *const foreign[] = { "TFSMLayer", "TorchModuleWrapper", "JaxLayer", "FlaxLayer", NULL };
	struct str class = pk_object_text(o, "class_name"), vocabulary = pk_object_text(o, "vocabulary");
	const struct pk_pair *safe = pk_object_pair(o, "safe_mode");
	uint32_t at = o->n ? o->pairs[0].at : 0;

	if (vocabulary.p && vocabulary.n && str_is(o->key, "config"))
		say(p, b, PK_ISSUE_KERAS_FILE, at, STR(""), vocabulary);
	if (safe && str_is(safe->value, "false") && str_is(o->key, "config"))
		say(p, b, PK_ISSUE_KERAS_LAYER, at, STR(""), STR("safe_mode switched off"));
	if (!class.p || !pk_object_pair(o, "config"))
		return false;
	if (str_is(class, "Lambda") || str_is(class, "__lambda__"))
		say(p, b, PK_ISSUE_KERAS_LAMBDA, at, STR(""), STR("a Lambda layer"));
	else if (is_one_of(class, foreign))
		say(p, b, PK_ISSUE_KERAS_LAYER, at, STR(""), class);
	check_module(p, b, o, class);
	return true;
}
