#include "sarif.h"

#include <stdio.h>

enum {
	MAX_STEPS = 1000, /* of a flow, and related places: GitHub shows no more */
	MAX_COPIES = 5,   /* of a secret that a result links to */
};

cJSON *pk_sarif_text(struct str s)
{
	cJSON *o = cJSON_CreateObject();

	json_add_str(o, "text", s);
	return o;
}

/* Bytes that are not unreserved in a path are escaped, the colon too, which could end a scheme. */
cJSON *pk_sarif_artifact(struct arena *a, struct str path)
{
	static const char safe[] = "/-._~!$&'()*+,;=@", hex[] = "0123456789ABCDEF";
	char *uri = arena_alloc(a, path.n * 3 + 1);
	cJSON *o = cJSON_CreateObject();
	size_t n = 0;

	for (size_t i = 0; i < path.n; i++) {
		unsigned char c = (unsigned char)path.p[i];

		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c && strchr(safe, c))) {
			uri[n++] = (char)c;
		} else {
			uri[n++] = '%';
			uri[n++] = hex[c >> 4];
			uri[n++] = hex[c & 15];
		}
	}
	json_add_str(o, "uri", (struct str){ uri, n });
	json_add_str(o, "uriBaseId", STR("%SRCROOT%"));
	return o;
}

const char *pk_sarif_level(enum pk_severity s)
{
	static const char *const levels[] = { "note", "note", "warning", "error", "error" };

	return levels[s];
}

static cJSON *region(const struct pk_place *a, const struct pk_place *b)
{
	cJSON *o = cJSON_CreateObject();

	json_add_num(o, "startLine", a->line);
	json_add_num(o, "startColumn", a->col);
	json_add_num(o, "endLine", b->line);
	json_add_num(o, "endColumn", b->col);
	return o;
}

static uint32_t count_lines(struct str text)
{
	uint32_t n = 1;

	for (size_t i = 0; i < text.n; i++)
		n += text.p[i] == '\n';
	return n;
}

/* Whether the shown lines are those of the file (of a cell or a packed text they are not), all of the region, and something beside it. */
static bool has_context(const struct pk_region *at)
{
	return !at->start.cell_line && at->start.col > 1 && count_lines(at->lines) == at->end.line - at->start.line + 1;
}

static cJSON *context(const struct pk_region *at)
{
	cJSON *o = cJSON_CreateObject();

	json_add_num(o, "startLine", at->start.line);
	json_add_num(o, "endLine", at->end.line);
	json_add(o, "snippet", pk_sarif_text(at->lines));
	return o;
}

static void add_logical(cJSON *list, struct str name, const char *kind)
{
	cJSON *o = cJSON_CreateObject();

	json_add_str(o, "name", name);
	json_add_str(o, "fullyQualifiedName", name);
	json_add_str(o, "kind", str_from(kind));
	(void)cJSON_AddItemToArray(list, o);
}

/* The text that is packed in the file, the cell of the notebook. */
static cJSON *logical(const struct pk_place *p)
{
	cJSON *list = cJSON_CreateArray();
	char name[32];

	if (p->inside.n)
		add_logical(list, p->inside, "resource");
	(void)snprintf(name, sizeof(name), "cell %u", p->cell);
	if (p->cell)
		add_logical(list, str_from(name), "cell");
	return list;
}

/* The path of another place in the repository: what leads to the finding's own file there, leads to the other one too. */
static struct str home_of(struct arena *a, const struct pk_finding *f, struct str path)
{
	size_t same = 0, n = f->at.path.n < f->home.n ? f->at.path.n : f->home.n;
	struct str shown, home;

	while (same < n && f->at.path.p[f->at.path.n - same - 1] == f->home.p[f->home.n - same - 1])
		same++;
	shown = str_slice(f->at.path, 0, f->at.path.n - same);
	home = str_slice(f->home, 0, f->home.n - same);
	if (str_eq(path, f->at.path))
		return f->home;
	return str_starts(path, shown) ? arena_printf(a, "%.*s%.*s", STR_ARG(home), STR_ARG(str_slice(path, shown.n, path.n))) : path;
}

/* id 0 for none. */
static cJSON *location(struct pk_report *r, const struct pk_finding *f, const struct pk_region *at, uint32_t id)
{
	cJSON *o = cJSON_CreateObject(), *physical = cJSON_CreateObject();

	if (id)
		json_add_num(o, "id", id);
	json_add(physical, "artifactLocation", pk_sarif_artifact(r->arena, home_of(r->arena, f, at->path)));
	json_add(physical, "region", region(&at->start, &at->end));
	if (has_context(at))
		json_add(physical, "contextRegion", context(at));
	json_add(o, "physicalLocation", physical);
	if (at->start.cell_line)
		json_add(o, "logicalLocations", logical(&at->start));
	if (at->message.n)
		json_add(o, "message", pk_sarif_text(at->message));
	return o;
}

