/*
 * html: one page for people that needs nothing else: no network, no fonts, no libraries. It reads without its script, which
 * only filters and sorts. A secret is one row with its places. The skeleton, style and script are files in page/; this fills in the names in braces.
 */
#include "html.h"

#include <stdlib.h>

#include "explain.h"
#include "page.h"
#include "util/limits.h"
#include "util/sha256.h"
#include "util/vec.h"

struct html_state {
	struct html_findings VEC(const struct pk_finding *) all; /* each place of a secret, for what is counted by file */
	struct html_findings findings;                           /* the rows: a secret once; the worst first */
	uint32_t shown;                                          /* of them: the rest would make the page too large */
};

struct page {
	struct pk_report *r;
	const struct pk_summary *s;
	struct html_state *st;
	struct buf *out;
};

static void begin(struct pk_report *r)
{
	r->state = arena_new(r->arena, struct html_state);
}

static void result(struct pk_report *r, const struct pk_finding *f)
{
	struct html_state *st = r->state;

	if (!pk_report_shows(r, f))
		return;
	vec_push(r->arena, &st->all, f);
	if (pk_report_leads(f))
		vec_push(r->arena, &st->findings, f);
}

static int worst_first(const void *a, const void *b)
{
	const struct pk_finding *x = *(const struct pk_finding *const *)a, *y = *(const struct pk_finding *const *)b;

	return x->severity != y->severity ? (x->severity < y->severity ? 1 : -1) : pk_finding_cmp(a, b);
}

/* ---- the parts, by name ---- */

/* What a content security policy calls this inline text: base64 of its SHA-256. */
static void hash(struct buf *out, const char *text)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	unsigned char sum[33] = { 0 };
	struct sha256 h;

	sha256_init(&h);
	sha256_add(&h, str_from(text));
	sha256_end(&h, sum);
	for (size_t i = 0; i < 33; i += 3) {
		uint32_t bits = (uint32_t)sum[i] << 16 | (uint32_t)sum[i + 1] << 8 | sum[i + 2];

		for (int shift = 18; shift >= (i == 30 ? 6 : 0); shift -= 6)
			buf_addc(out, digits[bits >> shift & 63]);
	}
	buf_addc(out, '=');
}

static void style_hash(struct page *p)
{
	hash(p->out, pk_page_css);
}

static void script_hash(struct page *p)
{
	hash(p->out, pk_page_js);
}

static void style(struct page *p)
{
	buf_adds(p->out, pk_page_css);
}

static void script(struct page *p)
{
	buf_adds(p->out, pk_page_js);
}

static const char *plural(uint32_t n)
{
	return n == 1 ? "" : "s";
}

static void title(struct page *p)
{
	if (p->s->open)
		buf_printf(p->out, "%u finding%s ", p->s->open, plural(p->s->open));
	else
		buf_adds(p->out, "nothing found ");
	pk_report_scope(p->out, p->s);
}

/* What a reader should know first. */
static void lead(struct page *p)
{
	uint32_t urgent = p->s->by_severity[PK_CRITICAL] + p->s->by_severity[PK_HIGH];
	uint32_t i = 0;

	if (!p->s->open) {
		buf_adds(p->out, "No rule that ran found anything.");
		return;
	}
	if (p->s->by_severity[PK_CRITICAL])
		buf_printf(p->out, "%u critical%s", p->s->by_severity[PK_CRITICAL], p->s->by_severity[PK_HIGH] ? " and " : "");
	if (p->s->by_severity[PK_HIGH])
		buf_printf(p->out, "%u high", p->s->by_severity[PK_HIGH]);
	if (urgent)
		buf_adds(p->out, urgent == 1 ? ": look at this first. " : ": look at these first. ");
	else
		buf_adds(p->out, "Nothing critical or high. ");
	buf_adds(p->out, "The most frequent threat is ");
	pk_html_text(p->out, p->s->threats[0].name);
	buf_printf(p->out, " (%u).", p->s->threats[0].n);
	while (p->st->findings.v[i]->state != PK_OPEN)
		i++;
	buf_printf(p->out, " Start with <a href=\"#f-%s\">", p->st->findings.v[i]->fingerprint);
	pk_html_text(p->out, p->st->findings.v[i]->rule->id);
	buf_adds(p->out, "</a> in <span class=\"where\">");
	pk_html_text(p->out, p->st->findings.v[i]->at.path);
	buf_adds(p->out, "</span>.");
}

static void figure(struct page *p, const char *class, uint32_t n, const char *what)
{
	buf_printf(p->out, "<li class=\"%s%s\"><b>%u</b>%s</li>", class, n ? "" : " none", n, what);
}

