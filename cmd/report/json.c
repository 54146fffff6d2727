/* json: Semgrep's result schema, so that tools which read Semgrep read picket; extra.notebook and dataflow are ours. */
#include "json_value.h"

struct json_state {
	bool any; /* a result was written */
};

static void begin(struct pk_report *r)
{
	r->state = arena_new(r->arena, struct json_state);
	buf_printf(r->out, "{\"version\":\"%s\",\"results\":[", r->version);
}

static cJSON *metavars(const struct pk_finding *f)
{
	cJSON *o = cJSON_CreateObject();

	for (uint32_t i = 0; i < f->n_bindings; i++) {
		const struct pk_binding *b = &f->bindings[i];
		cJSON *v = cJSON_CreateObject();

		json_add(v, "start", json_place(&b->start));
		json_add(v, "end", json_place(&b->end));
		json_add_str(v, "abstract_content", b->text);
		json_add(o, b->name.p, v);
	}
	return o;
}

static cJSON *regions(const struct pk_region *v, uint32_t n)
{
	cJSON *list = cJSON_CreateArray();

	for (uint32_t i = 0; i < n; i++) {
		cJSON *o = cJSON_CreateObject();

		json_add_str(o, "path", v[i].path);
		json_add(o, "start", json_place(&v[i].start));
		json_add(o, "end", json_place(&v[i].end));
		json_add_str(o, "content", v[i].lines);
		json_add_str(o, "message", v[i].message);
		(void)cJSON_AddItemToArray(list, o);
	}
	return list;
}

static cJSON *extra(const struct pk_finding *f)
{
	cJSON *o = cJSON_CreateObject();
	bool adjusted = f->severity != f->rule->severity;

	json_add_str(o, "message", f->message);
	json_add_str(o, "severity", adjusted ? str_from(pk_severity_name(f->severity)) : f->rule->severity_text);
	json_add(o, "metadata", json_yaml(f->rule->metadata));
	json_add_str(o, "lines", f->at.lines);
	json_add_str(o, "fingerprint", str_from(f->fingerprint));
	json_add(o, "metavars", metavars(f));
	json_add(o, "is_ignored", cJSON_CreateBool(f->state == PK_SUPPRESSED));
	json_add(o, "engine_kind", json_str(STR("OSS")));
	if (f->state == PK_BASELINED)
		json_add(o, "is_baselined", cJSON_CreateBool(true));
	if (f->fix_text.n)
		json_add_str(o, "fix", f->fix_text);
	if (f->n_flow)
		json_add(o, "dataflow", regions(f->flow, f->n_flow));
	if (f->n_related)
		json_add(o, "related", regions(f->related, f->n_related));
	if (f->at.start.cell)
		json_add(o, "notebook", json_cell(&f->at.start));
	return o;
}

static void result(struct pk_report *r, const struct pk_finding *f)
{
	struct json_state *st = r->state;
	cJSON *o;

	if (!pk_report_shows(r, f))
		return;
	o = cJSON_CreateObject();
	json_add_str(o, "check_id", f->rule->id);
	json_add_str(o, "path", f->at.path);
	json_add(o, "start", json_place(&f->at.start));
	json_add(o, "end", json_place(&f->at.end));
	json_add(o, "extra", extra(f));
	if (st->any)
		buf_addc(r->out, ',');
	st->any = true;
	json_write(r->out, o);
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
	.begin = begin,
	.result = result,
	.end = end,
};
