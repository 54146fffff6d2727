#include "source/notebook/outputs.h"

static void end_line(struct pk_builder *into, uint32_t raw)
{
	if (into->n && into->text[into->n - 1] != '\n')
		pk_builder_fill(into, '\n', raw);
}

/* The value that comes, as text: strings and lists of them unescaped, anything else as JSON. */
static void take_text(const struct pk_nb *nb, struct pk_builder *into, struct pk_json *j)
{
	enum pk_json_kind kind = pk_json_peek(j);
	struct span value = pk_json_skip(j), inside;
	struct pk_nb_lines it = pk_nb_lines_of(nb, value);

	if (kind == PK_JSON_STRING || kind == PK_JSON_ARRAY) {
		while (pk_nb_line(&it, &inside)) {
			pk_builder_json(into, inside);
			if (it.joins)
				end_line(into, inside.end);
		}
	} else {
		pk_builder_plain(into, value);
	}
	end_line(into, value.end);
}

static void take_json(const struct pk_nb *nb, struct pk_builder *into, struct pk_json *j)
{
	struct span value;

	if (pk_json_peek(j) == PK_JSON_STRING) {
		take_text(nb, into, j);
		return;
	}
	value = pk_json_skip(j);
	pk_builder_plain(into, value);
	end_line(into, value.end);
}

static void take_bundle(const struct pk_nb *nb, struct pk_builder *into, struct pk_json *j)
{
	struct str mime;

	if (pk_json_peek(j) != PK_JSON_OBJECT) {
		(void)pk_json_skip(j);
		return;
	}
	(void)pk_json_enter(j);
	while (pk_json_key(j, &mime)) {
		if (str_starts(mime, STR("text/")) || pk_json_is(mime, "application/javascript") || pk_json_is(mime, "application/xml"))
			take_text(nb, into, j);
		else if (pk_json_is(mime, "application/json") || str_ends(mime, STR("+json")))
			take_json(nb, into, j);
		else
			(void)pk_json_skip(j);
	}
}

/* Format 3 has the parts of the bundle beside the output's own keys. */
static bool is_text_key(struct str key)
{
	static const char *const keys[] = { "text", "traceback", "html", "latex", "javascript" };

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (pk_json_is(key, keys[i]))
			return true;
	return false;
}

static void take_output(const struct pk_nb *nb, struct pk_builder *into, struct pk_json *j)
{
	struct str key;

	(void)pk_json_enter(j);
	while (pk_json_key(j, &key)) {
		if (is_text_key(key))
			take_text(nb, into, j);
		else if (pk_json_is(key, "data"))
			take_bundle(nb, into, j);
		else if (pk_json_is(key, "json"))
			take_json(nb, into, j);
		else
			(void)pk_json_skip(j);
	}
}

void pk_outputs_stitch(const struct pk_nb *nb, struct pk_builder *into, struct span outputs)
{
	struct pk_json j = { .text = str_slice(into->raw, 0, outputs.end), .at = outputs.start };

	if (pk_json_peek(&j) != PK_JSON_ARRAY)
		return;
	(void)pk_json_enter(&j);
	while (pk_json_item(&j)) {
		if (pk_json_peek(&j) == PK_JSON_OBJECT)
			take_output(nb, into, &j);
		else
			(void)pk_json_skip(&j);
	}
}
