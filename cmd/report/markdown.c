/*
 * markdown: a page for a pull request or a step summary, which takes a megabyte: the counts, then the findings, most serious
 * first, cut where it grows too long; a secret is one row with its first places, all with -v. Nothing in it depends on the time.
 */
#include "report.h"

#include <stdlib.h>

#include "util/vec.h"

enum {
	MAX_PAGE = 900 << 10,
	MAX_COPIES = 5, /* places of one secret that are named without -v */
};

struct markdown_state {
	struct markdown_findings VEC(const struct pk_finding *) findings;
};

static void begin(struct pk_report *r)
{
	r->state = arena_new(r->arena, struct markdown_state);
}

static void result(struct pk_report *r, const struct pk_finding *f)
{
	struct markdown_state *st = r->state;

	if (pk_report_shows(r, f) && pk_report_leads(f))
		vec_push(r->arena, &st->findings, f);
}

/* Text in a cell of a table: one line, and nothing in it is markup. */
static void plain(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];

		if (c == '<')
			buf_adds(out, "&lt;");
		else if (c == '&')
			buf_adds(out, "&amp;");
		else if (c == '@')
			buf_adds(out, "&#64;"); /* would call a person */
		else if (c == '\n' || c == '\r')
			buf_addc(out, ' ');
		else if ((unsigned char)c < 0x20 || c == 0x7f)
			buf_adds(out, "?");
		else if (strchr("\\`*_[]#|~>:", c))
			buf_printf(out, "\\%c", c);
		else
			buf_addc(out, c);
	}
}

/* Code in a cell of a table: HTML's own element, since backticks cannot hold every text. */
static void code(struct buf *out, struct str text)
{
	buf_adds(out, "<code>");
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];

		if (c < 0x20 || c == 0x7f)
			buf_addc(out, ' ');
		else if (strchr("<>&\\`*_[]#|~:@!", c))
			buf_printf(out, "&#%u;", c);
		else
			buf_addc(out, (char)c);
	}
	buf_adds(out, "</code>");
}

static int worst_first(const void *a, const void *b)
{
	const struct pk_finding *x = *(const struct pk_finding *const *)a, *y = *(const struct pk_finding *const *)b;

	return x->severity != y->severity ? (x->severity < y->severity ? 1 : -1) : pk_finding_cmp(a, b);
}

static void where(struct pk_report *r, const struct pk_finding *f)
{
	static const char *const states[] = { "", " (suppressed)", " (in the baseline)" };
	const struct pk_place *p = &f->at.start;

	plain(r->out, f->at.path);
	buf_addc(r->out, ' ');
	if (p->cell_line)
		pk_report_within(r->out, p, plain);
	else
		buf_printf(r->out, "line %u", p->line);
	if (f->version) {
		buf_adds(r->out, ", ");
		pk_report_version(r->out, f);
	}
	buf_adds(r->out, states[f->state]);
}

static void places(struct pk_report *r, const struct pk_finding *f)
{
	uint32_t n = f->copies ? f->copies->n : 1, shown = r->options.verbose || n <= MAX_COPIES + 1 ? n : MAX_COPIES;

	where(r, f);
	for (uint32_t i = 1; i < shown; i++) {
		buf_adds(r->out, "<br>");
		where(r, f->copies->v[i]);
	}
	if (shown < n)
		buf_printf(r->out, "<br>and %u more: 1 secret, %u places", n - shown, n);
}

static void row(struct pk_report *r, const struct pk_finding *f)
{
	struct str line = STR(""), rest = f->at.lines;

	(void)str_cut(&rest, '\n', &line);
	line = str_head(str_trim(line), 120);
	buf_adds(r->out, "| ");
	places(r, f);
	buf_adds(r->out, " | ");
	code(r->out, line);
	buf_adds(r->out, "<br>");
	plain(r->out, str_trim(f->message));
	buf_adds(r->out, " | ");
	code(r->out, f->rule->id);
	buf_adds(r->out, "<br>");
	plain(r->out, f->rule->threat);
	buf_adds(r->out, " |\n");
}

static void findings(struct pk_report *r, struct markdown_state *st)
{
	for (uint32_t i = 0; i < st->findings.n; i++) {
		const struct pk_finding *f = st->findings.v[i];

		if (r->out->n > MAX_PAGE) {
			buf_printf(r->out, "\n%u more findings are left out here: the page would be too long.\n", st->findings.n - i);
			r->remark = arena_printf(r->arena, "The Markdown page leaves out %u of %u findings. The other formats have all.",
						 st->findings.n - i, st->findings.n);
			return;
		}
		if (!i || f->severity != st->findings.v[i - 1]->severity)
			buf_printf(r->out, "\n### %s\n\n| Where | What | Rule |\n|---|---|---|\n", pk_severity_name(f->severity));
		row(r, f);
	}
}

static void counts(struct pk_report *r, const char *what, const struct pk_count *v, uint32_t n)
{
	if (!n)
		return;
	buf_printf(r->out, "\n| %s | findings |", what);
	for (int s = PK_CRITICAL; s >= PK_INFO; s--)
		buf_printf(r->out, " %s |", pk_severity_name((enum pk_severity)s));
	buf_adds(r->out, "\n|---|--:|--:|--:|--:|--:|--:|\n");
	for (uint32_t i = 0; i < n; i++) {
		buf_adds(r->out, "| ");
		plain(r->out, v[i].name);
		buf_printf(r->out, " | %u |", v[i].n);
		for (int s = PK_CRITICAL; s >= PK_INFO; s--)
			buf_printf(r->out, v[i].by_severity[s] ? " %u |" : " |", v[i].by_severity[s]);
		buf_addc(r->out, '\n');
	}
}

static void end(struct pk_report *r, const struct pk_summary *s)
{
	struct markdown_state *st = r->state;

	if (st->findings.n)
		qsort(st->findings.v, st->findings.n, sizeof(const struct pk_finding *), worst_first);
	if (s->open)
		buf_printf(r->out, "## picket: %u finding%s\n\n", s->open, s->open == 1 ? "" : "s");
	else
		buf_adds(r->out, "## picket: nothing found\n\n");
	if (s->secrets) {
		pk_report_secrets(r->out, s);
		buf_adds(r->out, ". ");
	}
	if (s->commits)
		buf_printf(r->out, "%u commits, ", s->commits);
	buf_printf(r->out, "%u file%s, %u rules, %u suppressed, %u in the baseline, %u skipped, %u only partly read.\n", s->n_scanned,
		   s->n_scanned == 1 ? "" : "s", s->rules_run, s->suppressed, s->baselined, s->n_skipped, s->n_notes);
	counts(r, "Threat", s->threats, s->n_threats);
	if (r->options.statistics)
		counts(r, "Rule", s->rules, s->n_rules);
	findings(r, st);
}

const struct pk_reporter pk_reporter_markdown = {
	.name = "markdown",
	.about = "a page for a pull request or a step summary",
	.extensions = ".md .markdown",
	.begin = begin,
	.result = result,
	.end = end,
};
