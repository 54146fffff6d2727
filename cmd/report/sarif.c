/*
 * sarif: SARIF 2.1.0 for code scanning. Results come worst first, so that a run with more than GitHub takes keeps what
 * matters most; what was cut is a notification and the report's remark. The same findings give the same bytes.
 *
 * A secret has a result for each of its places, not one with all of them as locations: GitHub shows only the first location of a
 * result, so the others would be marked in no pull request and could not be dismissed one by one. What makes them one secret is
 * the partial fingerprint secret/v1, which they share, and links from each to the first of the others. No secret is ever shown.
 */
#include "sarif.h"

#include <stdlib.h>
#include <zlib.h>

#include "util/limits.h"
#include "util/vec.h"

struct sarif_state {
	struct findings VEC(const struct pk_finding *) findings;
	uint32_t *rule_index; /* by pk_rule.index: place in the rules array + 1 */
	z_stream gzip;        /* packs the report to know its size; the packed bytes go nowhere */
	size_t packed;
	uint32_t written;
};

static void begin(struct pk_report *r)
{
	struct sarif_state *st = arena_new(r->arena, struct sarif_state);

	st->rule_index = arena_zalloc(r->arena, r->rules->list.n + 1, sizeof(*st->rule_index));
	r->state = st;
}

static void result(struct pk_report *r, const struct pk_finding *f)
{
	struct sarif_state *st = r->state;

	if (pk_report_shows(r, f))
		vec_push(r->arena, &st->findings, f);
}

static int worst_first(const void *a, const void *b)
{
	const struct pk_finding *x = *(const struct pk_finding *const *)a, *y = *(const struct pk_finding *const *)b;

	if (x->severity != y->severity)
		return x->severity < y->severity ? 1 : -1;
	if (x->rule->confidence != y->rule->confidence)
		return x->rule->confidence < y->rule->confidence ? 1 : -1;
	if (pk_finding_cmp(a, b))
		return pk_finding_cmp(a, b);
	return strcmp(x->fingerprint, y->fingerprint);
}

/* What the text adds to the packed report; quick packing is an upper bound of the better one. */
static size_t packed_size(struct sarif_state *st, struct str text)
{
	unsigned char out[16 << 10];
	size_t n = 0;

	st->gzip.next_in = (unsigned char *)(uintptr_t)text.p;
	st->gzip.avail_in = (uInt)text.n;
	do {
		st->gzip.next_out = out;
		st->gzip.avail_out = sizeof(out);
		(void)deflate(&st->gzip, Z_NO_FLUSH);
		n += sizeof(out) - st->gzip.avail_out;
	} while (st->gzip.avail_out == 0);
	return n;
}

static void write_rules(struct pk_report *r, struct sarif_state *st)
{
	uint32_t n = 0;

	for (uint32_t i = 0; i < st->findings.n; i++)
		st->rule_index[st->findings.v[i]->rule->index] = 1;
	for (uint32_t i = 0; i < r->rules->list.n; i++) {
		if (!st->rule_index[i])
			continue;
		st->rule_index[i] = ++n;
		if (n > 1)
			buf_addc(r->out, ',');
		json_write(r->out, pk_sarif_rule(r->rules->list.v[i]));
	}
}

static void write_head(struct pk_report *r, struct sarif_state *st)
{
	cJSON *id;

	buf_adds(r->out, "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{");
	if (r->options.category) {
		id = cJSON_CreateObject();
		json_add_str(id, "id", arena_printf(r->arena, "%s/", r->options.category));
		buf_adds(r->out, "\"automationDetails\":");
		json_write(r->out, id);
		buf_addc(r->out, ',');
	}
	buf_adds(r->out, "\"columnKind\":\"unicodeCodePoints\",\"originalUriBaseIds\":{\"%SRCROOT%\":{\"description\":"
			 "{\"text\":\"The top of the repository that was scanned.\"}}},");
	buf_printf(r->out, "\"tool\":{\"driver\":{\"name\":\"picket\",\"version\":\"%s\",\"semanticVersion\":\"%s\",\"rules\":[",
		   r->version, r->version);
	write_rules(r, st);
	buf_adds(r->out, "]}},\"results\":[");
}

