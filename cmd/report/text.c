/* text: the report for people: what, where with the code, why, and what to write instead; a summary by threat. */
#include <string.h>

#include "explain.h"
#include "report.h"
#include "source/text/decode.h"
#include "util/limits.h"

enum {
	TAB_WIDTH = 4,
	WRAP_COLUMN = 100,
	MAX_FRAME_LINES = 4,
	MAX_COPIES = 5, /* places of one secret that are named without -v */
};

struct text_state {
	bool *explained; /* by rule index: why and instead were shown */
};

static const char *colour(const struct pk_report *r, const char *code)
{
	return r->options.colour ? code : "";
}

#define BOLD  "\033[1m"
#define DIM   "\033[2m"
#define RESET "\033[0m"

static const char *severity_colour(enum pk_severity s)
{
	static const char *const codes[] = { "\033[36m", "\033[34m", "\033[33m", "\033[31m", "\033[1;35m" };

	return codes[s];
}

static void begin(struct pk_report *r)
{
	struct text_state *st = arena_new(r->arena, struct text_state);

	st->explained = arena_zalloc(r->arena, r->rules->list.n + 1, sizeof(bool));
	r->state = st;
}

/* Columns a code point takes on a terminal. */
static int width_of(uint32_t c)
{
	if (c == '\t')
		return TAB_WIDTH;
	if ((c >= 0x300 && c < 0x370) || (c >= 0x200b && c < 0x2010) || (c >= 0xfe00 && c < 0xfe10))
		return 0;
	if ((c >= 0x1100 && c < 0x1160) || (c >= 0x2e80 && c < 0xa4d0) || (c >= 0xac00 && c < 0xd7a4) || (c >= 0xf900 && c < 0xfb00) ||
	    (c >= 0xfe30 && c < 0xfe70) || (c >= 0xff00 && c < 0xff61) || (c >= 0x1f300 && c < 0x1fb00) || (c >= 0x20000 && c < 0x40000))
		return 2;
	return 1;
}

/* Terminal columns of the first `chars` code points. */
static int columns(struct str line, uint32_t chars)
{
	int n = 0;

	for (size_t i = 0; i < line.n && chars--;)
		n += width_of(pk_utf8_next(line, &i));
	return n;
}

static void add_code(struct buf *out, struct str line)
{
	struct str rest = line, part;
	bool first = true;

	while (str_cut(&rest, '\t', &part)) {
		if (!first)
			buf_pad(out, ' ', TAB_WIDTH);
		pk_report_text(out, part);
		first = false;
	}
}

static int digits(uint32_t n)
{
	int d = 1;

	for (; n >= 10; n /= 10)
		d++;
	return d;
}

static void gutter(struct pk_report *r, int width, uint32_t line)
{
	buf_adds(r->out, colour(r, DIM));
	if (line)
		buf_printf(r->out, "  %*u | ", width, line);
	else
		buf_printf(r->out, "  %*s | ", width, "");
	buf_adds(r->out, colour(r, RESET));
}

/* Carets from the finding's first column to its last on the first shown line. */
static void carets(struct pk_report *r, const struct pk_finding *f, struct str line, int width, bool one_line)
{
	const struct pk_place *a = &f->at.start, *b = &f->at.end;
	uint32_t from = a->cell_line ? a->cell_col : a->col, to = b->cell_line ? b->cell_col : b->col;
	int start = columns(line, from - 1 - f->at.cut), whole = columns(line, UINT32_MAX);
	int end = one_line ? columns(line, to - 1 - f->at.cut) : whole;

	if (from <= f->at.cut || start > whole)
		return;
	gutter(r, width, 0);
	buf_pad(r->out, ' ', (size_t)start);
	buf_adds(r->out, colour(r, severity_colour(f->severity)));
	buf_pad(r->out, '^', end > start ? (size_t)(end - start) : 1);
	buf_adds(r->out, colour(r, RESET));
	buf_addc(r->out, '\n');
}

static void frame(struct pk_report *r, const struct pk_finding *f)
{
	const struct pk_place *a = &f->at.start, *b = &f->at.end;
	uint32_t first = a->cell_line ? a->cell_line : a->line, last = b->cell_line ? b->cell_line : b->line;
	struct str rest = f->at.lines, line;
	int width = digits(last);

	if (!str_trim(rest).n)
		return;
	for (uint32_t n = first; str_cut(&rest, '\n', &line); n++) {
		if (n - first >= MAX_FRAME_LINES) {
			gutter(r, width, 0);
			buf_printf(r->out, "... %u more line%s\n", last - n + 1, last == n ? "" : "s");
			return;
		}
		gutter(r, width, n);
		add_code(r->out, line);
		buf_addc(r->out, '\n');
		if (n == first)
			carets(r, f, line, width, first == last);
	}
}

