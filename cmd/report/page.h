/* page: the parts of the HTML report that are files in page/, as they were when picket was built (cmd/embed). */
#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H

extern const char pk_page_html[]; /* the skeleton, with {{names}} where the report's own parts go */
extern const char pk_page_css[];
extern const char pk_page_js[];

#endif
