#include "notebook.h"

#include "source/text/json.h"

/* A label that asks for a secret. */
static bool asks_for_secret(struct str label)
{
	static const char *const words[] = { "password", "token", "secret", "api key", "api_key", "apikey" };

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		for (size_t at = 0; at + strlen(words[i]) <= label.n; at++)
			if (str_eq_fold(str_slice(label, at, at + strlen(words[i])), str_from(words[i])))
				return true;
	return false;
}

static void look_at_widget(const struct pk_rule *rule, struct pk_unit *u, struct span widget, struct pk_sink *out)
{
	struct span state = pk_json_member(u->text, widget, "state");
	struct str model = pk_json_text(u->text, widget, "model_name"), value = pk_json_text(u->text, state, "value");
	bool password = pk_json_is(model, "PasswordModel");
	struct pk_finding *f;
	uint32_t at;

	if (!password && pk_json_is(model, "TextModel"))
		password = asks_for_secret(pk_json_text(u->text, state, "description")) ||
			   asks_for_secret(pk_json_text(u->text, state, "placeholder"));
	if (!password || value.n == 0)
		return;
	at = (uint32_t)(value.p - u->text.p);
	f = pk_emit(out, rule, u, (struct span){ at, at + (uint32_t)value.n });
	f->key = pk_secret_key(out->arena, value);
	pk_redact(out, f, value);
}

/* metadata.widgets["application/vnd.jupyter.widget-state+json"].state; Colab leaves the last level out. */
static void look_at_metadata(const struct pk_rule *rule, struct pk_unit *u, struct span metadata, struct pk_sink *out)
{
	struct span widgets = pk_json_member(u->text, metadata, "widgets"), all, state;
	struct pk_json j;
	struct str key;

	all = pk_json_member(u->text, widgets, "application/vnd.jupyter.widget-state+json");
	state = pk_json_member(u->text, all, "state");
	if (state.end > state.start)
		all = state;
	if (all.end == all.start || u->text.p[all.start] != '{')
		return;
	j = (struct pk_json){ .text = str_slice(u->text, 0, all.end), .at = all.start };
	(void)pk_json_enter(&j);
	while (pk_json_key(&j, &key)) {
		struct span widget = pk_json_skip(&j);

		if (u->text.p[widget.start] == '{')
			look_at_widget(rule, u, widget, out);
	}
}

void pk_notebook_widgets(const struct pk_rule *rule, struct pk_unit *metadata, struct pk_sink *out)
{
	const struct pk_cell *last = metadata->map->n_cells ? &metadata->map->cells[metadata->map->n_cells - 1] : NULL;
	struct span whole = { last ? last->span.end : 0, (uint32_t)metadata->text.n };

	if (str_find(metadata->text, STR("\"widgets\""), 0) != SIZE_MAX)
		look_at_metadata(rule, metadata, whole, out);
}
