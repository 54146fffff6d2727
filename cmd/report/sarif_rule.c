#include <stdio.h>

#include "explain.h"
#include "sarif.h"

enum {
	MAX_DESCRIPTION = 1000, /* bytes; GitHub takes 1024 characters */
	MAX_NAME = 255,
	MAX_TAGS = 10,
};

/* "TorchLoad" of "torch-load": SARIF wants a name that differs from the id in more than case. */
static void add_name(cJSON *out, struct str id)
{
	char name[MAX_NAME + 1];
	size_t n = 0;
	bool up = true, differs = false;

	for (size_t i = 0; i < id.n && n < MAX_NAME; i++) {
		char c = id.p[i];
		bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');

		if (word)
			name[n++] = up && c >= 'a' && c <= 'z' ? (char)(c - 0x20) : c;
		up = !word;
		differs |= !word;
	}
	if (differs && n)
		json_add_str(out, "name", (struct str){ name, n });
}

static bool is_security(const struct pk_rule *rule)
{
	struct str category = yaml_text(rule->metadata, "category");

	return !category.p || str_is(category, "security");
}

/* Tags are a set. */
static void add_tag(cJSON *tags, struct str tag)
{
	cJSON *value = json_str(tag), *known;

	cJSON_ArrayForEach(known, tags)
		if (cJSON_Compare(known, value, true))
			break;
	if (known || cJSON_GetArraySize(tags) >= MAX_TAGS)
		cJSON_Delete(value);
	else
		(void)cJSON_AddItemToArray(tags, value);
}

static cJSON *tags_of(const struct pk_rule *rule)
{
	cJSON *tags = cJSON_CreateArray();
	struct str list[PK_EXPLAIN_MAX];
	uint32_t n = pk_explain_list(rule, "cwe", list);

	if (is_security(rule))
		add_tag(tags, STR("security"));
	add_tag(tags, rule->threat);
	for (uint32_t i = 0; i < n; i++) {
		struct str number = pk_explain_cwe(list[i]);
		char tag[64];
		int len = snprintf(tag, sizeof(tag), "external/cwe/cwe-%.*s%.*s", number.n < 3 ? (int)(3 - number.n) : 0, "000",
				   STR_ARG(number));

		if (number.n && number.n < 8)
			add_tag(tags, (struct str){ tag, (size_t)len });
	}
	n = pk_explain_list(rule, "technology", list);
	for (uint32_t i = 0; i < n; i++)
		if (!str_is(list[i], "python"))
			add_tag(tags, list[i]);
	return tags;
}

/* Within the band that GitHub gives the severity, higher for what is likely and does much. */
static void add_score(cJSON *properties, const struct pk_rule *rule)
{
	static const unsigned base[] = { 5, 20, 50, 75, 93 }, weight[] = { 2, 3, 3, 2, 1 };
	unsigned tenths = base[rule->severity] + weight[rule->severity] * ((unsigned)rule->likelihood + (unsigned)rule->impact);
	char score[16];

	(void)snprintf(score, sizeof(score), "%u.%u", tenths / 10, tenths % 10);
	json_add_str(properties, "security-severity", str_from(score));
}

static cJSON *properties_of(const struct pk_rule *rule)
{
	static const char *const precision[] = { "low", "medium", "high" };
	static const char *const problem[] = { "recommendation", "recommendation", "warning", "error", "error" };
	cJSON *properties = cJSON_CreateObject();

	json_add(properties, "tags", tags_of(rule));
	json_add_str(properties, "precision", str_from(precision[rule->confidence]));
	json_add_str(properties, "problem.severity", str_from(problem[rule->severity]));
	if (is_security(rule))
		add_score(properties, rule);
	return properties;
}

static cJSON *help_of(const struct pk_rule *rule)
{
	cJSON *help = cJSON_CreateObject();
	struct buf text;

	buf_init(&text, 64 << 10);
	pk_explain_text(&text, rule);
	json_add_str(help, "text", buf_str(&text));
	buf_reset(&text);
	pk_explain_markdown(&text, rule);
	json_add_str(help, "markdown", buf_str(&text));
	buf_release(&text);
	return help;
}

cJSON *pk_sarif_rule(const struct pk_rule *rule)
{
	cJSON *out = cJSON_CreateObject(), *level = cJSON_CreateObject();
	struct str message = str_trim(rule->message), links[PK_EXPLAIN_MAX];

	if (!message.n)
		message = rule->id;
	json_add_str(out, "id", rule->id);
	add_name(out, rule->id);
	json_add(out, "shortDescription", pk_sarif_text(str_head(pk_explain_sentence(message), MAX_DESCRIPTION)));
	json_add(out, "fullDescription", pk_sarif_text(str_head(message, MAX_DESCRIPTION)));
	json_add(out, "help", help_of(rule));
	if (pk_explain_list(rule, "references", links) && str_starts(links[0], STR("https://")))
		json_add_str(out, "helpUri", links[0]);
	json_add_str(level, "level", str_from(pk_sarif_level(rule->severity)));
	json_add(out, "defaultConfiguration", level);
	json_add(out, "properties", properties_of(rule));
	return out;
}
