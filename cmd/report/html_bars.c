#include "html.h"

/* Across, everything is in hundredths of the picture, so that it fits a telephone with letters that can be read. */
enum {
	NAMES = 42, /* width of the column of names */
	BARS = 48,
	MIN_LABEL = 8, /* a part that is narrower has no number in it */
	ROW = 26,      /* height, in pixels */
	BAR = 18,
	MAX_NAME_CHARS = 24,
};

static uint32_t total(const struct pk_bars *b, uint32_t row)
{
	uint32_t n = 0;

	for (unsigned i = 0; i < b->n_series; i++)
		n += b->rows[row].v[i];
	return n;
}

static uint32_t largest(const struct pk_bars *b)
{
	uint32_t n = 1;

	for (uint32_t i = 0; i < b->n; i++)
		n = total(b, i) > n ? total(b, i) : n;
	return n;
}

/* The end of a long name says more than its start. */
static void name(struct buf *out, struct str text)
{
	size_t from = text.n, chars = 0;

	while (from && chars < MAX_NAME_CHARS)
		chars += ((unsigned char)text.p[--from] & 0xc0) != 0x80;
	if (from)
		buf_adds(out, "\xe2\x80\xa6");
	pk_html_text(out, str_slice(text, from, text.n));
}

static void row(struct buf *out, const struct pk_bars *b, uint32_t i, uint32_t most)
{
	unsigned y = i * ROW;
	double x = NAMES, scale = (double)BARS / most;

	buf_printf(out, "<text x=\"0\" y=\"%u\">", y + 17);
	name(out, b->rows[i].name);
	buf_adds(out, "</text>");
	for (unsigned k = 0; k < b->n_series; k++) {
		uint32_t v = b->rows[i].v[k];
		double w = v * scale;

		if (!v)
			continue;
		buf_printf(out,
			   "<rect class=\"%s\" x=\"%.2f%%\" y=\"%u\" width=\"%.2f%%\" height=\"%d\" rx=\"2\"><title>%s: %u</title></rect>",
			   b->classes[k], x, y + 4, w < 0.4 ? 0.4 : w - (w > 1 ? 0.2 : 0), BAR, b->series[k], v);
		if (w >= MIN_LABEL && v < total(b, i))
			buf_printf(out, "<text class=\"in\" x=\"%.2f%%\" y=\"%u\">%u</text>", x + w / 2, y + 17, v);
		x += w;
	}
	buf_printf(out, "<text x=\"%.2f%%\" dx=\"6\" y=\"%u\">%u</text>", x, y + 17, total(b, i));
}

static void key(struct buf *out, const struct pk_bars *b)
{
	buf_adds(out, "<ul class=\"key\">");
	for (unsigned k = 0; k < b->n_series; k++)
		buf_printf(
			out,
			"<li><svg viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect class=\"%s\" width=\"10\" height=\"10\"/></svg>%s</li>",
			b->classes[k], b->series[k]);
	buf_adds(out, "</ul>");
}

static void table(struct buf *out, const struct pk_bars *b)
{
	buf_printf(out, "<details><summary>The same as a table<span class=\"soft\"> (%u)</span></summary><table><caption>%s</caption>",
		   b->n, b->about);
	buf_printf(out, "<thead><tr><th scope=\"col\">%s</th>", b->rows_are);
	for (unsigned k = 0; k < b->n_series; k++)
		buf_printf(out, "<th scope=\"col\" class=\"n\">%s</th>", b->series[k]);
	buf_adds(out, "</tr></thead><tbody>\n");
	for (uint32_t i = 0; i < b->n; i++) {
		buf_adds(out, "<tr><th scope=\"row\">");
		pk_html_text(out, b->rows[i].name);
		buf_adds(out, "</th>");
		for (unsigned k = 0; k < b->n_series; k++)
			buf_printf(out, "<td class=\"n\">%u</td>", b->rows[i].v[k]);
		buf_adds(out, "</tr>\n");
	}
	buf_adds(out, "</tbody></table></details>");
}

void pk_html_bars(struct buf *out, const struct pk_bars *b)
{
	uint32_t most = largest(b);

	buf_printf(out, "<figure><figcaption><h3>%s</h3></figcaption><p>%s</p>", b->title, b->about);
	if (b->n_series > 1)
		key(out, b);
	buf_printf(out,
		   "<svg role=\"img\" aria-labelledby=\"%s-t %s-d\" height=\"%u\"><title id=\"%s-t\">%s</title><desc id=\"%s-d\">%s "
		   "The table below has the numbers.</desc>\n",
		   b->id, b->id, b->n * ROW + 4, b->id, b->title, b->id, b->about);
	for (uint32_t i = 0; i < b->n; i++)
		row(out, b, i, most);
	buf_adds(out, "</svg>\n");
	table(out, b);
	buf_adds(out, "</figure>\n");
}
