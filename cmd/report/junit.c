/*
 * junit: JUnit XML, which most CI servers show: a suite for each file with findings, a failed case for each finding. Servers follow
 * a case by its file and name, so each place of a secret is a case.
 */
#include "report.h"
#include "source/text/decode.h"

struct junit_state {
	struct buf suite; /* cases of the current file */
	struct str path;
	uint32_t n;        /* in it */
	struct buf suites; /* all files before it: the totals stand in front of them */
	uint32_t total;
};

/* Characters that XML forbids, even escaped, become U+FFFD. */
static void xml(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.n;) {
		size_t from = i;
		uint32_t c = pk_utf8_next(text, &i);

		if (c == '<')
			buf_adds(out, "&lt;");
		else if (c == '>')
			buf_adds(out, "&gt;");
		else if (c == '&')
			buf_adds(out, "&amp;");
		else if (c == '"')
			buf_adds(out, "&quot;");
		else if (c == '\n' || c == '\t')
			buf_printf(out, "&#%u;", c);
		else if (c < 0x20 || c == 0xfffd || c == 0xfffe || c == 0xffff)
			buf_adds(out, "\xef\xbf\xbd");
		else
			buf_add(out, str_slice(text, from, i));
	}
}

static void begin(struct pk_report *r)
{
	struct junit_state *st = arena_new(r->arena, struct junit_state);

	buf_init(&st->suite, r->out->max);
	buf_init(&st->suites, r->out->max);
	r->state = st;
}

static void close_suite(struct junit_state *st)
{
	if (!st->n)
		return;
	buf_adds(&st->suites, "  <testsuite name=\"");
	xml(&st->suites, st->path);
	buf_printf(&st->suites, "\" tests=\"%u\" failures=\"%u\" errors=\"0\" skipped=\"0\">\n", st->n, st->n);
	buf_add(&st->suites, buf_str(&st->suite));
	buf_adds(&st->suites, "  </testsuite>\n");
	buf_reset(&st->suite);
	st->n = 0;
}

static void place(struct buf *out, const struct pk_place *p)
{
	if (p->inside.n) {
		xml(out, p->inside);
		buf_addc(out, ':');
	}
	if (p->cell)
		buf_printf(out, "cell %u:", p->cell);
	buf_printf(out, "%u:%u", p->cell_line ? p->cell_line : p->line, p->cell_line ? p->cell_col : p->col);
}

static void result(struct pk_report *r, const struct pk_finding *f)
{
	struct junit_state *st = r->state;
	struct buf *out = &st->suite;

	if (!pk_report_shows(r, f))
		return;
	if (!str_eq(st->path, f->home))
		close_suite(st);
	st->path = f->home;
	buf_adds(out, "    <testcase classname=\"");
	xml(out, f->home);
	buf_adds(out, "\" name=\"");
	xml(out, f->rule->id);
	buf_addc(out, ' ');
	place(out, &f->at.start);
	buf_adds(out, "\" file=\"");
	xml(out, f->home);
	buf_printf(out, "\" line=\"%u\">\n      <failure type=\"%s\" message=\"", f->at.start.line, pk_severity_name(f->severity));
	xml(out, str_trim(f->message));
	buf_adds(out, "\">");
	xml(out, f->at.path);
	buf_addc(out, ':');
	place(out, &f->at.start);
	if (f->copies && f->copies->n > 1)
		buf_printf(out, " (1 secret, %u places)", f->copies->n);
	if (f->version) {
		buf_adds(out, " (");
		pk_report_version(out, f);
		buf_addc(out, ')');
	}
	buf_adds(out, "&#10;");
	xml(out, f->at.lines);
	buf_adds(out, "</failure>\n    </testcase>\n");
	st->n++;
	st->total++;
}

/* With nothing found there is one case, and it passes: some servers take an empty report for a broken one. */
static void end(struct pk_report *r, const struct pk_summary *s)
{
	struct junit_state *st = r->state;

	(void)s;
	close_suite(st);
	buf_printf(r->out,
		   "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"picket\" tests=\"%u\" failures=\"%u\" errors=\"0\">\n",
		   st->total ? st->total : 1, st->total);
	if (st->total)
		buf_add(r->out, buf_str(&st->suites));
	else
		buf_adds(r->out, "  <testsuite name=\"picket\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\">\n"
				 "    <testcase classname=\"picket\" name=\"nothing found\"/>\n  </testsuite>\n");
	buf_adds(r->out, "</testsuites>\n");
	r->out->cut |= st->suites.cut;
	buf_release(&st->suite);
	buf_release(&st->suites);
}

const struct pk_reporter pk_reporter_junit = {
	.name = "junit",
	.about = "JUnit XML, which most CI servers show",
	.extensions = ".xml",
	.begin = begin,
	.result = result,
	.end = end,
};
