#include "util/yaml.h"

#include <yaml.h>

#include "util/limits.h"
#include "util/map.h"
#include "util/yaml_draft.h"

struct reader {
	yaml_parser_t parser;
	struct arena *arena;
	const char *path;
	struct pk_err *err;
	uint32_t nodes;
};

static int fail(struct reader *r, uint32_t line, const char *what, const char *detail)
{
	return err_set(r->err, PK_ERULE, r->path, line, "%s%s", what, detail);
}

static int next_event(struct reader *r, yaml_event_t *e)
{
	if (yaml_parser_parse(&r->parser, e))
		return PK_OK;
	return fail(r, (uint32_t)r->parser.problem_mark.line + 1, "not valid YAML: ", r->parser.problem ? r->parser.problem : "unreadable");
}

static int read_node(struct reader *r, yaml_event_t *e, int depth, struct yaml_draft **out);

static int read_list(struct reader *r, struct yaml_draft *y, int depth)
{
	struct yaml_draft **tail = &y->child;
	yaml_event_t e;
	int rc;

	for (;;) {
		rc = next_event(r, &e);
		if (rc)
			return rc;
		if (e.type == YAML_SEQUENCE_END_EVENT) {
			yaml_event_delete(&e);
			return PK_OK;
		}
		rc = read_node(r, &e, depth + 1, tail);
		if (rc)
			return rc;
		tail = &(*tail)->next;
		y->n++;
	}
}

static int read_map(struct reader *r, struct yaml_draft *y, int depth)
{
	struct yaml_draft **tail = &y->child;
	struct map seen;
	yaml_event_t e;
	int rc;

	map_init(&seen, r->arena);
	for (;;) {
		struct yaml_draft *key;
		bool fresh;

		rc = next_event(r, &e);
		if (rc)
			return rc;
		if (e.type == YAML_MAPPING_END_EVENT) {
			yaml_event_delete(&e);
			return PK_OK;
		}
		rc = read_node(r, &e, depth + 1, &key);
		if (rc)
			return rc;
		if (key->kind != YAML_SCALAR)
			return fail(r, key->line, "a key must be a plain text", "");
		(void)map_put(&seen, key->text, &fresh);
		if (!fresh)
			return fail(r, key->line, "the same key twice: ", key->text.p);
		rc = next_event(r, &e);
		if (!rc)
			rc = read_node(r, &e, depth + 1, tail);
		if (rc)
			return rc;
		(*tail)->key = key->text;
		(*tail)->line = key->line;
		tail = &(*tail)->next;
		y->n++;
	}
}

/* Takes the event over. */
static int read_node(struct reader *r, yaml_event_t *e, int depth, struct yaml_draft **out)
{
	struct yaml_draft *y = arena_new(r->arena, struct yaml_draft);
	yaml_event_type_t type = e->type;

	*out = y;
	y->line = (uint32_t)e->start_mark.line + 1;
	y->key = STR("");
	if (type == YAML_SCALAR_EVENT) {
		y->quoted = e->data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
		y->text = arena_str(r->arena, (struct str){ (const char *)e->data.scalar.value, e->data.scalar.length });
	}
	yaml_event_delete(e);
	if (++r->nodes > PK_MAX_YAML_NODES)
		return fail(r, y->line, "too many values", "");
	if (depth > PK_MAX_YAML_DEPTH)
		return fail(r, y->line, "nested too deeply", "");
	switch (type) {
	case YAML_SCALAR_EVENT:
		return PK_OK;
	case YAML_SEQUENCE_START_EVENT:
		y->kind = YAML_LIST;
		return read_list(r, y, depth);
	case YAML_MAPPING_START_EVENT:
		y->kind = YAML_MAP;
		return read_map(r, y, depth);
	case YAML_ALIAS_EVENT:
		return fail(r, y->line, "aliases (*name) are not accepted; write the value out", "");
	default:
		return fail(r, y->line, "the document is empty", "");
	}
}

static int read_document(struct reader *r, struct yaml_draft **out)
{
	yaml_event_t e;
	int rc = PK_OK;

	for (int i = 0; i < 2 && !rc; i++) { /* stream start, document start */
		rc = next_event(r, &e);
		if (!rc)
			yaml_event_delete(&e);
	}
	if (!rc)
		rc = next_event(r, &e);
	return rc ? rc : read_node(r, &e, 0, out);
}

const struct yaml *yaml_parse(struct arena *a, struct str text, const char *path, struct pk_err *err)
{
	struct arena draft;
	struct reader r = { .arena = &draft, .path = path, .err = err };
	struct yaml_draft *root = NULL;
	const struct yaml *out = NULL;

	if (text.n > PK_MAX_RULE_FILE_BYTES) {
		err_set(err, PK_ERULE, path, 0, "larger than %d bytes", PK_MAX_RULE_FILE_BYTES);
		return NULL;
	}
	if (!yaml_parser_initialize(&r.parser))
		die_oom(sizeof(r.parser));
	yaml_parser_set_input_string(&r.parser, (const unsigned char *)text.p, text.n);
	arena_init(&draft, 0);
	if (read_document(&r, &root) == PK_OK)
		out = yaml_freeze(a, root);
	arena_release(&draft);
	yaml_parser_delete(&r.parser);
	return out;
}

const struct yaml *yaml_find(const struct yaml *y, struct str key)
{
	if (!y || y->kind != YAML_MAP)
		return NULL;
	yaml_each(e, y)
		if (e->key.n == key.n && *yaml_key(e).p == *key.p && str_eq(yaml_key(e), key))
			return e;
	return NULL;
}

struct str yaml_text(const struct yaml *y, const char *key)
{
	const struct yaml *e = yaml_get(y, key);

	return e && e->kind == YAML_SCALAR ? yaml_scalar(e) : STR_NONE;
}

bool yaml_word(struct str text, bool fallback)
{
	static const char *const yes[] = { "true", "yes", "on" }, *const no[] = { "false", "no", "off" };

	for (size_t i = 0; i < 3; i++) {
		if (str_eq_fold(text, str_from(yes[i])))
			return true;
		if (str_eq_fold(text, str_from(no[i])))
			return false;
	}
	return fallback;
}

bool yaml_bool(const struct yaml *y, bool fallback)
{
	return y && y->kind == YAML_SCALAR && !y->quoted ? yaml_word(yaml_scalar(y), fallback) : fallback;
}
