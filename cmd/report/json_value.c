#include "json_value.h"

#include <stdlib.h>

#include "source/text/decode.h"
#include "util/err.h"

/* JSON text must be UTF-8: bad bytes become U+FFFD; NUL ends nothing. */
static char *clean(struct str s)
{
	char *out = malloc(s.n * 3 + 1);
	size_t n = 0;

	if (!out)
		die_oom(s.n);
	for (size_t i = 0; i < s.n;) {
		uint32_t c = pk_utf8_next(s, &i);

		n += pk_utf8_put(c ? c : 0xfffd, out + n);
	}
	out[n] = '\0';
	return out;
}

cJSON *json_str(struct str s)
{
	char *text = clean(s);
	cJSON *v = cJSON_CreateString(text);

	free(text);
	if (!v)
		die_oom(s.n);
	return v;
}

void json_add(cJSON *object, const char *key, cJSON *value)
{
	if (!value || !cJSON_AddItemToObject(object, key, value))
		die_oom(sizeof(*value));
}

void json_add_str(cJSON *object, const char *key, struct str s)
{
	json_add(object, key, json_str(s));
}

void json_add_num(cJSON *object, const char *key, double n)
{
	json_add(object, key, cJSON_CreateNumber(n));
}

static cJSON *scalar(const struct yaml *y)
{
	int64_t n;

	if (y->quoted)
		return json_str(yaml_scalar(y));
	if (str_to_int(yaml_scalar(y), &n) && n > -1000000000 && n < 1000000000)
		return cJSON_CreateNumber((double)n);
	if (str_is(yaml_scalar(y), "true") || str_is(yaml_scalar(y), "false"))
		return cJSON_CreateBool(str_is(yaml_scalar(y), "true"));
	return json_str(yaml_scalar(y));
}

cJSON *json_yaml(const struct yaml *y)
{
	cJSON *out;

	if (!y)
		return cJSON_CreateObject();
	if (y->kind == YAML_SCALAR)
		return scalar(y);
	out = y->kind == YAML_LIST ? cJSON_CreateArray() : cJSON_CreateObject();
	yaml_each(item, y) {
		if (y->kind == YAML_LIST)
			(void)cJSON_AddItemToArray(out, json_yaml(item));
		else
			json_add(out, yaml_key(item).p, json_yaml(item));
	}
	return out;
}

cJSON *json_place(const struct pk_place *p)
{
	cJSON *o = cJSON_CreateObject();

	json_add_num(o, "line", p->line);
	json_add_num(o, "col", p->col);
	json_add_num(o, "offset", p->offset);
	return o;
}

cJSON *json_packed(const struct pk_place *p)
{
	cJSON *o = cJSON_CreateObject();

	json_add_str(o, "path", p->inside);
	json_add_num(o, "line", p->cell_line);
	json_add_num(o, "column", p->cell_col);
	return o;
}

cJSON *json_cell(const struct pk_place *p)
{
	cJSON *o = cJSON_CreateObject();

	json_add_num(o, "cell", p->cell);
	json_add_num(o, "code_cell", p->code_cell);
	json_add_str(o, "cell_id", p->cell_id);
	json_add_num(o, "line", p->cell_line);
	json_add_num(o, "column", p->cell_col);
	return o;
}

void json_write(struct buf *out, cJSON *value)
{
	char *text = cJSON_PrintUnformatted(value);

	if (!text)
		die_oom(0);
	buf_adds(out, text);
	cJSON_free(text);
	cJSON_Delete(value);
}
