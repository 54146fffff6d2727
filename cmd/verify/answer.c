#include "answer.h"

#include <cjson/cJSON.h>
#include <stdio.h>

/* The value at "error.code" or "data.0.id"; NULL when there is none. */
static const cJSON *at_path(const cJSON *at, struct str path)
{
	struct str part;

	while (at && str_cut(&path, '.', &part)) {
		char name[64];
		int64_t i;

		(void)snprintf(name, sizeof(name), "%.*s", STR_ARG(part));
		if (!cJSON_IsArray(at))
			at = cJSON_GetObjectItemCaseSensitive(at, name);
		else
			at = str_to_int(part, &i) && i >= 0 && i < INT32_MAX ? cJSON_GetArrayItem(at, (int)i) : NULL;
	}
	return at;
}

static bool is_value(const cJSON *v, struct str wanted)
{
	int64_t n;

	if (str_is(wanted, "*"))
		return !cJSON_IsNull(v) && !cJSON_IsFalse(v) && !(cJSON_IsString(v) && !*v->valuestring);
	if (cJSON_IsBool(v))
		return str_is(wanted, cJSON_IsTrue(v) ? "true" : "false");
	if (cJSON_IsNumber(v))
		return str_to_int(wanted, &n) && v->valuedouble == (double)n;
	return cJSON_IsString(v) && str_is(wanted, v->valuestring);
}

static bool holds(const cJSON *root, const struct yaml *entry)
{
	const cJSON *v = at_path(root, yaml_key(entry));

	if (!v)
		return false;
	if (entry->kind == YAML_SCALAR)
		return is_value(v, yaml_scalar(entry));
	yaml_each(wanted, entry)
		if (is_value(v, yaml_scalar(wanted)))
			return true;
	return false;
}

/* One answer of the rule. */
static bool is_answer(const struct yaml *y, long status, const cJSON *root)
{
	int64_t wanted;

	if (!str_to_int(yaml_text(y, "status"), &wanted) || wanted != status)
		return false;
	yaml_each(entry, yaml_get(y, "body"))
		if (!holds(root, entry))
			return false;
	return true;
}

static bool is_any(const struct yaml *answers, long status, const cJSON *root)
{
	if (answers && answers->kind == YAML_MAP)
		return is_answer(answers, status, root);
	yaml_each(one, answers)
		if (is_answer(one, status, root))
			return true;
	return false;
}

/* All of the text as one JSON object or list. */
static cJSON *parse(struct str body)
{
	struct str text = str_trim(body);
	const char *end = NULL;
	cJSON *root;

	if (!text.n || (text.p[0] != '{' && text.p[0] != '['))
		return NULL;
	root = cJSON_ParseWithLengthOpts(text.p, text.n, &end, false);
	if (root && end == text.p + text.n)
		return root;
	cJSON_Delete(root);
	return NULL;
}

enum pk_verified pk_answer_judge(const struct pk_question *q, long status, struct str body)
{
	cJSON *root = parse(body);
	bool live = root && is_any(q->live, status, root), dead = root && is_any(q->dead, status, root);

	cJSON_Delete(root);
	return live == dead ? PK_UNSURE : live ? PK_LIVE : PK_DEAD;
}
