#include "html.h"

#include <stdlib.h>

#include "util/vec.h"

enum { MAX_ROWS = 15, MAX_MODULES = 20, MAX_FILES = 25 };

static const char *const worst_names[] = { "Critical", "High", "Medium", "Low", "Info" };
static const char *const worst_classes[] = { "s4", "s3", "s2", "s1", "s0" };

/* The worst severity first. */
static void fill(struct pk_bar *bar, const uint32_t by_severity[PK_CRITICAL + 1])
{
	for (int s = PK_INFO; s <= PK_CRITICAL; s++)
		bar->v[PK_CRITICAL - s] = by_severity[s];
}

static void plot_counts(struct pk_report *r, const struct pk_count *v, uint32_t n, struct pk_bars bars)
{
	bars.n_series = PK_CRITICAL + 1;
	bars.series = worst_names;
	bars.classes = worst_classes;
	bars.n = n < MAX_ROWS ? n : MAX_ROWS;
	bars.rows = arena_zalloc(r->arena, bars.n, sizeof(*bars.rows));
	for (uint32_t i = 0; i < bars.n; i++) {
		bars.rows[i].name = v[i].name;
		fill(&bars.rows[i], v[i].by_severity);
	}
	if (n)
		pk_html_bars(r->out, &bars);
}

static void plot_modules(struct pk_report *r, const struct pk_summary *s)
{
	static const char *const series[] = { "Files" }, *const classes[] = { "part" };
	struct pk_bars bars = { .id = "modules",
				.title = "What the code imports",
				.about = "Modules by how many files and notebooks import them.",
				.rows_are = "Module",
				.n_series = 1,
				.series = series,
				.classes = classes };

	bars.n = s->n_modules < MAX_MODULES ? s->n_modules : MAX_MODULES;
	bars.rows = arena_zalloc(r->arena, bars.n, sizeof(*bars.rows));
	for (uint32_t i = 0; i < bars.n; i++)
		bars.rows[i] = (struct pk_bar){ s->modules[i].name, { s->modules[i].n } };
	if (bars.n)
		pk_html_bars(r->out, &bars);
}

static void plot_serializers(struct pk_report *r, const struct pk_summary *s)
{
	static const char *const series[] = { "Can run code when read", "Data only" }, *const classes[] = { "bad", "good" };
	struct pk_bars bars = {
		.id = "serializers", .title = "Storing and loading", .rows_are = "By", .n_series = 2, .series = series, .classes = classes
	};
	uint32_t unsafe = 0, safe = 0;

	bars.rows = arena_zalloc(r->arena, s->n_serializers, sizeof(*bars.rows));
	for (int wanted = 1; wanted >= 0; wanted--)
		for (uint32_t i = 0; i < s->n_serializers; i++) {
			const struct pk_tally *t = &s->serializers[i];

			if (!t->n || t->unsafe != wanted)
				continue;
			bars.rows[bars.n++] = (struct pk_bar){ t->name, { t->unsafe ? t->n : 0, t->unsafe ? 0 : t->n } };
			unsafe += t->unsafe ? t->n : 0;
			safe += t->unsafe ? 0 : t->n;
		}
	bars.about = arena_printf(r->arena,
				  "Lines of code that store or load data: %u by ways that can run code when read, %u by ways that cannot.",
				  unsafe, safe)
			     .p;
	if (bars.n)
		pk_html_bars(r->out, &bars);
}

/* ---- findings counted by name ---- */

struct counts VEC(struct pk_bar);

/* The numbers under a name; `index` says where it stands. */
static uint32_t *numbers_of(struct arena *a, struct map *index, struct counts *counts, struct str name)
{
	uint64_t *at = map_put(index, name, NULL);

	if (!*at) {
		vec_push(a, counts, (struct pk_bar){ .name = name });
		*at = counts->n;
	}
	return counts->v[*at - 1].v;
}

/* By the first number, then the second. */
static int most_first(const void *a, const void *b)
{
	const struct pk_bar *x = a, *y = b;

	for (int i = 0; i <= PK_CRITICAL; i++)
		if (x->v[i] != y->v[i])
			return x->v[i] < y->v[i] ? 1 : -1;
	return str_cmp(x->name, y->name);
}

static void sort(struct counts *counts)
{
	if (counts->n)
		qsort(counts->v, counts->n, sizeof(*counts->v), most_first);
}

