/* Semgrep's result schema: one finding. */
#include "json_value.h"

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

cJSON *json_regions(const struct pk_region *v, uint32_t n)
{
	cJSON *list = cJSON_CreateArray();

	for (uint32_t i = 0; i < n; i++) {
		cJSON *o = cJSON_CreateObject();

		json_add_str(o, "path", v[i].path);
		json_add(o, "start", json_place(&v[i].start));
		json_add(o, "end", json_place(&v[i].end));
		if (v[i].start.cell)
			json_add(o, "notebook", json_cell(&v[i].start));
		json_add_str(o, "content", v[i].lines);
		json_add_str(o, "message", v[i].message);
		(void)cJSON_AddItemToArray(list, o);
	}
	return list;
}

cJSON *json_version(const struct pk_version *v)
{
	cJSON *o = cJSON_CreateObject();

	json_add_str(o, "commit", str_from(v->commit));
	json_add_str(o, "date", str_from(v->date));
	json_add_num(o, "versions", v->n);
	json_add(o, "gone", cJSON_CreateBool(!v->is_there));
	return o;
}

/* What says that results are one secret, and which of them stands for all. */
static cJSON *secret(const struct pk_finding *f)
{
	cJSON *o = cJSON_CreateObject();

	json_add_str(o, "sha256", f->key);
	json_add_num(o, "places", f->copies->n);
	json_add(o, "first", cJSON_CreateBool(pk_report_leads(f)));
	return o;
}

static cJSON *location(const struct pk_region *at)
{
	cJSON *o = cJSON_CreateObject();

	json_add_str(o, "path", at->path);
	json_add(o, "start", json_place(&at->start));
	json_add(o, "end", json_place(&at->end));
	return o;
}

/* ["CliLoc", [location, text]] */
static cJSON *trace_end(const struct pk_region *at)
{
	cJSON *list = cJSON_CreateArray(), *pair = cJSON_CreateArray();

	(void)cJSON_AddItemToArray(pair, location(at));
	(void)cJSON_AddItemToArray(pair, json_str(at->lines));
	(void)cJSON_AddItemToArray(list, json_str(STR("CliLoc")));
	(void)cJSON_AddItemToArray(list, pair);
	return list;
}

static cJSON *dataflow_trace(const struct pk_finding *f)
{
	cJSON *o = cJSON_CreateObject(), *between = cJSON_CreateArray();

	json_add(o, "taint_source", trace_end(&f->flow[0]));
	for (uint32_t i = 1; i + 1 < f->n_flow; i++) {
		cJSON *step = cJSON_CreateObject();

		json_add(step, "location", location(&f->flow[i]));
		json_add_str(step, "content", f->flow[i].lines);
		(void)cJSON_AddItemToArray(between, step);
	}
	json_add(o, "intermediate_vars", between);
	json_add(o, "taint_sink", trace_end(&f->flow[f->n_flow - 1]));
	return o;
}

static cJSON *extra(const struct pk_finding *f)
{
	static const char *const semgrep_states[] = { "NO_VALIDATOR", "CONFIRMED_VALID", "CONFIRMED_INVALID", "VALIDATION_ERROR" };
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
	if (f->verified) {
		json_add_str(o, "verified", str_from(pk_verified_name(f->verified)));
		json_add_str(o, "validation_state", str_from(semgrep_states[f->verified]));
	}
	if (f->zone)
		json_add_str(o, "zone", str_from(f->zone));
	if (f->fix_text.n && !f->fix_hidden)
		json_add_str(o, "fix", f->fix_text);
	if (f->n_flow)
		json_add(o, "dataflow_trace", dataflow_trace(f));
	if (f->n_related)
		json_add(o, "related", json_regions(f->related, f->n_related));
	if (f->at.start.inside.n)
		json_add(o, "packed", json_packed(&f->at.start));
	if (f->at.start.cell)
		json_add(o, "notebook", json_cell(&f->at.start));
	if (f->copies)
		json_add(o, "secret", secret(f));
	if (f->version)
		json_add(o, "history", json_version(f->version));
	return o;
}

cJSON *json_finding(const struct pk_finding *f)
{
	cJSON *o = cJSON_CreateObject();

	json_add_str(o, "check_id", f->rule->id);
	json_add_str(o, "path", f->at.path);
	json_add(o, "start", json_place(&f->at.start));
	json_add(o, "end", json_place(&f->at.end));
	json_add(o, "extra", extra(f));
	return o;
}
