/*
 * json: Semgrep's result schema, so that tools which read Semgrep read picket; extra.notebook and related are ours. A secret has a
 * result for each of its places, since readers suppress and mend by place; extra.secret says which belong together: count one for
 * each sha256 and rule, or take those that are "first".
 */
#include "json_value.h"

struct json_state {
	bool any; /* a result was written */
};

static void begin(struct pk_report *r)
{
	r->state = arena_new(r->arena, struct json_state);
	buf_printf(r->out, "{\"version\":\"%s\",\"results\":[", r->version);
}

static void result(struct pk_report *r, const struct pk_finding *f)
{
	struct json_state *st = r->state;

	if (!pk_report_shows(r, f))
		return;
	if (st->any)
		buf_addc(r->out, ',');
	st->any = true;
	json_write(r->out, json_finding(f));
}

static void note_list(struct pk_report *r, const struct pk_note_item *v, uint32_t n, bool error)
{
	for (uint32_t i = 0; i < n; i++) {
		cJSON *o = cJSON_CreateObject();

		json_add_str(o, "path", v[i].path);
		if (error) {
			json_add_num(o, "code", 3);
			json_add_str(o, "level", STR("warn"));
			json_add_str(o, "type", v[i].kind);
			json_add_str(o, "message", v[i].text);
		} else {
			json_add_str(o, "reason", v[i].kind);
			json_add_str(o, "details", v[i].text);
		}
		if (v[i].line)
			json_add_num(o, "line", v[i].line);
		if (i)
			buf_addc(r->out, ',');
		json_write(r->out, o);
	}
}

static void end(struct pk_report *r, const struct pk_summary *s)
{
	buf_adds(r->out, "],\"errors\":[");
	note_list(r, s->notes, s->n_notes, true);
	buf_adds(r->out, "],\"paths\":{\"scanned\":[");
	for (uint32_t i = 0; i < s->n_scanned; i++) {
		if (i)
			buf_addc(r->out, ',');
		json_write(r->out, json_str(s->scanned[i]));
	}
	buf_adds(r->out, "],\"skipped\":[");
	note_list(r, s->skipped, s->n_skipped, false);
	buf_adds(r->out, "]}}\n");
}

const struct pk_reporter pk_reporter_json = {
	.name = "json",
	.about = "Semgrep's result schema",
	.extensions = ".json",
	.secrets = true,
	.begin = begin,
	.result = result,
	.end = end,
};