/* One secret in many places is one secret. */
static void plot_credentials(struct pk_report *r, const struct pk_finding *const *findings, uint32_t n)
{
	static const char *const series[] = { "Different ones", "Further copies" }, *const classes[] = { "part", "rest" };
	struct pk_bars bars = {
		.id = "credentials", .title = "Credentials", .rows_are = "Kind", .n_series = 2, .series = series, .classes = classes
	};
	struct counts kinds = { 0 };
	struct map index, secrets;
	uint32_t all = 0;

	map_init(&index, r->arena);
	map_init(&secrets, r->arena);
	for (uint32_t i = 0; i < n; i++) {
		const struct pk_finding *f = findings[i];
		bool fresh;

		if (!f->key.n || f->state != PK_OPEN)
			continue;
		(void)map_put(&secrets, f->key, &fresh);
		numbers_of(r->arena, &index, &kinds, f->rule->id)[fresh ? 0 : 1]++;
		all++;
	}
	sort(&kinds);
	bars.rows = kinds.v;
	bars.n = kinds.n < MAX_ROWS ? kinds.n : MAX_ROWS;
	bars.about = arena_printf(r->arena, "%u different credentials lie in %u places.", secrets.n, all).p;
	if (all)
		pk_html_bars(r->out, &bars);
}

/* ---- files by risk ---- */

static void count_files(struct arena *a, const struct pk_finding *const *findings, uint32_t n, struct counts *out)
{
	struct map index;

	map_init(&index, a);
	for (uint32_t i = 0; i < n; i++)
		if (findings[i]->state == PK_OPEN)
			numbers_of(a, &index, out, findings[i]->at.path)[PK_CRITICAL - findings[i]->severity]++;
	sort(out);
}

static void file_row(struct buf *out, const struct pk_bar *file)
{
	uint32_t all = 0;

	buf_adds(out, "<tr><th scope=\"row\" class=\"where\">");
	pk_html_text(out, file->name);
	buf_adds(out, "</th>");
	for (int i = 0; i <= PK_CRITICAL; i++) {
		all += file->v[i];
		if (file->v[i])
			buf_printf(out, "<td class=\"n\" data-of=\"%s\"><span class=\"sev %s\">%u</span></td>", worst_names[i],
				   worst_classes[i], file->v[i]);
		else
			buf_adds(out, "<td class=\"n zero\">0</td>");
	}
	buf_printf(out, "<td class=\"n\" data-of=\"All\">%u</td></tr>\n", all);
}

void pk_html_files(struct pk_report *r, const struct pk_finding *const *findings, uint32_t n)
{
	struct counts files = { 0 };

	count_files(r->arena, findings, n, &files);
	if (!files.n)
		return;
	buf_adds(r->out, "<section aria-labelledby=\"files\"><h2 id=\"files\">Files by risk</h2><table class=\"files\"><caption>");
	buf_printf(r->out, "%u file%s with findings, the worst first%s.</caption><thead><tr><th scope=\"col\">File</th>", files.n,
		   files.n == 1 ? "" : "s", files.n > MAX_FILES ? "; the first 25 are shown" : "");
	for (int s = 0; s <= PK_CRITICAL; s++)
		buf_printf(r->out, "<th scope=\"col\" class=\"n\">%s</th>", worst_names[s]);
	buf_adds(r->out, "<th scope=\"col\" class=\"n\">All</th></tr></thead><tbody>\n");
	for (uint32_t i = 0; i < files.n && i < MAX_FILES; i++)
		file_row(r->out, &files.v[i]);
	buf_adds(r->out, "</tbody></table></section>\n");
}

/* ---- the overview ---- */

void pk_html_plots(struct pk_report *r, const struct pk_summary *s, const struct pk_finding *const *findings, uint32_t n)
{
	plot_counts(r, s->threats, s->n_threats,
		    (struct pk_bars){ .id = "threats",
				      .title = "Findings by threat",
				      .about = "Open findings by threat and severity.",
				      .rows_are = "Threat" });
	plot_counts(r, s->rules, s->n_rules,
		    (struct pk_bars){ .id = "byrule",
				      .title = "Findings by rule",
				      .about = "Open findings by rule and severity.",
				      .rows_are = "Rule" });
	plot_credentials(r, findings, n);
	plot_serializers(r, s);
	plot_modules(r, s);
}
