/* JSON, by the pull parser. */
#include "source/config/fields.h"
#include "source/text/json.h"

struct frame {
	uint32_t path; /* its length outside */
	uint32_t group;
	bool object;
};

static void give(struct pk_json *j, const struct pk_field_path *path, struct span key, uint32_t group, struct pk_fields out)
{
	struct pk_field field = { .path = { path->text, path->n }, .key = key, .kind = PK_FIELD_OTHER, .group = group };

	if (pk_json_peek(j) == PK_JSON_STRING && pk_json_string(j, &field.value)) {
		field.kind = PK_FIELD_TEXT;
		field.escaped = field.value.end > field.value.start &&
				memchr(j->text.p + field.value.start, '\\', field.value.end - field.value.start) != NULL;
	} else {
		field.value = pk_json_skip(j);
	}
	if (!j->fault)
		out.take(out.to, &field);
}

static void give_table(const struct pk_field_path *path, struct span key, uint32_t group, struct pk_fields out)
{
	struct pk_field field = { .path = { path->text, path->n }, .key = key, .kind = PK_FIELD_TABLE, .group = group };

	out.take(out.to, &field);
}

void pk_fields_json(struct str text, struct pk_fields out)
{
	struct frame frames[PK_FIELD_DEPTH];
	struct pk_field_path path = { .n = 0 };
	uint32_t n = 0, groups = 0;
	struct pk_json j;

	pk_json_init(&j, text);
	if (pk_json_peek(&j) != PK_JSON_OBJECT || !pk_json_enter(&j))
		return;
	frames[n++] = (struct frame){ .object = true };
	while (n && !j.fault) {
		struct frame *top = &frames[n - 1];
		struct span span = { 0, 0 };
		struct str key = { NULL, 0 };
		enum pk_json_kind kind;

		if (top->object ? !pk_json_key(&j, &key) : !pk_json_item(&j)) {
			path.n = frames[--n].path;
			continue;
		}
		if (key.p)
			span = (struct span){ (uint32_t)(key.p - text.p), (uint32_t)(key.p - text.p + (ptrdiff_t)key.n) };
		kind = pk_json_peek(&j);
		if ((kind == PK_JSON_OBJECT || kind == PK_JSON_ARRAY) && n < PK_FIELD_DEPTH) {
			frames[n] = (struct frame){ path.n, ++groups, kind == PK_JSON_OBJECT };
			n++;
			(void)pk_json_enter(&j);
			if (top->object) {
				pk_field_push(&path, key);
				give_table(&path, span, frames[n - 1].group, out);
			}
		} else {
			uint32_t outside = path.n;

			if (top->object)
				pk_field_push(&path, key);
			give(&j, &path, span, top->group, out);
			path.n = outside;
		}
	}
}