static void figures(struct page *p)
{
	static const char *const names[] = { "info", "low", "medium", "high", "critical" }, *const classes[] = { "t0", "t1", "t2", "t3",
														 "t4" };

	for (int s = PK_CRITICAL; s >= PK_INFO; s--)
		figure(p, classes[s], p->s->by_severity[s], names[s]);
	if (p->s->secrets)
		figure(p, "", p->s->secrets, p->s->secrets == 1 ? "secret" : "secrets");
	if (p->s->secrets)
		figure(p, "", p->s->places, p->s->places == 1 ? "place of a secret" : "places of secrets");
	figure(p, "", p->s->n_scanned, "files read");
	if (p->s->commits)
		figure(p, "", p->s->commits, "commits");
	figure(p, "", p->s->rules_run, "rules run");
	if (p->s->suppressed)
		figure(p, "", p->s->suppressed, "suppressed");
	if (p->s->baselined)
		figure(p, "", p->s->baselined, "in the baseline");
	if (p->s->n_skipped + p->s->n_notes)
		figure(p, "", p->s->n_skipped + p->s->n_notes, "skipped or partly read");
}

static void plots(struct page *p)
{
	pk_html_plots(p->r, p->s, p->st->all.v, p->st->all.n);
}

static void files(struct page *p)
{
	pk_html_files(p->r, p->st->all.v, p->st->all.n);
}

static void threat_options(struct page *p)
{
	for (uint32_t i = 0; i < p->s->n_threats; i++) {
		buf_adds(p->out, "<option value=\"");
		pk_html_text(p->out, p->s->threats[i].name);
		buf_adds(p->out, "\">");
		pk_html_text(p->out, p->s->threats[i].name);
		buf_adds(p->out, "</option>");
	}
}

static void severity_boxes(struct page *p)
{
	for (int s = PK_CRITICAL; s >= PK_INFO; s--)
		buf_printf(p->out, "<label><input type=\"checkbox\" value=\"%d\" checked> %s</label>", s,
			   pk_severity_name((enum pk_severity)s));
}

static void findings(struct page *p)
{
	if (!p->st->findings.n) {
		buf_adds(p->out, "<p>None.</p>");
		return;
	}
	buf_adds(p->out, "<table class=\"list\"><caption>The most serious first");
	if (p->st->shown < p->st->findings.n)
		buf_printf(p->out, "; %u more are left out, since the page would be too large", p->st->findings.n - p->st->shown);
	buf_adds(p->out,
		 ".</caption><thead><tr><th scope=\"col\" data-key=\"severity\">Severity</th><th scope=\"col\" data-key=\"rule\">Rule</th>"
		 "<th scope=\"col\" data-key=\"where\">What and where</th></tr></thead><tbody>\n");
	for (uint32_t i = 0; i < p->st->shown; i++)
		pk_html_finding(p->out, p->st->findings.v[i]);
	buf_adds(p->out, "</tbody></table>");
}

static void code(struct page *p, const char *heading, struct str text)
{
	if (!text.n)
		return;
	buf_printf(p->out, "<p>%s</p><pre><code>", heading);
	pk_html_text(p->out, str_trim(text));
	buf_adds(p->out, "</code></pre>");
}

static void links(struct page *p, const struct pk_rule *rule)
{
	struct str list[PK_EXPLAIN_MAX];
	uint32_t n = pk_explain_list(rule, "references", list);

	for (uint32_t i = 0; i < n; i++) {
		bool web = str_starts(list[i], STR("https://"));

		buf_adds(p->out, i ? "<br>" : "<p class=\"soft where\">");
		if (web) {
			buf_adds(p->out, "<a rel=\"noopener noreferrer\" href=\"");
			pk_html_text(p->out, list[i]);
			buf_adds(p->out, "\">");
		}
		pk_html_text(p->out, list[i]);
		buf_adds(p->out, web ? "</a>" : "");
	}
	if (n)
		buf_adds(p->out, "</p>");
}

static void rule(struct page *p, const struct pk_rule *rule)
{
	struct str cwe[PK_EXPLAIN_MAX];
	uint32_t n = pk_explain_list(rule, "cwe", cwe);

	buf_adds(p->out, "<article class=\"rule\"><h3 id=\"rule-");
	pk_html_text(p->out, rule->id);
	buf_adds(p->out, "\">");
	pk_html_text(p->out, rule->id);
	buf_printf(p->out, "</h3><p><span class=\"sev s%d\">%s</span> <span class=\"soft\">confidence %s", (int)rule->severity,
		   pk_severity_name(rule->severity), pk_level_name(rule->confidence));
	for (uint32_t i = 0; i < n; i++) {
		buf_adds(p->out, ", ");
		pk_html_text(p->out, cwe[i]);
	}
	buf_adds(p->out, "</span></p><p>");
	pk_html_text(p->out, str_trim(rule->message));
	buf_adds(p->out, "</p><p>");
	pk_html_text(p->out, str_trim(rule->why));
	buf_adds(p->out, "</p>");
	code(p, "Found:", rule->example);
	code(p, "Write instead:", rule->instead);
	links(p, rule);
	buf_adds(p->out, "</article>\n");
}

