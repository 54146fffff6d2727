/* html: the parts of the page. All text that comes from rules or from what was scanned goes through pk_html_text. */
#ifndef REPORT_HTML_H
#define REPORT_HTML_H

#include "report.h"

/* Escaped; what cannot be seen or changes the order of what is seen (control and bidirectional characters) is shown by its number. */
void pk_html_text(struct buf *out, struct str text);

/* A row of the table of findings. */
void pk_html_finding(struct buf *out, const struct pk_finding *f);

/* Horizontal bars, as a picture and as a table. */
struct pk_bars {
	const char *id, *title, *about; /* about: what the picture shows, one sentence */
	const char *rows_are;           /* heading of the names: "Threat" */
	unsigned n_series;              /* parts of a bar, side by side, at most 5 */
	const char *const *series, *const *classes;
	struct pk_bar {
		struct str name;
		uint32_t v[PK_CRITICAL + 1];
	} * rows;
	uint32_t n;
};

void pk_html_bars(struct buf *out, const struct pk_bars *bars);
/* All plots of the overview. */
void pk_html_plots(struct pk_report *r, const struct pk_summary *s, const struct pk_finding *const *findings, uint32_t n);
/* Files with the worst first, as a table. */
void pk_html_files(struct pk_report *r, const struct pk_finding *const *findings, uint32_t n);

#endif