/* Words of the text, wrapped, behind a label on the first line. */
static void paragraph(struct pk_report *r, const char *label, struct str text)
{
	size_t indent = strlen(label) + 2, column = indent;
	struct str rest = text, word;

	buf_adds(r->out, "  ");
	if (*label)
		buf_printf(r->out, "%s%s%s", colour(r, BOLD), label, colour(r, RESET));
	while (rest.n) {
		size_t n = 0;

		while (n < rest.n && rest.p[n] != ' ' && rest.p[n] != '\n')
			n++;
		word = str_slice(rest, 0, n);
		rest = str_slice(rest, n < rest.n ? n + 1 : n, rest.n);
		if (!word.n)
			continue;
		if (column + word.n > WRAP_COLUMN && column > indent) {
			buf_addc(r->out, '\n');
			buf_pad(r->out, ' ', indent);
			column = indent;
		} else if (column > indent) {
			buf_addc(r->out, ' ');
		}
		pk_report_text(r->out, word);
		column += word.n + 1;
	}
	buf_addc(r->out, '\n');
}

/* Code keeps its lines. */
static void listing(struct pk_report *r, const char *label, struct str text)
{
	struct str rest = str_trim(text), line;
	bool first = true;

	while (str_cut(&rest, '\n', &line)) {
		if (first)
			buf_printf(r->out, "  %s%s%s", colour(r, BOLD), label, colour(r, RESET));
		else
			buf_pad(r->out, ' ', strlen(label) + 2);
		add_code(r->out, line);
		buf_addc(r->out, '\n');
		first = false;
	}
}

static void regions(struct pk_report *r, const char *label, const struct pk_region *v, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		buf_printf(r->out, "  %s%s%s", colour(r, BOLD), label, colour(r, RESET));
		pk_report_place(r->out, &v[i]);
		if (v[i].message.n) {
			buf_adds(r->out, "  ");
			pk_report_text(r->out, v[i].message);
		}
		buf_addc(r->out, '\n');
	}
}

/* The id, which on a terminal links to the first page that the rule refers to. */
static void rule_id(struct pk_report *r, const struct pk_rule *rule)
{
	struct str pages[PK_EXPLAIN_MAX];
	bool link = r->options.links && pk_explain_list(rule, "references", pages) && str_starts(pages[0], STR("https://"));

	if (link) {
		buf_adds(r->out, "\033]8;;");
		pk_report_text(r->out, pages[0]);
		buf_adds(r->out, "\033\\");
	}
	buf_printf(r->out, "%s%.*s%s", colour(r, BOLD), STR_ARG(rule->id), colour(r, RESET));
	if (link)
		buf_adds(r->out, "\033]8;;\033\\");
}

/* The place, and what else is to be known of it. */
static void where(struct pk_report *r, const struct pk_finding *f)
{
	pk_report_place(r->out, &f->at);
	if (f->version) {
		buf_adds(r->out, "  (");
		pk_report_version(r->out, f);
		buf_addc(r->out, ')');
	}
	if (f->verified)
		buf_printf(r->out, "  (%s)", pk_verified_name(f->verified));
	if (f->zone)
		buf_printf(r->out, "  (in %s)", f->zone);
	if (f->state == PK_SUPPRESSED) {
		buf_adds(r->out, "  (suppressed");
		if (f->reason.n)
			buf_adds(r->out, ": "), pk_report_text(r->out, f->reason);
		buf_addc(r->out, ')');
	} else if (f->state == PK_BASELINED) {
		buf_adds(r->out, "  (in baseline)");
	}
	buf_addc(r->out, '\n');
}

static void headline(struct pk_report *r, const struct pk_finding *f)
{
	buf_printf(r->out, "%s%s%s ", colour(r, severity_colour(f->severity)), pk_severity_name(f->severity), colour(r, RESET));
	rule_id(r, f->rule);
	buf_adds(r->out, "  ");
	where(r, f);
}

/* The other places of the same secret. */
static void copies(struct pk_report *r, const struct pk_copies *c)
{
	uint32_t shown = r->options.verbose || c->n <= MAX_COPIES + 1 ? c->n : MAX_COPIES;

	for (uint32_t i = 1; i < shown; i++) {
		buf_printf(r->out, "  %salso: %s", colour(r, BOLD), colour(r, RESET));
		where(r, c->v[i]);
	}
	if (shown < c->n)
		buf_printf(r->out, "  %salso: %sand %u more (-v lists them): 1 secret, %u places\n", colour(r, BOLD), colour(r, RESET),
			   c->n - shown, c->n);
}