static uint32_t n_steps(uint32_t n)
{
	return n < MAX_STEPS ? n : MAX_STEPS;
}

/* "](" would start a link; none of ours may be made by the code that was scanned. */
static void add_plain(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		buf_addc(out, text.p[i]);
		if (text.p[i] == ']' && i + 1 < text.n && text.p[i + 1] == '(')
			buf_addc(out, ' ');
	}
}

/* "The same secret stands in 11 other places: [a.py line 3](1) ..." The links are related locations behind the finding's own. */
static void add_copies(struct buf *out, const struct pk_finding *f)
{
	uint32_t id = n_steps(f->n_related), linked = 0, others = f->copies->n - 1;

	buf_printf(out, " The same secret stands in %u other place%s: ", others, others == 1 ? "" : "s");
	for (uint32_t i = 0; i < f->copies->n && linked < MAX_COPIES; i++) {
		const struct pk_finding *copy = f->copies->v[i];

		if (copy == f)
			continue;
		buf_adds(out, linked++ ? ", [" : "[");
		add_plain(out, copy->home);
		buf_addc(out, ' ');
		if (copy->at.start.inside.n)
			pk_report_within(out, &copy->at.start, add_plain);
		else
			buf_printf(out, "line %u", copy->at.start.line);
		buf_printf(out, "](%u)", ++id);
	}
	buf_adds(out, linked < others ? " and more." : ".");
}

static cJSON *message(const struct pk_finding *f)
{
	const struct pk_place *p = &f->at.start;
	struct buf text;
	cJSON *o;

	buf_init(&text, 1 << 20);
	add_plain(&text, str_trim(f->message.n ? f->message : f->rule->id));
	if (p->cell_line) {
		buf_adds(&text, " (");
		pk_report_within(&text, p, add_plain);
		buf_addc(&text, ')');
	}
	for (uint32_t i = 0; i < n_steps(f->n_related); i++) {
		buf_adds(&text, i ? ", [" : " See [");
		if (f->related[i].message.n)
			add_plain(&text, f->related[i].message);
		else
			buf_printf(&text, "line %u", f->related[i].start.line);
		buf_printf(&text, "](%u)", i + 1);
	}
	if (f->n_related)
		buf_addc(&text, '.');
	if (f->copies && f->copies->n > 1)
		add_copies(&text, f);
	if (f->version) {
		buf_adds(&text, " In ");
		pk_report_version(&text, f);
		buf_addc(&text, '.');
	}
	o = pk_sarif_text(buf_str(&text));
	buf_release(&text);
	return o;
}

/* Without GitHub's line hash (one-line notebooks, standard input) the finding's own fingerprint keeps alerts apart. */
static cJSON *fingerprints(const struct pk_finding *f)
{
	cJSON *o = cJSON_CreateObject();
	char hash[48];

	if (f->line_nth)
		(void)snprintf(hash, sizeof(hash), "%llx:%u", (unsigned long long)f->line_hash, f->line_nth);
	else
		(void)snprintf(hash, sizeof(hash), "%.16s:1", f->fingerprint);
	json_add_str(o, "picket/v1", str_from(f->fingerprint));
	json_add_str(o, "primaryLocationLineHash", str_from(hash));
	if (f->key.n)
		json_add_str(o, "secret/v1", f->key);
	return o;
}

static cJSON *code_flows(struct pk_report *r, const struct pk_finding *f)
{
	cJSON *flows = cJSON_CreateArray(), *flow = cJSON_CreateObject(), *threads = cJSON_CreateArray();
	cJSON *thread = cJSON_CreateObject(), *steps = cJSON_CreateArray();

	for (uint32_t i = 0; i < f->n_flow && i < MAX_STEPS; i++) {
		cJSON *step = cJSON_CreateObject();

		json_add(step, "location", location(r, f, &f->flow[i], 0));
		(void)cJSON_AddItemToArray(steps, step);
	}
	json_add(thread, "locations", steps);
	(void)cJSON_AddItemToArray(threads, thread);
	json_add(flow, "threadFlows", threads);
	(void)cJSON_AddItemToArray(flows, flow);
	return flows;
}

