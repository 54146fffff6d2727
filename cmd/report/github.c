/*
 * github: workflow commands that GitHub Actions shows as annotations. A step shows few of them (ten errors, ten warnings),
 * so the worst come first, and of a secret its first place before any copies: each place has a line of its own, since an
 * annotation belongs to one. All are in the log.
 */
#include "report.h"

#include <stdlib.h>

#include "util/vec.h"

struct github_state {
	struct github_findings VEC(const struct pk_finding *) findings;
};

static void begin(struct pk_report *r)
{
	r->state = arena_new(r->arena, struct github_state);
}

static void result(struct pk_report *r, const struct pk_finding *f)
{
	struct github_state *st = r->state;

	if (pk_report_shows(r, f))
		vec_push(r->arena, &st->findings, f);
}

/* Percent signs and line ends would be read as the command's own; so would colons and commas in a property. */
static void escaped(struct buf *out, struct str text, bool property)
{
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];

		if (c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ',')))
			buf_printf(out, "%%%02X", c);
		else
			pk_report_text(out, str_slice(text, i, i + 1));
	}
}

static int worst_first(const void *a, const void *b)
{
	const struct pk_finding *x = *(const struct pk_finding *const *)a, *y = *(const struct pk_finding *const *)b;

	if (x->severity != y->severity)
		return x->severity < y->severity ? 1 : -1;
	if (pk_report_leads(x) != pk_report_leads(y))
		return pk_report_leads(x) ? -1 : 1;
	return pk_finding_cmp(a, b);
}

static void data(struct buf *out, struct str text)
{
	escaped(out, text, false);
}

static void annotate(struct pk_report *r, const struct pk_finding *f)
{
	static const char *const commands[] = { "notice", "notice", "warning", "error", "error" };
	const struct pk_place *a = &f->at.start, *b = &f->at.end;

	buf_printf(r->out, "::%s file=", commands[f->severity]);
	escaped(r->out, f->home, true);
	buf_printf(r->out, ",line=%u,endLine=%u", a->line, b->line);
	if (a->line == b->line) /* columns of several lines are refused */
		buf_printf(r->out, ",col=%u,endColumn=%u", a->col, b->col);
	buf_printf(r->out, ",title=%s ", pk_severity_name(f->severity));
	escaped(r->out, f->rule->id, true);
	buf_adds(r->out, "::");
	if (a->cell_line) {
		pk_report_within(r->out, a, data);
		buf_adds(r->out, ": ");
	}
	data(r->out, str_trim(f->message));
	if (f->copies && f->copies->n > 1)
		buf_printf(r->out, " (1 secret, %u places)", f->copies->n);
	if (f->version) {
		buf_adds(r->out, " (");
		pk_report_version(r->out, f);
		buf_addc(r->out, ')');
	}
	buf_addc(r->out, '\n');
}

static void end(struct pk_report *r, const struct pk_summary *s)
{
	struct github_state *st = r->state;

	(void)s;
	if (st->findings.n)
		qsort(st->findings.v, st->findings.n, sizeof(const struct pk_finding *), worst_first);
	for (uint32_t i = 0; i < st->findings.n; i++)
		annotate(r, st->findings.v[i]);
}

const struct pk_reporter pk_reporter_github = {
	.name = "github",
	.about = "annotations of GitHub Actions",
	.extensions = "",
	.begin = begin,
	.result = result,
	.end = end,
};
