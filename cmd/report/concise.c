/*
 * concise: one line a finding, `path:line:col: SEVERITY rule-id message`, as compilers write them. Editors jump to these lines, so a
 * secret has one for each of its places; all but the first say which it is a copy of.
 */
#include "report.h"

static void begin(struct pk_report *r)
{
	(void)r;
}

static void result(struct pk_report *r, const struct pk_finding *f)
{
	struct str message = f->message, line;

	if (!pk_report_shows(r, f))
		return;
	pk_report_place(r->out, &f->at);
	buf_printf(r->out, ": %s %.*s", pk_severity_name(f->severity), STR_ARG(f->rule->id));
	if (f->state != PK_OPEN)
		buf_adds(r->out, f->state == PK_SUPPRESSED ? " (suppressed)" : " (in baseline)");
	if (f->version) {
		buf_adds(r->out, " (");
		pk_report_version(r->out, f);
		buf_addc(r->out, ')');
	}
	if (!pk_report_leads(f)) {
		buf_adds(r->out, " the same secret as at ");
		pk_report_place(r->out, &f->copies->v[0]->at);
	}
	while (pk_report_leads(f) && str_cut(&message, '\n', &line))
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
	buf_printf(r->out, "%u finding%s ", s->open, s->open == 1 ? "" : "s");
	pk_report_scope(r->out, s);
	if (s->secrets) {
		buf_adds(r->out, ", ");
		pk_report_secrets(r->out, s);
	}
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
