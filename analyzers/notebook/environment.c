#include "notebook.h"

#include "source/lex/lexical.h"
#include "util/map.h"

enum {
	MIN_VALUE = 8, /* shorter values are placeholders */
	MAX_VALUE = 512,
	NEAR = 24, /* how close before a variable's name the code names the environment */
};

static bool is_upper(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/* The variable's name that ends before `end`. */
static struct str name_before(struct str text, size_t end)
{
	size_t start = end;

	while (start > 0 && is_upper(text.p[start - 1]))
		start--;
	return start > 0 && pk_is_word_byte(text.p[start - 1]) ? STR("") : str_slice(text, start, end);
}

static bool is_secret_name(struct str name)
{
	static const struct str ends[] = { { "TOKEN", 5 },        { "SECRET", 6 },  { "PASSWORD", 8 },    { "PASSWD", 6 },
					   { "API_KEY", 7 },      { "APIKEY", 6 },  { "ACCESS_KEY", 10 }, { "SECRET_KEY", 10 },
					   { "PRIVATE_KEY", 11 }, { "AUTH_KEY", 8 } };

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++)
		if (str_ends(name, ends[i]))
			return true;
	return false;
}

/* From behind the name: NAME=value, 'NAME': 'value'. Empty when no value that could be a secret follows. */
static struct span value_behind(struct str text, size_t at)
{
	struct span none = { 0, 0 };
	size_t start;
	char quote = 0;

	while (at < text.n && (text.p[at] == '"' || text.p[at] == '\'' || text.p[at] == ' '))
		at++;
	if (at == text.n || (text.p[at] != '=' && text.p[at] != ':'))
		return none;
	for (at++; at < text.n && text.p[at] == ' ';)
		at++;
	if (at < text.n && (text.p[at] == '"' || text.p[at] == '\''))
		quote = text.p[at++];
	if (at < text.n && (pk_is_word_byte(text.p[at]) || strchr("+/-", text.p[at])))
		start = at;
	else
		return none;
	while (at < text.n && at - start < MAX_VALUE && text.p[at] > ' ' && text.p[at] != quote && !strchr("\"',;()[]{}<>*$", text.p[at]))
		at++;
	return at - start >= MIN_VALUE ? (struct span){ (uint32_t)start, (uint32_t)at } : none;
}

/* The code reads this variable from the environment. */
static bool is_read_in(struct str raw, struct str name)
{
	for (size_t at = 0; (at = str_find(raw, name, at)) != SIZE_MAX; at += name.n) {
		struct str before = str_slice(raw, at > NEAR ? at - NEAR : 0, at);

		if (at + name.n < raw.n && is_upper(raw.p[at + name.n]))
			continue;
		if (str_find(before, STR("environ"), 0) != SIZE_MAX || str_find(before, STR("getenv"), 0) != SIZE_MAX ||
		    str_find(before, STR("%env"), 0) != SIZE_MAX)
			return true;
	}
	return false;
}

/* The output is the environment as a whole. */
static bool is_dump(struct str outputs)
{
	if (str_find(outputs, STR("environ({"), 0) != SIZE_MAX)
		return true;
	return str_find(outputs, STR("\nPATH="), 0) != SIZE_MAX && str_find(outputs, STR("\nHOME="), 0) != SIZE_MAX;
}

static void look_at_cell(const struct pk_rule *rule, struct pk_unit *u, struct span cell, struct map *seen, struct pk_sink *out)
{
	struct str text = str_slice(u->text, 0, cell.end), word;
	bool dump = is_dump(str_slice(u->text, cell.start, cell.end));
	size_t at = cell.start;

	while (pk_next_word(text, &at, &word)) {
		struct str name = is_upper(word.p[0]) && is_secret_name(word) ? name_before(text, at) : STR("");
		struct span value = name.n ? value_behind(text, at) : (struct span){ 0, 0 };
		struct pk_finding *f;
		bool fresh = false;

		if (value.end == value.start || !(dump || is_read_in(u->raw, name)))
			continue;
		(void)map_put(seen, str_slice(text, value.start, value.end), &fresh);
		if (!fresh)
			continue;
		f = pk_emit(out, rule, u, value);
		f->key = pk_secret_key(out->arena, str_slice(text, value.start, value.end));
		pk_redact(out, f, str_slice(text, value.start, value.end));
	}
}

void pk_notebook_environment(const struct pk_rule *rule, struct pk_unit *outputs, struct pk_sink *out)
{
	struct map seen;

	map_init(&seen, &outputs->scratch->arena);
	for (uint32_t i = 0; i < outputs->map->n_cells; i++)
		look_at_cell(rule, outputs, outputs->map->cells[i].span, &seen, out);
}