static void rules(struct page *p)
{
	bool *used = arena_zalloc(p->r->arena, p->r->rules->list.n + 1, sizeof(*used));

	for (uint32_t i = 0; i < p->st->shown; i++)
		used[p->st->findings.v[i]->rule->index] = true;
	for (uint32_t i = 0; i < p->r->rules->list.n; i++)
		if (used[i])
			rule(p, p->r->rules->list.v[i]);
	if (!p->st->shown)
		buf_adds(p->out, "<p>None.</p>");
}

static void note_table(struct page *p, const char *caption, const struct pk_note_item *v, uint32_t n)
{
	if (!n)
		return;
	buf_printf(p->out,
		   "<details><summary>%s: %u</summary><table><thead><tr><th scope=\"col\">File</th><th "
		   "scope=\"col\">Why</th></tr></thead><tbody>",
		   caption, n);
	for (uint32_t i = 0; i < n && i < PK_MAX_SARIF_NOTES; i++) {
		buf_adds(p->out, "<tr><td class=\"where\">");
		pk_html_text(p->out, v[i].path);
		buf_adds(p->out, "</td><td>");
		pk_html_text(p->out, v[i].text);
		buf_adds(p->out, "</td></tr>\n");
	}
	buf_adds(p->out, "</tbody></table></details>");
}

static void notes(struct page *p)
{
	if (!p->s->n_skipped && !p->s->n_notes)
		return;
	buf_adds(p->out, "<section aria-labelledby=\"notes\"><h2 id=\"notes\">What was not read in full</h2>");
	note_table(p, "Not looked at", p->s->skipped, p->s->n_skipped);
	note_table(p, "Only partly read", p->s->notes, p->s->n_notes);
	buf_adds(p->out, "</section>");
}

static void footer(struct page *p)
{
	buf_printf(p->out,
		   "picket %s. Secrets are never shown in full. A finding is taken back by a comment on its line: "
		   "<code># picket: ignore[rule-id] reason</code>.",
		   p->r->version);
}

static const struct {
	const char *name;
	void (*write)(struct page *p);
} parts[] = {
	{ "style-hash", style_hash },
	{ "script-hash", script_hash },
	{ "style", style },
	{ "script", script },
	{ "title", title },
	{ "lead", lead },
	{ "figures", figures },
	{ "plots", plots },
	{ "files", files },
	{ "findings", findings },
	{ "rules", rules },
	{ "notes", notes },
	{ "footer", footer },
	{ "threat-options", threat_options },
	{ "severity-boxes", severity_boxes },
};

static void write_part(struct page *p, struct str name)
{
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (str_is(name, parts[i].name))
			parts[i].write(p);
}

static void end(struct pk_report *r, const struct pk_summary *s)
{
	struct html_state *st = r->state;
	struct page page = { .r = r, .s = s, .st = st, .out = r->out };
	struct str skeleton = str_from(pk_page_html);
	size_t at = 0, open, close;

	if (st->findings.n) {
		qsort(st->findings.v, st->findings.n, sizeof(const struct pk_finding *), worst_first);
		qsort(st->all.v, st->all.n, sizeof(const struct pk_finding *), worst_first);
	}
	st->shown = st->findings.n < PK_MAX_HTML_FINDINGS ? st->findings.n : PK_MAX_HTML_FINDINGS;
	if (st->shown < st->findings.n)
		r->remark = arena_printf(r->arena, "The HTML page lists the worst %u of %u findings. The other formats have all.",
					 st->shown, st->findings.n);
	while ((open = str_find(skeleton, STR("{{"), at)) != SIZE_MAX && (close = str_find(skeleton, STR("}}"), open)) != SIZE_MAX) {
		buf_add(r->out, str_slice(skeleton, at, open));
		write_part(&page, str_slice(skeleton, open + 2, close));
		at = close + 2;
	}
	buf_add(r->out, str_slice(skeleton, at, skeleton.n));
}

const struct pk_reporter pk_reporter_html = {
	.name = "html",
	.about = "one page for people: overview, plots, findings to filter",
	.usage = true,
	.extensions = ".html .htm",
	.begin = begin,
	.result = result,
	.end = end,
};
