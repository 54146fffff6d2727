/*
 * ndjson: one JSON object a line, for pipelines: {"schema": 1, "kind": ...} with the kinds finding, file, skipped, note and,
 * last, summary (without it the report was cut off). Nothing depends on time or machine. A reader must take new keys. A secret
 * has a line for each of its places, with the same secret_sha256; the summary counts it once.
 */
#include "explain.h"
#include "json_value.h"

enum { SCHEMA = 1 };

static cJSON *record(const char *kind)
{
	cJSON *o = cJSON_CreateObject();

	json_add_num(o, "schema", SCHEMA);
	json_add_str(o, "kind", str_from(kind));
	return o;
}

static void write_line(struct pk_report *r, cJSON *o)
{
	json_write(r->out, o);
	buf_addc(r->out, '\n');
}

static void begin(struct pk_report *r)
{
	(void)r;
}

static cJSON *list_of(const struct pk_rule *rule, const char *key)
{
	struct str texts[PK_EXPLAIN_MAX];
	uint32_t n = pk_explain_list(rule, key, texts);
	cJSON *list = cJSON_CreateArray();

	for (uint32_t i = 0; i < n; i++)
		(void)cJSON_AddItemToArray(list, json_str(texts[i]));
	return list;
}

static void result(struct pk_report *r, const struct pk_finding *f)
{
	static const char *const states[] = { "open", "suppressed", "baselined" };
	cJSON *o;

	if (!pk_report_shows(r, f))
		return;
	o = record("finding");
	json_add_str(o, "fingerprint", str_from(f->fingerprint));
	json_add_str(o, "rule", f->rule->id);
	json_add_str(o, "threat", f->rule->threat);
	json_add_str(o, "severity", str_from(pk_severity_name(f->severity)));
	json_add_str(o, "confidence", str_from(pk_level_name(f->rule->confidence)));
	json_add(o, "cwe", list_of(f->rule, "cwe"));
	json_add_str(o, "path", f->at.path);
	json_add(o, "start", json_place(&f->at.start));
	json_add(o, "end", json_place(&f->at.end));
	if (f->at.start.inside.n)
		json_add(o, "packed", json_packed(&f->at.start));
	if (f->at.start.cell)
		json_add(o, "notebook", json_cell(&f->at.start));
	json_add_str(o, "message", f->message);
	json_add_str(o, "lines", f->at.lines);
	json_add_str(o, "state", str_from(states[f->state]));
	if (f->verified)
		json_add_str(o, "verified", str_from(pk_verified_name(f->verified)));
	if (f->zone)
		json_add_str(o, "zone", str_from(f->zone));
	if (f->reason.n)
		json_add_str(o, "reason", f->reason);
	if (f->fix_text.n && !f->fix_hidden)
		json_add_str(o, "fix", f->fix_text);
	if (f->n_flow)
		json_add(o, "flow", json_regions(f->flow, f->n_flow));
	if (f->n_related)
		json_add(o, "related", json_regions(f->related, f->n_related));
	if (f->key.n)
		json_add_str(o, "secret_sha256", f->key);
	if (f->copies)
		json_add_num(o, "places", f->copies->n);
	if (f->version)
		json_add(o, "history", json_version(f->version));
	write_line(r, o);
}

static void write_notes(struct pk_report *r, const char *kind, const struct pk_note_item *v, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		cJSON *o = record(kind);

		json_add_str(o, "path", v[i].path);
		if (v[i].line)
			json_add_num(o, "line", v[i].line);
		json_add_str(o, "reason", v[i].kind);
		json_add_str(o, "message", v[i].text);
		write_line(r, o);
	}
}

static cJSON *counts(const struct pk_count *v, uint32_t n)
{
	cJSON *o = cJSON_CreateObject();

	for (uint32_t i = 0; i < n; i++)
		json_add_num(o, v[i].name.p, v[i].n);
	return o;
}

static void end(struct pk_report *r, const struct pk_summary *s)
{
	cJSON *o, *severities = cJSON_CreateObject();

	for (uint32_t i = 0; i < s->n_scanned; i++) {
		o = record("file");
		json_add_str(o, "path", s->scanned[i]);
		write_line(r, o);
	}
	write_notes(r, "skipped", s->skipped, s->n_skipped);
	write_notes(r, "note", s->notes, s->n_notes);
	for (int i = PK_CRITICAL; i >= PK_INFO; i--)
		json_add_num(severities, pk_severity_name((enum pk_severity)i), s->by_severity[i]);
	o = record("summary");
	json_add_str(o, "version", str_from(r->version));
	json_add_num(o, "files", s->n_scanned);
	json_add_num(o, "bytes", (double)s->bytes);
	json_add_num(o, "rules", s->rules_run);
	if (s->commits) {
		json_add_num(o, "commits", s->commits);
		json_add_num(o, "versions", s->blobs);
	}
	json_add_num(o, "findings", s->open);
	json_add_num(o, "secrets", s->secrets);
	json_add_num(o, "places", s->places);
	json_add_num(o, "suppressed", s->suppressed);
	json_add_num(o, "baselined", s->baselined);
	json_add(o, "by_severity", severities);
	json_add(o, "by_threat", counts(s->threats, s->n_threats));
	json_add(o, "by_rule", counts(s->rules, s->n_rules));
	write_line(r, o);
}

const struct pk_reporter pk_reporter_ndjson = {
	.name = "ndjson",
	.about = "one JSON object a line, for pipelines",
	.extensions = ".ndjson .jsonl",
	.secrets = true,
	.begin = begin,
	.result = result,
	.end = end,
};