static void result(struct pk_report *r, const struct pk_finding *f)
{
	struct text_state *st = r->state;
	bool explained = st->explained[f->rule->index];

	if (!pk_report_shows(r, f) || !pk_report_leads(f))
		return;
	st->explained[f->rule->index] = true;
	headline(r, f);
	paragraph(r, "", f->message);
	frame(r, f);
	if (f->copies)
		copies(r, f->copies);
	regions(r, "flow: ", f->flow, f->n_flow);
	regions(r, "see: ", f->related, f->n_related);
	if (!explained && f->rule->why.n)
		paragraph(r, "why: ", f->rule->why);
	if (f->fix_text.n)
		listing(r, "write: ", f->fix_text);
	else if (!explained && f->rule->instead.n)
		listing(r, "write: ", f->rule->instead);
	buf_addc(r->out, '\n');
}

static void by_severity(struct pk_report *r, const uint32_t counts[PK_CRITICAL + 1])
{
	const char *sep = "";

	for (int s = PK_CRITICAL; s >= PK_INFO; s--) {
		if (!counts[s])
			continue;
		buf_printf(r->out, "%s%s%u %s%s", sep, colour(r, severity_colour((enum pk_severity)s)), counts[s],
			   pk_severity_name((enum pk_severity)s), colour(r, RESET));
		sep = ", ";
	}
}

static void table(struct pk_report *r, const struct pk_count *v, uint32_t n)
{
	size_t width = 0;

	for (uint32_t i = 0; i < n; i++)
		width = v[i].name.n > width ? v[i].name.n : width;
	for (uint32_t i = 0; i < n; i++) {
		buf_printf(r->out, "  %-*.*s %6u  ", (int)width, STR_ARG(v[i].name), v[i].n);
		by_severity(r, v[i].by_severity);
		buf_addc(r->out, '\n');
	}
}

static void notes(struct pk_report *r, const char *of, const char *what, const struct pk_note_item *v, uint32_t n)
{
	if (!n)
		return;
	buf_printf(r->out, "%u %s%s %s%s\n", n, of, n == 1 ? "" : "s", what, r->options.verbose ? ":" : " (-v lists them)");
	for (uint32_t i = 0; i < n && r->options.verbose; i++) {
		buf_adds(r->out, "  ");
		pk_report_text(r->out, v[i].path);
		if (v[i].line)
			buf_printf(r->out, ":%u", v[i].line);
		buf_printf(r->out, ": %.*s: ", STR_ARG(v[i].kind));
		pk_report_text(r->out, v[i].text);
		buf_addc(r->out, '\n');
	}
}

static void verified(struct pk_report *r, const uint32_t n[PK_UNSURE + 1])
{
	uint32_t asked = n[PK_LIVE] + n[PK_DEAD] + n[PK_UNSURE];

	if (asked + n[PK_NOT_ASKED])
		buf_printf(r->out, "credentials: %u asked about: %u live, %u dead, %u unknown; %u of services that cannot be asked\n",
			   asked, n[PK_LIVE], n[PK_DEAD], n[PK_UNSURE], n[PK_NOT_ASKED]);
}

static void end(struct pk_report *r, const struct pk_summary *s)
{
	if (r->options.quiet)
		return;
	if (!s->open) {
		buf_adds(r->out, "nothing found ");
	} else {
		buf_printf(r->out, "%s%u finding%s%s (", colour(r, BOLD), s->open, s->open == 1 ? "" : "s", colour(r, RESET));
		by_severity(r, s->by_severity);
		buf_adds(r->out, ") ");
	}
	pk_report_scope(r->out, s);
	buf_printf(r->out, " with %u rules, %.2f s", s->rules_run, s->seconds);
	if (s->secrets) {
		buf_adds(r->out, "; ");
		pk_report_secrets(r->out, s);
	}
	if (s->suppressed + s->baselined)
		buf_printf(r->out, "; %u suppressed, %u in the baseline", s->suppressed, s->baselined);
	buf_addc(r->out, '\n');
	verified(r, s->verified);
	if (s->open)
		table(r, s->threats, s->n_threats);
	if (r->options.statistics && s->n_rules) {
		buf_adds(r->out, "by rule:\n");
		table(r, s->rules, s->n_rules);
	}
	notes(r, s->commits ? "part" : "file", "not looked at", s->skipped, s->n_skipped);
	notes(r, "file", "only partly read", s->notes, s->n_notes);
}

const struct pk_reporter pk_reporter_text = {
	.name = "text",
	.about = "for people: code frames, why, and what to write instead",
	.extensions = ".txt",
	.secrets = true,
	.begin = begin,
	.result = result,
	.end = end,
};
