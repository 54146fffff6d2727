#include "report.h"

#include <stdlib.h>

#include "util/vec.h"

#define REPORTER(name) extern const struct pk_reporter pk_reporter_##name;
#include "reporters.def"
#undef REPORTER

const struct pk_reporter *const pk_reporters[] = {
#define REPORTER(name) &pk_reporter_##name,
#include "reporters.def"
#undef REPORTER
	NULL,
};

const struct pk_reporter *pk_reporter_find(struct str name)
{
	for (const struct pk_reporter *const *r = pk_reporters; *r; r++)
		if (str_is(name, (*r)->name))
			return *r;
	return NULL;
}

const struct pk_reporter *pk_reporter_of_file(struct str file)
{
	const struct pk_reporter *best = NULL;
	size_t best_n = 0;

	for (const struct pk_reporter *const *r = pk_reporters; *r; r++) {
		struct str list = str_from((*r)->extensions), extension;

		while (str_cut(&list, ' ', &extension))
			if (extension.n > best_n && str_ends(file, extension)) {
				best = *r;
				best_n = extension.n;
			}
	}
	return best;
}

bool pk_report_shows(const struct pk_report *r, const struct pk_finding *f)
{
	return f->state == PK_OPEN || (r->options.show_suppressed && f->state != PK_FIXED);
}

void pk_report_text(struct buf *out, struct str text)
{
	size_t from = 0;

	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];

		if ((c >= 0x20 && c != 0x7f) || c == '\t')
			continue;
		buf_add(out, str_slice(text, from, i));
		buf_printf(out, "\\x%02x", c);
		from = i + 1;
	}
	buf_add(out, str_slice(text, from, text.n));
}

void pk_report_place(struct buf *out, const struct pk_region *at)
{
	const struct pk_place *p = &at->start;

	pk_report_text(out, at->path);
	if (p->inside.n)
		buf_printf(out, "!%.*s", STR_ARG(p->inside));
	if (p->cell)
		buf_printf(out, ":cell %u", p->cell);
	buf_printf(out, ":%u:%u", p->cell_line ? p->cell_line : p->line, p->cell_line ? p->cell_col : p->col);
}

void pk_report_within(struct buf *out, const struct pk_place *p, void (*add_text)(struct buf *out, struct str text))
{
	if (p->inside.n) {
		add_text(out, p->inside);
		buf_adds(out, ", ");
	}
	if (p->cell)
		buf_printf(out, "cell %u, ", p->cell);
	buf_printf(out, "line %u", p->cell_line);
}

struct counts {
	struct pk_count *v;
	uint32_t n, cap;
	struct map by_name;
};

static void count(struct counts *c, struct arena *arena, struct str name, enum pk_severity severity)
{
	bool fresh;
	uint64_t *slot = map_put(&c->by_name, name, &fresh);

	if (fresh) {
		*slot = c->n;
		vec_push(arena, c, (struct pk_count){ .name = name });
	}
	c->v[*slot].n++;
	c->v[*slot].by_severity[severity]++;
}

static int count_cmp(const void *a, const void *b)
{
	const struct pk_count *x = a, *y = b;

	if (x->n != y->n)
		return x->n < y->n ? 1 : -1;
	return str_cmp(x->name, y->name);
}

void pk_summary_count(struct pk_summary *s, struct arena *arena, struct pk_finding *const *findings, uint32_t n)
{
	struct counts threats = { 0 }, rules = { 0 };

	map_init(&threats.by_name, arena);
	map_init(&rules.by_name, arena);
	for (uint32_t i = 0; i < n; i++) {
		const struct pk_finding *f = findings[i];

		s->suppressed += f->state == PK_SUPPRESSED;
		s->baselined += f->state == PK_BASELINED;
		if (f->state != PK_OPEN)
			continue;
		s->places += f->copies != NULL;
		if (!pk_report_leads(f))
			continue;
		s->open++;
		s->secrets += f->copies != NULL;
		s->by_severity[f->severity]++;
		count(&threats, arena, f->rule->threat, f->severity);
		count(&rules, arena, f->rule->id, f->severity);
	}
	if (s->open) {
		qsort(threats.v, threats.n, sizeof(*threats.v), count_cmp);
		qsort(rules.v, rules.n, sizeof(*rules.v), count_cmp);
	}
	s->threats = threats.v, s->n_threats = threats.n;
	s->rules = rules.v, s->n_rules = rules.n;
}