/* As many as GitHub takes, by number and by the size of the packed file, and as other readers take, by the size of the text. */
static void write_results(struct pk_report *r, struct sarif_state *st)
{
	size_t start = r->out->n;

	st->packed = packed_size(st, buf_str(r->out));
	for (uint32_t i = 0; i < st->findings.n && i < PK_MAX_SARIF_RESULTS; i++) {
		const struct pk_finding *f = st->findings.v[i];
		size_t before = r->out->n;

		if (i)
			buf_addc(r->out, ',');
		json_write(r->out, pk_sarif_result(r, f, st->rule_index[f->rule->index] - 1));
		st->packed += packed_size(st, str_slice(buf_str(r->out), before, r->out->n));
		if (st->packed > PK_MAX_SARIF_PACKED || r->out->n - start > PK_MAX_SARIF_TEXT) {
			r->out->n = before;
			break;
		}
		st->written++;
	}
}

static cJSON *notification(struct pk_report *r, const struct pk_note_item *note)
{
	cJSON *o = cJSON_CreateObject(), *id = cJSON_CreateObject(), *list, *place, *physical, *region;

	json_add_str(id, "id", note->kind);
	json_add(o, "descriptor", id);
	json_add_str(o, "level", STR("note"));
	json_add(o, "message", pk_sarif_text(arena_printf(r->arena, "%.*s: %.*s.", STR_ARG(note->path), STR_ARG(note->text))));
	if (!note->path.n || note->path.p[0] == '/' || str_starts(note->path, STR("..")))
		return o;
	list = cJSON_CreateArray(), place = cJSON_CreateObject(), physical = cJSON_CreateObject();
	json_add(physical, "artifactLocation", pk_sarif_artifact(r->arena, note->path));
	if (note->line) {
		region = cJSON_CreateObject();
		json_add_num(region, "startLine", note->line);
		json_add(physical, "region", region);
	}
	json_add(place, "physicalLocation", physical);
	(void)cJSON_AddItemToArray(list, place);
	json_add(o, "locations", list);
	return o;
}

static void write_notes(struct pk_report *r, const struct pk_note_item *v, uint32_t n, const char **separator)
{
	for (uint32_t i = 0; i < n && i < PK_MAX_SARIF_NOTES; i++) {
		buf_adds(r->out, *separator);
		json_write(r->out, notification(r, &v[i]));
		*separator = ",";
	}
}

static void write_remark(struct pk_report *r, const char **separator)
{
	cJSON *o = cJSON_CreateObject(), *id = cJSON_CreateObject();

	json_add_str(id, "id", STR("cut"));
	json_add(o, "descriptor", id);
	json_add_str(o, "level", STR("warning"));
	json_add(o, "message", pk_sarif_text(r->remark));
	buf_adds(r->out, *separator);
	json_write(r->out, o);
	*separator = ",";
}

static void end(struct pk_report *r, const struct pk_summary *s)
{
	struct sarif_state *st = r->state;
	const char *separator = "";

	if (deflateInit(&st->gzip, Z_BEST_SPEED) != Z_OK)
		die_oom(0);
	if (st->findings.n)
		qsort(st->findings.v, st->findings.n, sizeof(const struct pk_finding *), worst_first);
	write_head(r, st);
	write_results(r, st);
	(void)deflateEnd(&st->gzip);
	if (st->written < st->findings.n)
		r->remark = arena_printf(
			r->arena,
			"The SARIF file holds the worst %u of %u findings: code scanning takes no more. The other formats have all.",
			st->written, st->findings.n);
	buf_adds(r->out, "],\"invocations\":[{\"executionSuccessful\":true,\"toolExecutionNotifications\":[");
	if (r->remark.n)
		write_remark(r, &separator);
	write_notes(r, s->skipped, s->n_skipped, &separator);
	write_notes(r, s->notes, s->n_notes, &separator);
	buf_adds(r->out, "]}]}]}\n");
}

const struct pk_reporter pk_reporter_sarif = {
	.name = "sarif",
	.about = "SARIF 2.1.0 for GitHub code scanning and other readers",
	.extensions = ".sarif .sarif.json",
	.line_hashes = true,
	.begin = begin,
	.result = result,
	.end = end,
};
