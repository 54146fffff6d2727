#include <stdlib.h>

#include "report.h"
#include "util/vec.h"

/* Open ones first, then the heavier, then as they are in the report. */
struct ranked {
	const struct pk_finding *f;
	uint32_t at;
};

static int ranked_cmp(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if ((x->f->state == PK_OPEN) != (y->f->state == PK_OPEN))
		return x->f->state == PK_OPEN ? -1 : 1;
	if (x->f->severity != y->f->severity)
		return x->f->severity < y->f->severity ? 1 : -1;
	return (x->at > y->at) - (x->at < y->at);
}

static void order(struct arena *a, struct pk_copies *copies)
{
	struct ranked *ranked = arena_zalloc(a, copies->n, sizeof(*ranked));

	for (uint32_t i = 0; i < copies->n; i++)
		ranked[i] = (struct ranked){ copies->v[i], i };
	qsort(ranked, copies->n, sizeof(*ranked), ranked_cmp);
	for (uint32_t i = 0; i < copies->n; i++)
		copies->v[i] = ranked[i].f;
}

struct secrets {
	struct map index; /* by rule and key: place in the list */
	struct pk_copies **v;
	uint32_t n, cap;
};

static struct pk_copies *copies_of(struct arena *a, struct secrets *all, const struct pk_finding *f)
{
	bool fresh;
	uint64_t *slot = map_put(&all->index, arena_printf(a, "%.*s %.*s", STR_ARG(f->rule->id), STR_ARG(f->key)), &fresh);

	if (fresh) {
		*slot = all->n;
		vec_push(a, all, arena_new(a, struct pk_copies));
	}
	return all->v[*slot];
}

void pk_report_join(const struct pk_report *r, struct pk_finding *const *findings, uint32_t n)
{
	struct secrets all = { 0 };

	map_init(&all.index, r->arena);
	for (uint32_t i = 0; i < n; i++) {
		struct pk_copies *copies = NULL;

		if (findings[i]->key.n && pk_report_shows(r, findings[i])) {
			copies = copies_of(r->arena, &all, findings[i]);
			vec_push(r->arena, copies, findings[i]);
		}
		findings[i]->copies = copies;
	}
	for (uint32_t i = 0; i < all.n; i++)
		order(r->arena, all.v[i]);
}

bool pk_report_leads(const struct pk_finding *f)
{
	return !f->copies || f->copies->v[0] == f;
}

void pk_report_secrets(struct buf *out, const struct pk_summary *s)
{
	buf_printf(out, "%u secret%s in %u place%s", s->secrets, s->secrets == 1 ? "" : "s", s->places, s->places == 1 ? "" : "s");
}

void pk_report_version(struct buf *out, const struct pk_finding *f)
{
	const struct pk_version *v = f->version;

	if (v)
		buf_printf(out, "commit %.12s, %s, %s", v->commit, v->date, v->is_there ? "still there" : "gone since");
}

void pk_report_scope(struct buf *out, const struct pk_summary *s)
{
	const char *files = s->n_scanned == 1 ? "" : "s";

	if (s->commits)
		buf_printf(out, "in %u version%s of %u file%s in %u commit%s", s->blobs, s->blobs == 1 ? "" : "s", s->n_scanned, files,
			   s->commits, s->commits == 1 ? "" : "s");
	else
		buf_printf(out, "in %u file%s", s->n_scanned, files);
}
