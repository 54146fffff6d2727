/* concise: one line a finding, `path:line:col: SEVERITY rule-id message`, as compilers write them. */
#include "report.h"

static void begin(struct pk_report *r)
{
	(void)r;
}

static void result(struct pk_report *r, const struct pk_finding *f)
{
	const struct pk_place *p = &f->at.start;
	struct str message = f->message, line;

	if (!pk_report_shows(r, f))
		return;
	pk_report_text(r->out, f->at.path);
	if (p->cell)
		buf_printf(r->out, ":cell %u:%u:%u", p->cell, p->cell_line, p->cell_col);
	else
		buf_printf(r->out, ":%u:%u", p->line, p->col);
	buf_printf(r->out, ": %s %.*s", pk_severity_name(f->severity), STR_ARG(f->rule->id));
	if (f->state != PK_OPEN)
		buf_adds(r->out, f->state == PK_SUPPRESSED ? " (suppressed)" : " (in baseline)");
	while (str_cut(&message, '\n', &line))
		buf_addc(r->out, ' '), pk_report_text(r->out, str_trim(line));
	buf_addc(r->out, '\n');
}

static void list_notes(struct buf *out, const struct pk_note_item *notes, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		pk_report_text(out, notes[i].path);
		if (notes[i].line)
			buf_printf(out, ":%u", notes[i].line);
		buf_printf(out, ": %.*s: ", STR_ARG(notes[i].kind));
		pk_report_text(out, notes[i].text);
		buf_addc(out, '\n');
	}
}

static void end(struct pk_report *r, const struct pk_summary *s)
{
	if (r->options.verbose) {
		list_notes(r->out, s->skipped, s->n_skipped);
		list_notes(r->out, s->notes, s->n_notes);
	}
	if (r->options.quiet)
		return;
	buf_printf(r->out, "%u finding%s in %u file%s", s->open, s->open == 1 ? "" : "s", s->n_scanned, s->n_scanned == 1 ? "" : "s");
	if (s->suppressed + s->baselined)
		buf_printf(r->out, " (%u suppressed, %u in the baseline)", s->suppressed, s->baselined);
	buf_addc(r->out, '\n');
}

const struct pk_reporter pk_reporter_concise = {
	.name = "concise",
	.about = "one line a finding",
	.extensions = "",
	.begin = begin,
	.result = result,
	.end = end,
};
