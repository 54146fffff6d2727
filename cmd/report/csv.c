/*
 * csv: one row a finding, after RFC 4180, for spreadsheets and data frames. A secret has a row for each of its places, with the same
 * hash in the column secret.
 */
#include "report.h"

static void begin(struct pk_report *r)
{
	buf_adds(r->out, "rule,threat,severity,confidence,path,line,column,end_line,end_column,cell,cell_line,state,fingerprint,message,"
			 "secret,commit,date\r\n");
}

/* A field that a spreadsheet would take for a formula is made text by a quote mark in front. */
static void field(struct buf *out, struct str text)
{
	bool formula = text.n && strchr("=+-@\t\r", text.p[0]);
	bool quote = formula;

	for (size_t i = 0; i < text.n; i++)
		quote |= text.p[i] == '"' || text.p[i] == ',' || text.p[i] == '\n' || text.p[i] == '\r';
	if (quote)
		buf_addc(out, '"');
	if (formula)
		buf_addc(out, '\'');
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '"')
			buf_addc(out, '"');
		buf_addc(out, text.p[i] ? text.p[i] : ' ');
	}
	if (quote)
		buf_addc(out, '"');
}

static void result(struct pk_report *r, const struct pk_finding *f)
{
	static const char *const states[] = { "open", "suppressed", "baselined" };
	const struct pk_place *a = &f->at.start, *b = &f->at.end;

	if (!pk_report_shows(r, f))
		return;
	field(r->out, f->rule->id);
	buf_addc(r->out, ',');
	field(r->out, f->rule->threat);
	buf_printf(r->out, ",%s,%s,", pk_severity_name(f->severity), pk_level_name(f->rule->confidence));
	field(r->out, a->inside.n ? arena_printf(r->arena, "%.*s!%.*s", STR_ARG(f->at.path), STR_ARG(a->inside)) : f->at.path);
	buf_printf(r->out, ",%u,%u,%u,%u,", a->line, a->col, b->line, b->col);
	if (a->cell)
		buf_printf(r->out, "%u", a->cell);
	buf_addc(r->out, ',');
	if (a->cell_line)
		buf_printf(r->out, "%u", a->cell_line);
	buf_printf(r->out, ",%s,%s,", states[f->state], f->fingerprint);
	field(r->out, str_trim(f->message));
	buf_printf(r->out, ",%.*s,%s,%s\r\n", STR_ARG(f->key), f->version ? f->version->commit : "", f->version ? f->version->date : "");
}

static void end(struct pk_report *r, const struct pk_summary *s)
{
	(void)r;
	(void)s;
}

const struct pk_reporter pk_reporter_csv = {
	.name = "csv",
	.about = "one row a finding, for spreadsheets and data frames",
	.extensions = ".csv",
	.begin = begin,
	.result = result,
	.end = end,
};