static cJSON *related(struct pk_report *r, const struct pk_finding *f)
{
	cJSON *list = cJSON_CreateArray();
	uint32_t linked = 0;

	for (uint32_t i = 0; i < n_steps(f->n_related); i++)
		(void)cJSON_AddItemToArray(list, location(r, f, &f->related[i], i + 1));
	for (uint32_t i = 0; f->copies && i < f->copies->n && linked < MAX_COPIES; i++) {
		const struct pk_finding *copy = f->copies->v[i];

		if (copy != f)
			(void)cJSON_AddItemToArray(list, location(r, copy, &copy->at, n_steps(f->n_related) + ++linked));
	}
	return list;
}

static void add_replacement(cJSON *list, cJSON *deleted, struct str text)
{
	cJSON *o = cJSON_CreateObject();

	json_add(o, "deletedRegion", deleted);
	json_add(o, "insertedContent", pk_sarif_text(text));
	(void)cJSON_AddItemToArray(list, o);
}

static cJSON *edited(const struct pk_finding *f, struct span at)
{
	cJSON *o;

	if (at.start == f->at.start.offset && at.end == f->at.end.offset)
		return region(&f->at.start, &f->at.end);
	o = cJSON_CreateObject();
	json_add_num(o, "byteOffset", at.start);
	json_add_num(o, "byteLength", at.end - at.start);
	return o;
}

static cJSON *fixes(struct pk_report *r, const struct pk_finding *f)
{
	cJSON *list = cJSON_CreateArray(), *fix = cJSON_CreateObject(), *changes = cJSON_CreateArray();
	cJSON *change = cJSON_CreateObject(), *replacements = cJSON_CreateArray();

	for (uint32_t i = 0; i < f->n_edits; i++)
		add_replacement(replacements, edited(f, f->edits[i].raw), f->edits[i].text);
	if (!f->n_edits)
		add_replacement(replacements, region(&f->at.start, &f->at.end), f->fix_text);
	json_add(change, "artifactLocation", pk_sarif_artifact(r->arena, f->home));
	json_add(change, "replacements", replacements);
	(void)cJSON_AddItemToArray(changes, change);
	json_add(fix, "description",
		 pk_sarif_text(f->fix_unsafe ? STR("Write this instead; it may change what the program does.") :
					       STR("Write this instead.")));
	json_add(fix, "artifactChanges", changes);
	(void)cJSON_AddItemToArray(list, fix);
	return list;
}

static void add_state(cJSON *out, const struct pk_finding *f)
{
	cJSON *list, *o;

	if (f->state == PK_BASELINED)
		json_add_str(out, "baselineState", STR("unchanged"));
	if (f->state != PK_SUPPRESSED)
		return;
	list = cJSON_CreateArray();
	o = cJSON_CreateObject();
	json_add_str(o, "kind", STR("inSource"));
	if (f->reason.n)
		json_add_str(o, "justification", f->reason);
	(void)cJSON_AddItemToArray(list, o);
	json_add(out, "suppressions", list);
}

static cJSON *properties(const struct pk_finding *f)
{
	cJSON *o = cJSON_CreateObject(), *notebook;

	json_add_str(o, "severity", str_from(pk_severity_name(f->severity)));
	json_add_str(o, "threat", f->rule->threat);
	if (f->verified)
		json_add_str(o, "verified", str_from(pk_verified_name(f->verified)));
	if (f->at.start.inside.n)
		json_add(o, "packed", json_packed(&f->at.start));
	if (f->at.start.cell) {
		notebook = json_cell(&f->at.start);
		json_add_str(notebook, "lines", f->at.lines);
		json_add(o, "notebook", notebook);
	}
	if (f->version)
		json_add(o, "history", json_version(f->version));
	return o;
}

cJSON *pk_sarif_result(struct pk_report *r, const struct pk_finding *f, uint32_t rule_index)
{
	cJSON *o = cJSON_CreateObject(), *places = cJSON_CreateArray();
	struct pk_region at = f->at;

	at.message = STR("");
	json_add_str(o, "ruleId", f->rule->id);
	json_add_num(o, "ruleIndex", rule_index);
	json_add_str(o, "level", str_from(pk_sarif_level(f->severity)));
	json_add(o, "message", message(f));
	(void)cJSON_AddItemToArray(places, location(r, f, &at, 0));
	json_add(o, "locations", places);
	json_add(o, "partialFingerprints", fingerprints(f));
	if (f->n_flow)
		json_add(o, "codeFlows", code_flows(r, f));
	if (f->n_related || (f->copies && f->copies->n > 1))
		json_add(o, "relatedLocations", related(r, f));
	if (!f->fix_hidden && (f->n_edits || (f->fix_text.n && !f->is_notebook)))
		json_add(o, "fixes", fixes(r, f));
	add_state(o, f);
	json_add(o, "properties", properties(f));
	return o;
}
