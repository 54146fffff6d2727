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

/* ---- credentials: one secret in many places is one secret ---- */

struct service {
	struct str name;
	uint32_t all, unique;
};

static int most_unique(const void *a, const void *b)
{
	const struct service *x = a, *y = b;

	if (x->unique != y->unique)
		return x->unique < y->unique ? 1 : -1;
	return str_cmp(x->name, y->name);
}

static void plot_credentials(struct pk_report *r, const struct pk_finding *const *findings, uint32_t n)
{
	static const char *const series[] = { "Different ones", "Further copies" }, *const classes[] = { "part", "rest" };
	struct services VEC(struct service) services = { 0 };
	struct pk_bars bars = {
		.id = "credentials", .title = "Credentials", .rows_are = "Kind", .n_series = 2, .series = series, .classes = classes
	};
	struct map index, secrets;
	uint32_t all = 0, unique = 0;

	map_init(&index, r->arena);
	map_init(&secrets, r->arena);
	for (uint32_t i = 0; i < n; i++) {
		const struct pk_finding *f = findings[i];
		uint64_t *at;
		bool fresh;

		if (!f->key.n || f->state != PK_OPEN)
			continue;
		at = map_put(&index, f->rule->id, NULL);
		if (!*at || !services.n) {
			vec_push(r->arena, &services, (struct service){ .name = f->rule->id });
			*at = services.n;
		}
		(void)map_put(&secrets, f->key, &fresh);
		services.v[*at - 1].all++, all++;
		services.v[*at - 1].unique += fresh, unique += fresh;
	}
	if (!all)
		return;
	qsort(services.v, services.n, sizeof(*services.v), most_unique);
	bars.n = services.n < MAX_ROWS ? services.n : MAX_ROWS;
	bars.rows = arena_zalloc(r->arena, bars.n, sizeof(*bars.rows));
	for (uint32_t i = 0; i < bars.n; i++)
		bars.rows[i] = (struct pk_bar){ services.v[i].name, { services.v[i].unique, services.v[i].all - services.v[i].unique } };
	bars.about = arena_printf(r->arena, "%u different credentials lie in %u places.", unique, all).p;
	pk_html_bars(r->out, &bars);
}

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

/* ---- files by risk ---- */

struct file {
	struct str path;
	uint32_t n, by_severity[PK_CRITICAL + 1];
};

static int worst_file(const void *a, const void *b)
{
	const struct file *x = a, *y = b;

	for (int s = PK_CRITICAL; s >= PK_INFO; s--)
		if (x->by_severity[s] != y->by_severity[s])
			return x->by_severity[s] < y->by_severity[s] ? 1 : -1;
	return str_cmp(x->path, y->path);
}

void pk_html_files(struct pk_report *r, const struct pk_finding *const *findings, uint32_t n)
{
	struct files VEC(struct file) files = { 0 };
	struct map index;

	map_init(&index, r->arena);
	for (uint32_t i = 0; i < n; i++) {
		uint64_t *at = findings[i]->state == PK_OPEN ? map_put(&index, findings[i]->at.path, NULL) : NULL;

		if (!at)
			continue;
		if (!*at || !files.n) {
			vec_push(r->arena, &files, (struct file){ .path = findings[i]->at.path });
			*at = files.n;
		}
		files.v[*at - 1].n++;
		files.v[*at - 1].by_severity[findings[i]->severity]++;
	}
	if (!files.n)
		return;
	qsort(files.v, files.n, sizeof(*files.v), worst_file);
	buf_adds(r->out, "<section aria-labelledby=\"files\"><h2 id=\"files\">Files by risk</h2><table class=\"files\"><caption>");
	buf_printf(r->out, "%u file%s with findings, the worst first%s.</caption><thead><tr><th scope=\"col\">File</th>", files.n,
		   files.n == 1 ? "" : "s", files.n > MAX_FILES ? "; the first 25 are shown" : "");
	for (int s = 0; s <= PK_CRITICAL; s++)
		buf_printf(r->out, "<th scope=\"col\" class=\"n\">%s</th>", worst_names[s]);
	buf_adds(r->out, "<th scope=\"col\" class=\"n\">All</th></tr></thead><tbody>\n");
	for (uint32_t i = 0; i < files.n && i < MAX_FILES; i++) {
		buf_adds(r->out, "<tr><th scope=\"row\" class=\"where\">");
		pk_html_text(r->out, files.v[i].path);
		buf_adds(r->out, "</th>");
		for (int s = PK_CRITICAL; s >= PK_INFO; s--)
			if (files.v[i].by_severity[s])
				buf_printf(r->out, "<td class=\"n\" data-of=\"%s\"><span class=\"sev s%d\">%u</span></td>",
					   worst_names[PK_CRITICAL - s], s, files.v[i].by_severity[s]);
			else
				buf_adds(r->out, "<td class=\"n zero\">0</td>");
		buf_printf(r->out, "<td class=\"n\" data-of=\"All\">%u</td></tr>\n", files.v[i].n);
	}
	buf_adds(r->out, "</tbody></table></section>\n");
}
