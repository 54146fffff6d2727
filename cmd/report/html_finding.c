#include "html.h"
#include "source/text/decode.h"

enum { MAX_COPIES = 200 }; /* places of one secret that are named */

static bool is_odd(uint32_t c)
{
	return (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7f && c < 0xa0) || (c >= 0x200b && c <= 0x200f) ||
	       (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff || (c >= 0xfff0 && c <= 0xfffd);
}

static void character(struct buf *out, uint32_t c, struct str bytes)
{
	if (c == '&')
		buf_adds(out, "&amp;");
	else if (c == '<')
		buf_adds(out, "&lt;");
	else if (c == '>')
		buf_adds(out, "&gt;");
	else if (c == '"')
		buf_adds(out, "&quot;");
	else if (c == '\'')
		buf_adds(out, "&#39;");
	else if (is_odd(c))
		buf_printf(out, "[U+%04X]", c);
	else
		buf_add(out, bytes);
}

void pk_html_text(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.n;) {
		size_t from = i;
		uint32_t c = pk_utf8_next(text, &i);

		character(out, c, str_slice(text, from, i));
	}
}

static void marked_line(struct buf *out, struct str line, uint32_t from, uint32_t to)
{
	uint32_t at = 0;
	bool open = false;

	for (size_t i = 0; i < line.n; at++) {
		size_t start = i;
		uint32_t c = pk_utf8_next(line, &i);

		if (at == from && from < to) {
			buf_adds(out, "<mark>");
			open = true;
		}
		if (at == to && open) {
			buf_adds(out, "</mark>");
			open = false;
		}
		character(out, c, str_slice(line, start, i));
	}
	if (open)
		buf_adds(out, "</mark>");
}

/* The shown lines with their numbers, the finding marked. A cell of a notebook looks like one. */
static void frame(struct buf *out, const struct pk_finding *f)
{
	const struct pk_place *a = &f->at.start, *b = &f->at.end;
	uint32_t first = a->cell_line ? a->cell_line : a->line, last = b->cell_line ? b->cell_line : b->line;
	uint32_t from = (a->cell_line ? a->cell_col : a->col) - 1, to = (b->cell_line ? b->cell_col : b->col) - 1;
	struct str rest = f->at.lines, line;

	if (!rest.n)
		return;
	if (a->cell)
		buf_printf(out, "<div class=\"cell\"><b>cell %u</b>", a->cell);
	buf_adds(out, "<ol class=\"frame\">");
	from = from > f->at.cut ? from - f->at.cut : 0;
	to = first == last && to > f->at.cut ? to - f->at.cut : to;
	for (uint32_t n = first; str_cut(&rest, '\n', &line); n++) {
		buf_printf(out, "<li><i>%u</i><code>", n);
		marked_line(out, line, n == first ? from : 0, n < last ? UINT32_MAX : to);
		buf_adds(out, "</code></li>");
	}
	buf_adds(out, a->cell ? "</ol></div>" : "</ol>");
}

static void line_of(struct buf *out, const struct pk_place *p)
{
	if (p->cell_line)
		pk_report_within(out, p, pk_html_text);
	else
		buf_printf(out, "line %u", p->line);
}

static void place(struct buf *out, const struct pk_place *p)
{
	buf_adds(out, p->cell_line ? "<br>" : ", ");
	line_of(out, p);
}

static void regions(struct buf *out, const char *heading, const struct pk_region *v, uint32_t n)
{
	if (!n)
		return;
	buf_printf(out, "<details><summary>%s: %u place%s</summary><ol>", heading, n, n == 1 ? "" : "s");
	for (uint32_t i = 0; i < n; i++) {
		struct str line = v[i].lines, rest = v[i].lines;

		(void)str_cut(&rest, '\n', &line);
		buf_adds(out, "<li>");
		pk_html_text(out, v[i].message);
		buf_adds(out, " <span class=\"soft\">(");
		pk_html_text(out, v[i].path);
		buf_adds(out, ", ");
		line_of(out, &v[i].start);
		buf_adds(out, ")</span><br><code>");
		pk_html_text(out, str_trim(line));
		buf_adds(out, "</code></li>");
	}
	buf_adds(out, "</ol></details>");
}

static void version(struct buf *out, const struct pk_finding *f)
{
	if (!f->version)
		return;
	buf_adds(out, "<br>");
	pk_report_version(out, f);
}

static void state(struct buf *out, const struct pk_finding *f)
{
	if (f->state == PK_OPEN)
		return;
	buf_adds(out, f->state == PK_BASELINED ? "<p class=\"soft\">In the baseline." : "<p class=\"soft\">Suppressed");
	if (f->state == PK_SUPPRESSED && f->reason.n) {
		buf_adds(out, ": ");
		pk_html_text(out, f->reason);
	}
	buf_adds(out, "</p>");
}

/* The places of one secret. */
static void copies(struct buf *out, const struct pk_copies *c)
{
	uint32_t shown = c->n < MAX_COPIES ? c->n : MAX_COPIES;

	buf_printf(out, "<details><summary>1 secret, %u places</summary><ol>", c->n);
	for (uint32_t i = 0; i < shown; i++) {
		buf_adds(out, "<li class=\"where\">");
		pk_html_text(out, c->v[i]->at.path);
		place(out, &c->v[i]->at.start);
		version(out, c->v[i]);
		state(out, c->v[i]);
		buf_adds(out, "</li>");
	}
	buf_adds(out, "</ol>");
	if (shown < c->n)
		buf_printf(out, "<p class=\"soft\">and %u more</p>", c->n - shown);
	buf_adds(out, "</details>");
}

void pk_html_finding(struct buf *out, const struct pk_finding *f)
{
	buf_printf(out, "<tr id=\"f-%s\" data-severity=\"%d\" data-threat=\"", f->fingerprint, (int)f->severity);
	pk_html_text(out, f->rule->threat);
	buf_adds(out, "\" data-where=\"");
	pk_html_text(out, f->at.path);
	buf_printf(out, "\"><td><span class=\"sev s%d\">%s</span></td><td><a href=\"#rule-", (int)f->severity,
		   pk_severity_name(f->severity));
	pk_html_text(out, f->rule->id);
	buf_adds(out, "\">");
	pk_html_text(out, f->rule->id);
	buf_adds(out, "</a></td><td><p>");
	pk_html_text(out, str_trim(f->message));
	buf_adds(out, "</p><p class=\"where soft\">");
	pk_html_text(out, f->at.path);
	place(out, &f->at.start);
	version(out, f);
	buf_adds(out, "</p>");
	if (f->verified)
		buf_printf(out, "<p class=\"soft\">Live check: %s.</p>", pk_verified_name(f->verified));
	frame(out, f);
	state(out, f);
	if (f->copies && f->copies->n > 1)
		copies(out, f->copies);
	regions(out, "How the data gets there", f->flow, f->n_flow);
	regions(out, "See also", f->related, f->n_related);
	if (f->fix_text.n) {
		buf_adds(out, "<details><summary>Write this instead</summary><pre><code>");
		pk_html_text(out, f->fix_text);
		buf_adds(out, "</code></pre></details>");
	}
	buf_adds(out, "</td></tr>\n");
}
